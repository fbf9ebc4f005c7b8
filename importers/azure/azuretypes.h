// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace importers {

/// What a resource type of Azure is for the inventory.
struct AzureType
{
    bool known = false;     ///< false: neither the type nor its namespace is in the table
    bool assessed = false;  ///< judged by rules; else supporting
    bool processes = false; ///< computing or inference happens in it
    const char *serviceModel = nullptr;
};

/// "microsoft.compute/virtualmachines", in lower case; types that the table lacks are judged by their namespace.
AzureType azureType(std::string_view type);

} // namespace importers
