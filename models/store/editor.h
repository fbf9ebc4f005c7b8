// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "store/attributestore.h"

#include <QDateTime>
#include <QList>

namespace store {

class ChangeLog;

/// One change that a person makes. `value` as MaybeValue; never-asked takes the person's word back and lets what was imported stand.
struct Edit
{
    domain::EntityKind kind = domain::EntityKind::Workload;
    QString key;
    QString attr;            ///< "name" renames
    MaybeValue value;
    QString name;            ///< for attr "name"
    QString evidence;
    std::optional<domain::Day> reviewOn = {}; ///< the last day on which it counts; then nothing is said again
};

class ChangeLog;

/// Applies edits as one change set that can be undone. All or nothing; the caller owns the transaction.
/// `create` permits keys that are not there yet. Returns the change set's id.
domain::Result<qint64> applyEdits(AttributeStore &, const QList<Edit> &, const QString &title, const QString &who, const QDateTime &at,
                                  bool create = false);

/// The same as part of a change set.
domain::Result<void> applyEdits(AttributeStore &, ChangeLog &, const QList<Edit> &, const QString &who, const QDateTime &at, bool create = false);

/// A setting of the workspace (a JSON text), as an undoable change.
domain::Result<qint64> changeSetting(AttributeStore &, const QString &name, const QByteArray &json, const QString &title, const QString &who,
                                     const QDateTime &at);
/// The same as a part of another change.
domain::Result<void> putSetting(AttributeStore &, ChangeLog &, const QString &name, const QByteArray &json);
QByteArray readSetting(AttributeStore &, const QString &name);

} // namespace store
