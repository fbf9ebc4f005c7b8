// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace importers {

/// What a type of asset of Google Cloud is for the inventory.
struct GoogleType
{
    bool known = false;     ///< false: neither the type nor its service is in the table
    bool assessed = false;  ///< judged by rules; else supporting
    bool processes = false; ///< computing or inference happens in it
    const char *serviceModel = nullptr;
};

/// "compute.googleapis.com/Instance"; types that the table lacks are judged by their service.
GoogleType googleType(std::string_view type);

/// Why a type is no system; null: it is one, or a part of one.
struct GoogleSetting
{
    const char *code = nullptr;
    const char *why = nullptr;
};
GoogleSetting googleSetting(std::string_view type);

} // namespace importers
