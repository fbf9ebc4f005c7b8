// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/liststates.h"
#include "store/newrows.h"
#include "store/statement.h"
#include "store/valuecodec.h"

#include <QHash>
#include <QPair>

#include <memory>
#include <vector>

struct sqlite3;

namespace store {

/// Reads and writes single attribute values of entities, whatever table they lie in, and finds entities by key or alias.
/// The mechanism under imports, edits and undo. One connection, its thread; the caller owns the transaction.
class AttributeStore
{
public:
    AttributeStore(sqlite3 *db, const domain::Catalogue &catalogue);

    const domain::Catalogue &catalogue() const { return m_catalogue; }
    /// Cached by its text. Rows of new things that wait are written first, so that it finds them.
    Statement &statement(const QByteArray &sql);
    /// Where an import puts the rows of new things.
    NewRows &newRows() { return m_new; }

    /// By kind and key, or by an alias of any scheme; 0: not there.
    qint64 find(domain::EntityKind, const QString &keyOrAlias);
    qint64 findByKey(domain::EntityKind, const QString &key);
    qint64 findByAlias(domain::EntityKind, const QString &alias);
    QString keyOf(qint64 entity);

    MaybeValue read(qint64 entity, domain::EntityKind, const domain::Attribute &);
    /// Writes the value as it is (no claim, no log). References to what is not there wait in pending_ref.
    domain::Result<void> write(qint64 entity, domain::EntityKind, const domain::Attribute &, const MaybeValue &);

    /// The items of a list or facet, without what is known of its completeness.
    void writeItems(qint64 entity, const domain::Attribute &, const domain::ListValue &);
    void writePlaces(qint64 entity, int claimedFacets, const QList<domain::Place> &places);
    /// By key or alias, as find(); what was found is remembered.
    qint64 target(domain::EntityKind, const QString &key);
    /// 0 when the target is not there (a pending_ref row is left).
    qint64 resolve(qint64 entity, const QString &attr, domain::EntityKind target, const QString &key);
    void forgetCachedReferences() { m_references.clear(); }

    /// From now on an entity that comes back gets the number that temp.kept_id (kind, key, id) has of it, and another one a number
    /// that none of those had: what points at numbers (decisions, results) then still means the same (store/takeback.h).
    void keepNumbers();
    void keepNumbersNoMore() { m_nextNumber = 0; }
    /// Of an entity to be inserted; 0: whichever comes next.
    qint64 numberFor(domain::EntityKind kind, const QString &key) { return m_nextNumber == 0 ? 0 : keptNumber(kind, key); }
    /// The same for who inserts it alone: the next one that is free.
    qint64 newNumber(domain::EntityKind kind, const QString &key) { return m_nextNumber == 0 ? nextFree() : keptNumber(kind, key); }

    domain::Error lastError(const QString &where) const;

private:
    MaybeValue readScalar(qint64 entity, domain::EntityKind, const domain::Attribute &);
    MaybeValue readList(qint64 entity, domain::EntityKind, const domain::Attribute &);
    domain::Result<void> writeScalar(qint64 entity, domain::EntityKind, const domain::Attribute &, const MaybeValue &);
    void writeList(qint64 entity, domain::EntityKind, const domain::Attribute &, const MaybeValue &);
    bool isAbsent(qint64 entity, domain::EntityKind, const QString &attr);
    void setAbsent(qint64 entity, domain::EntityKind, const QString &attr, bool absent);
    ListStates listStates(qint64 entity, domain::EntityKind);
    void setListState(qint64 entity, domain::EntityKind, const QString &attr, int state);
    bool asked(qint64 entity, const QString &attr);
    qint64 keptNumber(domain::EntityKind, const QString &key);
    qint64 nextFree();

    sqlite3 *m_db;
    const domain::Catalogue &m_catalogue;
    struct Cached
    {
        Statement statement;
        NewRows::Touch touch;
    };
    Cached &cached(const QByteArray &sql);
    QHash<QByteArray, Cached *> m_cacheIndex;
    std::vector<std::unique_ptr<Cached>> m_cache;
    NewRows m_new;
    QHash<QPair<int, QString>, qint64> m_references;
    qint64 m_nextNumber = 0; ///< 0: numbers are given as they come
};

} // namespace store
