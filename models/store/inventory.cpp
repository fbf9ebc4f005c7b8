// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/inventory.h"

#include "store/definiteness.h"
#include "store/samevalue.h"

#include <sqlite3.h>

#include <utility>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

QByteArray tableOf(EntityKind kind) { return "e_" + kindName(kind).toUtf8(); }

Value scalar(const Statement &s, int column, const Attribute &a)
{
    switch (a.type) {
    case ValueType::Bool: return s.integer(column) != 0;
    case ValueType::Int:
    case ValueType::Date: return s.integer(column);
    case ValueType::Number: return s.real(column);
    default: return s.text(column);
    }
}

void bindAll(Statement &s, const QList<QVariant> &binds)
{
    int at = 1;
    for (const QVariant &v : binds) {
        if (v.typeId() == QMetaType::QString)
            s.bind(at++, v.toString());
        else
            s.bind(at++, v.toLongLong());
    }
}

} // namespace

QString Inventory::cachedKey(qint64 id)
{
    auto it = m_keys.find(id);
    if (it == m_keys.end())
        it = m_keys.insert(id, m_store.keyOf(id));
    return *it;
}

Inventory::Condition Inventory::condition(EntityKind kind, const InventoryFilter &f)
{
    Condition c;
    c.sql = "e.kind=?";
    c.binds.append(qint64(kind));
    const KindInfo &info = m_store.catalogue().kind(kind);
    if (!f.text.isEmpty()) {
        c.sql += " AND (bw_finds(e.name,?) OR bw_finds(e.key,?))";
        c.binds << f.text << f.text;
    }
    if (!f.country.isEmpty()) {
        c.sql += " AND EXISTS (SELECT 1 FROM place p LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region "
                 "LEFT JOIN e_location l ON l.id=p.site WHERE p.entity=e.id AND coalesce(p.country,l.country,r.country)=?)";
        c.binds << f.country;
    }
    const auto byRef = [&](const QString &attr, EntityKind target, const QString &key) {
        const Attribute *a = info.find(attr);
        if (key.isEmpty())
            return;
        const qint64 id = m_store.find(target, key);
        if (kind == target)
            c.sql += " AND e.id=?";
        else if (a && a->isList())
            c.sql += " AND EXISTS (SELECT 1 FROM link k WHERE k.entity=e.id AND k.attr='" + attr.toUtf8() + "' AND k.target=?)";
        else if (a)
            c.sql += " AND t.\"" + attr.toUtf8() + "\"=?";
        else
            c.sql += " AND 0=?";
        c.binds << id;
    };
    byRef(u"provider"_s, EntityKind::Provider, f.provider);
    byRef(u"legal_entity"_s, EntityKind::LegalEntity, f.legalEntity);
    byRef(info.find(u"business_services"_s) ? u"business_services"_s : u"business_service"_s, EntityKind::BusinessService, f.businessService);
    if (!f.includeSupporting && kind == EntityKind::Workload)
        c.sql += " AND coalesce(t.role,'assessed')<>'supporting'";
    if (!f.ids.isEmpty()) {
        QByteArrayList marks;
        for (const qint64 id : f.ids)
            marks.append(QByteArray::number(id));
        c.sql += " AND e.id IN (" + marks.join(',') + ')';
    }
    return c;
}

qint64 Inventory::count(EntityKind kind, const InventoryFilter &filter)
{
    const Condition c = condition(kind, filter);
    Statement &s = m_store.statement("SELECT count(*) FROM entity e JOIN " + tableOf(kind) + " t ON t.id=e.id WHERE " + c.sql);
    bindAll(s, c.binds);
    const qint64 n = s.next() ? s.integer(0) : 0;
    s.reset();
    return n;
}

