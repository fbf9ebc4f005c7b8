// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"
#include "domain/result.h"

#include <vector>

namespace store {

class AttributeStore;
class ChangeLog;

/// Who manages the key of a system is told by the key's own description (its custody), in whatever order the two came in: what a
/// system's export says of it ("there is a key of the customer's") is the same for a key in the provider's service and for one that the
/// customer holds outside. The reference feed counts as who said it, with the key as the place, so that a person's and any register's
/// word comes before it. Also takes back the region that a key was taken to be held in by its name, once it is known to lie outside.
/// `added`: systems that the change set added with a key. Within the caller's transaction; every change of what was there before is in
/// the log.
domain::Result<void> followKeyCustody(AttributeStore &, ChangeLog &, const std::vector<qint64> &added);

/// Is the key known to be held outside of the provider that asks for it?
bool isHeldOutside(AttributeStore &, qint64 key);
/// The places are only regions of the key's own provider: where its service asks for a key that is held outside.
bool isOnlyAtItsService(AttributeStore &, qint64 key, const domain::Value &places);

} // namespace store
