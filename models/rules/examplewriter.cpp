// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/examplewriter.h"

#include "domain/clock.h"

#include <QAtomicInteger>
#include <QDate>
#include <QDir>
#include <QFile>
#include <QSqlError>
#include <QSqlQuery>

#include <sqlite3.h>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::EntityKind;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using domain::ValueType;

namespace rules {
namespace {

int facetBit(const QString &name)
{
    static const QStringList names = {u"hosting"_s, u"processing"_s, u"backup"_s,    u"failover"_s, u"control_plane"_s, u"admin"_s,
                                      u"support"_s, u"telemetry"_s,  u"logs"_s,      u"keys"_s,     u"access"_s};
    const qsizetype i = names.indexOf(name);
    return i < 0 ? 0 : 1 << i;
}

Error invalid(const QString &what, const QString &where) { return {ErrorCode::InvalidValue, what, where}; }

} // namespace

ExampleWriter::ExampleWriter(QSqlDatabase &db, const domain::Catalogue &catalogue) : m_db(db), m_catalogue(catalogue) {}

Result<void> ExampleWriter::exec(const QString &sql, const QVariantList &binds)
{
    QSqlQuery query(m_db);
    if (query.prepare(sql)) {
        for (const QVariant &value : binds)
            query.addBindValue(value);
        if (query.exec())
            return {};
    }
    return Error{ErrorCode::DatabaseError, query.lastError().text() + u" in "_s + sql, QString()};
}

Result<qint64> ExampleWriter::ensure(EntityKind kind, const QString &key, const QString &name)
{
    const QString full = domain::kindName(kind) + u':' + key;
    const auto it = m_ids.constFind(full);
    if (it != m_ids.constEnd()) {
        if (!name.isEmpty()) {
            if (auto r = exec(u"UPDATE entity SET name = ? WHERE id = ?"_s, {name, *it}); !r)
                return r.error();
        }
        return *it;
    }
    QSqlQuery query(m_db);
    if (!query.prepare(u"INSERT INTO entity (kind, key, name) VALUES (?,?,?)"_s))
        return Error{ErrorCode::DatabaseError, query.lastError().text(), full};
    query.addBindValue(static_cast<int>(kind));
    query.addBindValue(key);
    query.addBindValue(name.isNull() ? u""_s : name);
    if (!query.exec())
        return Error{ErrorCode::DatabaseError, query.lastError().text(), full};
    const qint64 id = query.lastInsertId().toLongLong();
    if (auto r = exec(u"INSERT INTO e_%1 (id) VALUES (?)"_s.arg(domain::kindName(kind)), {id}); !r)
        return r.error();
    m_ids.insert(full, id);
    return id;
}

Result<domain::EntityId> ExampleWriter::find(EntityKind kind, const QString &key) const
{
    const auto it = m_ids.constFind(domain::kindName(kind) + u':' + key);
    if (it == m_ids.constEnd())
        return Error{ErrorCode::UnknownEntity, u"no such entity is given"_s, domain::kindName(kind) + u':' + key};
    return domain::EntityId{*it};
}

Result<void> ExampleWriter::write(const QJsonArray &entities)
{
    for (qsizetype i = 0; i < entities.size(); ++i) {
        const QJsonObject o = entities.at(i).toObject();
        const auto kind = domain::kindFromName(o.value(u"kind"_s).toString());
        const QString where = u"/%1"_s.arg(i);
        if (!kind)
            return Error{ErrorCode::UnknownKind, o.value(u"kind"_s).toString(), where + u"/kind"_s};
        const QString key = o.value(u"key"_s).toString();
        // A key attribute of a kind (a system's key) cannot hide the entity's own key: the own form has one member for both.
        if (key.isEmpty())
            return invalid(u"an entity needs a key"_s, where + u"/key"_s);
        const Result<qint64> id = ensure(*kind, key, o.value(u"name"_s).toString());
        if (!id)
            return id.error();
        Said said;
        for (auto it = o.begin(); it != o.end(); ++it) {
            static const QStringList own = {u"kind"_s, u"key"_s, u"name"_s, u"aliases"_s, u"answered"_s, u"places"_s, u"retired_on"_s};
            const Attribute *attr = m_catalogue.attribute(*kind, it.key());
            const QString at = where + u'/' + it.key();
            // "kind" is also an attribute of several kinds of entity: it is written entity_kind there.
            if (own.contains(it.key()))
                continue;
            if (!attr && it.key() == "entity_kind"_L1)
                attr = m_catalogue.attribute(*kind, u"kind");
            if (!attr && it.key() == "entity_key"_L1)
                attr = m_catalogue.attribute(*kind, u"key");
            if (!attr)
                return Error{ErrorCode::UnknownAttribute, domain::kindName(*kind) + u" has no "_s + it.key(), at};
            if (auto r = attribute(*id, *kind, *attr, it.value(), said, at); !r)
                return r;
        }
        if (o.contains(u"places"_s)) {
            if (auto r = places(*id, *kind, o.value(u"places"_s).toArray(), said.lists, where + u"/places"_s); !r)
                return r;
        }
        if (o.contains(u"retired_on"_s)) {
            const QDate day = QDate::fromString(o.value(u"retired_on"_s).toString(), Qt::ISODate);
            if (auto r = exec(u"UPDATE entity SET retired_on = ? WHERE id = ?"_s, {domain::toDay(day), *id}); !r)
                return r;
        }
        if (const QString known = said.lists.column(); !said.absent.isEmpty() || !known.isEmpty()) {
            if (auto r = exec(u"UPDATE e_%1 SET absent = ?, lists = ? WHERE id = ?"_s.arg(domain::kindName(*kind)),
                              {said.absent.isEmpty() ? u""_s : u' ' + said.absent.join(u' ') + u' ', known, *id});
                !r)
                return r;
        }
    }
    return {};
}

Result<void> ExampleWriter::attribute(qint64 id, EntityKind kind, const Attribute &attr, const QJsonValue &json, Said &said, const QString &where)
{
    if (json.isNull())
        return {};
    if (json.isObject()) {
        const QJsonObject o = json.toObject();
        if (o.value(u"asked"_s).toBool())
            return {};
        if (o.value(u"none"_s).toBool()) {
            if (attr.isList())
                return list(id, attr, {}, true, said.lists, where);
            said.absent.append(attr.name);
            return {};
        }
        if (!attr.isList() || !o.value(u"items"_s).isArray())
            return invalid(u"not a value"_s, where);
        return list(id, attr, o.value(u"items"_s).toArray(), o.value(u"complete"_s).toBool(true), said.lists, where);
    }
    if (attr.isList())
        return json.isArray() ? list(id, attr, json.toArray(), true, said.lists, where) : Result<void>(invalid(u"a list is expected"_s, where));
    QVariant value;
    switch (attr.type) {
    case ValueType::Bool:
        if (!json.isBool())
            return invalid(u"true or false is expected"_s, where);
        value = json.toBool() ? 1 : 0;
        break;
    case ValueType::Int:
    case ValueType::Number:
        if (!json.isDouble())
            return invalid(u"a number is expected"_s, where);
        value = attr.type == ValueType::Int ? QVariant(json.toInteger()) : QVariant(json.toDouble());
        break;
    case ValueType::Date: {
        const QDate day = QDate::fromString(json.toString(), Qt::ISODate);
        if (!day.isValid())
            return invalid(u"an ISO date is expected"_s, where);
        value = domain::toDay(day);
        break;
    }
    case ValueType::Ref: {
        if (!json.isString() || !attr.refKind)
            return invalid(u"a key is expected"_s, where);
        const Result<qint64> target = ensure(*attr.refKind, json.toString());
        if (!target)
            return target.error();
        value = *target;
        break;
    }
    default:
        if (!json.isString())
            return invalid(u"a text is expected"_s, where);
        if (!attr.values.isEmpty() && !attr.values.contains(json.toString()))
            return invalid(u"\"%1\" is not a value of %2"_s.arg(json.toString(), attr.name), where);
        value = json.toString();
    }
    return exec(u"UPDATE e_%1 SET \"%2\" = ? WHERE id = ?"_s.arg(domain::kindName(kind), attr.name), {value, id});
}

Result<void> ExampleWriter::list(qint64 id, const Attribute &attr, const QJsonArray &items, bool complete, store::ListStates &lists, const QString &where)
{
    for (const QJsonValue &item : items) {
        if (attr.facet != 0 && (item.isNull() || item.isString())) {
            const QString text = item.toString();
            Result<void> r;
            if (text.startsWith(u'@')) {
                const Result<qint64> site = ensure(EntityKind::Location, text.mid(1));
                if (!site)
                    return site.error();
                r = place(id, attr.facet, {}, u""_s, u""_s, *site);
            } else if (const qsizetype slash = text.indexOf(u'/'); slash > 0) {
                r = place(id, attr.facet, {}, text.left(slash), text.mid(slash + 1), {});
            } else {
                r = place(id, attr.facet, text, u""_s, u""_s, {});
            }
            if (!r)
                return r;
            continue;
        }
        if (!item.isString())
            return invalid(u"a text is expected"_s, where);
        if (attr.of == ValueType::Ref && attr.refKind) {
            const Result<qint64> target = ensure(*attr.refKind, item.toString());
            if (!target)
                return target.error();
            if (auto r = exec(u"INSERT OR IGNORE INTO link (entity, attr, target) VALUES (?,?,?)"_s, {id, attr.name, *target}); !r)
                return r;
            continue;
        }
        if (!attr.values.isEmpty() && !attr.values.contains(item.toString()))
            return invalid(u"\"%1\" is not a value of %2"_s.arg(item.toString(), attr.name), where);
        if (auto r = exec(u"INSERT OR IGNORE INTO list_item (entity, attr, value) VALUES (?,?,?)"_s, {id, attr.name, item.toString()}); !r)
            return r;
    }
    lists.set(attr.name, complete ? store::ListStates::Complete : store::ListStates::Partial);
    return {};
}

Result<void> ExampleWriter::place(qint64 id, int facets, const QString &country, const QString &provider, const QString &region,
                                  const QVariant &site)
{
    return exec(u"INSERT INTO place (entity, nr, facets, country, provider, region, site) "
                "SELECT ?, COALESCE(MAX(nr) + 1, 0), ?, ?, ?, ?, ? FROM place WHERE entity = ?"_s,
                {id, facets, country.isEmpty() ? QVariant() : QVariant(country), provider, region, site, id});
}

Result<void> ExampleWriter::places(qint64 id, EntityKind kind, const QJsonArray &list, store::ListStates &lists, const QString &where)
{
    int named = 0;
    for (const QJsonValue &v : list) {
        const QJsonObject o = v.toObject();
        int facets = 0;
        for (const QJsonValue &facet : o.value(u"facets"_s).toArray()) {
            const int bit = facetBit(facet.toString());
            if (bit == 0)
                return invalid(u"unknown facet \"%1\""_s.arg(facet.toString()), where);
            facets |= bit;
        }
        named |= facets;
        QVariant site;
        if (const QString key = o.value(u"site"_s).toString(); !key.isEmpty()) {
            const Result<qint64> location = ensure(EntityKind::Location, key);
            if (!location)
                return location.error();
            site = *location;
        }
        const QString country = o.value(u"country"_s).toString();
        const QString provider = o.value(u"provider"_s).toString(u""_s);
        const QString region = o.value(u"region"_s).toString(u""_s);
        if (auto r = place(id, facets, country, provider, region, site);
            !r)
            return r;
    }
    for (const Attribute &attr : m_catalogue.kind(kind).attributes) {
        if ((attr.facet & named) != 0 && lists.of(attr.name) == 0)
            lists.set(attr.name, store::ListStates::Complete);
    }
    return {};
}

Result<void> ExampleWriter::attest(const QStringList &names)
{
    for (const QString &name : names) {
        const qsizetype dot = name.indexOf(u'.');
        const auto kind = domain::kindFromName(dot < 0 ? QStringView(name) : QStringView(name).left(dot));
        if (!kind)
            return Error{ErrorCode::UnknownKind, name, u"attested"_s};
        const QString attr = dot < 0 ? u"*"_s : name.mid(dot + 1);
        if (dot >= 0 && !m_catalogue.attribute(*kind, attr))
            return Error{ErrorCode::UnknownAttribute, name, u"attested"_s};
        if (auto r = exec(u"INSERT OR IGNORE INTO attestation (kind, attr, who, at) VALUES (?,?,'example','')"_s,
                          {static_cast<int>(*kind), attr});
            !r)
            return r;
    }
    return {};
}

Result<void> ExampleWriter::setZone(const QStringList &countries)
{
    if (!countries.isEmpty()) {
        // An example's own zone takes the place of the default one.
        if (auto r = exec(u"DELETE FROM value_set WHERE name='ZONE'"_s, {}); !r)
            return r;
    }
    return addToSet(u"ZONE"_s, countries);
}

Result<void> ExampleWriter::addToSet(const QString &name, const QStringList &values)
{
    for (const QString &value : values) {
        if (auto r = exec(u"INSERT OR IGNORE INTO value_set (name, value) VALUES (?, ?)"_s, {name, value}); !r)
            return r;
    }
    return {};
}

Result<void> runScript(QSqlDatabase &db, const QByteArray &script, const QString &name)
{
    QByteArray statement;
    for (const char c : script) {
        statement += c;
        if (c != ';' || sqlite3_complete(statement.constData()) == 0)
            continue;
        QSqlQuery query(db);
        if (!query.exec(QString::fromUtf8(statement)))
            return Error{ErrorCode::DatabaseError, query.lastError().text(), name};
        statement.clear();
    }
    return {};
}

MemoryWorkspace::MemoryWorkspace()
{
    static QAtomicInteger<quint64> counter;
    m_name = u"bailiwick-memory-%1"_s.arg(counter.fetchAndAddRelaxed(1));
    m_db = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    m_db.setDatabaseName(u":memory:"_s);
}

MemoryWorkspace::~MemoryWorkspace()
{
    m_db.close();
    m_db = {};
    QSqlDatabase::removeDatabase(m_name);
}

Result<void> MemoryWorkspace::open()
{
    if (!m_db.open())
        return Error{ErrorCode::DatabaseError, m_db.lastError().text(), m_name};
    QStringList scripts;
    const QDir migrations(u":/sql/migrations"_s);
    for (const QString &name : migrations.entryList({u"*.sql"_s}, QDir::Files, QDir::Name))
        scripts.append(migrations.filePath(name));
    if (scripts.isEmpty())
        return Error{ErrorCode::Internal, u"no migrations are built in"_s, QString()};
    for (const QString &script : scripts) {
        QFile file(script);
        if (!file.open(QIODevice::ReadOnly))
            return Error{ErrorCode::FileUnreadable, file.errorString(), script};
        if (auto r = runScript(m_db, file.readAll(), script); !r)
            return r;
    }
    return {};
}

} // namespace rules
