// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"
#include "importers/gcp/googlekeys.h"
#include "importers/machinegroup.h"

#include <nlohmann/json_fwd.hpp>

#include <QList>

#include <utility>

namespace importers {

/// The machines of a node pool of GKE, the accelerators that each of them is given beside what its type holds, and the key of their disks.
struct GoogleNodePool
{
    MachineGroup machines;
    GoogleKeys keys;
    QList<std::pair<QString, qint64>> chips; ///< and how many of them in each machine
};

/// In the words of Google's interface, as the asset inventory has them. `location`: of its cluster, a zone or a region.
GoogleNodePool googleNodePool(const nlohmann::json &pool, const QString &location);
/// A pool has its size in each zone: machines of all zones together; none: it is not told in how many zones it is.
std::optional<qint64> inAllZones(std::optional<qint64> each, qsizetype zones, const QString &location);
/// Says machines of the pool's record, which has its places, and appends its accelerators.
void sayNodePool(domain::Record &pool, const GoogleNodePool &, QList<domain::Record> &accelerators);

} // namespace importers
