// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/pages/listqueries.h"

namespace store {

/// Things whose name or key holds the text: those with it in their names first, and of each kind some.
struct FoundEntities
{
    QList<EntityHead> heads;
    qint64 all = 0; ///< how many there are
};
/// Without regard to case and accents. Thread: the connection's.
FoundEntities searchEntities(AttributeStore &, const QString &text, int limit);

} // namespace store
