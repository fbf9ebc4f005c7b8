// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/attributestore.h"

namespace store {

/// Adds the keys that entities name and no inventory has brought yet, where their name tells where they are held (formats, section 14): a
/// key of AWS by the region in its ARN, of Google Cloud by the location in its path, of Azure by its vault once that is known. Nothing is
/// added of any other. Within the caller's transaction; thread: the connection's.
void addNamedKeys(AttributeStore &, qint64 changeSet, qint64 feed);

} // namespace store
