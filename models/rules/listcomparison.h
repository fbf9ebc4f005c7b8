// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/mappings.h"
#include "rules/requirements.h"

namespace rules {

/// Two lists side by side.
struct ListComparison
{
    QList<Mapping> pairs;                  ///< from the left one to the right one, in the order of the left list, then of the right one
    QStringList onlyLeft, onlyRight;       ///< numbers that nothing of the other list speaks to
    int leftMapped = 0, rightMapped = 0;   ///< numbers that something of the other list speaks to
    QList<MappingSource> sources;          ///< of the pairs, each once
    bool operator==(const ListComparison &) const = default;
};

ListComparison compareLists(const RequirementList &left, const RequirementList &right, const Mappings &);

} // namespace rules
