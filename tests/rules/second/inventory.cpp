// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/second/inventory.h"

#include "store/completeness.h"
#include "store/inventory.h"
#include "store/referencelookup.h"

#include <QJsonObject>
#include <QSqlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::EntityKind;
using domain::ValueType;

namespace second {

namespace {

size_t index(EntityKind kind) { return static_cast<size_t>(kind); }

/// The country of a place; Anywhere where a model is served through an endpoint that is a route to anywhere.
QString countryOfPlace(const QString &place, EntityKind kind, int facet, const Inventory &inventory, const store::ReferenceLookup &reference)
{
    if (place.startsWith(u'@')) {
        const Thing *site = inventory.find(EntityKind::Location, place.sliced(1));
        return site ? site->values.value(u"country"_s).scalar.toString() : QString();
    }
    const qsizetype stroke = place.indexOf(u'/');
    if (stroke < 0)
        return place;
    const auto region = reference.region(place.left(stroke), place.sliced(stroke + 1));
    if (region && region->kind == "global"_L1 && kind == EntityKind::Model && facet == domain::Facet::Processing)
        return Anywhere;
    return region ? region->country : QString();
}

QVariant scalarOf(const domain::Value &value)
{
    if (const auto *flag = std::get_if<bool>(&value))
        return *flag;
    if (const auto *whole = std::get_if<qint64>(&value))
        return static_cast<double>(*whole);
    if (const auto *number = std::get_if<double>(&value))
        return *number;
    if (const auto *reference = std::get_if<domain::Reference>(&value))
        return reference->key;
    return std::get<QString>(value);
}

} // namespace

Thing &Inventory::thing(EntityKind kind, const QString &key)
{
    Thing *&entry = m_index[index(kind)][key];
    if (!entry) {
        m_things.push_back(std::make_unique<Thing>());
        entry = m_things.back().get();
        entry->kind = kind;
        entry->key = key;
        m_ofKind[index(kind)].push_back(entry);
    }
    return *entry;
}

const Thing *Inventory::find(EntityKind kind, const QString &key) const
{
    return m_index[index(kind)].value(key);
}

const std::vector<Thing *> &Inventory::ofKind(EntityKind kind) const
{
    return m_ofKind[index(kind)];
}

bool Inventory::isComplete(EntityKind kind, const QString &attr) const
{
    const QString name = domain::kindName(kind);
    return attested.contains(name) || attested.contains(name + u'.' + attr);
}

Value Inventory::fromJson(EntityKind kind, const Attribute &attr, const QJsonValue &json, const store::ReferenceLookup &reference)
{
    Value value;
    const QJsonObject object = json.toObject();
    if (json.isNull() || json.isUndefined() || object.contains("asked"_L1))
        return value;
    value.state = Value::State::Said;
    if (object.contains("none"_L1)) {
        // A list that is declared absent is empty, and there is nothing else.
        value.complete = attr.isList();
        if (!attr.isList())
            value.state = Value::State::Absent;
        return value;
    }
    if (attr.isList()) {
        const QJsonArray items = json.isObject() ? object.value("items"_L1).toArray() : json.toArray();
        value.complete = !json.isObject() || object.value("complete"_L1).toBool(true);
        for (const QJsonValue &item : items) {
            const QString text = item.toString();
            if (attr.of == ValueType::Ref)
                thing(*attr.refKind, text);
            value.places.append(text);
            value.items.append(attr.of == ValueType::Country ? countryOfPlace(text, kind, attr.facet, *this, reference) : text);
        }
        return value;
    }
    if (attr.type == ValueType::Ref)
        thing(*attr.refKind, json.toString());
    if (attr.type == ValueType::Date)
        value.scalar = static_cast<double>(domain::toDay(QDate::fromString(json.toString(), Qt::ISODate)));
    else
        value.scalar = json.toVariant();
    if (json.isDouble())
        value.scalar = json.toDouble();
    return value;
}

void Inventory::add(const QJsonArray &entities, const store::ReferenceLookup &reference)
{
    for (const QJsonValue &json : entities) {
        const QJsonObject object = json.toObject();
        const auto kind = domain::kindFromName(object.value("kind"_L1).toString());
        if (!kind)
            continue;
        Thing &one = thing(*kind, object.value("key"_L1).toString());
        if (object.contains("name"_L1))
            one.name = object.value("name"_L1).toString();
        for (const Attribute &attr : m_catalogue->kind(*kind).attributes) {
            const bool taken = attr.name == "key"_L1 || attr.name == "kind"_L1;
            const QString member = taken ? u"entity_"_s + attr.name : attr.name;
            if (object.contains(member))
                one.values.insert(attr.name, fromJson(*kind, attr, object.value(member), reference));
        }
    }
}

Inventory Inventory::fromWorkspace(QSqlDatabase &db, const domain::Catalogue &catalogue, domain::Day asOf, const store::ReferenceLookup &reference)
{
    Inventory inventory(catalogue);
    store::AttributeStore attributes(store::nativeHandle(db), catalogue);
    store::Inventory reader(attributes);
    QList<std::pair<EntityKind, store::EntityRow>> rows;
    for (const domain::KindInfo &kind : catalogue.kinds()) {
        reader.forEach(kind.kind, {}, 0, -1, [&](const store::EntityRow &row) {
            rows.append({kind.kind, row});
            return true;
        });
        for (qint64 id : [&] {
                 QList<qint64> retired;
                 QSqlQuery query(u"SELECT id FROM entity WHERE retired_on IS NOT NULL AND kind = %1"_s.arg(static_cast<int>(kind.kind)), db);
                 while (query.next())
                     retired.append(query.value(0).toLongLong());
                 return retired;
             }()) {
            const bool read = std::any_of(rows.cbegin(), rows.cend(), [&](const auto &row) { return row.second.id == id; });
            if (!read)
                rows.append({kind.kind, reader.row(kind.kind, id)});
        }
    }
    std::sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return a.second.id < b.second.id; });
    for (const auto &[kind, row] : std::as_const(rows)) {
        Thing &one = inventory.thing(kind, row.key);
        one.name = row.name;
        one.retired = row.retiredOn;
        const QList<Attribute> &all = catalogue.kind(kind).attributes;
        for (qsizetype i = 0; i < all.size() && i < row.values.size(); ++i) {
            const store::MaybeValue &read = row.values.at(i);
            if (!read || std::holds_alternative<domain::NoAnswer>(*read))
                continue;
            Value value;
            value.state = Value::State::Said;
            if (std::holds_alternative<domain::Absent>(*read)) {
                value.complete = all.at(i).isList();
                if (!all.at(i).isList())
                    value.state = Value::State::Absent;
            } else if (const auto *list = std::get_if<domain::ListValue>(&*read)) {
                value.complete = list->complete;
                value.places = list->items;
                for (const QString &item : list->items)
                    value.items.append(all.at(i).of != ValueType::Country ? item
                                       : all.at(i).facet && countryOfPlace(item, kind, all.at(i).facet, inventory, reference) == Anywhere
                                           ? Anywhere
                                           : reader.countryOf(item));
            } else {
                value.scalar = scalarOf(*read);
            }
            one.values.insert(all.at(i).name, value);
        }
    }
    inventory.markWaiting();
    for (const store::Completeness &one : store::declaredComplete(attributes)) {
        if (one.countsOn(asOf))
            inventory.attested.insert(domain::kindName(one.kind) + (one.attr == "*"_L1 ? QString() : u'.' + one.attr));
    }
    QSqlQuery sets(u"SELECT name, value FROM value_set ORDER BY name, value"_s, db);
    while (sets.next())
        inventory.sets[sets.value(0).toString()].append(sets.value(1).toString());
    return inventory;
}

