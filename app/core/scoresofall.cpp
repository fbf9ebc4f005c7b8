// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoresofall.h"

#include "core/sovereignty.h"
#include "store/estate/estate.h"

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
    out.m_ends.resize(estate.things().count());
    for (const SystemRange &system : *all) {
        const int thing = system.range ? estate.things().find(system.system.id) : -1;
        if (thing >= 0)
            out.m_ends[static_cast<std::size_t>(thing)] = {static_cast<float>(system.range->low), static_cast<float>(system.range->high)};
    }
    return out;
}

std::optional<rules::ScoreRange> ScoresOfAll::of(std::size_t thing) const
{
    if (thing >= m_ends.size() || m_ends[thing].low < 0)
        return {};
    return rules::ScoreRange{static_cast<double>(m_ends[thing].low), static_cast<double>(m_ends[thing].high)};
}

} // namespace app
