// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/changelog.h"

namespace store {

/// One line of a change set.
struct Change
{
    QString target;
    qint64 entity = 0;
    QString attr;
    QByteArray before;
    QByteArray after;
};
/// The last first.
QList<Change> changesOf(AttributeStore &, qint64 set);

/// Makes `to`, which is the change's before or after, stand. Does nothing where the thing is not there. Within the caller's transaction.
domain::Result<void> applyChange(AttributeStore &, ChangeLog &, const Change &, const QByteArray &to);

/// The change is about a thing that is not there any more.
bool isAboutNothing(AttributeStore &, const Change &);
/// What stands now, in the log's form, of what imports change as well; `otherwise` of all else.
QByteArray standsNow(AttributeStore &, const Change &, const QByteArray &otherwise);

} // namespace store
