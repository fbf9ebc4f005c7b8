// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

#include <nlohmann/json_fwd.hpp>

namespace importers {

/// The scope of an answer of the AWS command line: of a list its name with account and region, of a description the one thing, so that the
/// description of another thing does not push it out; where no ARN (in `arnMember`) tells either, the file.
QString scopeOfAwsAnswer(const nlohmann::json &root, const nlohmann::json *list, const char *listName, const char *arnMember, const Source &);

} // namespace importers
