// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/filterstate.h"

namespace views {

/// What the map counts. Where a thing is kept and from where it is reached are two different things.
/// Exposure: IT systems that a provider processes in clear whom a law from outside the zone reaches. Score: the systems' own sovereignty
/// score by the rule set ai-sov, a range, never that of the EU Cloud Sovereignty Framework.
enum class MapMetric {
    Systems, SystemsReach, Data, DataReach, Models, Accelerators, Access, Gaps, Records, Chips, Exposure, Score, GapsCritical, GapsHigh,
    GapsMedium, GapsLow
};

bool countsGaps(MapMetric);
/// Shows what evaluations said, so that earlier ones can be asked for too; evaluations don't keep the inventory.
bool isOfEvaluations(MapMetric);

/// What the map is asked. Runs are numbers of evaluations: 0 is the newest for `run`, none for `against`.
struct MapQuestion
{
    MapMetric metric = MapMetric::Systems;
    FilterState filter;
    qint64 run = 0;
    qint64 against = 0; ///< an earlier one to compare with: what came and what went since, or by how much scores changed
};

/// Narrows to what the metric counts, without a place: kind, facets of places, status. The map counts by this filter and a click on
/// it narrows by it, so that both agree.
FilterState filterOf(MapMetric metric, FilterState filter);

/// The same of the transfers that the map of the metric draws: they are told apart by their countries, not by places of their own.
FilterState transfersOf(MapMetric metric, const FilterState &filter);

/// Is the mark of a transfer, which is a thing of its own, rather than of a flow of what a metric counts? Of what follows "arc:".
inline bool isTransfer(const QString &flow) { return !flow.contains(QChar(0x1e)); }

/// Where a click on a mark of a figure leads: narrows `filter` and answers the page; empty where it leads nowhere.
QString filterForMark(const QString &id, const QString &label, FilterState &filter);

} // namespace views
