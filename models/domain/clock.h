// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QDateTime>

namespace domain {

/// Days since 1970-01-01: how every date is stored and compared (whole days, no zone).
using Day = int;
inline Day toDay(QDate date) { return static_cast<Day>(QDate(1970, 1, 1).daysTo(date)); }
inline QDate fromDay(Day day) { return QDate(1970, 1, 1).addDays(day); }

/// The time of day, injected so that reports and tests are repeatable. Thread: any.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual QDateTime now() const = 0; ///< UTC
    QDate today() const { return now().date(); }
};

class SystemClock final : public Clock
{
public:
    QDateTime now() const override { return QDateTime::currentDateTimeUtc(); }
};

} // namespace domain
