// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QList>
#include <QString>

namespace store {

class AttributeStore;

/// How tables with these titles are read, once a person has said so.
struct ColumnProfile
{
    QString name;
    QString titles;     ///< the set of them, as whoever reads tables folds it
    QByteArray mapping; ///< as JSON
    bool operator==(const ColumnProfile &) const = default;
};

QList<ColumnProfile> columnProfiles(AttributeStore &);

/// Keeps a profile, as one change set that can be undone; one of the same name or the same titles goes. 0: it is there already.
/// The caller owns the transaction.
qint64 keepProfile(AttributeStore &, const ColumnProfile &, const QString &who, const QDateTime &at);

/// Undo: the profile as the change log has it.
void restoreProfile(AttributeStore &, const QString &name, const QByteArray &logged);

/// The mapping by which an import was read, so that it can be done again.
void noteMapping(AttributeStore &, qint64 changeSet, const QByteArray &mapping);

/// By which mappings the newest imports of a file, its sheets or its members were read: path as reported -> mapping.
QHash<QString, QByteArray> mappingsOf(AttributeStore &, const QString &file);

} // namespace store
