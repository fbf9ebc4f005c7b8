// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/moneytext.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace domain {
namespace {

/// Nothing where the mark is no currency; empty where it is one of several.
std::optional<QString> currencyOf(const QString &mark)
{
    static const QHash<QString, QString> signs = {{u"€"_s, u"EUR"_s}, {u"EURO"_s, u"EUR"_s}, {u"£"_s, u"GBP"_s}, {u"₹"_s, u"INR"_s}, {u"US$"_s, u"USD"_s}, {u"$US"_s, u"USD"_s}, {u"CA$"_s, u"CAD"_s}, {u"A$"_s, u"AUD"_s},
                                                  {u"ZŁ"_s, u"PLN"_s}, {u"KČ"_s, u"CZK"_s}, {u"FR."_s, u"CHF"_s}, {u"SFR."_s, u"CHF"_s}, {u"R$"_s, u"BRL"_s}, {u"₩"_s, u"KRW"_s}, {u"₺"_s, u"TRY"_s}, {u"₪"_s, u"ILS"_s},
                                                  {u"$"_s, QString()}, {u"¥"_s, QString()}, {u"KR"_s, QString()}, {u"KR."_s, QString()}};
    static const QSet<QString> codes = {u"EUR"_s, u"USD"_s, u"GBP"_s, u"CHF"_s, u"JPY"_s, u"CNY"_s, u"SEK"_s, u"NOK"_s, u"DKK"_s, u"ISK"_s, u"PLN"_s, u"CZK"_s, u"HUF"_s, u"RON"_s, u"BGN"_s, u"RSD"_s,
                                        u"CAD"_s, u"AUD"_s, u"NZD"_s, u"INR"_s, u"SGD"_s, u"HKD"_s, u"BRL"_s, u"MXN"_s, u"ZAR"_s, u"AED"_s, u"SAR"_s, u"KRW"_s, u"TRY"_s, u"ILS"_s, u"UAH"_s};
    const QString upper = mark.toUpper();
    if (const auto sign = signs.constFind(upper); sign != signs.constEnd())
        return *sign;
    return codes.contains(upper) ? std::optional(upper) : std::nullopt;
}

} // namespace

Money moneyOf(const QString &text)
{
    static const QString blank = u"[ \u00a0\u2009\u202f]*"_s;
    static const QString number = u"([+-]?\\d(?:[\\d.,' \u00a0\u2009\u202f\u2019]*\\d)?)"_s;
    static const QString mark = u"([^\\d\\s+-]{1,4})"_s;
    static const QRegularExpression before(u'^' + mark + blank + number + u'$');
    static const QRegularExpression after(u'^' + number + blank + mark + u'$');
    const QString cell = text.trimmed();
    for (const auto &[form, markAt] : {std::pair{&before, 1}, std::pair{&after, 2}}) {
        const auto match = form->match(cell);
        const auto currency = match.hasMatch() ? currencyOf(match.captured(markAt)) : std::nullopt;
        if (currency)
            return {match.captured(3 - markAt), match.captured(markAt), *currency};
    }
    return {text, {}, {}};
}

bool isAmount(const Attribute &attribute)
{
    static const QRegularExpression name(u"(?:^|_)(?:cost|fee|assets|amount|price)$"_s);
    return attribute.type == ValueType::Number && attribute.unit.isEmpty() && name.match(attribute.name).hasMatch();
}

} // namespace domain
