// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/pages/mapqueries.h"

namespace tst_estate {

/// What store::Estate counts from its columns, by joins over the tables: slow, and as plain as the words that say what is counted.
QList<store::PlaceFlowCount> joinedFlows(store::AttributeStore &, store::PlaceFlow, const store::PageFilter &, const QStringList &rules, int most = 2000);
store::WeightedPlaces joinedWeights(store::AttributeStore &, domain::EntityKind, int facets, const QByteArray &column, const store::PageFilter &);

/// How many things are under the filter and a special one besides: "yes", "no" and "unknown" of three values.
store::ShareCount joinedShare(store::AttributeStore &, const store::PageFilter &, const QString &what, const QStringList &values);

} // namespace tst_estate
