// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/requirementanswer.h"

#include <nlohmann/json_fwd.hpp>

namespace app {

/// {"state", "who", "on", "why", "evidence", "review_on"} of what a person says of a requirement.
nlohmann::ordered_json attestationJson(const domain::RequirementAnswer &);

} // namespace app
