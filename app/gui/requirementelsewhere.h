// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mappedstandings.h"
#include "gui/newestrun.h"
#include "pages/requirementlinks.h"

namespace app {

/// What other frameworks and certificates say of a requirement, for its line on the page.
views::RequirementLinks elsewhere(const rules::ListedRequirement &, const MappedStandings &, const Services &, const Newest &);

} // namespace app
