// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/gcp/googlenodepool.h"

#include "importers/gcp/googlename.h"
#include "importers/gcp/googleresource.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

namespace importers {

using namespace Qt::StringLiterals;
using domain::Record;
using nlohmann::json;

namespace {

bool isZone(const QString &location)
{
    return !location.isEmpty() && googleRegionOf(location) != location.section(u'/', -1).toLower();
}

/// Numbers of 64 bits are texts in Google's JSON.
std::optional<qint64> number(const json &object, const char *name)
{
    bool fine = false;
    const qint64 value = text(object, name).toLongLong(&fine);
    return fine && value >= 0 ? std::optional(value) : std::nullopt;
}

} // namespace

std::optional<qint64> inAllZones(std::optional<qint64> each, qsizetype zones, const QString &location)
{
    if (!each || *each == 0)
        return each;
    if (zones > 0)
        return *each * zones;
    return isZone(location) ? each : std::nullopt;
}

GoogleNodePool googleNodePool(const json &pool, const QString &location)
{
    GoogleNodePool read;
    qsizetype zones = 0;
    for (const char *list : {"locations", "instanceGroupUrls"}) {
        if (zones == 0)
            zones = texts(member(pool, list)).size();
    }
    MachineGroup &machines = read.machines;
    const json &scaled = member(pool, "autoscaling");
    if (isTrue(member(scaled, "enabled"))) {
        // Of such a pool Google tells the limits; the first number is that of the day on which it was made. Zeros are left out.
        const auto bound = [&](const char *all, const char *each) {
            const auto total = number(scaled, all);
            return total.value_or(0) > 0 ? total : inAllZones(number(scaled, each), zones, location);
        };
        machines.most = bound("totalMaxNodeCount", "maxNodeCount");
        machines.least = bound("totalMinNodeCount", "minNodeCount");
        if (machines.most && !scaled.contains("totalMinNodeCount") && !scaled.contains("minNodeCount"))
            machines.least = 0;
    } else {
        machines.count = inAllZones(number(pool, "initialNodeCount"), zones, location);
    }
    const json &config = member(pool, "config");
    if (const QString type = text(config, "machineType").section(u'/', -1); !type.isEmpty())
        machines.types.append(type);
    if (const QString key = text(config, "bootDiskKmsKey"); !key.isEmpty())
        read.keys.add(key);
    for (const json *block : elements(member(config, "accelerators"))) {
        const QString chip = text(*block, "acceleratorType").section(u'/', -1);
        const auto each = number(*block, "acceleratorCount");
        if (!chip.isEmpty() && each.value_or(0) > 0)
            read.chips.append({chip, *each});
    }
    return read;
}

void sayNodePool(Record &pool, const GoogleNodePool &read, QList<Record> &accelerators)
{
    sayMachines(pool, read.machines);
    const auto count = read.machines.known();
    if (count == 0)
        return;
    domain::ListValue chips;
    chips.complete = false;
    for (const auto &[chip, each] : read.chips) {
        accelerators.append(googlePool(pool, chip, each * count.value_or(0), chips.items.isEmpty()));
        chips.items.append(accelerators.constLast().key);
    }
    if (!chips.items.isEmpty())
        pool.fields.append({u"accelerators"_s, chips});
}

} // namespace importers
