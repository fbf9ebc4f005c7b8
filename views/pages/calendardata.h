// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/backend.h"
#include "text/calendartext.h"
#include "text/issuetext.h"

#include <optional>

namespace views {

/// A line of the calendar's page.
struct ComingRow
{
    CalendarRow row;
    text::ComingSort sort = text::ComingSort::Law;
};

struct CalendarData
{
    QDate today;                ///< the clock's
    QDate asOf;                 ///< of the newest evaluation; today where there is none
    QDate until;                ///< the last day that is looked at
    QList<ComingRow> rows;      ///< soonest first, from asOf on
};

/// Which days to compare; under the filter's legal entity or business service, and its frameworks.
struct DaysQuestion
{
    QDate from, to;
    FilterState filter;
};

/// A framework's results on the two days, of its rules of one legal status.
struct FrameworkDays
{
    QString id, title;
    bool apart = false; ///< rules of another legal status than the framework's own
    domain::LegalStatus legal = domain::LegalStatus::Law;
    qint64 openBefore = 0, openAfter = 0, unknownBefore = 0, unknownAfter = 0, metBefore = 0, metAfter = 0;
    qint64 changed = 0;
};

/// Results of one rule that change alike and for one reason.
struct ChangeRow
{
    QString cause;              ///< in words; lines of one cause stand together
    QString rule, clause, heading, framework;
    domain::LegalStatus legal = domain::LegalStatus::Law;
    domain::Severity severity = domain::Severity::Medium;
    std::optional<domain::Status> before, after; ///< nothing: no result
    qint64 count = 0;
    qint64 entity = 0;          ///< where it is one thing
    QString things;             ///< the first names
    FilterState filter;         ///< lists them
};

struct DaysCompared
{
    QDate from, to;
    QList<FrameworkDays> frameworks; ///< that have a result on one of the days; those that change first
    QList<ChangeRow> changes;   ///< by cause, then as the frameworks stand
    qint64 changed = 0;         ///< results
    text::Tally more, less;     ///< open on the later day alone, and on the earlier
    QList<std::pair<QString, qint64>> causes; ///< in words, with how many results change for it; the most first
    int rules = 0;
    QString leftOut;            ///< rules that are switched off, with the reason; empty: none
    double seconds = 0;
};

/// What the calendar's page asks for. Blocking calls, from a job's thread; each opens connections of its own. Must outlive the jobs.
class DaysBackend
{
public:
    virtual ~DaysBackend() = default;
    /// What comes, from the day of the newest evaluation on.
    virtual domain::Result<CalendarData> calendar(const QString &path, const FilterState &) = 0;
    /// What the chosen frameworks would say differently on two days; writes nothing.
    virtual domain::Result<DaysCompared> compareDays(const QString &path, const DaysQuestion &, domain::JobContext &) = 0;
};

} // namespace views
