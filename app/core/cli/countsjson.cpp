// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/countsjson.h"

#include "core/cli/commandline.h"
#include "domain/status.h"

#include <nlohmann/json.hpp>

namespace app {

nlohmann::ordered_json countsJson(const rules::StatusCounts &counts)
{
    nlohmann::ordered_json o;
    for (int i = 0; i < domain::StatusCount; ++i)
        o[text8(domain::statusName(static_cast<domain::Status>(i)))] = counts.at(static_cast<std::size_t>(i));
    return o;
}

nlohmann::ordered_json tallyJson(const text::Tally &open)
{
    return {{"gap", open.gaps}, {"not_met", open.notMet}, {"weak", open.weak}};
}

} // namespace app
