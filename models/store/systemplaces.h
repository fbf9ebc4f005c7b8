// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace store {

class AttributeStore;
class ChangeLog;

/// What stands where a system stands ("@KEY" of a system in its places: a model that an account serves) gets that
/// system's places once they are known, in whatever order the two were imported.
void placeWithSystems(AttributeStore &, ChangeLog &);

} // namespace store
