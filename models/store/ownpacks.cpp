// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ownpacks.h"

#include "store/attributestore.h"
#include "store/changelog.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace store {
namespace {

json parsed(const QByteArray &bytes) { return json::parse(bytes.constData(), bytes.constData() + bytes.size(), nullptr, false); }

QByteArray logText(const std::optional<OwnPack> &pack)
{
    if (!pack)
        return "null";
    return QByteArray::fromStdString(json{pack->json.toStdString(), pack->who.toStdString(), pack->at.toStdString()}.dump());
}

void write(AttributeStore &store, const OwnPack &pack)
{
    Statement &s = store.statement("INSERT OR REPLACE INTO own_pack(id,json,who,at) VALUES(?1,?2,?3,?4)");
    s.bind(1, pack.id).bindUtf8(2, pack.json).bind(3, pack.who).bind(4, pack.at);
    s.run();
    renewOwnStamp(store);
}

void erase(AttributeStore &store, const QString &id)
{
    Statement &s = store.statement("DELETE FROM own_pack WHERE id=?1");
    s.bind(1, id);
    s.run();
    renewOwnStamp(store);
}

void write(AttributeStore &store, const OwnChange &change)
{
    Statement &s = store.statement("INSERT OR REPLACE INTO own_change(pack,kind,name,json) VALUES(?1,?2,?3,?4)");
    s.bind(1, change.pack).bind(2, change.kind).bind(3, change.name).bindUtf8(4, change.json);
    s.run();
    renewOwnStamp(store);
}

void erase(AttributeStore &store, const QString &pack, const QString &kind, const QString &name)
{
    Statement &s = store.statement("DELETE FROM own_change WHERE pack=?1 AND kind=?2 AND name=?3");
    s.bind(1, pack).bind(2, kind).bind(3, name);
    s.run();
    renewOwnStamp(store);
}

/// Ids of packs and names of rules and parameters have no slash: the schema of packs forbids it.
QString attrOf(const OwnChange &change) { return change.pack + u'/' + change.kind + u'/' + change.name; }

QByteArray stateOf(AttributeStore &store, const QString &pack, const QString &kind, const QString &name)
{
    Statement &s = store.statement("SELECT json FROM own_change WHERE pack=?1 AND kind=?2 AND name=?3");
    s.bind(1, pack).bind(2, kind).bind(3, name);
    const QByteArray state = s.next() ? s.text(0).toUtf8() : QByteArray("null");
    s.reset();
    return state;
}

} // namespace

QList<OwnPack> ownPacks(AttributeStore &store)
{
    QList<OwnPack> list;
    Statement &s = store.statement("SELECT id, json, who, at FROM own_pack ORDER BY id");
    while (s.next())
        list.append({s.text(0), s.text(1).toUtf8(), s.text(2), s.text(3)});
    s.reset();
    return list;
}

std::optional<OwnPack> ownPack(AttributeStore &store, const QString &id)
{
    Statement &s = store.statement("SELECT id, json, who, at FROM own_pack WHERE id=?1");
    s.bind(1, id);
    std::optional<OwnPack> found;
    if (s.next())
        found = OwnPack{s.text(0), s.text(1).toUtf8(), s.text(2), s.text(3)};
    s.reset();
    return found;
}

QList<OwnChange> ownChanges(AttributeStore &store)
{
    QList<OwnChange> list;
    Statement &s = store.statement("SELECT pack, kind, name, json FROM own_change ORDER BY pack, kind, name");
    while (s.next())
        list.append({s.text(0), s.text(1), s.text(2), s.text(3).toUtf8()});
    s.reset();
    return list;
}

void putOwnPack(AttributeStore &store, ChangeLog &log, const OwnPack &pack)
{
    const auto before = ownPack(store, pack.id);
    write(store, pack);
    log.record(u"own_pack"_s, 0, pack.id, logText(before), logText(pack));
}

void removeOwnPack(AttributeStore &store, ChangeLog &log, const QString &id)
{
    const auto before = ownPack(store, id);
    if (!before)
        return;
    for (const OwnChange &change : ownChanges(store)) {
        if (change.pack == id)
            removeOwnChange(store, log, change.pack, change.kind, change.name);
    }
    erase(store, id);
    log.record(u"own_pack"_s, 0, id, logText(before), "null");
}

void putOwnChange(AttributeStore &store, ChangeLog &log, const OwnChange &change)
{
    const QByteArray before = stateOf(store, change.pack, change.kind, change.name);
    write(store, change);
    log.record(u"own_change"_s, 0, attrOf(change), before, change.json);
}

bool removeOwnChange(AttributeStore &store, ChangeLog &log, const QString &pack, const QString &kind, const QString &name)
{
    const QByteArray before = stateOf(store, pack, kind, name);
    if (before == "null")
        return false;
    erase(store, pack, kind, name);
    log.record(u"own_change"_s, 0, attrOf({pack, kind, name, {}}), before, "null");
    return true;
}

void restoreOwnPack(AttributeStore &store, const QString &attr, const QByteArray &to)
{
    const json row = parsed(to);
    if (!row.is_array() || row.size() != 3 || !row[0].is_string() || !row[1].is_string() || !row[2].is_string())
        return erase(store, attr);
    write(store, OwnPack{attr, QByteArray::fromStdString(row[0].get<std::string>()), QString::fromStdString(row[1].get<std::string>()),
                         QString::fromStdString(row[2].get<std::string>())});
}

void restoreOwnChange(AttributeStore &store, const QString &attr, const QByteArray &to)
{
    const QString pack = attr.section(u'/', 0, 0);
    const QString kind = attr.section(u'/', 1, 1);
    const QString name = attr.section(u'/', 2);
    if (to.isEmpty() || to == "null")
        return erase(store, pack, kind, name);
    write(store, OwnChange{pack, kind, name, to});
}

QString ownStamp(AttributeStore &store)
{
    Statement &s = store.statement("SELECT stamp FROM own_stamp");
    const QString stamp = s.isValid() && s.next() ? s.text(0) : QString();
    if (s.isValid())
        s.reset();
    return stamp;
}

void renewOwnStamp(AttributeStore &store)
{
    // Counted within the transaction: what is rolled back was never read by anyone else.
    Statement &s = store.statement("UPDATE own_stamp SET stamp=CAST(stamp AS INTEGER)+1");
    s.run();
}

} // namespace store
