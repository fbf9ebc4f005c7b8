// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <QString>

namespace store {

class AttributeStore;

/// "Bail" in PRAGMA application_id.
inline constexpr int ApplicationId = 0x4261696c;

/// Makes sure that PATH is a workspace of this version: creates it (mode 0600) when it is not there and `create` is true,
/// migrates an older one (a backup FILE.bak-vN is left beside it), refuses a newer or foreign one, and refreshes the reference
/// data. Blocking; call it from a job or at start. Thread: any.
domain::Result<void> prepareWorkspace(const QString &path, bool create);

/// The connection's file is one of ours still: whoever reads a file that others may have moved or written over asks first.
domain::Result<void> stillWorkspace(AttributeStore &values, const QString &path);

/// The schema version that this program writes.
int currentSchemaVersion();

} // namespace store
