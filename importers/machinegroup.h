// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"

#include <QStringList>

#include <optional>

namespace importers {

/// The machines that a managed cluster keeps as one group, as an export declares them.
struct MachineGroup
{
    QStringList types;                ///< of the machines, any of which each may be of; empty: not told
    std::optional<qint64> count;      ///< that run; none: not told
    std::optional<qint64> least, most; ///< between which the group is scaled by itself; none: it isn't, or that is not told

    /// How many run, where that is told or leaves no choice.
    std::optional<qint64> known() const { return count || least != most ? count : least; }
};

/// Says type and number of the machines. A type alone would count as one machine: without their number it is only described.
void sayMachines(domain::Record &, const MachineGroup &);

} // namespace importers
