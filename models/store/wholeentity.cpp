// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/wholeentity.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::json;

namespace store {
namespace {

QByteArrayList columnsOf(AttributeStore &store, const QByteArray &table)
{
    QByteArrayList names;
    Statement &s = store.statement("SELECT name FROM pragma_table_info('" + table + "') ORDER BY cid");
    while (s.next())
        names.append('"' + s.text(0).toUtf8() + '"');
    s.reset();
    return names;
}

} // namespace

QByteArray kindTable(EntityKind kind)
{
    return "e_" + kindName(kind).toUtf8();
}

EntityKind kindOfEntity(AttributeStore &store, qint64 entity)
{
    Statement &s = store.statement("SELECT kind FROM entity WHERE id=?1");
    s.bind(1, entity);
    const auto kind = static_cast<EntityKind>(s.next() ? s.integer(0) : 0);
    s.reset();
    return kind;
}

json dumpRows(AttributeStore &store, const QByteArray &table, const QByteArray &column, qint64 entity)
{
    json rows = json::array();
    Statement &s = store.statement("SELECT json_array(" + columnsOf(store, table).join(',') + ") FROM " + table +
                                   " WHERE " + column + "=?1");
    s.bind(1, entity);
    while (s.next())
        rows.push_back(json::parse(s.text(0).toStdString(), nullptr, false));
    s.reset();
    return rows;
}

void putRows(AttributeStore &store, const QByteArray &table, const json &rows)
{
    const QByteArrayList columns = columnsOf(store, table);
    QByteArrayList values;
    for (qsizetype i = 0; i < columns.size(); ++i)
        values.append("json_extract(value,'$[" + QByteArray::number(i) + "]')");
    QByteArray sql = "INTO " + table + '(' + columns.join(',') + ") SELECT " + values.join(',') + " FROM json_each(?1)";
    if (table == "entity") {
        // Replaced, it would take along what refers to it.
        QByteArrayList set;
        for (const QByteArray &column : columns.mid(1))
            set.append(column + "=excluded." + column);
        sql = "INSERT " + sql + " WHERE true ON CONFLICT(id) DO UPDATE SET " + set.join(',');
    } else {
        sql = "INSERT OR REPLACE " + sql;
    }
    Statement &s = store.statement(sql);
    s.bindUtf8(1, QByteArray::fromStdString(rows.dump()));
    s.run();
}

void removeRows(AttributeStore &store, const QByteArray &table, const QByteArray &column, qint64 entity)
{
    Statement &s = store.statement("DELETE FROM " + table + " WHERE " + column + "=?1");
    s.bind(1, entity);
    s.run();
}

void removeEntities(AttributeStore &store, const QByteArray &ids, qint64 first)
{
    QByteArrayList all;
    Statement &tables = store.statement("SELECT m.name, f.\"from\" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f WHERE m.type='table' AND f.\"table\"='entity'");
    while (tables.next())
        all.append("DELETE FROM " + tables.text(0).toUtf8() + " WHERE \"" + tables.text(1).toUtf8() + "\" IN (" + ids + ')');
    tables.reset();
    all.append("DELETE FROM entity WHERE id IN (" + ids + ')');
    for (const QByteArray &sql : std::as_const(all)) {
        Statement &s = store.statement(sql);
        s.bind(1, first);
        s.run();
    }
}

json rowsOf(AttributeStore &store, EntityKind kind, qint64 entity)
{
    json rows = json::object();
    rows["entity"] = dumpRows(store, "entity", "id", entity);
    rows[kindTable(kind).toStdString()] = dumpRows(store, kindTable(kind), "id", entity);
    for (const char *table : tablesOfEntities)
        rows[table] = dumpRows(store, table, "entity", entity);
    return rows;
}

void putRows(AttributeStore &store, const json &rowsByTable)
{
    putRows(store, "entity", rowsByTable.at("entity"));
    for (auto it = rowsByTable.cbegin(); it != rowsByTable.cend(); ++it) {
        if (it.key() != "entity")
            putRows(store, QByteArray::fromStdString(it.key()), it.value());
    }
}

QList<RefColumn> columnsThatName(AttributeStore &store, EntityKind kind)
{
    QList<RefColumn> list;
    for (const KindInfo &info : store.catalogue().kinds()) {
        for (const Attribute &a : info.attributes) {
            if (a.type == ValueType::Ref && a.refKind == kind)
                list.append({kindTable(info.kind), '"' + a.name.toUtf8() + '"'});
        }
    }
    return list;
}

namespace {

/// What people decided of a thing: by its name in the log, and its table.
constexpr std::pair<const char *, const char *> decisions[] = {{"waivers", "waiver"}, {"answers", "requirement_answer"}};

} // namespace

json referencesTo(AttributeStore &store, EntityKind kind, qint64 entity)
{
    json references = json::array();
    for (const RefColumn &c : columnsThatName(store, kind)) {
        Statement &s = store.statement("SELECT json_group_array(id) FROM " + c.table + " WHERE " + c.column + "=?1");
        s.bind(1, entity);
        if (s.next() && s.text(0) != u"[]"_s)
            references.push_back(
                {c.table.toStdString(), c.column.toStdString(), json::parse(s.text(0).toStdString(), nullptr, false)});
        s.reset();
    }
    json all = json::object();
    all["references"] = std::move(references);
    all["links"] = dumpRows(store, "link", "target", entity);
    all["places"] = dumpRows(store, "place", "site", entity);
    for (const auto &[name, table] : decisions) {
        Statement &of = store.statement("SELECT json_group_array(rowid) FROM " + QByteArray(table) + " WHERE entity=?1");
        of.bind(1, entity);
        all[name] = json::parse(of.next() ? of.text(0).toStdString() : "[]", nullptr, false);
        of.reset();
    }
    return all;
}

void giveReferences(AttributeStore &store, const json &references, qint64 from, qint64 to)
{
    for (const json &reference : references.at("references")) {
        const QByteArray column = QByteArray::fromStdString(reference.at(1).get<std::string>());
        Statement &s = store.statement("UPDATE " + QByteArray::fromStdString(reference.at(0).get<std::string>()) + " SET " + column + "=?1 WHERE " + column +
                                       "=?3 AND id IN (SELECT value FROM json_each(?2))");
        s.bind(1, to).bindUtf8(2, QByteArray::fromStdString(reference.at(2).dump())).bind(3, from);
        s.run();
    }
    for (const json &link : references.at("links")) {
        Statement &s = store.statement("UPDATE OR IGNORE link SET target=?4 WHERE entity=?1 AND attr=?2 AND target=?3");
        s.bind(1, link.at(0).get<qint64>())
            .bindUtf8(2, QByteArray::fromStdString(link.at(1).get<std::string>()))
            .bind(3, from)
            .bind(4, to);
        s.run();
    }
    for (const json &place : references.at("places")) {
        Statement &s = store.statement("UPDATE place SET site=?4 WHERE entity=?1 AND nr=?2 AND site=?3");
        s.bind(1, place.at(0).get<qint64>()).bind(2, place.at(1).get<qint64>()).bind(3, from).bind(4, to);
        s.run();
    }
    for (const auto &[name, table] : decisions) {
        if (!references.contains(name))
            continue; // a log that is older than they are
        Statement &of = store.statement("UPDATE OR IGNORE " + QByteArray(table) + " SET entity=?1 WHERE entity=?3 AND rowid IN (SELECT value FROM json_each(?2))");
        of.bind(1, to).bindUtf8(2, QByteArray::fromStdString(references.at(name).dump())).bind(3, from);
        of.run();
    }
}

QByteArray stateOf(AttributeStore &store, const QList<std::pair<EntityKind, qint64>> &entities)
{
    json state = json::array();
    for (const auto &[kind, id] : entities)
        state.push_back({{"id", id}, {"kind", static_cast<int>(kind)}, {"rows", rowsOf(store, kind, id)}, {"in", referencesTo(store, kind, id)}});
    return QByteArray::fromStdString(state.dump());
}

QByteArray withMissing(const QByteArray &bytes, const QList<std::pair<EntityKind, qint64>> &entities)
{
    json state = json::parse(bytes.constData(), bytes.constData() + bytes.size(), nullptr, false);
    const json nothing = json::array();
    for (const auto &[kind, id] : entities) {
        json rows = {{"entity", nothing}, {kindTable(kind).toStdString(), nothing}};
        for (const char *table : tablesOfEntities)
            rows[table] = nothing;
        state.push_back({{"id", id}, {"kind", static_cast<int>(kind)}, {"rows", rows},
                         {"in", {{"references", nothing}, {"links", nothing}, {"places", nothing}, {"waivers", nothing}}}});
    }
    return QByteArray::fromStdString(state.dump());
}

void putState(AttributeStore &store, const QByteArray &bytes)
{
    const json state = json::parse(bytes.constData(), bytes.constData() + bytes.size(), nullptr, false);
    if (!state.is_array())
        return;
    for (const json &entity : state) {
        const qint64 id = entity.at("id").get<qint64>();
        removeRows(store, kindTable(static_cast<EntityKind>(entity.at("kind").get<int>())), "id", id);
        for (const char *table : tablesOfEntities)
            removeRows(store, table, "entity", id);
        removeRows(store, "link", "target", id);
        // Its key is free for another one of them.
        Statement &key = store.statement("UPDATE entity SET key='\x1f'||id WHERE id=?1");
        key.bind(1, id);
        key.run();
    }
    for (const json &entity : state)
        putRows(store, entity.at("rows"));
    for (const json &entity : state) {
        const qint64 id = entity.at("id").get<qint64>();
        for (const json &other : state)
            giveReferences(store, entity.at("in"), other.at("id").get<qint64>(), id);
        putRows(store, "link", entity.at("in").at("links"));
    }
    for (const json &entity : state) {
        if (entity.at("rows").at("entity").empty())
            removeEntities(store, "SELECT ?1", entity.at("id").get<qint64>());
    }
    store.forgetCachedReferences();
}

} // namespace store
