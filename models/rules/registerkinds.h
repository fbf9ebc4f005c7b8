// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/entitykind.h"

namespace rules::registerkinds {

// What the parts of the DORA register of information are in the inventory.
inline constexpr domain::EntityKind entityKind = domain::EntityKind::LegalEntity;
inline constexpr domain::EntityKind contractKind = domain::EntityKind::Contract;
inline constexpr domain::EntityKind partyKind = domain::EntityKind::ContractingEntity;
inline constexpr domain::EntityKind useKind = domain::EntityKind::Dependency;
inline constexpr domain::EntityKind functionKind = domain::EntityKind::BusinessService;
inline constexpr domain::EntityKind chainKind = domain::EntityKind::Subprocessor;
inline constexpr domain::EntityKind assessmentKind = domain::EntityKind::Dependency;

} // namespace rules::registerkinds
