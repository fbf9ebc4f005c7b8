// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/attributestore.h"

#include "store/sql.h"

#include <sqlite3.h>

#include <utility>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

constexpr qsizetype MaxCachedReferences = 20'000;

QByteArray table(EntityKind kind) { return "e_" + kindName(kind).toUtf8(); }
QByteArray column(const Attribute &a) { return '"' + a.name.toUtf8() + '"'; }

} // namespace

AttributeStore::AttributeStore(sqlite3 *db, const Catalogue &catalogue) : m_db(db), m_catalogue(catalogue), m_new(db) {}

Error AttributeStore::lastError(const QString &where) const
{
    if (const auto &failed = m_new.error())
        return Error{failed->code, failed->detail, where};
    return databaseError(sqlite3_errcode(m_db), QString::fromUtf8(sqlite3_errmsg(m_db)), where);
}

AttributeStore::Cached &AttributeStore::cached(const QByteArray &sql)
{
    if (const auto found = m_cacheIndex.constFind(sql); found != m_cacheIndex.constEnd()) {
        (*found)->statement.reset();
        return **found;
    }
    m_cache.push_back(std::make_unique<Cached>(Cached{Statement(m_db, sql), NewRows::touchOf(sql)}));
    m_cacheIndex.insert(sql, m_cache.back().get());
    return *m_cache.back();
}

Statement &AttributeStore::statement(const QByteArray &sql)
{
    if (m_new.waits())
        m_new.write();
    Cached &found = cached(sql);
    m_new.foreign(found.touch);
    return found.statement;
}

qint64 AttributeStore::find(EntityKind kind, const QString &key)
{
    const qint64 id = findByKey(kind, key);
    return id != 0 ? id : findByAlias(kind, key);
}

qint64 AttributeStore::findByKey(EntityKind kind, const QString &key)
{
    if (const auto told = m_new.isOpen() ? m_new.find(kind, key) : std::nullopt)
        return *told;
    Statement &byKey = cached("SELECT id FROM entity WHERE kind=?1 AND key=?2").statement;
    byKey.bind(1, qint64(kind)).bind(2, key);
    const qint64 id = byKey.next() ? byKey.integer(0) : 0;
    byKey.reset();
    return id;
}

qint64 AttributeStore::findByAlias(EntityKind kind, const QString &value)
{
    if (m_new.isOpen() && !m_new.mayHaveAlias(value))
        return 0;
    Statement &byAlias = cached("SELECT a.entity FROM alias a CROSS JOIN entity e ON e.id=a.entity WHERE a.value=?2 AND e.kind=?1 LIMIT 1").statement;
    byAlias.bind(1, qint64(kind)).bind(2, value);
    const qint64 id = byAlias.next() ? byAlias.integer(0) : 0;
    byAlias.reset();
    return id;
}

QString AttributeStore::keyOf(qint64 entity)
{
    Statement &s = statement("SELECT key FROM entity WHERE id=?1");
    s.bind(1, entity);
    const QString key = s.next() ? s.text(0) : QString();
    s.reset();
    return key;
}

bool AttributeStore::isAbsent(qint64 entity, EntityKind kind, const QString &attr)
{
    Statement &s = statement("SELECT instr(absent, ?2)>0 FROM " + table(kind) + " WHERE id=?1");
    s.bind(1, entity).bind(2, QString(u' ' + attr + u' '));
    const bool absent = s.next() && s.integer(0) != 0;
    s.reset();
    return absent;
}

void AttributeStore::setAbsent(qint64 entity, EntityKind kind, const QString &attr, bool absent)
{
    if (absent == isAbsent(entity, kind, attr))
        return;
    const QByteArray sql = absent ? QByteArray("SET absent = CASE absent WHEN '' THEN ' ' ELSE absent END || ?2 || ' '")
                                  : QByteArray("SET absent = replace(absent, ' ' || ?2 || ' ', ' ')");
    Statement &s = statement("UPDATE " + table(kind) + ' ' + sql + " WHERE id=?1");
    s.bind(1, entity).bind(2, attr);
    s.run();
}

