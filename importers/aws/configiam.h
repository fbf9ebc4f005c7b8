// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/aws/configmapping.h"
#include "importers/aws/iamreader.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>

namespace importers {

/// Which of IAM's lists a resource type of AWS Config belongs to; nothing for all other types.
std::optional<IamReader::List> iamListOf(std::string_view resourceType);

/// A value of an item as it stands, for the few that are read as a whole.
nlohmann::json configJson(JsonTree::Ref value);

/// An IAM item as GetAccountAuthorizationDetails would show it: Config writes the same members with a small first letter.
nlohmann::json iamDetailsOf(JsonTree::Ref item, const ConfigIdentity &);

} // namespace importers
