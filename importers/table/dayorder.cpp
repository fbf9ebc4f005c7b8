// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/table/dayorder.h"

#include <QDate>
#include <QRegularExpression>

#include <optional>

using namespace Qt::StringLiterals;

namespace importers {
namespace {

/// The day that two small numbers and a year make in an order, were it none that there is; nothing where the cell is of another form.
std::optional<QDate> pairOfNumbers(const QString &cell, DayOrder order)
{
    static const QRegularExpression form(u"^(\\d{1,2})([./-])\\s?(\\d{1,2})\\2\\s?(\\d{4}|\\d{2})(?: \\d{1,2}:\\d{2}.*)?$"_s);
    const auto match = order == DayOrder::Unknown ? QRegularExpressionMatch() : form.match(cell);
    if (!match.hasMatch())
        return std::nullopt;
    const bool dayFirst = order == DayOrder::DayFirst;
    int year = match.captured(4).toInt();
    // As spreadsheet programs complete it: registers speak of contracts and audits, not of births.
    if (year < 100)
        year += year < 70 ? 2000 : 1900;
    return QDate(year, match.captured(dayFirst ? 3 : 1).toInt(), match.captured(dayFirst ? 1 : 3).toInt());
}

} // namespace

QString dayInOrder(const QString &cell, DayOrder order)
{
    const std::optional<QDate> date = pairOfNumbers(cell, order);
    return date && date->isValid() ? date->toString(Qt::ISODate) : cell;
}

bool isNoDayIn(DayOrder order, const QString &cell)
{
    const std::optional<QDate> date = pairOfNumbers(cell, order);
    return date && !date->isValid();
}

} // namespace importers
