// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/pages/flowconditions.h"

#include <QList>
#include <QStringList>

namespace store {

/// Where things that hold data are, by what data they hold. Sets of places rather than counts: a thing is in several countries and of several
/// classes, and every union of them must be counted with each thing once.
struct ResidencyCounts
{
    /// So many things are alike: numbers in `classes` and `countries`; an empty list: nothing recorded.
    struct Pattern
    {
        QList<int> classes;
        std::array<QList<int>, dataFacets.size()> places;
        QList<int> subjects;
        int count = 0;
    };
    int things = 0;
    QStringList classes;    ///< codes
    QStringList countries;  ///< ISO codes, "*" a global service
    QList<Pattern> patterns;
};

/// Of datasets or IT systems, as flowCondition() says where they are.
ResidencyCounts residencyCounts(AttributeStore &, domain::EntityKind, const PageFilter &);

} // namespace store
