// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/calendartext.h"

#include "text/statustext.h"

#include <QHash>

#include <array>

using namespace Qt::StringLiterals;

namespace text {

QString comingSortName(ComingSort sort)
{
    static const std::array<QString, ComingSortCount> names = {u"law"_s, u"recognition"_s, u"certificate"_s, u"acceptance"_s,
                                                               u"declaration"_s, u"contract"_s, u"review"_s, u"plan"_s};
    return names.at(static_cast<std::size_t>(sort));
}

QString comingSortLabel(ComingSort sort)
{
    static const std::array<QString, ComingSortCount> labels = {u"Laws and schemes"_s, u"Recognitions of countries"_s, u"Certificates"_s, u"Acceptances"_s,
                                                                u"Declarations"_s, u"Contracts"_s, u"Answers to review"_s, u"Plans"_s};
    return labels.at(static_cast<std::size_t>(sort));
}

QString causeWord(const QString &cause)
{
    static const QHash<QString, QString> words = {{u"law"_s, u"a requirement starts or ceases to apply"_s},
                                                  {u"recognition"_s, u"the recognition of a country starts or ends"_s},
                                                  {u"foreign_law"_s, u"a law that reaches data starts or ends"_s},
                                                  {u"certificate"_s, u"a certificate starts to count or lapses"_s},
                                                  {u"age"_s, u"something on record grows too old"_s},
                                                  {u"date"_s, u"a date on record comes"_s},
                                                  {u"acceptance"_s, u"an acceptance starts or ends"_s},
                                                  {u"completeness"_s, u"the word that a register is complete ends"_s},
                                                  {u"retirement"_s, u"a thing is out of use"_s},
                                                  {u"answer"_s, u"an answer is due for review"_s}};
    return words.value(cause, cause);
}

QString causesLine(const QStringList &causes)
{
    QStringList words;
    for (const QString &cause : causes)
        words.append(causeWord(cause));
    return words.size() == 1 ? capitalised(words.constFirst()) : u"Several causes: "_s + words.join(u"; "_s);
}

} // namespace text
