// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"

namespace store {

class AttributeStore;

/// Holds the organisation's list of systems (format cmdb-list) against all other sources: how many of its systems are in an export, which
/// are in none, and which systems of the inventory it lacks. One note to the file's report, here and in the workspace. After the last file
/// of an import, so that the order of files does not matter; within the caller's transaction.
void tellReconciled(AttributeStore &, domain::FileReport &);

} // namespace store
