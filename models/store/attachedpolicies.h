// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/attributestore.h"
#include "store/changelog.h"

namespace store {

/// An export may name a policy that is attached to a principal without its text: one access right, of which little is
/// known ("PRINCIPAL#POLICY#attached#0"). Where another export has brought the text, and with it the rights of its
/// statements ("PRINCIPAL#POLICY#STATEMENT#0"), it is one with the first of them, so that nothing is counted twice,
/// whichever came first. Thread: the connection's, within the caller's transaction.
void joinAttachedPolicies(AttributeStore &, ChangeLog &);

} // namespace store
