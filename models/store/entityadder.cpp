// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/entityadder.h"

#include "store/wholeentity.h"

#include <algorithm>
#include <cstdint>
#include <utility>

using namespace domain;

namespace store {
namespace {

constexpr int FirstScalar = 3; ///< behind id, absent and lists

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

EntityAdder::EntityAdder(AttributeStore &store, qint64 changeSet) : m_store(store), m_changeSet(changeSet), m_rows(store.newRows())
{
    m_rows.begin();
    m_sources = &m_rows.of("INSERT OR REPLACE INTO entity_source(entity,feed,source,ordinal,mapping,pointer,row_hash,captured)", 8);
    m_places = &m_rows.of("INSERT OR FAIL INTO place(entity,nr,facets,country,provider,region,site)", 7);
    m_items = &m_rows.of("INSERT OR IGNORE INTO list_item(entity,attr,value)", 3);
    m_links = &m_rows.of("INSERT OR IGNORE INTO link(entity,attr,target)", 3);
    m_pending = &m_rows.of("INSERT OR IGNORE INTO pending_ref(entity,attr,kind,value)", 4);
    Statement &types = store.statement("SELECT DISTINCT type FROM ref_instance");
    while (types.isValid() && types.next())
        m_acceleratorTypes.insert(types.text(0));
    types.reset();
}

EntityAdder::~EntityAdder() { m_rows.end(); }

EntityAdder::Kind &EntityAdder::kindOf(EntityKind id)
{
    Kind &kind = m_kinds[static_cast<std::size_t>(id)];
    if (kind.info)
        return kind;
    kind.info = &m_store.catalogue().kind(id);
    kind.instanceType = id == EntityKind::Workload ? kind.info->find(QStringLiteral("instance_type")) : nullptr;
    kind.key = id == EntityKind::Workload ? kind.info->find(QStringLiteral("key")) : nullptr;
    kind.named = "id,absent,lists";
    kind.count = FirstScalar;
    kind.columns.resize(static_cast<std::size_t>(kind.info->attributes.size()), 0);
    for (const Attribute &a : kind.info->attributes) {
        if (a.facet != 0)
            kind.facets.push_back({a.facet, a.name});
    }
    return kind;
}

/// Columns for all of the fields. What waits without them is written first, so that rows come in the order of their numbers.
void EntityAdder::widen(Kind &kind, const std::vector<KnownField> &fields)
{
    const int before = kind.count;
    for (const KnownField &f : fields) {
        int &column = kind.columns[static_cast<std::size_t>(f.attribute - kind.info->attributes.constData())];
        if (column != 0 || f.attribute->isList())
            continue;
        column = kind.count++;
        kind.named += ",\"" + f.attribute->name.toUtf8() + '"';
    }
    if (kind.rows && kind.count == before)
        return;
    if (kind.rows)
        m_rows.write();
    kind.rows = &m_rows.of("INSERT OR FAIL INTO " + kindTable(kind.info->kind) + '(' + kind.named + ')', kind.count);
}

qint64 EntityAdder::add(const Record &record, qint64 feed)
{
    if (m_store.findByKey(record.kind, record.key) != 0)
        return 0;
    m_rows.checkSize();
    return m_rows.addEntity(record.kind, record.key, record.name.isEmpty() ? record.key : record.name, m_changeSet, feed, !record.name.isEmpty(),
                            m_store.numberFor(record.kind, record.key));
}

void EntityAdder::write(qint64 id, const Record &record, const std::vector<KnownField> &fields)
{
    writeScalars(id, record, fields, kindOf(record.kind));
    m_placeRows.clear();
    for (const KnownField &f : fields) {
        if (!f.attribute->isList() || record.person)
            continue;
        const auto *list = std::get_if<ListValue>(&f.field->value);
        if (list && f.attribute->facet != 0)
            joinFacet(*list, f.attribute->facet);
        else if (list)
            insertItems(id, *f.attribute, *list);
    }
    for (const Place &place : record.places)
        joinPlace(placeRow(place));
    insertPlaces(id);
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

/// 0: it is not there, and waits for what brings it.
qint64 EntityAdder::resolve(qint64 id, const Attribute &attribute, const QString &key)
{
    const qint64 target = m_store.target(*attribute.refKind, key);
    if (target == 0) {
        m_pending->set(0, id).set(1, attribute.name).set(2, qint64(*attribute.refKind)).set(3, key);
        m_pending->endRow();
    }
    return target;
}

void EntityAdder::writeScalars(qint64 id, const Record &record, const std::vector<KnownField> &fields, Kind &kind)
{
    QByteArray absent;
    m_targets.clear(); // looked for before the row is begun: to look may write the rows that wait
    for (const KnownField &f : fields) {
        const auto *ref = std::get_if<Reference>(&f.field->value);
        if (std::holds_alternative<Absent>(f.field->value) && !record.person)
            absent += (absent.isEmpty() ? " " : "") + f.attribute->name.toUtf8() + ' ';
        else if (ref && !f.attribute->isList() && !record.person)
            m_targets.push_back(resolve(id, *f.attribute, ref->key));
    }
    const QByteArray &lists = listStates(record, fields, kind);
    widen(kind, fields);
    BulkRows &row = *kind.rows;
    row.set(0, id).setUtf8(1, {absent.constData(), static_cast<std::size_t>(absent.size())});
    row.setUtf8(2, {lists.constData(), static_cast<std::size_t>(lists.size())});
    auto target = m_targets.cbegin();
    for (const KnownField &f : fields) {
        const int column = kind.columns[static_cast<std::size_t>(f.attribute - kind.info->attributes.constData())];
        if (column == 0 || record.person)
            continue;
        const Value &v = f.field->value;
        if (const auto *t = std::get_if<QString>(&v)) {
            row.set(column, *t);
            if (f.attribute == kind.instanceType && m_acceleratorTypes.contains(*t))
                m_machines.push_back(id);
        } else if (const auto *b = std::get_if<bool>(&v)) {
            row.set(column, qint64(*b ? 1 : 0));
        } else if (const auto *n = std::get_if<qint64>(&v)) {
            row.set(column, *n);
        } else if (const auto *d = std::get_if<double>(&v)) {
            row.set(column, *d);
        } else if (std::holds_alternative<Reference>(v)) {
            if (f.attribute == kind.key)
                m_encrypted.push_back(id);
            if (*target != 0)
                row.set(column, *target);
            ++target;
        }
    }
    row.endRow();
}

void EntityAdder::insertItems(qint64 id, const Attribute &attribute, const ListValue &list)
{
    for (const QString &item : list.items) {
        if (attribute.of != ValueType::Ref) {
            m_items->set(0, id).set(1, attribute.name).set(2, item);
            m_items->endRow();
        } else if (const qint64 target = resolve(id, attribute, item); target != 0) {
            m_links->set(0, id).set(1, attribute.name).set(2, target);
            m_links->endRow();
        }
    }
}

EntityAdder::PlaceRow EntityAdder::placeRow(const Place &p)
{
    const qint64 site = p.site.isEmpty() ? 0 : m_store.find(EntityKind::Location, p.site);
    // A site that is not there yet keeps its key as "@key" until a later import brings it.
    return {p.facets, p.country, p.provider, site == 0 && !p.site.isEmpty() ? QString(u'@' + p.site) : p.region, site};
}

/// One row for a place, however many facets name it.
void EntityAdder::joinPlace(PlaceRow &&place)
{
    const auto same = std::find_if(m_placeRows.begin(), m_placeRows.end(), [&place](const PlaceRow &row) {
        return row.country == place.country && row.provider == place.provider && row.region == place.region && row.site == place.site;
    });
    if (same == m_placeRows.end())
        m_placeRows.push_back(std::move(place));
    else
        same->facets |= place.facets;
}

/// All that a list says of a facet; what was said of it before no longer counts.
void EntityAdder::joinFacet(const ListValue &list, int facet)
{
    for (PlaceRow &row : m_placeRows)
        row.facets &= ~facet;
    std::erase_if(m_placeRows, [](const PlaceRow &row) { return row.facets == 0; });
    for (const QString &item : list.items)
        joinPlace(placeRow(decodePlace(item, facet)));
}

void EntityAdder::insertPlaces(qint64 id)
{
    qint64 nr = 0;
    for (const PlaceRow &place : m_placeRows) {
        m_places->set(0, id).set(1, nr++).set(2, qint64(place.facets)).set(4, place.provider).set(5, place.region);
        if (!place.country.isEmpty())
            m_places->set(3, place.country);
        if (place.site != 0)
            m_places->set(6, place.site);
        m_places->endRow();
    }
}

void EntityAdder::noteSource(qint64 id, qint64 feed, qint64 source, qint64 ordinal, const Record &record, const QString &where, qint64 hash)
{
    m_sources->set(0, id).set(1, feed).set(2, source).set(3, ordinal).set(4, record.mapping).set(5, where).set(6, hash).set(7, record.captured);
    m_sources->endRow();
}

} // namespace store
