// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/requirementanswer.h"

#include <nlohmann/json_fwd.hpp>

namespace app {

/// {"for", "state", "who", "on", "why", "evidence", "review_on"} of what a person says of a requirement; `of`: the key of the legal entity that it holds
/// for, null: the whole organisation.
nlohmann::ordered_json attestationJson(const domain::RequirementAnswer &, const QString &of);

} // namespace app
