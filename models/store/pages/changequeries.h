// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/pages/listqueries.h"

namespace store {

/// One deed, as the history lists it.
struct ChangeSetLine
{
    qint64 id = 0;
    QString kind, title, who, at;
    qint64 added = 0;       ///< things that it brought
    qint64 changed = 0;     ///< other things of which it changed something
    bool undone = false;
};
/// The newest first.
QList<ChangeSetLine> changeSetLines(AttributeStore &, int limit);

/// What a deed did to one value, name, decision or setting.
struct ChangeLine
{
    QString target;         ///< value, name, key, vanished, retired, waiver, setting, value_set, merge, plan; "added" for a thing that it brought
    std::optional<EntityHead> entity;   ///< nothing: it is gone, or a setting
    QString attr;
    QByteArray before, after;           ///< JSON where the target is a value
};
QList<ChangeLine> changeLines(AttributeStore &, qint64 changeSet, int limit);

/// What an import brought, by the conditions of the filter "import".
struct BroughtCount
{
    qint64 told = 0, added = 0, changed = 0;
};
BroughtCount broughtBy(AttributeStore &, qint64 changeSet);

} // namespace store
