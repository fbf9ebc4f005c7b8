// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/pages/mapqueries.h"

namespace tst_estate {

/// What store::Estate counts from its columns, thing by thing and place by place: slow, and as plain as the words that say what is counted.
QList<store::PlaceFlowCount> plainFlows(store::AttributeStore &, store::PlaceFlow, const store::PageFilter &, const QStringList &rules);
store::WeightedPlaces plainWeights(store::AttributeStore &, domain::EntityKind, int facets, const QString &column, const store::PageFilter &);

/// How many things are under the filter and a special one besides: "yes", "no" and "unknown" of three values.
store::ShareCount plainShare(store::AttributeStore &, const store::PageFilter &, const QString &what, const QStringList &values);

} // namespace tst_estate
