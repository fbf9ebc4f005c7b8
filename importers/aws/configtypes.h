// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/typetable.h"

#include <QString>

namespace importers {

using ConfigType = KnownType;

/// "AWS::EC2::Instance" and so on; types that the table lacks are judged by their service.
ConfigType configType(std::string_view resourceType);

} // namespace importers
