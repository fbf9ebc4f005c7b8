// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/gcp/googleasset.h"

#include "domain/record.h"

#include <optional>

namespace importers {

/// Where an organisation's policy lets resources be made (constraint gcp.resourceLocations), as a supporting record of the organisation,
/// folder or project that it is set on. Reads the content ORG_POLICY in both of its forms, and policies that are assets of their own.
/// Nothing: the asset has no such policy.
std::optional<domain::Record> googleLocationPolicy(const GoogleAsset &, const QString &mapping);

} // namespace importers
