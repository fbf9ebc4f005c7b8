// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/identity.h"

#include "domain/recordsink.h"
#include "store/naming.h"
#include "store/precedence.h"
#include "store/projectnames.h"
#include "store/standing.h"
#include "store/valuecodec.h"
#include "store/wholeentity.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::json;

namespace store {
namespace {

void redirect(AttributeStore &store, EntityKind kind, qint64 from, qint64 to)
{
    for (const RefColumn &c : columnsThatName(store, kind)) {
        Statement &s = store.statement("UPDATE " + c.table + " SET " + c.column + "=?2 WHERE " + c.column + "=?1");
        s.bind(1, from).bind(2, to);
        s.run();
    }
    for (const char *sql :
         {"UPDATE OR IGNORE link SET target=?2 WHERE target=?1", "UPDATE place SET site=?2 WHERE site=?1",
          "UPDATE alias SET entity=?2 WHERE entity=?1", "UPDATE OR IGNORE entity_source SET entity=?2 WHERE entity=?1",
          "UPDATE OR IGNORE issue SET root=?2 WHERE root=?1", "UPDATE waiver SET entity=?2 WHERE entity=?1",
          "UPDATE OR IGNORE requirement_answer SET entity=?2 WHERE entity=?1"}) {
        Statement &s = store.statement(sql);
        s.bind(1, from).bind(2, to);
        s.run();
    }
}

void claim(AttributeStore &store, qint64 entity, const QString &attr, qint64 feed, Claimed how, const QByteArray &value)
{
    Statement &s =
        store.statement("INSERT INTO claim(entity,attr,feed,state,won,value) VALUES(?1,?2,?3,3,?4,?5) "
                        "ON CONFLICT(entity,attr,feed) DO UPDATE SET won=excluded.won, value=excluded.value");
    s.bind(1, entity).bind(2, attr).bind(3, feed).bind(4, static_cast<qint64>(how)).bindUtf8(5, value);
    s.run();
}

/// The owner's own word: what stands can have been put together of two (store/standing.h).
QByteArray wordOf(AttributeStore &store, qint64 entity, const Attribute &a, qint64 owner, const QByteArray &stands)
{
    if (!a.isList())
        return stands;
    for (const SourceWord &word : wordsOn(store, entity, a, owner, stands)) {
        if (word.feed == owner)
            return word.value;
    }
    return stands;
}

void settleLists(AttributeStore &store, ChangeLog &log, EntityKind kind, qint64 entity)
{
    QStringList contested;
    Statement &s = store.statement("SELECT DISTINCT attr FROM claim WHERE entity=?1 AND state=3 ORDER BY attr");
    s.bind(1, entity);
    while (s.next())
        contested.append(s.text(0));
    s.reset();
    for (const QString &attr : std::as_const(contested)) {
        const Attribute *a = store.catalogue().attribute(kind, attr);
        if (a && a->isList())
            (void)settleAgain(store, log, entity, kind, *a).has_value();
    }
}

void mergeName(AttributeStore &store, ChangeLog &log, qint64 keep, qint64 gone)
{
    const Named mine = namedAs(store, keep);
    const Named theirs = namedAs(store, gone);
    if (!theirs.by || mine.byPerson())
        return;
    const qint64 ours = mine.by.value_or(0);
    const int worth = nameWorth(store, keep, theirs.name, *theirs.by);
    const int stands = nameWorth(store, keep, mine.name, ours);
    if (!theirs.byPerson() && (worth == stands ? !namesBetter(store, saidOf(store, gone, *theirs.by), saidOf(store, keep, ours)) : worth < stands))
        return;
    nameAs(store, log, keep, theirs);
}

void mergeValue(AttributeStore &store, ChangeLog &log, EntityKind kind, const Attribute &a, qint64 keep, qint64 gone)
{
    const QByteArray lost = encodeValue(store.read(gone, kind, a), a);
    const QByteArray stands = encodeValue(store.read(keep, kind, a), a);
    if (lost == "null")
        return;
    const qint64 mine = ownerOf(store, keep, a.name);
    const qint64 theirs = ownerOf(store, gone, a.name);
    const bool theirsWins =
        stands == "null" ||
        (mine != 0 && (theirs == 0 || outranks(store, saidOf(store, gone, theirs, a, lost), saidOf(store, keep, mine, a, stands))));
    const Claimed behind = lost == stands ? Claimed::Agrees : Claimed::Lost;
    // Where both say the same it is still the better source's, against whoever comes next.
    if (mine != theirs && (lost != stands || theirsWins)) {
        if (stands != "null" && mine != 0)
            claim(store, keep, a.name, mine, theirsWins ? behind : Claimed::Stands, wordOf(store, keep, a, mine, stands));
        if (theirs != 0)
            claim(store, keep, a.name, theirs, theirsWins ? Claimed::Stands : behind, wordOf(store, gone, a, theirs, lost));
    }
    if (lost == stands)
        return;
    if (!theirsWins)
        return;
    const Result<MaybeValue> value = decodeValue(lost, a);
    if (!value)
        return;
    (void)store.write(keep, kind, a, *value).has_value();
    log.record(u"value"_s, keep, a.name, stands, lost);
}

} // namespace

bool isBetterKey(const QString &a, const QString &b)
{
    // An organisation's own keys are plain words; what platforms give out has colons or slashes.
    const auto isForeign = [](const QString &key) { return key.contains(u':') || key.contains(u'/'); };
    if (isForeign(a) != isForeign(b))
        return !isForeign(a);
    if (namesProjectByNumber(a) != namesProjectByNumber(b))
        return !namesProjectByNumber(a);
    return a.size() != b.size() ? a.size() < b.size() : a < b;
}

bool isPlainName(const QString &name, const QString &key)
{
    const qsizetype before = key.size() - name.size() - 1;
    if (name.isEmpty() || name == key)
        return true;
    return before >= 0 && key.endsWith(name) && QStringView(u":/#").contains(key.at(before));
}

int nameWorth(AttributeStore &store, qint64 entity, const QString &name, qint64 feed)
{
    enum Worth : int { Alias, Key, LastPart, Number, Address, Name };
    const QString key = store.keyOf(entity);
    if (kindOfEntity(store, entity) != EntityKind::Identity)
        return isPlainName(name, key) ? Alias : Name;
    if (name.isEmpty() || name == key)
        return name.isEmpty() ? Alias : Key;
    bool isLastPart = isPlainName(name, key);
    Statement &aliases = store.statement("SELECT value FROM alias WHERE entity=?1");
    aliases.bind(1, entity);
    bool isAlias = false;
    while (aliases.next()) {
        const QString alias = aliases.text(0);
        isAlias = isAlias || alias == name;
        isLastPart = isLastPart || isPlainName(name, alias);
    }
    aliases.reset();
    if (isAlias || isLastPart)
        return isAlias ? Alias : LastPart;
    Statement &words = store.statement("SELECT rank FROM feed WHERE id=?1");
    words.bind(1, feed);
    const bool own = words.next() && words.integer(0) == qint64(SourceRank::Register);
    words.reset();
    static const QRegularExpression number(u"^(?:\\d+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$"_s, QRegularExpression::CaseInsensitiveOption);
    if (!own && number.match(name).hasMatch())
        return Number;
    return !own && (name.contains(u'@') || name.startsWith("arn:"_L1)) ? Address : Name;
}

void giveKey(AttributeStore &store, ChangeLog &log, qint64 entity, const QString &key)
{
    const QString before = store.keyOf(entity);
    if (before == key)
        return;
    Statement &s =
        store.statement("UPDATE entity SET key=?2, name=CASE WHEN name=key THEN ?2 ELSE name END WHERE id=?1");
    s.bind(1, entity).bind(2, key);
    s.run();
    Statement &alias = store.statement("INSERT OR IGNORE INTO alias(scheme,value,entity) VALUES('key',?2,?1)");
    alias.bind(1, entity).bind(2, before);
    alias.run();
    log.record(u"key"_s, entity, u"key"_s, before.toUtf8(), key.toUtf8());
    store.forgetCachedReferences();
    if (kindOfEntity(store, entity) != EntityKind::Workload)
        return;
    Statement &pool = store.statement("SELECT id FROM entity WHERE kind=?1 AND key='acc:'||?2");
    pool.bind(1, qint64(EntityKind::Accelerator)).bind(2, before);
    const qint64 derived = pool.next() ? pool.integer(0) : 0;
    pool.reset();
    const QString poolKey = u"acc:"_s + key;
    if (derived != 0 && store.find(EntityKind::Accelerator, poolKey) == 0)
        giveKey(store, log, derived, poolKey);
}

void restoreKey(AttributeStore &store, qint64 entity, const QByteArray &key)
{
    Statement &s = store.statement("UPDATE entity SET key=?2, name=CASE WHEN name=key THEN ?2 ELSE name END WHERE id=?1");
    s.bind(1, entity).bindUtf8(2, key);
    s.run();
    Statement &alias = store.statement("DELETE FROM alias WHERE scheme='key' AND value=?2 AND entity=?1");
    alias.bind(1, entity).bindUtf8(2, key);
    alias.run();
}

void setAbsorbed(AttributeStore &store, qint64 entity, bool absorbed)
{
    Statement &s = store.statement(absorbed ? "INSERT OR IGNORE INTO absorbed(id) VALUES(?1)" : "DELETE FROM absorbed WHERE id=?1");
    s.bind(1, entity);
    s.run();
}

qint64 mergeEntities(AttributeStore &store, ChangeLog &log, qint64 one, qint64 other)
{
    const EntityKind kind = kindOfEntity(store, one);
    if (one == other || kind != kindOfEntity(store, other))
        return one;
    const bool first = isBetterKey(store.keyOf(one), store.keyOf(other));
    const qint64 keep = first ? one : other;
    const qint64 gone = first ? other : one;
    const QString goneKey = store.keyOf(gone);

    json snapshot = json::object();
    snapshot["key"] = goneKey.toStdString();
    snapshot["in"] = referencesTo(store, kind, gone);
    snapshot["rows"] = rowsOf(store, kind, gone);
    snapshot["kept"]["claims"] = dumpRows(store, "claim", "entity", keep);
    snapshot["kept"]["sources"] = dumpRows(store, "entity_source", "entity", keep);
    snapshot["kept"]["links"] = dumpRows(store, "link", "target", keep);
    snapshot["rows"]["scope_seen"] = dumpRows(store, "scope_seen", "entity", gone);
    for (const char *table : tablesOfAnswers)
        snapshot["kept"][table] = dumpRows(store, table, "entity", keep);
    snapshot["kept"]["scopes"] = dumpRows(store, "scope_seen", "entity", keep);
    log.record(u"merge"_s, keep, {}, QByteArray::fromStdString(snapshot.dump()), {});

    for (const Attribute &a : store.catalogue().kind(kind).attributes)
        mergeValue(store, log, kind, a, keep, gone);
    mergeName(store, log, keep, gone);
    Statement &claims = store.statement("UPDATE OR IGNORE claim SET entity=?2 WHERE entity=?1");
    claims.bind(1, gone).bind(2, keep);
    claims.run();
    Statement &seen = store.statement("UPDATE OR IGNORE scope_seen SET entity=?2 WHERE entity=?1");
    seen.bind(1, gone).bind(2, keep);
    seen.run();
    removeRows(store, "scope_seen", "entity", gone);
    for (const char *table : tablesOfAnswers) {
        Statement &answered = store.statement(QByteArray("UPDATE OR IGNORE ") + table + " SET entity=?2 WHERE entity=?1");
        answered.bind(1, gone).bind(2, keep);
        answered.run();
    }
    redirect(store, kind, gone, keep);
    settleLists(store, log, kind, keep);
    // By hand: an import's connection does not watch over references, and what stayed behind would be taken for another
    // entity's once the number is given again.
    removeRows(store, kindTable(kind), "id", gone);
    for (const char *table : tablesOfEntities)
        removeRows(store, table, "entity", gone);
    removeRows(store, "link", "target", gone);
    removeRows(store, "entity", "id", gone);
    setAbsorbed(store, gone, true);
    Statement &alias = store.statement("INSERT OR IGNORE INTO alias(scheme,value,entity) VALUES('key',?2,?1)");
    alias.bind(1, keep).bind(2, goneKey);
    alias.run();
    store.forgetCachedReferences();
    if (kind == EntityKind::Workload) {
        const qint64 mine = store.find(EntityKind::Accelerator, u"acc:"_s + store.keyOf(keep));
        const qint64 theirs = store.find(EntityKind::Accelerator, u"acc:"_s + goneKey);
        if (mine != 0 && theirs != 0 && mine != theirs)
            mergeEntities(store, log, mine, theirs);
        else if (mine == 0 && theirs != 0)
            giveKey(store, log, theirs, u"acc:"_s + store.keyOf(keep));
    }
    return keep;
}

void addAlias(AttributeStore &store, ChangeLog &log, qint64 entity, const Alias &alias)
{
    Statement &there = store.statement("SELECT 1 FROM alias WHERE scheme=?1 AND value=?2");
    there.bind(1, alias.scheme).bind(2, alias.value);
    const bool known = there.next();
    there.reset();
    if (known)
        return;
    Statement &s = store.statement("INSERT INTO alias(scheme,value,entity) VALUES(?1,?2,?3)");
    s.bind(1, alias.scheme).bind(2, alias.value).bind(3, entity);
    s.run();
    log.record(u"alias"_s, entity, alias.scheme, {}, alias.value.toUtf8());
}

void restoreAlias(AttributeStore &store, qint64 entity, const QString &scheme, const QByteArray &before,
                  const QByteArray &after)
{
    Statement &clear = store.statement("DELETE FROM alias WHERE scheme=?1 AND value=?2");
    clear.bind(1, scheme).bindUtf8(2, after);
    clear.run();
    if (before.isEmpty())
        return;
    Statement &s = store.statement("INSERT OR IGNORE INTO alias(scheme,value,entity) VALUES(?1,?2,?3)");
    s.bind(1, scheme).bindUtf8(2, before).bind(3, entity);
    s.run();
}

Result<void> mergeAgain(AttributeStore &store, ChangeLog &log, qint64 kept, const QByteArray &bytes)
{
    const json snapshot = json::parse(bytes.constData(), bytes.constData() + bytes.size(), nullptr, false);
    if (!snapshot.is_object() || !snapshot.contains("rows"))
        return Error{ErrorCode::DatabaseError, u"the log of a merge cannot be read"_s, QString::number(kept)};
    Statement &done = store.statement("SELECT 1 FROM alias WHERE scheme='key' AND value=?2 AND entity=?1");
    done.bind(1, kept).bind(2, QString::fromStdString(snapshot["key"].get<std::string>()));
    const bool already = done.next(); // a pool of accelerators, with its machine
    done.reset();
    if (already)
        return {};
    const qint64 gone = snapshot["rows"]["entity"].at(0).at(0).get<qint64>();
    Statement &there = store.statement("SELECT 1 FROM entity WHERE id=?1");
    there.bind(1, gone);
    const bool stands = there.next();
    there.reset();
    // What the merge had brought from the reference data went with its undo.
    if (!stands)
        putRows(store, snapshot["rows"]);
    mergeEntities(store, log, kept, gone);
    return {};
}

Result<void> splitAgain(AttributeStore &store, qint64 kept, const QByteArray &bytes)
{
    json snapshot = json::parse(bytes.constData(), bytes.constData() + bytes.size(), nullptr, false);
    if (!snapshot.is_object() || !snapshot.contains("rows"))
        return Error{ErrorCode::DatabaseError, u"the log of a merge cannot be read"_s, QString::number(kept)};
    // What had come to the kept one goes back; its own comes from the snapshot as well.
    for (const char *table : {"claim", "entity_source", "scope_seen"})
        removeRows(store, table, "entity", kept);
    Statement &alias = store.statement("DELETE FROM alias WHERE scheme='key' AND value=?2 AND entity=?1");
    alias.bind(1, kept).bind(2, QString::fromStdString(snapshot["key"].get<std::string>()));
    alias.run();
    for (const char *table : tablesOfAnswers) {
        removeRows(store, table, "entity", kept);
        putRows(store, table, snapshot["kept"][table]);
    }
    putRows(store, snapshot["rows"]);
    putRows(store, "claim", snapshot["kept"]["claims"]);
    putRows(store, "entity_source", snapshot["kept"]["sources"]);
    putRows(store, "scope_seen", snapshot["kept"]["scopes"]);
    const qint64 gone = snapshot["rows"]["entity"].at(0).at(0).get<qint64>();
    setAbsorbed(store, gone, false);
    // What the import that is taken back saw is forgotten.
    Statement &forgotten = store.statement("DELETE FROM scope_seen WHERE entity IN (?1,?2) AND part NOT IN (SELECT id FROM source_scope)");
    forgotten.bind(1, kept).bind(2, gone);
    forgotten.run();
    giveReferences(store, snapshot["in"], kept, gone);
    putRows(store, "link", snapshot["kept"]["links"]);
    store.forgetCachedReferences();
    return {};
}

} // namespace store
