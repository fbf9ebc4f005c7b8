// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "store/estate/estatethings.h"

namespace store {

/// What IT systems stand on, for assessments of all of them at once: their service, and the systems that they critically depend on.
struct EstateStanding
{
    std::vector<int> service;       ///< by thing: the service that a system runs on, as the rules see it; -1: none
    EstateLinks critical;           ///< to a system, from each that it critically depends on
};

/// On `day`, on which a dependency may be out of use. False where the database fails.
bool readStanding(AttributeStore &, const EstateThings &, domain::Day day, EstateStanding &);

} // namespace store