bool AttributeStore::asked(qint64 entity, const QString &attr)
{
    Statement &s = statement("SELECT 1 FROM claim WHERE entity=?1 AND attr=?2 AND state=1");
    s.bind(1, entity).bind(2, attr);
    return s.hasRow();
}

MaybeValue AttributeStore::read(qint64 entity, EntityKind kind, const Attribute &a)
{
    MaybeValue value = a.isList() ? readList(entity, kind, a) : readScalar(entity, kind, a);
    if (!value && isAbsent(entity, kind, a.name))
        return Value(Absent{});
    if (!value && asked(entity, a.name))
        return Value(NoAnswer{});
    return value;
}

MaybeValue AttributeStore::readScalar(qint64 entity, EntityKind kind, const Attribute &a)
{
    Statement &s = statement("SELECT " + column(a) + " FROM " + table(kind) + " WHERE id=?1");
    s.bind(1, entity);
    MaybeValue value;
    if (s.next() && !s.isNull(0)) {
        switch (a.type) {
        case ValueType::Bool: value = Value(s.integer(0) != 0); break;
        case ValueType::Int:
        case ValueType::Date: value = Value(s.integer(0)); break;
        case ValueType::Number: value = Value(s.real(0)); break;
        case ValueType::Ref: {
            const qint64 target = s.integer(0);
            s.reset();
            return Value(Reference{keyOf(target)});
        }
        default: value = Value(s.text(0)); break;
        }
    }
    s.reset();
    if (!value && a.type == ValueType::Ref) {
        Statement &p = statement("SELECT value FROM pending_ref WHERE entity=?1 AND attr=?2");
        p.bind(1, entity).bind(2, a.name);
        if (p.next())
            value = Value(Reference{p.text(0)});
        p.reset();
    }
    return value;
}

MaybeValue AttributeStore::readList(qint64 entity, EntityKind kind, const Attribute &a)
{
    ListValue list;
    if (a.facet != 0) {
        Statement &s = statement("SELECT country, provider, region, (SELECT key FROM entity WHERE id=site) FROM place "
                                 "WHERE entity=?1 AND (facets & ?2)<>0 ORDER BY nr");
        s.bind(1, entity).bind(2, qint64(a.facet));
        while (s.next()) {
            Place p;
            p.country = s.text(0);
            p.provider = s.text(1);
            p.region = s.text(2);
            p.site = s.isNull(3) ? QString() : s.text(3);
            if (p.region.startsWith(u'@')) // not there yet
                p.site = std::exchange(p.region, {}).mid(1);
            list.items.append(encodePlace(p));
        }
        s.reset();
    } else if (a.of == ValueType::Ref) {
        Statement &s = statement("SELECT e.key FROM link l JOIN entity e ON e.id=l.target WHERE l.entity=?1 AND l.attr=?2 "
                                 "UNION SELECT value FROM pending_ref WHERE entity=?1 AND attr=?2 ORDER BY 1");
        s.bind(1, entity).bind(2, a.name);
        while (s.next())
            list.items.append(s.text(0));
        s.reset();
    } else {
        Statement &s = statement("SELECT value FROM list_item WHERE entity=?1 AND attr=?2");
        s.bind(1, entity).bind(2, a.name);
        while (s.next())
            list.items.append(s.text(0));
        s.reset();
    }
    const int state = listStates(entity, kind).of(a.name);
    list.complete = state == ListStates::Complete;
    if (list.items.isEmpty() && state == 0)
        return {};
    return Value(list);
}

qint64 AttributeStore::target(EntityKind kind, const QString &key)
{
    const QPair<int, QString> cacheKey(static_cast<int>(kind), key);
    const auto known = m_references.constFind(cacheKey);
    if (known != m_references.constEnd())
        return *known;
    const qint64 id = find(kind, key);
    if (id != 0) {
        // An export's many things name few others; where each names another one there is nothing to remember.
        if (m_references.size() >= MaxCachedReferences)
            m_references.clear();
        m_references.insert(cacheKey, id);
    }
    return id;
}

