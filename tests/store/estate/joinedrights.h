// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/pages/accessqueries.h"

namespace tst_estate {

/// What store::RightPatterns counts, by joins over the tables for each filter.
store::AccessCounts joinedRights(store::AttributeStore &, const store::PageFilter &, domain::Day);
QList<store::Exposure> joinedExposures(store::AttributeStore &, const store::PageFilter &, domain::Day, int most);
int joinedHolders(store::AttributeStore &, const store::PageFilter &, domain::Day);

} // namespace tst_estate
