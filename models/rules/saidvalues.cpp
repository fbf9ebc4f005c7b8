// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/saidvalues.h"

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::EntityKind;
using domain::Result;
using domain::ValueType;

namespace rules {

SaidValues::SaidValues(Session &session) : m_session(session) {}

bool SaidValues::fail(const domain::Error &error)
{
    if (m_error.isEmpty())
        m_error = error.detail;
    return false;
}

Result<void> SaidValues::open()
{
    auto rows = m_session.statement(Sql(u"SELECT id, kind FROM entity ORDER BY id"_s));
    if (!rows)
        return rows.error();
    while (rows->next()) {
        const auto id = static_cast<std::size_t>(rows->integer(0));
        const auto kind = static_cast<EntityKind>(rows->integer(1));
        if (m_position.size() <= id) {
            m_position.resize(id + 1, 0);
            m_kind.resize(id + 1, -1);
        }
        m_position[id] = static_cast<quint32>(m_counts[kind]++);
        m_kind[id] = static_cast<signed char>(kind);
    }
    return {};
}

SaidValues::Cell SaidValues::scalar(EntityKind kind, const Attribute &attr, qint64 entity)
{
    const auto id = static_cast<std::size_t>(entity);
    if (id >= m_kind.size() || m_kind[id] != static_cast<signed char>(kind))
        return {};
    return column(kind, attr).cells[m_position[id]];
}

SaidValues::List SaidValues::list(EntityKind kind, const Attribute &attr, qint64 entity)
{
    const auto id = static_cast<std::size_t>(entity);
    if (id >= m_kind.size() || m_kind[id] != static_cast<signed char>(kind))
        return {};
    return column(kind, attr).lists[m_position[id]];
}

SaidValues::Column &SaidValues::column(EntityKind kind, const Attribute &attr)
{
    const auto it = m_columns.find(&attr);
    if (it != m_columns.end())
        return *it;
    Column &column = m_columns[&attr];
    if (attr.isList())
        readLists(column, kind, attr);
    else
        readScalars(column, kind, attr);
    return column;
}

void SaidValues::readScalars(Column &column, EntityKind kind, const Attribute &attr)
{
    column.cells.resize(static_cast<std::size_t>(m_counts.value(kind)));
    const QString value = SqliteDialect::column(u"t"_s, attr.name);
    auto rows = m_session.statement(Sql(u"SELECT t.id, %1 IS NOT NULL, %2, %3 FROM %4 t WHERE %1 IS NOT NULL OR %2"_s.arg(
        value, SqliteDialect::declaredAbsent(u"t"_s, attr.name), attr.type == ValueType::Ref ? value : u"0"_s, Compiler::entityTable(kind))));
    if (!rows) {
        fail(rows.error());
        return;
    }
    while (rows->next()) {
        const auto id = static_cast<std::size_t>(rows->integer(0));
        if (id < m_kind.size())
            column.cells[m_position[id]] = {rows->integer(1) != 0 ? State::Said : State::Absent, rows->integer(3)};
    }
}

void SaidValues::readLists(Column &column, EntityKind kind, const Attribute &attr)
{
    column.lists.resize(static_cast<std::size_t>(m_counts.value(kind)));
    auto rows = m_session.statement(Sql(u"SELECT t.id, instr(t.lists,' %1=2 ')>0, instr(t.lists,' %1=')>0, %2 FROM %3 t "
                                        "WHERE t.lists <> '' OR t.absent <> ''"_s.arg(attr.name, SqliteDialect::declaredAbsent(u"t"_s, attr.name),
                                                                                     Compiler::entityTable(kind))));
    if (!rows) {
        fail(rows.error());
        return;
    }
    while (rows->next()) {
        const auto id = static_cast<std::size_t>(rows->integer(0));
        if (id >= m_kind.size())
            continue;
        List &list = column.lists[m_position[id]];
        list.absent = rows->integer(3) != 0;
        list.complete = list.absent || rows->integer(1) != 0;
        list.said = list.absent || rows->integer(2) != 0;
    }
    readItems();
    if (attr.facet != 0) {
        for (const Place &place : m_places) {
            const auto id = static_cast<std::size_t>(place.entity);
            if ((place.facets & attr.facet) == 0 || id >= m_kind.size() || m_kind[id] != static_cast<signed char>(kind))
                continue;
            List &list = column.lists[m_position[id]];
            list.said = true;
            list.placesOpen = list.placesOpen || place.open;
        }
        return;
    }
    for (const auto &[entity, target] : m_items.value(attr.name)) {
        const auto id = static_cast<std::size_t>(entity);
        if (id >= m_kind.size() || m_kind[id] != static_cast<signed char>(kind))
            continue;
        List &list = column.lists[m_position[id]];
        list.said = true;
        if (target != 0 && (list.first == 0 || target < list.first))
            list.first = target;
    }
}

void SaidValues::readItems()
{
    if (m_itemsRead)
        return;
    m_itemsRead = true;
    for (const QString &from : {u"SELECT entity, attr, 0 FROM list_item"_s, u"SELECT entity, attr, target FROM link"_s,
                                u"SELECT entity, attr, 0 FROM pending_ref"_s}) {
        auto rows = m_session.statement(Sql(from));
        if (!rows) {
            fail(rows.error());
            return;
        }
        while (rows->next())
            m_items[rows->text(1)].emplace_back(rows->integer(0), rows->integer(2));
    }
    auto places = m_session.statement(
        Sql(u"SELECT p.entity, p.facets, COALESCE(NULLIF(p.country,''),(SELECT rr.country FROM ref_region rr WHERE rr.provider = p.provider AND "
            "rr.code = p.region),(SELECT ll.country FROM e_location ll WHERE ll.id = p.site)) IS NULL FROM place p"_s));
    if (!places) {
        fail(places.error());
        return;
    }
    while (places->next())
        m_places.push_back({places->integer(0), static_cast<int>(places->integer(1)), places->integer(2) != 0});
}

} // namespace rules
