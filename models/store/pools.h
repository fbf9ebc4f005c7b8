// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "store/changelog.h"

namespace store {

class AttributeStore;

/// Pools of accelerators that are called after their system ("acc:" and the system's key). What the reference data tells of the system's
/// instance type, and where the system stands, is the word of the reference feed on its pool: it fills what nobody says and
/// gives way to everybody, in any order of the imports. Thread: the connection's, within the caller's transaction.

/// The pools of the systems that the change set touched follow them: instance type and number, provider, legal entity and place.
/// After all else that the change set wrote.
domain::Result<void> followSystems(AttributeStore &, ChangeLog &);
/// The next followSystems() looks at the pools of this system as well, of which no change tells.
void letPoolsFollow(AttributeStore &, qint64 system);

/// A pool of accelerators that a register names for a system, and the one that the system's instance type tells, are one where the chip is
/// the same. After enrich().
void joinNamedPools(AttributeStore &, ChangeLog &);

} // namespace store
