// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/entitykind.h"
#include "domain/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

namespace store {

class AttributeStore;
class ChangeLog;

/// Two entries that may be one thing: one name in two sources, or two providers that are one of the reference data. A name only
/// proposes; a person decides (architecture, 7b).
struct PossibleDuplicate
{
    domain::EntityKind kind = domain::EntityKind::Workload;
    qint64 one = 0;
    qint64 other = 0; ///< below 0: a provider of the reference data that is in the inventory only once the two are one
    QString name;               ///< that both have
    QString oneKey, otherKey;
    QString oneSources, otherSources; ///< formats, separated by commas
};

/// By kind and name. No pair of one source (it would know), none that a person has said to be two, none whose provider, region or
/// identity in the same scheme (arn, azure, ...) differ, and no name that many things have.
QList<PossibleDuplicate> possibleDuplicates(AttributeStore &, int limit);

/// What stands for a provider of the reference data that is not in the inventory, for the two below; 0: it has none of that key.
qint64 referenceProviderNumber(AttributeStore &, const QString &key);

/// They are one: a change set of its own; what lost stays as a claim. Its id. UsageError where they are of different kinds or the same.
domain::Result<qint64> mergeThings(AttributeStore &, qint64 one, qint64 other, const QString &who, const QDateTime &at);
/// They are two, and are not proposed again.
domain::Result<qint64> keepApart(AttributeStore &, qint64 one, qint64 other, const QString &who, const QDateTime &at);

/// The same within a change set that does more.
void noteApart(AttributeStore &, ChangeLog &, domain::EntityKind kind, const QString &one, const QString &other);

/// Undo: makes what the log has as `to` stand.
void restoreApart(AttributeStore &, const QString &what, const QByteArray &to);

} // namespace store