void Inventory::markWaiting()
{
    for (const domain::KindInfo &kind : m_catalogue->kinds()) {
        for (const Attribute &attr : kind.attributes) {
            if (attr.type != ValueType::Ref && (!attr.isList() || attr.of != ValueType::Ref))
                continue;
            for (Thing *one : ofKind(kind.kind)) {
                const auto value = one->values.find(attr.name);
                if (value == one->values.end() || value->state != Value::State::Said)
                    continue;
                const auto waits = [&](const QString &key) { return !find(*attr.refKind, key); };
                if (attr.isList())
                    value->complete = value->complete && std::none_of(value->items.cbegin(), value->items.cend(), waits);
                else if (waits(value->scalar.toString()))
                    *value = {};
            }
        }
    }
}

QString firstDifference(const Inventory &one, const Inventory &other)
{
    for (const domain::KindInfo &kind : one.catalogue().kinds()) {
        if (one.ofKind(kind.kind).size() != other.ofKind(kind.kind).size())
            return kind.label + u": number"_s;
        for (const Thing *thing : one.ofKind(kind.kind)) {
            const Thing *same = other.find(kind.kind, thing->key);
            if (!same)
                return domain::kindName(kind.kind) + u':' + thing->key;
            for (const Attribute &attr : kind.attributes) {
                Value a = thing->values.value(attr.name);
                Value b = same->values.value(attr.name);
                for (Value *v : {&a, &b}) {
                    v->items.sort();
                    v->places.clear(); // one place can be told in several ways
                    if (attr.facet)     // two unknown places are as unknown as one
                        v->items.removeDuplicates();
                    if (attr.isList() && v->items.isEmpty() && !v->complete)
                        *v = {};
                }
                if (a != b)
                    return domain::kindName(kind.kind) + u':' + thing->key + u'.' + attr.name;
            }
        }
    }
    return {};
}

} // namespace second
