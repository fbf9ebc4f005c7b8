// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/attributestore.h"

#include <nlohmann/json_fwd.hpp>

#include <array>

namespace store {

// Entities as a whole, as the rows that are stored of them: for merges, splits and their undoing. Thread: the connection's, within the
// caller's transaction.

/// What hangs on an entity by a column `entity`; the table of its kind comes on top.
inline constexpr std::array tablesOfEntities = {"list_item", "link", "place", "alias", "entity_source", "claim", "pending_ref", "csf_answer", "requirement_answer"};

/// What people answered and assessed of an entity, in tables of its own.
inline constexpr std::array tablesOfAnswers = {"csf_answer", "requirement_answer"};

QByteArray kindTable(domain::EntityKind kind);
domain::EntityKind kindOfEntity(AttributeStore &, qint64 entity);

/// The rows of a table that belong to an entity, each an array in the order of the columns.
nlohmann::json dumpRows(AttributeStore &, const QByteArray &table, const QByteArray &column, qint64 entity);
void putRows(AttributeStore &, const QByteArray &table, const nlohmann::json &rows);
void removeRows(AttributeStore &, const QByteArray &table, const QByteArray &column, qint64 entity);

/// Entities with all that hangs on them by a foreign key, whether or not the connection watches over those. `ids`: SQL that answers their numbers
/// from ?1.
void removeEntities(AttributeStore &, const QByteArray &ids, qint64 first);

/// All rows of an entity by table; empty lists where it is not there.
nlohmann::json rowsOf(AttributeStore &, domain::EntityKind kind, qint64 entity);
void putRows(AttributeStore &, const nlohmann::json &rowsByTable);

/// Who names the entity: references, links, places and acceptances.
nlohmann::json referencesTo(AttributeStore &, domain::EntityKind kind, qint64 entity);
/// Those of them that name `from` now are to name `to`.
void giveReferences(AttributeStore &, const nlohmann::json &references, qint64 from, qint64 to);

/// Every column that may name an entity of the kind.
struct RefColumn
{
    QByteArray table, column;
};
QList<RefColumn> columnsThatName(AttributeStore &, domain::EntityKind kind);

/// Some entities and all who name them, to be put back as they are now; those that are not there will not be there.
QByteArray stateOf(AttributeStore &, const QList<std::pair<domain::EntityKind, qint64>> &entities);
void putState(AttributeStore &, const QByteArray &state);
/// The state with entities that are not there in it.
QByteArray withMissing(const QByteArray &state, const QList<std::pair<domain::EntityKind, qint64>> &entities);

} // namespace store
