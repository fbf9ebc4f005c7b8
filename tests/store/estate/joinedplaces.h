// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/pages/mapqueries.h"

namespace tst_estate {

/// What store::Estate counts from its columns, by joins over the tables: slow, and as plain as the words that say what is counted.
QList<store::PlaceFlowCount> joinedFlows(store::AttributeStore &, store::PlaceFlow, const store::PageFilter &, const QStringList &rules, int most = 2000);
store::WeightedPlaces joinedWeights(store::AttributeStore &, domain::EntityKind, int facets, const QByteArray &column, const store::PageFilter &);

} // namespace tst_estate
