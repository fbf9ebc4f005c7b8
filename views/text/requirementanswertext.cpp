// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/requirementanswertext.h"

#include <QDate>

using namespace Qt::StringLiterals;

namespace text {

QString fulfilmentWord(domain::Fulfilment f)
{
    switch (f) {
    case domain::Fulfilment::Met: return u"met"_s;
    case domain::Fulfilment::Partly: return u"met in part"_s;
    case domain::Fulfilment::NotMet: return u"not met"_s;
    case domain::Fulfilment::NotApplicable: return u"does not apply"_s;
    }
    return {};
}

QStringList fulfilmentWords()
{
    QStringList words;
    for (const domain::Fulfilment f : {domain::Fulfilment::Met, domain::Fulfilment::Partly, domain::Fulfilment::NotMet, domain::Fulfilment::NotApplicable})
        words.append(fulfilmentWord(f));
    return words;
}

std::optional<domain::Fulfilment> fulfilmentFromWord(const QString &typed)
{
    const QString word = typed.simplified().toLower();
    for (const domain::Fulfilment f : {domain::Fulfilment::Met, domain::Fulfilment::Partly, domain::Fulfilment::NotMet, domain::Fulfilment::NotApplicable}) {
        if (word == fulfilmentWord(f) || word == domain::fulfilmentName(f))
            return f;
    }
    return std::nullopt;
}

QString requirementAnswerWords(const domain::RequirementAnswer &a, domain::Day today, const QString &of)
{
    const auto iso = [](domain::Day day) { return domain::fromDay(day).toString(Qt::ISODate); };
    QString words = u"%1%2, says %3 (%4)"_s.arg(fulfilmentWord(a.state), of.isEmpty() ? QString() : u" for "_s + of, a.who, iso(a.on));
    if (a.reviewOn)
        words += (*a.reviewOn < today ? u", counted until %1"_s : u", counts until %1"_s).arg(iso(*a.reviewOn));
    return words;
}

} // namespace text
