// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoresofall.h"

#include "core/sovereignty.h"
#include "rules/evaluator.h"
#include "rules/pack.h"
#include "store/estate/estate.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {

Result<ScoresOfAll> ScoresOfAll::of(const store::Estate &estate, QSqlDatabase &db, store::AttributeStore &values, const rules::Pack *ai, Day today)
{
    ScoresOfAll out;
    const Result<QList<SystemRange>> all = ai ? systemRanges(db, values, *ai, today) : Result<QList<SystemRange>>(QList<SystemRange>());
    if (!all && all.error().code != ErrorCode::NoRun)
        return all.error();
    if (!ai || !all) {
        out.m_why = whyNoScores(ai);
        return out;
    }
    out.take(estate, *all);
    return out;
}

Result<ScoresOfAll> ScoresOfAll::ofRun(const store::Estate &estate, QSqlDatabase &db, store::AttributeStore &values, const rules::Pack *ai, const rules::RunSummary &run, const QSet<QString> &judged)
{
    ScoresOfAll out;
    const bool any = ai && std::any_of(ai->rules.begin(), ai->rules.end(), [&judged](const rules::Rule &rule) { return judged.contains(rule.id); });
    if (!any) {
        out.m_why = ai ? u"The evaluation as of %1 did not judge by the rule set AI sovereignty (ai-sov), on which the scores rest."_s.arg(fromDay(run.asOf).toString(Qt::ISODate)) : whyNoScores(ai);
        return out;
    }
    const Result<QList<SystemRange>> all = systemRangesOf(db, values, *ai, run, judged);
    if (!all)
        return all.error();
    out.take(estate, *all);
    return out;
}

void ScoresOfAll::take(const store::Estate &estate, const QList<SystemRange> &all)
{
    m_ends.resize(estate.things().count());
    for (const SystemRange &system : all) {
        const int thing = system.range ? estate.things().find(system.system.id) : -1;
        if (thing >= 0)
            m_ends[static_cast<std::size_t>(thing)] = {static_cast<float>(system.range->low), static_cast<float>(system.range->high)};
    }
}

std::optional<rules::ScoreRange> ScoresOfAll::of(std::size_t thing) const
{
    if (thing >= m_ends.size() || m_ends[thing].low < 0)
        return {};
    return rules::ScoreRange{static_cast<double>(m_ends[thing].low), static_cast<double>(m_ends[thing].high)};
}

} // namespace app