void Inventory::readLists(EntityRow &row, const KindInfo &info, const ListStates &states)
{
    QHash<QString, ListValue> lists;
    Statement &items = m_store.statement("SELECT attr, value FROM list_item WHERE entity=?1");
    items.bind(1, row.id);
    while (items.next())
        lists[items.text(0)].items.append(items.text(1));
    items.reset();
    QList<QPair<QString, qint64>> targets;
    Statement &links = m_store.statement("SELECT attr, target FROM link WHERE entity=?1");
    links.bind(1, row.id);
    while (links.next())
        targets.append({links.text(0), links.integer(1)});
    links.reset();
    for (const auto &[attr, target] : targets)
        lists[attr].items.append(cachedKey(target));
    Statement &waiting = m_store.statement("SELECT attr, value FROM pending_ref WHERE entity=?1");
    waiting.bind(1, row.id);
    while (waiting.next()) {
        const Attribute *a = info.find(waiting.text(0));
        if (a && a->isList())
            lists[waiting.text(0)].items.append(waiting.text(1));
        else if (a)
            row.values[info.indexOf(waiting.text(0))] = Value(Reference{waiting.text(1)});
    }
    waiting.reset();
    struct RawPlace { int facets; Place place; qint64 site; };
    QList<RawPlace> places;
    Statement &place = m_store.statement("SELECT facets, country, provider, region, site FROM place WHERE entity=?1");
    place.bind(1, row.id);
    while (place.next()) {
        Place p;
        p.country = place.text(1);
        p.provider = place.text(2);
        p.region = place.text(3);
        places.append({static_cast<int>(place.integer(0)), p, place.integer(4)});
    }
    place.reset();
    for (RawPlace &raw : places) {
        if (raw.site != 0)
            raw.place.site = cachedKey(raw.site);
        else if (raw.place.region.startsWith(u'@')) // a site that is not there yet
            raw.place.site = std::exchange(raw.place.region, {}).sliced(1);
        for (const Attribute &a : info.attributes) {
            if (a.facet != 0 && (raw.facets & a.facet) != 0)
                lists[a.name].items.append(encodePlace(raw.place));
        }
    }
    for (int i = 0; i < static_cast<int>(info.attributes.size()); ++i) {
        const Attribute &a = info.attributes.at(i);
        if (!a.isList() || (row.values.at(i) && !lists.contains(a.name)))
            continue;
        if (!lists.contains(a.name) && states.of(a.name) == 0)
            continue;
        ListValue list = lists.value(a.name);
        list.complete = states.of(a.name) == ListStates::Complete;
        list.items.sort();
        row.values[i] = Value(list);
    }
}

void Inventory::forEach(EntityKind kind, const InventoryFilter &filter, qint64 offset, qint64 limit,
                        const std::function<bool(const EntityRow &)> &callback)
{
    const KindInfo &info = m_store.catalogue().kind(kind);
    const Condition c = condition(kind, filter);
    QByteArray columns;
    for (const Attribute &a : info.attributes)
        columns += a.isList() ? QByteArray() : ",t.\"" + a.name.toUtf8() + '"';
    QByteArray sql = "SELECT e.id, e.key, e.name, e.vanished, t.absent, t.lists, e.retired_on" + columns + " FROM entity e JOIN " + tableOf(kind)
                     + " t ON t.id=e.id WHERE " + c.sql + " ORDER BY e.name COLLATE NOCASE, e.key";
    if (limit >= 0)
        sql += " LIMIT " + QByteArray::number(limit) + " OFFSET " + QByteArray::number(offset);
    // A statement of its own: the callback may use this inventory for other rows.
    Statement &cached = m_store.statement("SELECT entity, attr FROM claim WHERE state=1");
    QHash<qint64, QStringList> asked;
    while (cached.next())
        asked[cached.integer(0)].append(cached.text(1));
    cached.reset();
    Statement &own = m_store.statement(sql);
    bindAll(own, c.binds);
    while (own.next()) {
        EntityRow row;
        row.id = own.integer(0);
        row.key = own.text(1);
        row.name = own.text(2);
        row.vanished = own.integer(3) != 0;
        const QString absent = own.text(4);
        row.values.resize(info.attributes.size());
        const ListStates states(own.text(5));
        if (!own.isNull(6))
            row.retiredOn = static_cast<Day>(own.integer(6));
        int column = 7;
        for (int i = 0; i < static_cast<int>(info.attributes.size()); ++i) {
            const Attribute &a = info.attributes.at(i);
            if (!a.isList()) {
                if (!own.isNull(column))
                    row.values[i] = a.type == ValueType::Ref ? Value(Reference{cachedKey(own.integer(column))}) : scalar(own, column, a);
                ++column;
            }
            if (!row.values.at(i) && absent.contains(u' ' + a.name + u' '))
                row.values[i] = Value(Absent{});
            if (!row.values.at(i) && asked.value(row.id).contains(a.name))
                row.values[i] = Value(NoAnswer{});
        }
        readLists(row, info, states);
        if (!callback(row))
            break;
    }
    own.reset();
}

