// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"
#include "store/changelog.h"

namespace store {

/// What an import tells of a provider's types of machines. The workspace keeps it beside its settings, where undo takes it
/// back; the reference data of the workspace has it before what is shipped (own_types.sql).
enum class Told { New, Changed, Same };
Told tellMachineType(AttributeStore &, ChangeLog &, const domain::MachineType &);

/// Did the change set tell of types of machines, or take that back?
bool tellsMachineTypes(AttributeStore &, qint64 changeSet);

} // namespace store
