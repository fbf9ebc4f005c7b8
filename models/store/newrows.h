// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/entitykind.h"
#include "domain/result.h"
#include "store/bulkrows.h"
#include "store/statement.h"

#include <QHash>

#include <memory>
#include <optional>
#include <vector>

namespace store {

/// A set of names by their hashes: what it does not have was never put in.
class NameHashes
{
public:
    void insert(quint64 hash);
    bool contains(quint64 hash) const;
    qsizetype size() const { return m_size; }

private:
    std::vector<quint64> m_slots; ///< 0: free
    qsizetype m_size = 0;
};

/// The rows of things that an import adds, on their way into the tables, and which names are surely not there: most things of a large import
/// are new, so that neither they nor what they name need be looked for. Used between begin() and end() within one transaction, in which
/// nobody else writes; whoever reads the tables calls write() first (AttributeStore::statement() does).
class NewRows
{
public:
    explicit NewRows(sqlite3 *db) : m_db(db) {}
    void begin();
    /// What still waits is dropped.
    void end();
    bool isOpen() const { return m_open; }

    /// Where rows of the statement wait (BulkRows).
    BulkRows &of(const QByteArray &insert, int columns);
    /// The number of the new entity: `number`, or with 0 the next; its key must not be there. `feed` brought it, and `named` it or did not.
    qint64 addEntity(domain::EntityKind, const QString &key, const QString &name, qint64 changeSet, qint64 feed, bool named, qint64 number = 0);
    void addAlias(qint64 entity, const QString &scheme, const QString &value);
    /// Things that come back have numbers below those that are there: names can't be learned by numbers any more.
    void numbersComeBack();

    /// The entity whose row waits; 0: surely nothing has the key; nothing: the table tells it.
    std::optional<qint64> find(domain::EntityKind, const QString &key);
    /// False: surely nothing has the alias. Where it may be there, its row has been written.
    bool mayHaveAlias(const QString &value);

    /// To be called after each entity: writes what waits once it is much.
    void checkSize();
    bool write();
    bool waits() const;
    /// What a statement changes of what is known here.
    struct Touch
    {
        bool names = false;   ///< names may be there that were not
        bool numbers = false; ///< entities may be more, or fewer
    };
    static Touch touchOf(const QByteArray &sql);
    /// Somebody else runs such a statement.
    void foreign(Touch);
    bool failed() const { return m_error.has_value(); } ///< a row could not be written, and no more are: the import can't be kept
    const std::optional<domain::Error> &error() const { return m_error; }

private:
    void noteNumbers();
    void learnNames();
    bool know(quint64 hash);
    void forgetNames();

    sqlite3 *m_db;
    bool m_open = false;
    std::vector<std::pair<QByteArray, std::unique_ptr<BulkRows>>> m_bulk; ///< of entities first: the others refer to them
    BulkRows *m_entities = nullptr;
    BulkRows *m_aliases = nullptr;
    QHash<quint64, qsizetype> m_waiting; ///< rows of entities by the hash of their keys
    QByteArray m_key;
    std::optional<NameHashes> m_names; ///< nothing: not known
    qint64 m_named = 0;                ///< numbers up to this one are among the names
    qint64 m_last = -1;                ///< the greatest number of an entity; -1: not known
    qsizetype m_asked = 0;             ///< names that were looked for in the tables
    bool m_unknowable = false;         ///< names are too many, or numbers do not grow with them
    std::optional<domain::Error> m_error;
};

} // namespace store