/// What follows from another thing of the inventory is that one's word, which the claim names as its place (KIND:KEY).
void Inventory::followed(Origin &o)
{
    const auto kind = kindFromName(o.pointer.section(u':', 0, 0));
    const QString key = o.pointer.section(u':', 1);
    if (!kind || m_store.find(*kind, key) == 0)
        return;
    o.inheritedFrom = o.pointer;
    o.pointer.clear();
    o.file.clear();
}

EntityRow Inventory::row(EntityKind kind, qint64 id)
{
    EntityRow found;
    InventoryFilter filter;
    filter.ids = {id};
    forEach(kind, filter, 0, 1, [&found](const EntityRow &row) {
        found = row;
        return false;
    });
    return found;
}

MaybeValue Inventory::effective(qint64 id, EntityKind kind, const Attribute &a, QString *from)
{
    MaybeValue own = m_store.read(id, kind, a);
    if ((own && !std::holds_alternative<NoAnswer>(*own)) || a.inherited.size() < 2)
        return own;
    const Attribute *step = m_store.catalogue().attribute(kind, a.inherited.first());
    if (!step || !step->refKind)
        return own;
    const MaybeValue ref = m_store.read(id, kind, *step);
    QString key;
    if (ref && std::holds_alternative<Reference>(*ref))
        key = std::get<Reference>(*ref).key;
    else if (ref && std::holds_alternative<ListValue>(*ref) && !std::get<ListValue>(*ref).items.isEmpty())
        key = std::get<ListValue>(*ref).items.first();
    const qint64 target = key.isEmpty() ? 0 : m_store.find(*step->refKind, key);
    const Attribute *there = m_store.catalogue().attribute(*step->refKind, a.inherited.at(1));
    if (target == 0 || !there)
        return own;
    MaybeValue inherited = effective(target, *step->refKind, *there, from);
    if (!inherited)
        return own;
    if (from && from->isEmpty())
        *from = kindName(*step->refKind) + u':' + key;
    return inherited;
}

Inventory::Taken Inventory::takenOver(const EntityRow &row, EntityKind kind, const Attribute &a)
{
    const KindInfo &info = m_store.catalogue().kind(kind);
    Taken taken{row.values.value(info.indexOf(a.name)), {}};
    const Attribute *step = a.inherited.size() < 2 ? nullptr : info.find(a.inherited.constFirst());
    if (!step || !step->refKind || (taken.value && !std::holds_alternative<NoAnswer>(*taken.value)))
        return taken;
    const MaybeValue &named = row.values.value(info.indexOf(step->name));
    const auto *one = named ? std::get_if<Reference>(&*named) : nullptr;
    const auto *list = named ? std::get_if<ListValue>(&*named) : nullptr;
    const QString key = one ? one->key : list && !list->items.isEmpty() ? list->items.constFirst() : QString();
    if (key.isEmpty())
        return taken;
    // Thousands take over from one: it is asked once.
    const QString whose = kindName(*step->refKind) + u':' + key;
    const QString what = whose + u'\n' + a.inherited.at(1);
    auto known = m_taken.constFind(what);
    if (known == m_taken.constEnd()) {
        Taken far;
        const qint64 target = m_store.find(*step->refKind, key);
        const Attribute *there = m_store.catalogue().attribute(*step->refKind, a.inherited.at(1));
        if (target != 0 && there)
            far.value = effective(target, *step->refKind, *there, &far.from);
        if (far.value && far.from.isEmpty())
            far.from = whose;
        known = m_taken.insert(what, far);
    }
    return known->value ? *known : taken;
}

