// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/waiver.h"

#include "store/attributestore.h"
#include "store/changelog.h"
#include "store/editor.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::json;

namespace store {
namespace {

const QByteArray waiverColumns = "w.id, w.rule, w.entity, w.fingerprint, w.reason, w.requested_by, w.approved_by, w.accepted_on, w.expires, w.withdrawn_on";

Waiver waiverAt(const Statement &s)
{
    Waiver w{s.integer(0), s.text(1), s.integer(2), s.text(3), s.text(4), s.text(5), s.text(6), static_cast<Day>(s.integer(7)),
             static_cast<Day>(s.integer(8)), {}};
    if (!s.isNull(9))
        w.withdrawnOn = static_cast<Day>(s.integer(9));
    return w;
}

QList<Waiver> allOf(Statement &s)
{
    QList<Waiver> list;
    while (s.next())
        list.append(waiverAt(s));
    s.reset();
    return list;
}

QByteArray logText(const Waiver &w)
{
    json row = {w.id, w.rule.toStdString(), w.entity, w.fingerprint.toStdString(), w.reason.toStdString(), w.requestedBy.toStdString(),
                w.approvedBy.toStdString(), w.acceptedOn, w.expires, w.withdrawnOn ? json(*w.withdrawnOn) : json(nullptr)};
    return QByteArray::fromStdString(row.dump());
}

void remove(AttributeStore &store, qint64 id)
{
    Statement &s = store.statement("DELETE FROM waiver WHERE id=?1");
    s.bind(1, id);
    s.run();
}

bool flag(const json &role, const char *name) { return role.contains(name) && role[name].is_boolean() && role[name].get<bool>(); }

QString text(const json &role, const char *name)
{
    return role.contains(name) && role[name].is_string() ? QString::fromStdString(role[name].get<std::string>()) : QString();
}

} // namespace

QList<Waiver> waivers(AttributeStore &store)
{
    return allOf(store.statement("SELECT " + waiverColumns + " FROM waiver w ORDER BY w.accepted_on, w.id"));
}

QList<Waiver> waiversOf(AttributeStore &store, const QString &rule, qint64 entity)
{
    Statement &s = store.statement("SELECT " + waiverColumns + " FROM waiver w WHERE w.entity=?2 AND w.rule=?1 ORDER BY w.accepted_on DESC, w.id DESC");
    s.bind(1, rule).bind(2, entity);
    return allOf(s);
}

QList<Waiver> waiversOfIssue(AttributeStore &store, qint64 issue)
{
    Statement &s = store.statement("SELECT " + waiverColumns + " FROM finding f JOIN rule u ON u.id=f.rule JOIN waiver w ON w.entity=f.entity AND w.rule=u.name "
                                   "WHERE f.issue>0 AND f.issue=?1 ORDER BY w.accepted_on DESC, w.id DESC");
    s.bind(1, issue);
    return allOf(s);
}

void addWaiver(AttributeStore &store, ChangeLog &log, Waiver w)
{
    Statement &s = store.statement("INSERT INTO waiver(rule,entity,fingerprint,reason,requested_by,approved_by,accepted_on,expires) "
                                   "VALUES(?1,?2,?3,?4,?5,?6,?7,?8) RETURNING id");
    s.bind(1, w.rule).bind(2, w.entity).bind(3, w.fingerprint).bind(4, w.reason).bind(5, w.requestedBy).bind(6, w.approvedBy);
    s.bind(7, qint64(w.acceptedOn)).bind(8, qint64(w.expires));
    w.id = s.next() ? s.integer(0) : 0;
    s.run();
    log.record(u"waiver"_s, w.entity, w.rule, "null", logText(w));
}

void withdrawWaiver(AttributeStore &store, ChangeLog &log, const Waiver &w, Day on)
{
    Waiver after = w;
    after.withdrawnOn = on;
    Statement &s = store.statement("UPDATE waiver SET withdrawn_on=?2 WHERE id=?1");
    s.bind(1, w.id).bind(2, qint64(on));
    s.run();
    log.record(u"waiver"_s, w.entity, w.rule, logText(w), logText(after));
}

void removeWaiver(AttributeStore &store, ChangeLog &log, const Waiver &w)
{
    remove(store, w.id);
    log.record(u"waiver"_s, w.entity, w.rule, logText(w), "null");
}

void restoreWaiver(AttributeStore &store, const QByteArray &from, const QByteArray &to)
{
    const json was = json::parse(from.constData(), from.constData() + from.size(), nullptr, false);
    if (was.is_array() && !was.empty() && was[0].is_number())
        remove(store, was[0].get<qint64>());
    // What SQLite reads from the log is what it wrote there; "null" gives no row.
    Statement &s = store.statement(
        "INSERT INTO waiver(id,rule,entity,fingerprint,reason,requested_by,approved_by,accepted_on,expires,withdrawn_on) "
        "SELECT json_extract(?1,'$[0]'),json_extract(?1,'$[1]'),json_extract(?1,'$[2]'),json_extract(?1,'$[3]'),json_extract(?1,'$[4]'),"
        "json_extract(?1,'$[5]'),json_extract(?1,'$[6]'),json_extract(?1,'$[7]'),json_extract(?1,'$[8]'),json_extract(?1,'$[9]') "
        "WHERE json_array_length(?1)=10 AND EXISTS (SELECT 1 FROM entity WHERE id=json_extract(?1,'$[2]'))");
    s.bindUtf8(1, to.isEmpty() ? QByteArray("null") : to);
    s.run();
}

QList<Role> roles(AttributeStore &store)
{
    const QByteArray bytes = readSetting(store, u"roles"_s);
    const json list = json::parse(bytes.constData(), bytes.constData() + bytes.size(), nullptr, false);
    QList<Role> out;
    if (!list.is_array())
        return out;
    for (const json &role : list) {
        if (role.is_object())
            out.append({text(role, "id"), text(role, "name"), flag(role, "advises_only"), flag(role, "reads_only")});
    }
    return out;
}

QStringList businessOwners(AttributeStore &store)
{
    QStringList owners;
    Statement &s = store.statement("SELECT DISTINCT owner FROM e_business_service WHERE coalesce(owner,'')<>'' ORDER BY owner");
    while (s.next())
        owners.append(s.text(0));
    s.reset();
    return owners;
}

} // namespace store