qint64 AttributeStore::resolve(qint64 entity, const QString &attr, EntityKind kind, const QString &key)
{
    if (const qint64 id = target(kind, key); id != 0)
        return id;
    Statement &s = statement("INSERT OR IGNORE INTO pending_ref(entity,attr,kind,value) VALUES(?1,?2,?3,?4)");
    s.bind(1, entity).bind(2, attr).bind(3, qint64(kind)).bind(4, key);
    s.run();
    return 0;
}

Result<void> AttributeStore::write(qint64 entity, EntityKind kind, const Attribute &a, const MaybeValue &value)
{
    if (a.isList()) {
        writeList(entity, kind, a, value);
        return {};
    }
    return writeScalar(entity, kind, a, value);
}

Result<void> AttributeStore::writeScalar(qint64 entity, EntityKind kind, const Attribute &a, const MaybeValue &value)
{
    if (a.type == ValueType::Ref) {
        Statement &clear = statement("DELETE FROM pending_ref WHERE entity=?1 AND attr=?2");
        clear.bind(1, entity).bind(2, a.name);
        clear.run();
    }
    qint64 target = 0;
    if (value && std::holds_alternative<Reference>(*value))
        target = resolve(entity, a.name, *a.refKind, std::get<Reference>(*value).key);
    Statement &s = statement("UPDATE " + table(kind) + " SET " + column(a) + "=?2 WHERE id=?1");
    s.bind(1, entity).bindNull(2);
    if (value) {
        if (const auto *b = std::get_if<bool>(&*value))
            s.bind(2, qint64(*b ? 1 : 0));
        else if (const auto *i = std::get_if<qint64>(&*value))
            s.bind(2, *i);
        else if (const auto *d = std::get_if<double>(&*value))
            s.bind(2, *d);
        else if (const auto *t = std::get_if<QString>(&*value))
            s.bind(2, *t);
        else if (target != 0)
            s.bind(2, target);
    }
    if (!s.run())
        return lastError(a.name);
    setAbsent(entity, kind, a.name, value && std::holds_alternative<Absent>(*value));
    return {};
}

ListStates AttributeStore::listStates(qint64 entity, EntityKind kind)
{
    Statement &s = statement("SELECT lists FROM " + table(kind) + " WHERE id=?1");
    s.bind(1, entity);
    const ListStates states(s.next() ? s.text(0) : QString());
    s.reset();
    return states;
}

void AttributeStore::setListState(qint64 entity, EntityKind kind, const QString &attr, int state)
{
    ListStates states = listStates(entity, kind);
    if (states.of(attr) == state)
        return;
    states.set(attr, state);
    Statement &s = statement("UPDATE " + table(kind) + " SET lists=?2 WHERE id=?1");
    s.bind(1, entity).bind(2, states.column());
    s.run();
}

void AttributeStore::writePlaces(qint64 entity, int claimed, const QList<Place> &places)
{
    Statement &mask = statement("UPDATE place SET facets = facets & ~?2 WHERE entity=?1 AND (facets & ?2)<>0");
    mask.bind(1, entity).bind(2, qint64(claimed));
    mask.run();
    Statement &empty = statement("DELETE FROM place WHERE entity=?1 AND facets=0");
    empty.bind(1, entity);
    empty.run();
    for (const Place &p : places) {
        const qint64 site = p.site.isEmpty() ? 0 : find(EntityKind::Location, p.site);
        // A site that is not there yet keeps its key as "@key" until a later import brings it.
        const QString region = site == 0 && !p.site.isEmpty() ? QString(u'@' + p.site) : p.region;
        Statement &join = statement("UPDATE place SET facets = facets | ?2 WHERE entity=?1 AND country IS ?3 AND provider=?4 AND region=?5 "
                                    "AND site IS ?6");
        join.bind(1, entity).bind(2, qint64(p.facets)).bind(4, p.provider).bind(5, region);
        if (p.country.isEmpty())
            join.bindNull(3);
        else
            join.bind(3, p.country);
        if (site == 0)
            join.bindNull(6);
        else
            join.bind(6, site);
        join.run();
        if (sqlite3_changes(m_db) > 0)
            continue;
        Statement &add = statement("INSERT INTO place(entity,nr,facets,country,provider,region,site) "
                                   "SELECT ?1,coalesce(max(nr)+1,0),?2,?3,?4,?5,?6 FROM place WHERE entity=?1");
        add.bind(1, entity).bind(2, qint64(p.facets)).bind(4, p.provider).bind(5, region);
        if (p.country.isEmpty())
            add.bindNull(3);
        else
            add.bind(3, p.country);
        if (site == 0)
            add.bindNull(6);
        else
            add.bind(6, site);
        add.run();
    }
}

