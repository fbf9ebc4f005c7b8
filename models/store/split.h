// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/entitykind.h"
#include "domain/result.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace store {

class AttributeStore;

/// Two entries that a person has said to be one, and that still are.
struct MergedPair
{
    qint64 set = 0;         ///< the change set that made them one
    qint64 entity = 0;      ///< what they are now
    domain::EntityKind kind = domain::EntityKind::Workload;
    QString name, key;
    QString otherKey;       ///< of the entry that went
    QString who, at;
};
/// The newest first.
QList<MergedPair> mergedPairs(AttributeStore &);

/// Makes them two again, whatever was done since: each source's last word goes with the entry that it speaks of, and who named one of them
/// then names it again. They are not proposed again. A change set of its own; its id. UsageError where the set merged nothing that is
/// still one.
domain::Result<qint64> splitThings(AttributeStore &, qint64 set, const QString &who, const QDateTime &at);

} // namespace store
