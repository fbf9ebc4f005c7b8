// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/pages/accessqueries.h"

namespace tst_estate {

/// What store::RightPatterns counts, right by right: slow, and as plain as the words that say what is counted.
store::AccessCounts plainRights(store::AttributeStore &, const store::PageFilter &, domain::Day);
/// Everybody whom a law from outside the zone may compel, the strongest first.
QList<store::Exposure> plainExposures(store::AttributeStore &, const store::PageFilter &, domain::Day);

} // namespace tst_estate
