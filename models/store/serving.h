// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace store {

class AttributeStore;
class ChangeLog;

/// An inference endpoint that names its configuration gets what that one says of machines, models and keys, in whatever order
/// the two were imported, and what it says itself stands. The reference feed counts as who said it, so that any source comes
/// before it. Before enrich(), which makes pools of the machines.
void takeFromConfigurations(AttributeStore &, ChangeLog &);

} // namespace store
