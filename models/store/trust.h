// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/entitykind.h"
#include "domain/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace store {

class AttributeStore;

/// Where values come from: one format, and what it is about (an account and region, a cluster, the name of a register).
struct SourceOfValues
{
    qint64 feed = 0;
    QString format;
    QString scope;
    qint64 rank = 0;                 ///< how far it is trusted by what it is: domain::SourceRank
    std::optional<qint64> ownRank;   ///< as the officer has said instead
    QString lastFile;                ///< the newest import of it that stands
    QString lastImport;              ///< ISO date and time
    qint64 things = 0;               ///< that it has told of
    qint64 stands = 0;               ///< contested values where its word stands
    qint64 lost = 0;                 ///< contested values where another's word stands
};
QList<SourceOfValues> sourcesOfValues(AttributeStore &);

/// A word for a rank that has one ("live", "state", "register", "reference"), else the number.
QString rankName(qint64 rank);
std::optional<qint64> rankOfName(const QString &);

/// Trusts all sources of a format (or the one of that scope) as much as the rank says, also those that come later; no rank: as they are.
/// Contested values are settled anew. A change set of its own; its id. UsageError where nothing changes, or the format is unknown.
domain::Result<qint64> changeTrust(AttributeStore &, const QString &format, const std::optional<QString> &scope, std::optional<qint64> rank,
                                   const QString &who, const QDateTime &at);

/// Undo: makes what the log has as `to` stand.
void restoreTrust(AttributeStore &, const QString &what, const QByteArray &to);

/// One source's word on a contested value.
struct Word
{
    qint64 feed = 0;    ///< 0: a person
    QString source;     ///< format and scope, or who said it
    QByteArray value;   ///< as in the change log
    bool stands = false;
};

/// A value on which sources differ.
struct Conflict
{
    qint64 entity = 0;
    domain::EntityKind kind = domain::EntityKind::Workload;
    QString key;
    QString name;
    QString attr;
    QList<Word> words; ///< the one that stands first
};
/// By kind and key, `limit` of them from the one after `offset`; only those that still differ (store/samevalue.h), and of
/// the words only the one that stands and those that differ with it, the most trusted first: in any order of the imports the same.
QList<Conflict> conflicts(AttributeStore &, int limit, int offset = 0);
qint64 conflictCount(AttributeStore &);

} // namespace store
