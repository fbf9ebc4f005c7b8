// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/result.h"
#include "store/liststates.h"

#include <QByteArray>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QSqlDatabase>
#include <QStringList>

namespace rules {

/// Writes entities in the own JSON form straight into the entity tables, for the examples of packs and for tests: no history,
/// no feeds. What is named but not given becomes an entity of which nothing is said. Thread: the connection's.
class ExampleWriter
{
public:
    ExampleWriter(QSqlDatabase &, const domain::Catalogue &);

    /// Errors name the place: "/2/tool".
    domain::Result<void> write(const QJsonArray &entities);
    domain::Result<void> attest(const QStringList &kindsOrAttributes);
    domain::Result<void> setZone(const QStringList &countries);
    domain::Result<void> addToSet(const QString &name, const QStringList &values);
    domain::Result<domain::EntityId> find(domain::EntityKind, const QString &key) const;

private:
    /// What an entity says besides its values: which are absent, and how complete its lists are.
    struct Said
    {
        QStringList absent;
        store::ListStates lists;
    };
    domain::Result<qint64> ensure(domain::EntityKind, const QString &key, const QString &name = {});
    domain::Result<void> attribute(qint64 id, domain::EntityKind, const domain::Attribute &, const QJsonValue &, Said &,
                                   const QString &where);
    domain::Result<void> list(qint64 id, const domain::Attribute &, const QJsonArray &, bool complete, store::ListStates &,
                              const QString &where);
    domain::Result<void> place(qint64 id, int facets, const QString &country, const QString &provider, const QString &region,
                               const QVariant &site);
    domain::Result<void> places(qint64 id, domain::EntityKind, const QJsonArray &, store::ListStates &, const QString &where);
    domain::Result<void> exec(const QString &sql, const QVariantList &binds);

    QSqlDatabase &m_db;
    const domain::Catalogue &m_catalogue;
    QHash<QString, qint64> m_ids;
};

/// An empty workspace in memory under a connection of its own, with the built-in schema and, where the program has them, the
/// reference tables. Removed with the object. Thread: the one that made it.
class MemoryWorkspace
{
public:
    MemoryWorkspace();
    ~MemoryWorkspace();
    MemoryWorkspace(const MemoryWorkspace &) = delete;
    MemoryWorkspace &operator=(const MemoryWorkspace &) = delete;

    domain::Result<void> open();
    QSqlDatabase &database() { return m_db; }

private:
    QString m_name;
    QSqlDatabase m_db;
};

/// Runs a text of several statements, split where SQLite says that one is complete.
domain::Result<void> runScript(QSqlDatabase &, const QByteArray &script, const QString &name);

} // namespace rules