void AttributeStore::writeItems(qint64 entity, const Attribute &a, const ListValue &list)
{
    if (a.facet != 0) {
        QList<Place> places;
        for (const QString &item : list.items)
            places.append(decodePlace(item, a.facet));
        writePlaces(entity, a.facet, places);
    } else if (a.of == ValueType::Ref) {
        for (const char *sql : {"DELETE FROM link WHERE entity=?1 AND attr=?2", "DELETE FROM pending_ref WHERE entity=?1 AND attr=?2"}) {
            Statement &s = statement(sql);
            s.bind(1, entity).bind(2, a.name);
            s.run();
        }
        for (const QString &item : list.items) {
            const qint64 target = resolve(entity, a.name, *a.refKind, item);
            if (target == 0)
                continue;
            Statement &s = statement("INSERT OR IGNORE INTO link(entity,attr,target) VALUES(?1,?2,?3)");
            s.bind(1, entity).bind(2, a.name).bind(3, target);
            s.run();
        }
    } else {
        Statement &clear = statement("DELETE FROM list_item WHERE entity=?1 AND attr=?2");
        clear.bind(1, entity).bind(2, a.name);
        clear.run();
        Statement &s = statement("INSERT OR IGNORE INTO list_item(entity,attr,value) VALUES(?1,?2,?3)");
        for (const QString &item : list.items) {
            s.bind(1, entity).bind(2, a.name).bind(3, item);
            s.run();
        }
    }
}

void AttributeStore::writeList(qint64 entity, EntityKind kind, const Attribute &a, const MaybeValue &value)
{
    const auto *list = value ? std::get_if<ListValue>(&*value) : nullptr;
    const bool absent = value && std::holds_alternative<Absent>(*value);
    writeItems(entity, a, list ? *list : ListValue());
    setListState(entity, kind, a.name, absent || (list && list->complete) ? ListStates::Complete : list ? ListStates::Partial : 0);
    setAbsent(entity, kind, a.name, absent);
}

void AttributeStore::keepNumbers()
{
    Statement &s = statement("SELECT 1+coalesce(max(id),0) FROM temp.kept_id");
    m_nextNumber = std::max(s.next() ? s.integer(0) : 1, nextFree());
    s.reset();
}

qint64 AttributeStore::nextFree()
{
    Statement &s = statement("SELECT 1+max(coalesce((SELECT max(id) FROM entity),0),coalesce((SELECT max(id) FROM absorbed),0))");
    const qint64 number = s.next() ? s.integer(0) : 1;
    s.reset();
    return number;
}

qint64 AttributeStore::keptNumber(EntityKind kind, const QString &key)
{
    m_new.numbersComeBack();
    Statement &s = statement("SELECT id FROM temp.kept_id k WHERE kind=?1 AND key=?2 AND NOT EXISTS (SELECT 1 FROM entity e WHERE e.id=k.id)");
    s.bind(1, qint64(kind)).bind(2, key);
    const qint64 kept = s.next() ? s.integer(0) : 0;
    s.reset();
    return kept != 0 ? kept : m_nextNumber++;
}

} // namespace store
