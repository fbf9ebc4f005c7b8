// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/attributestore.h"
#include "store/changelog.h"

namespace store {

/// A deployment of a model of the kind DataZone* answers from the data zone of its account's region, in whatever order the two were imported.
/// Where the deployment (or a register) names another zone, both words are kept: that of the account stands, unless a person has said
/// otherwise or trusts the other source more; a source of its own, "region of ACCOUNT", holds it. Within the caller's transaction.
/// Answers the deployments that are newly found to be named otherwise, by their keys.
QStringList placeInDataZones(AttributeStore &, ChangeLog &);

} // namespace store