QString Inventory::countryOf(const QString &place)
{
    const qsizetype slash = place.indexOf(u'/');
    if (slash < 0 && !place.startsWith(u'@'))
        return place;
    const auto known = m_countries.constFind(place);
    if (known != m_countries.constEnd())
        return *known;
    Statement &s = place.startsWith(u'@') ? m_store.statement("SELECT l.country FROM entity e JOIN e_location l ON l.id=e.id WHERE e.kind=19 AND e.key=?1")
                                          : m_store.statement("SELECT country FROM ref_region WHERE provider=?1 AND code=?2");
    if (place.startsWith(u'@'))
        s.bind(1, place.sliced(1));
    else
        s.bind(1, place.left(slash)).bind(2, place.sliced(slash + 1));
    const QString country = s.next() ? s.text(0) : QString();
    s.reset();
    return *m_countries.insert(place, country);
}

Origin Inventory::origin(qint64 id, EntityKind kind, const Attribute &a)
{
    Origin o;
    o.value = effective(id, kind, a, &o.inheritedFrom);
    if (o.value)
        o.state = std::holds_alternative<NoAnswer>(*o.value) ? 1 : std::holds_alternative<Absent>(*o.value) ? 2 : 3;
    Statement &claims = m_store.statement(
        "SELECT c.feed, max(c.won=1, c.state=1) AS stands, c.value, c.who, coalesce(nullif(c.at,''), s.imported_at, ''), c.evidence, coalesce(nullif(c.pointer,''), es.pointer, ''), "
        "coalesce(s.path, f.format), s.sha256, f.format, c.review_on FROM claim c "
        "LEFT JOIN feed f ON f.id=c.feed LEFT JOIN entity_source es ON es.entity=c.entity AND es.feed=c.feed "
        "LEFT JOIN source s ON s.id=es.source WHERE c.entity=?1 AND c.attr=?2 AND NOT (c.state=1 AND c.feed<>0 AND ?3) ORDER BY stands DESC, c.feed<>0, f.format, f.scope");
    claims.bind(1, id).bind(2, a.name).bind(3, qint64(o.state != 1 ? 1 : 0));
    bool settled = false;
    // Who says the same is not in conflict.
    const QByteArray stands = encodeValue(m_store.read(id, kind, a), a);
    while (claims.next()) {
        if (claims.integer(1) != 0 && !settled) {
            settled = true;
            o.who = claims.integer(0) == 0 ? (claims.text(3).isEmpty() ? u"a person"_s : claims.text(3)) : QString();
            o.at = claims.text(4);
            o.evidence = claims.text(5);
            o.pointer = claims.text(6);
            o.file = claims.text(7);
            o.sha256 = claims.text(8);
            o.format = claims.text(9);
            if (!claims.isNull(10))
                o.reviewOn = static_cast<Day>(claims.integer(10));
            if (o.format == "reference"_L1)
                followed(o);
            continue;
        }
        const QByteArray other = claims.text(2).toUtf8();
        const bool same = sayTheSame(m_store, other, stands, a);
        if (same || isPartOf(m_store, a, other, stands)) {
            if (const QString file = claims.text(7); claims.integer(0) != 0 && file != o.file && !o.also.contains(file))
                o.also.append(file);
        } else if (!addsNothing(m_store, a, other, stands)) {
            o.others.append({claims.text(7), other});
        }
    }
    claims.reset();
    if (settled || !o.inheritedFrom.isEmpty() || o.state == 0)
        return o;
    Statement &source = m_store.statement(
        "SELECT coalesce(s.path, 'reference data'), s.sha256, es.pointer, f.format, coalesce(s.imported_at,'') FROM entity_source es "
        "JOIN feed f ON f.id=es.feed LEFT JOIN source s ON s.id=es.source WHERE es.entity=?1 "
        "ORDER BY es.feed=(SELECT first_feed FROM entity WHERE id=?1) DESC, f.rank DESC LIMIT 1");
    source.bind(1, id);
    if (source.next()) {
        o.file = source.text(0);
        o.sha256 = source.text(1);
        o.pointer = source.text(2);
        o.format = source.text(3);
        o.at = source.text(4);
    }
    source.reset();
    o.also.removeAll(o.file);
    return o;
}

} // namespace store
