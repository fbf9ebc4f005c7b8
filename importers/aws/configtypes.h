// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

namespace importers {

/// What a resource type of AWS Config is for the inventory.
struct ConfigType
{
    bool known = false;     ///< false: neither the type nor its service is in the table
    bool assessed = false;  ///< judged by rules; else supporting
    bool processes = false; ///< computing or inference happens in it
    const char *serviceModel = nullptr;
};

/// "AWS::EC2::Instance" and so on; types that the table lacks are judged by their service.
ConfigType configType(std::string_view resourceType);

} // namespace importers
