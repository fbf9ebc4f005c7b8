// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"

#include <QList>

namespace store {

class AttributeStore;
class ChangeLog;

/// Has anything been imported that may declare such groups? The search for them is spared where not.
bool declaresNodeGroups(AttributeStore &);
/// What a state or an inventory declares of a managed cluster's group of machines, and the machines themselves, are the same chips: where an
/// inventory lists machines of a group, their accelerators count, and the group's are set aside as no longer there; once it
/// lists none they are back. In any order of imports. After what vanished is known.
QList<domain::Diagnostic> countMachinesOnce(AttributeStore &, ChangeLog &);

} // namespace store
