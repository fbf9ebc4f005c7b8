// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/evaluator.h"
#include "text/issuetext.h"

#include <nlohmann/json_fwd.hpp>

namespace app {

/// {"pass": 12, "gap": 3, ...}, in the order of the command line's contract.
nlohmann::ordered_json countsJson(const rules::StatusCounts &);

/// {"gap": 3, "not_met": 5, "weak": 2}: what is open by legal status, never added up.
nlohmann::ordered_json tallyJson(const text::Tally &);

} // namespace app
