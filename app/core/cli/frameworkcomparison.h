// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cli/commandline.h"
#include "core/mappedstandings.h"
#include "store/rulereview.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>

namespace app {

std::string standingName(rules::Standing);
nlohmann::ordered_json mappingJson(const rules::Mapping &, const Services &);
/// What stands after the newest run, and what counsel said of the rules; none without a workspace, NoRun where nothing was judged.
domain::Result<std::optional<MappedStandings>> newestStandings(const Call &, Console &, store::RuleReviews *reviews = nullptr);
/// frameworks ID --with OTHER
int compareFrameworks(const Call &, Console &);

} // namespace app
