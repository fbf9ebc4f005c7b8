// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/entitykind.h"

#include <QList>
#include <QPair>
#include <QString>

namespace views {

/// Lines of a list, from the first to the last of each run.
using LineRuns = QList<QPair<int, int>>;

/// One value for several things at once.
struct ManyValues
{
    domain::EntityKind kind = domain::EntityKind::Workload;
    QList<qint64> entities;
    QString attr;
    QString typed;                ///< as in an edit of one: empty takes back what persons said
    QString evidence, who;        ///< who: a function; empty: not said
};

/// What so many of them have recorded now.
struct SaidByMany
{
    QString words;                ///< empty: nothing is recorded
    int count = 0;
};

} // namespace views
