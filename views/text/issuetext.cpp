// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/issuetext.h"

#include "text/statustext.h"

#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;
using domain::LegalStatus;
using domain::Status;

namespace text {
namespace {

/// With a thin space between thousands, as everywhere on paper and screen.
QString number(int n)
{
    QString digits = QString::number(n);
    for (qsizetype at = digits.size() - 3; at > 0; at -= 3)
        digits.insert(at, QChar(0x202f));
    return digits;
}

} // namespace

QString issueNumber(qint64 id) { return u"I-%1"_s.arg(id, 4, 10, QLatin1Char('0')); }

std::optional<qint64> issueOfNumber(QStringView typed)
{
    static const QRegularExpression form(u"^I[-\\s]?0*([1-9][0-9]{0,14})$"_s, QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(typed.trimmed().toString());
    return match.hasMatch() ? std::optional(match.captured(1).toLongLong()) : std::nullopt;
}

void Tally::add(LegalStatus legal, int findings)
{
    (legal == LegalStatus::Law ? gaps : legal == LegalStatus::OwnPolicy ? weak : notMet) += findings;
}

void Tally::add(const Tally &other)
{
    gaps += other.gaps;
    notMet += other.notMet;
    weak += other.weak;
}

QString tallyWords(const Tally &tally, QStringView language)
{
    QStringList parts;
    if (tally.gaps > 0)
        parts << number(tally.gaps) + u' ' + (tally.gaps == 1 ? statusWord(Status::Gap, LegalStatus::Law, language) : u"gaps"_s);
    if (tally.notMet > 0)
        parts << number(tally.notMet) + u' ' + statusWord(Status::Gap, LegalStatus::Scheme, language);
    if (tally.weak > 0)
        parts << number(tally.weak) + u' ' + statusWord(Status::Gap, LegalStatus::OwnPolicy, language);
    return parts.join(u", "_s);
}

QString tallyStatus(const Tally &tally, QStringView language)
{
    QStringList parts;
    if (tally.gaps > 0)
        parts << statusWord(Status::Gap, LegalStatus::Law, language);
    if (tally.notMet > 0)
        parts << statusWord(Status::Gap, LegalStatus::Scheme, language);
    if (tally.weak > 0)
        parts << statusWord(Status::Gap, LegalStatus::OwnPolicy, language);
    return parts.join(u", "_s);
}

QString tallyInColumn(const Tally &tally, LegalStatus own, QStringView language)
{
    Tally beside = tally;
    int &mine = own == LegalStatus::Law ? beside.gaps : own == LegalStatus::OwnPolicy ? beside.weak : beside.notMet;
    QStringList parts{number(mine)};
    mine = 0;
    if (const QString others = tallyWords(beside, language); !others.isEmpty())
        parts << others;
    return parts.join(u", "_s);
}

QString findingsOn(int findings, int things, const QString &one, const QString &many)
{
    return u"%1 %2 on %3 %4"_s.arg(number(findings), findings == 1 ? u"finding"_s : u"findings"_s, number(things), things == 1 ? one : many);
}

} // namespace text
