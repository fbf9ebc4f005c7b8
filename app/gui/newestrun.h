// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "rules/evaluator.h"
#include "store/findings.h"
#include "store/pages/listqueries.h"

#include <QHash>
#include <QStringList>

namespace app {

/// What the newest run said, by rule; what passes is known for the whole organisation only.
struct Newest
{
    QHash<QString, rules::StatusCounts> results;
    QHash<QString, rules::StatusCounts> off; ///< what rules that are switched off would say
    QStringList judged; ///< frameworks

    explicit Newest(store::AttributeStore &values)
    {
        const QList<store::RunLine> runs = store::runLines(values, 1);
        const auto summary = runs.isEmpty() ? domain::Result<rules::RunSummary>(domain::Error{}) : rules::RunSummary::fromJson(runs.constLast().summary);
        if (!summary)
            return;
        for (const rules::RuleResult &r : summary->rules)
            results.insert(r.rule, r.counts);
        for (const rules::RuleResult &r : summary->switchedOff)
            off.insert(r.rule, r.counts);
        for (const rules::FrameworkResult &f : summary->frameworks)
            judged.append(f.framework);
    }
};

/// The day as of which the newest run judged; today where there is none.
inline domain::Day dayOfRun(store::AttributeStore &values, const domain::Clock &clock)
{
    const auto run = store::newestRun(values);
    return run ? run->asOf : domain::toDay(clock.today());
}

} // namespace app
