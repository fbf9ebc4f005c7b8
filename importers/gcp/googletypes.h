// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/typetable.h"

namespace importers {

using GoogleType = KnownType;

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
