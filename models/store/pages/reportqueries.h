// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "store/pages/pagefilter.h"

#include <QSet>

#include <optional>

namespace store {

// What a report says of the workspace beside its findings. All of it reads in the caller's transaction.

/// The entity's name, or its key where it has none; empty: there is no such entity.
QString displayName(AttributeStore &, qint64 entity);
/// An access right by who and what: "Operators: Core banking"; empty where neither is known.
QString grantName(AttributeStore &, qint64 grant);
/// The day of the reference data, ISO; empty where it is not said.
QString referenceDay(AttributeStore &);
/// ISO codes of a group of the reference data (EU, EEA, EFTA, eu_adequate, ...), sorted.
QStringList countriesOfGroup(AttributeStore &, const QString &group);

/// A record that told of an entity.
struct RecordOrigin
{
    QString path;       ///< empty: the reference data
    QString pointer;    ///< line, or JSON pointer
    QString importedAt; ///< ISO
};
/// That of the source which brought it first, then by rank.
QList<RecordOrigin> recordsOf(AttributeStore &, qint64 entity);

/// The change set that brought an entity.
struct Deed
{
    QString kind; ///< change_set.kind
    QString who, at, title;
};
std::optional<Deed> addedBy(AttributeStore &, qint64 entity);

/// The chained hash of everything done up to a revision; empty: nothing was.
QByteArray changesHash(AttributeStore &, qint64 revision);

/// A file of the inventory.
struct SourceRow
{
    QString path, sha256;
    QDateTime importedAt;
    int records = 0;
    bool complete = true; ///< false: it says itself that it is not the whole inventory; answers never mean to be one
};
/// The files that a revision rests on, undone imports left out, in the order of their import.
QList<SourceRow> sourcesUpTo(AttributeStore &, qint64 revision);

/// IT systems by what is done with them.
struct SystemCounts
{
    qint64 judged = 0;
    qint64 supporting = 0; ///< counted, not judged
    qint64 registered = 0; ///< of the judged ones, in the register of systems too
};
SystemCounts systemCounts(AttributeStore &, const PageFilter &);

/// Entities that newer imports of their source no longer have and nobody has retired.
qint64 vanishedCount(AttributeStore &);
/// Entities that are out of use.
qint64 retiredCount(AttributeStore &);

/// A provider in use.
struct ProviderInUse
{
    QString name, establishedIn, parentIn, role;
    qint64 systems = 0, models = 0; ///< that are judged; that are in use
    qint64 id = 0;
    QString contracts;    ///< keys, by comma
};
/// Those of what the filter lists.
QList<ProviderInUse> providersInUse(AttributeStore &, const PageFilter &);

/// The ids of what the filter lists, of every kind.
QSet<qint64> entitiesOf(AttributeStore &, const PageFilter &);

} // namespace store
