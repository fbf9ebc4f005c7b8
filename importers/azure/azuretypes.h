// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/typetable.h"

namespace importers {

using AzureType = KnownType;

/// "microsoft.compute/virtualmachines", in lower case; types that the table lacks are judged by their namespace.
AzureType azureType(std::string_view type);

} // namespace importers
