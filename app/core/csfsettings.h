// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "csf/scoring.h"

#include <QDateTime>

namespace store {
class AttributeStore;
}

namespace app {

/// The lowest SEALs that a tender asks for, by objective in the calculator's order.
struct CsfTender
{
    QString name;              ///< whose tender it is; may be empty
    csf::Minimums minimums;    ///< empty, or one entry for each objective
    bool asks() const;
    bool operator==(const CsfTender &) const = default;
};

/// Own weights that the workspace keeps; nothing where there are none. On the connection's thread, as the rest here.
std::optional<csf::Weights> ownCsfWeights(const csf::Calculator &, store::AttributeStore &);
/// Keeps them as an undoable change: InvalidValue where they don't fit the calculator, Refused where they are kept already.
domain::Result<qint64> keepCsfWeights(const csf::Calculator &, store::AttributeStore &, const QList<int> &parts, const QDateTime &at);

/// The tender that the workspace keeps; one that asks for nothing where there is none.
CsfTender csfTender(const csf::Calculator &, store::AttributeStore &);
/// The same; a tender that asks for nothing takes the kept one away.
domain::Result<qint64> keepCsfTender(const csf::Calculator &, store::AttributeStore &, const CsfTender &, const QDateTime &at);

/// The published sets and, where the workspace keeps one, the own.
QList<csf::Weights> csfWeightSets(const csf::Calculator &, store::AttributeStore &);
/// The published set of this id, or the own one ("own"); the calculator's where there is no such set.
csf::Weights csfWeightsOf(const csf::Calculator &, store::AttributeStore &, const QString &id);

} // namespace app
