// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mappedstandings.h"
#include "report/reportinput.h"

namespace app {

/// What people say of the requirements of a list that no rule decides, as far as it counts on the day; what is said of several alike together.
QList<report::Attested> attestedIn(const rules::RequirementList &, const MappedStandings &, domain::Day asOf);

/// What other frameworks and certificates say of the requirements of a list that are undecided or out of reach; those of one certificate together.
QList<report::Served> servedIn(const rules::RequirementList &, const MappedStandings &, const Services &);

} // namespace app
