// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/pages/listqueries.h"
#include "text/issuetext.h"

namespace app {

struct Services;

/// The open findings of an issue, each by the status of the law of its own framework; what no rule set explains counts as law.
text::Tally tallyOf(const Services &, const store::IssueLine &);

} // namespace app
