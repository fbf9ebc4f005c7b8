// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace importers {

/// Which of two small numbers of a date is the day, where its form does not tell (01/02/2026).
enum class DayOrder { Unknown, DayFirst, MonthFirst };

/// "01/02/2026" as 2026-02-01, where it is told which of the two is the day; anything else as it is.
QString dayInOrder(const QString &cell, DayOrder order);
/// "01/13/2024" where the day comes first.
bool isNoDayIn(DayOrder order, const QString &cell);

} // namespace importers
