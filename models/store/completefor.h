// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"
#include "domain/result.h"
#include "store/attributestore.h"

#include <QStringList>

namespace store {

/// "subscription:ID" and "project:ID": what whoever imports a list of a cloud answers for that it holds all of. The list itself does not tell
/// whether it was narrowed. An error for any other words.
domain::Result<QStringList> completeForFromText(const QString &list);

/// What was said of a file when it was imported is kept as one list, so that it can be imported again as it was: its scopes, and the name of
/// the Kubernetes cluster that it is of ("cluster:NAME").
QString clusterEntry(const QString &name);
/// Takes the entry out of the list; empty: it had none.
QString takeCluster(QStringList &said);

/// Of which sort a thing is, by its key: "microsoft.compute/virtualmachines", "compute.googleapis.com/instances"; empty where the key does not
/// stand in the scope.
QString sortWithin(const QString &scope, const QString &key);

/// Of which subscriptions or projects the change set's source holds something, so that it can be said that it is all of theirs; empty where
/// the format is no list of a cloud that leaves that open.
QStringList scopesWithin(AttributeStore &, qint64 changeSet, const QString &format);
bool leavesOpenWhatItIsAllOf(const QString &format);

struct Lacking
{
    QList<qint64> gone;
    QList<qint64> ofOtherSorts; ///< what it lacks as well, of sorts that it holds nothing of: it may have been asked for some sorts alone
    QStringList otherSorts;     ///< "compute.googleapis.com/disks", in order
    bool speaks = false; ///< the source holds something of the scope
};
/// The things of the scope that the source lacks though it is all of the scope: of the sorts that it holds, brought by the formats of the
/// same cloud's inventories (a list, a query, their CSV) and told by no other. What is marked already is left out, and what a file brought that was imported together with this one (from the source
/// `first` on).
Lacking lackingOf(AttributeStore &, qint64 source, qint64 first, const QString &format, const QString &scope);

} // namespace store
