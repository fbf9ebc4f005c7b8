// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace store {

class AttributeStore;
class ChangeLog;

/// Access rights whose own word on the kind of their principal stands against what the change set made of the identity lose it, so
/// that the identity's is taken over: "agent" said of an identity by hand holds for all that it may do. A person's word on the right
/// itself stays, and a register's too unless a person spoke of the identity. Within the caller's transaction; all is in the log.
void followIdentityKinds(AttributeStore &, ChangeLog &);

} // namespace store
