// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/entityadder.h"

#include <algorithm>
#include <cstdint>

using namespace domain;

namespace store {
namespace {

qsizetype lettersOf(const Place &p)
{
    return p.country.size() + p.provider.size() + p.region.size() + p.site.size() + 1;
}

/// One row for a place, however many facets name it.
QList<Place> joined(const QList<Place> &places)
{
    if (places.size() < 2)
        return places;
    QList<Place> rows;
    for (const Place &p : places) {
        const auto same = std::find_if(rows.begin(), rows.end(), [&p](const Place &r) {
            return r.country == p.country && r.provider == p.provider && r.region == p.region && r.site == p.site;
        });
        if (same == rows.end())
            rows.append(p);
        else
            same->facets |= p.facets;
    }
    return rows;
}

} // namespace

FieldNames::FieldNames(const Catalogue &catalogue) : m_kinds(EntityKindCount)
{
    for (const KindInfo &info : catalogue.kinds()) {
        for (const Attribute &a : info.attributes)
            m_kinds[static_cast<std::size_t>(info.kind)].insert(a.name, &a);
    }
}

const Attribute *FieldNames::find(EntityKind kind, const QString &attr)
{
    const auto place = reinterpret_cast<std::uintptr_t>(attr.constData());
    Recent &recent = m_recent[((place >> 2) ^ (place >> 10) ^ static_cast<std::uintptr_t>(kind)) % m_recent.size()];
    if (recent.attribute && recent.kind == kind && recent.attribute->name == attr)
        return recent.attribute;
    const Attribute *found = m_kinds[static_cast<std::size_t>(kind)].value(attr, nullptr);
    recent = {kind, found};
    return found;
}

EntityAdder::EntityAdder(AttributeStore &store, qint64 changeSet)
    : m_store(store), m_changeSet(changeSet),
      m_entity(store.statement("INSERT INTO entity(kind,key,name,added_set,first_feed,name_feed,id) VALUES(?1,?2,?3,?4,?5,?6,?7) ON CONFLICT(kind,key) DO NOTHING")),
      m_source(store.statement("INSERT OR REPLACE INTO entity_source(entity,feed,source,ordinal,mapping,pointer,row_hash,captured) "
                               "VALUES(?1,?2,?3,?4,?5,?6,?7,?8)")),
      m_place(store.statement("INSERT INTO place(entity,nr,facets,country,provider,region,site) VALUES(?1,?7,?2,?3,?4,?5,?6)"))
{
    Statement &types = store.statement("SELECT DISTINCT type FROM ref_instance");
    while (types.isValid() && types.next())
        m_acceleratorTypes.insert(types.text(0));
    types.reset();
}

void EntityAdder::makeRoom(qsizetype letters)
{
    m_used = 0;
    // Three bytes a letter at most; the row's texts must not move once they are bound.
    const auto needed = static_cast<std::size_t>(letters) * 3 + 16;
    if (m_scratch.size() < needed)
        m_scratch.resize(needed);
}

std::string_view EntityAdder::utf8(const QString &text)
{
    char *start = m_scratch.data() + m_used;
    const char *end = m_encoder.appendToBuffer(start, text);
    const auto size = static_cast<std::size_t>(end - start);
    m_used += size;
    return {start, size};
}

void EntityAdder::run(Statement &s)
{
    if (!s.run())
        m_failed = true;
}

EntityAdder::Kind &EntityAdder::kindOf(EntityKind id)
{
    Kind &kind = m_kinds[static_cast<std::size_t>(id)];
    if (kind.insert)
        return kind;
    kind.info = &m_store.catalogue().kind(id);
    kind.instanceType = id == EntityKind::Workload ? kind.info->find(QStringLiteral("instance_type")) : nullptr;
    kind.key = id == EntityKind::Workload ? kind.info->find(QStringLiteral("key")) : nullptr;
    QByteArray columns("id,absent,lists");
    QByteArray marks("?1,?2,?3");
    int parameter = 3;
    for (const Attribute &a : kind.info->attributes) {
        if (a.facet != 0)
            kind.facets.push_back({a.facet, a.name});
        kind.parameters.push_back(a.isList() ? 0 : ++parameter);
        if (a.isList())
            continue;
        columns += ",\"" + a.name.toUtf8() + '"';
        marks += ",?" + QByteArray::number(parameter);
    }
    kind.insert = &m_store.statement("INSERT INTO e_" + kindName(id).toUtf8() + '(' + columns + ") VALUES(" + marks + ')');
    return kind;
}

qint64 EntityAdder::add(const Record &record, qint64 feed)
{
    makeRoom(record.key.size() + record.name.size());
    const std::string_view key = utf8(record.key);
    m_entity.bind(1, qint64(record.kind)).bindView(2, key).bindView(3, record.name.isEmpty() ? key : utf8(record.name));
    m_entity.bind(4, m_changeSet).bind(5, feed).bindNull(6);
    if (!record.name.isEmpty())
        m_entity.bind(6, feed);
    if (const qint64 number = m_store.numberFor(record.kind, record.key); number != 0)
        m_entity.bind(7, number);
    else
        m_entity.bindNull(7);
    run(m_entity);
    return m_entity.changes() > 0 ? m_entity.lastInsertId() : 0;
}

void EntityAdder::write(qint64 id, const Record &record, const std::vector<KnownField> &fields)
{
    Kind &kind = kindOf(record.kind);
    writeScalars(id, record, fields, kind);
    bool placed = false;
    for (const KnownField &f : fields) {
        if (!f.attribute->isList() || record.person || std::holds_alternative<NoAnswer>(f.field->value))
            continue;
        placed = placed || f.attribute->facet != 0;
        const auto *list = std::get_if<ListValue>(&f.field->value);
        if (list && f.attribute->facet == 0 && f.attribute->of != ValueType::Ref)
            m_store.addItems(id, *f.attribute, *list); // it is new: nothing has to go
        else if (list)
            m_store.writeItems(id, *f.attribute, *list);
    }
    if (placed)
        m_store.writePlaces(id, 0, record.places);   // joins those that the lists made
    else
        insertPlaces(id, record);
}

/// What the record says of its facets and lists, as the column `lists` has it.
const QByteArray &EntityAdder::listStates(const Record &record, const std::vector<KnownField> &fields, Kind &kind)
{
    ListStates states;
    bool listed = false;
    for (const KnownField &f : fields) {
        if (!f.attribute->isList() || record.person || std::holds_alternative<NoAnswer>(f.field->value))
            continue;
        const auto *list = std::get_if<ListValue>(&f.field->value);
        states.set(f.attribute->name, !list || list->complete ? ListStates::Complete : ListStates::Partial);
        listed = true;
    }
    int named = 0;
    for (const Place &p : record.places)
        named |= p.facets;
    // Most records of a file say the same of the same facets.
    QByteArray &column = listed ? m_lists : kind.states[{named, record.completeFacets}];
    if (!listed && !column.isNull())
        return column;
    for (const Facet &facet : kind.facets) {
        if ((record.completeFacets & facet.bit) != 0)
            states.set(facet.attr, ListStates::Complete);
        else if ((named & facet.bit) != 0)
            states.set(facet.attr, ListStates::Partial);
    }
    column = states.column().toUtf8();
    return column;
}

void EntityAdder::writeScalars(qint64 id, const Record &record, const std::vector<KnownField> &fields, Kind &kind)
{
    QByteArray absent;
    qsizetype letters = 0;
    for (const KnownField &f : fields) {
        if (const auto *text = std::get_if<QString>(&f.field->value))
            letters += text->size();
        else if (std::holds_alternative<Absent>(f.field->value) && !record.person)
            absent += (absent.isEmpty() ? " " : "") + f.attribute->name.toUtf8() + ' ';
    }
    makeRoom(letters);
    Statement &s = *kind.insert;
    for (const int parameter : kind.bound)
        s.bindNull(parameter);
    kind.bound.clear();
    const QByteArray &lists = listStates(record, fields, kind);
    s.bind(1, id).bindView(2, std::string_view(absent.constData(), static_cast<std::size_t>(absent.size())));
    s.bindView(3, std::string_view(lists.constData(), static_cast<std::size_t>(lists.size())));
    for (const KnownField &f : fields) {
        const int parameter = kind.parameters[static_cast<std::size_t>(f.attribute - kind.info->attributes.constData())];
        if (parameter == 0 || record.person)
            continue;
        const Value &v = f.field->value;
        if (const auto *t = std::get_if<QString>(&v)) {
            s.bindView(parameter, utf8(*t));
            if (f.attribute == kind.instanceType && m_acceleratorTypes.contains(*t))
                m_machines.push_back(id);
        } else if (const auto *b = std::get_if<bool>(&v)) {
            s.bind(parameter, qint64(*b ? 1 : 0));
        } else if (const auto *n = std::get_if<qint64>(&v)) {
            s.bind(parameter, *n);
        } else if (const auto *d = std::get_if<double>(&v)) {
            s.bind(parameter, *d);
        } else if (const auto *ref = std::get_if<Reference>(&v)) {
            if (f.attribute == kind.key)
                m_encrypted.push_back(id);
            const qint64 target = m_store.resolve(id, f.attribute->name, *f.attribute->refKind, ref->key);
            if (target == 0)
                continue;
            s.bind(parameter, target);
        } else {
            continue;
        }
        kind.bound.push_back(parameter);
    }
    run(s);
}

void EntityAdder::insertPlaces(qint64 id, const Record &record)
{
    qint64 nr = 0;
    for (const Place &p : joined(record.places)) {
        const qint64 site = p.site.isEmpty() ? 0 : m_store.find(EntityKind::Location, p.site);
        makeRoom(lettersOf(p));
        m_place.bind(1, id).bind(7, nr++).bind(2, qint64(p.facets)).bindView(4, utf8(p.provider));
        if (p.country.isEmpty())
            m_place.bindNull(3);
        else
            m_place.bindView(3, utf8(p.country));
        // A site that is not there yet keeps its key as "@key" until a later import brings it.
        m_place.bindView(5, utf8(site == 0 && !p.site.isEmpty() ? QString(u'@' + p.site) : p.region));
        if (site == 0)
            m_place.bindNull(6);
        else
            m_place.bind(6, site);
        run(m_place);
    }
}

void EntityAdder::noteSource(qint64 id, qint64 feed, qint64 source, qint64 ordinal, const Record &record, const QString &where, qint64 hash)
{
    makeRoom(record.mapping.size() + where.size());
    m_source.bind(1, id).bind(2, feed).bind(3, source).bind(4, ordinal);
    m_source.bindView(5, utf8(record.mapping)).bindView(6, utf8(where)).bind(7, hash).bind(8, record.captured);
    run(m_source);
}

} // namespace store
