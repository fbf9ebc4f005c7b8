// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/filterstate.h"

namespace views {

/// What the map counts. Where a thing is kept and from where it is reached are two different things.
enum class MapMetric { Systems, SystemsReach, Data, DataReach, Models, Accelerators, Access, Gaps };

/// Narrows to what the metric counts, without a place: kind, facets of places, status. The map counts by this filter and a click on
/// it narrows by it, so that both agree.
FilterState filterOf(MapMetric metric, FilterState filter);

/// Where a click on a mark of a figure leads: narrows `filter` and answers the page; empty where it leads nowhere.
QString filterForMark(const QString &id, const QString &label, FilterState &filter);

} // namespace views
