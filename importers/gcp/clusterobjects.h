// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/gcp/googleasset.h"

#include <nlohmann/json_fwd.hpp>

namespace importers {

/// The object of a cluster that an asset is, as the cluster itself lists it, cut to what is read of it: an inventory
/// may hold many, and they are kept until all of them are known.
nlohmann::json clusterObject(const GoogleAsset &);

} // namespace importers
