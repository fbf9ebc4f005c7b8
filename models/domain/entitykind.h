// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace domain {

/// The kinds of things that an inventory holds, in the order of resources/packs/attributes.json.
/// The numbers are stored (entity.kind): append only.
enum class EntityKind : int {
    LegalEntity, BusinessService, Workload, Dataset, Processing, Transfer, Model, AiUse, Accelerator, Identity, Grant,
    Provider, ContractingEntity, Contract, Subprocessor, Service, Certification, Dependency, Request, Location, Key,
    ToolFinding
};
inline constexpr int EntityKindCount = 22;

/// Is it a part of what is judged and counted? What other tools say of a thing is kept beside it: no rule asks for it, and it is no thing.
constexpr bool isPartOfTheEstate(EntityKind kind) { return kind != EntityKind::ToolFinding; }

/// "workload", "legal_entity": as in packs, in KIND:KEY and in table names.
QString kindName(EntityKind);
std::optional<EntityKind> kindFromName(QStringView);

/// Facets of a location, as bits of place.facets, in the order of attributes.json's "facets".
enum Facet : int {
    Hosting = 1, Processing = 2, Backup = 4, Failover = 8, ControlPlane = 16, Administration = 32, Support = 64,
    Telemetry = 128, Logs = 256, Keys = 512, Access = 1024
};

/// Identifies an entity within one workspace.
struct EntityId
{
    qint64 value = 0;
    auto operator<=>(const EntityId &) const = default;
};

} // namespace domain
