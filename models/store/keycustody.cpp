// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/keycustody.h"

#include "domain/recordsink.h"
#include "store/attributestore.h"
#include "store/bulkquery.h"
#include "store/changelog.h"
#include "store/enrich.h"
#include "store/precedence.h"
#include "store/sql.h"
#include "store/valuecodec.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

struct ToldCustody
{
    qint64 system = 0;
    QString word; ///< value of key_management; empty: the key does not tell
    QString key;
};

void noteAdded(AttributeStore &store, const std::vector<qint64> &added)
{
    store.statement("CREATE TEMP TABLE IF NOT EXISTS key_system(id INTEGER PRIMARY KEY, added INTEGER NOT NULL DEFAULT 0, word TEXT, named TEXT)").run();
    store.statement("DELETE FROM key_system").run();
    Statement &add = store.statement("INSERT OR IGNORE INTO key_system(id,added) VALUES(?1,1)");
    for (const qint64 id : added) {
        add.bind(1, id);
        add.run();
    }
}

/// Systems that were there before, in the order of their numbers.
QList<ToldCustody> changed(AttributeStore &store)
{
    QList<ToldCustody> list;
    Statement &s = store.statement("SELECT id, word, named FROM key_system WHERE added=0 ORDER BY id");
    while (s.next())
        list.append({s.integer(0), s.text(1), s.text(2)});
    s.reset();
    return list;
}

bool isPersons(AttributeStore &store, qint64 entity, const QString &attr)
{
    Statement &s = store.statement("SELECT 1 FROM claim WHERE entity=?1 AND attr=?2 AND feed=0");
    s.bind(1, entity).bind(2, attr);
    return s.hasRow();
}

void follow(AttributeStore &store, ChangeLog &log, const ToldCustody &told, const Attribute &a, qint64 reference)
{
    const MaybeValue stands = store.read(told.system, EntityKind::Workload, a);
    const QByteArray before = encodeValue(stands, a);
    const bool persons = isPersons(store, told.system, a.name);
    if (!persons && before != "null" && ownerOf(store, told.system, a.name) != reference) {
        dropClaim(store, log, told.system, a.name, reference); // another source says it better
        return;
    }
    const MaybeValue word = told.word.isEmpty() ? MaybeValue() : MaybeValue(Value(told.word));
    const QByteArray after = encodeValue(word, a);
    // What a person says stands, and the key's word comes back once that is taken back.
    if (before != after && !persons) {
        (void)store.write(told.system, EntityKind::Workload, a, word).has_value();
        log.record(u"value"_s, told.system, a.name, before, after);
    }
    if (word)
        sayClaim(store, log, told.system, a.name, reference, Claimed::Stands, after, told.key, {});
    else
        dropClaim(store, log, told.system, a.name, reference);
}

bool isRegisters(AttributeStore &store, qint64 feed)
{
    Statement &s = store.statement("SELECT rank FROM feed WHERE id=?1");
    s.bind(1, feed);
    const bool is = s.next() && s.integer(0) == qint64(SourceRank::Register);
    s.reset();
    return is;
}

/// The name of a key tells the region of the service that asks for it, and so does a list that knows of its custody nothing; where a key
/// lies that is held outside nobody has said.
void takeBackPlaces(AttributeStore &store, ChangeLog &log)
{
    QList<qint64> outside;
    Statement &s = store.statement("SELECT t.id FROM told_key t JOIN e_key k ON k.id=t.id WHERE k.custody IN ('customer_outside','third_party') OR k.external=1");
    while (s.next())
        outside.append(s.integer(0));
    s.reset();
    const Attribute *places = store.catalogue().attribute(EntityKind::Key, u"key_countries"_s);
    for (const qint64 key : std::as_const(outside)) {
        const MaybeValue said = places ? store.read(key, EntityKind::Key, *places) : MaybeValue();
        if (!said || isPersons(store, key, places->name) || !isOnlyAtItsService(store, key, *said))
            continue;
        const qint64 owner = ownerOf(store, key, places->name);
        if (isRegisters(store, owner))
            continue;
        const QByteArray before = encodeValue(said, *places);
        dropClaim(store, log, key, places->name, owner);
        (void)store.write(key, EntityKind::Key, *places, std::nullopt).has_value();
        log.record(u"value"_s, key, places->name, before, "null");
    }
}

} // namespace

bool isHeldOutside(AttributeStore &store, qint64 key)
{
    Statement &s = store.statement("SELECT 1 FROM e_key WHERE id=?1 AND (custody IN ('customer_outside','third_party') OR external=1)");
    s.bind(1, key);
    return s.hasRow();
}

bool isOnlyAtItsService(AttributeStore &store, qint64 key, const Value &places)
{
    const auto *list = std::get_if<ListValue>(&places);
    Statement &s = store.statement("SELECT e.key FROM e_key k JOIN entity e ON e.id=k.provider WHERE k.id=?1");
    s.bind(1, key);
    const QString service = s.next() ? s.text(0) + u'/' : QString();
    s.reset();
    return list && !list->items.isEmpty() &&
           std::all_of(list->items.cbegin(), list->items.cend(), [&](const QString &place) { return service.isEmpty() ? (!place.startsWith(u'@') && place.contains(u'/')) : place.startsWith(service); });
}

Result<void> followKeyCustody(AttributeStore &store, ChangeLog &log, const std::vector<qint64> &added)
{
    const Attribute *a = store.catalogue().attribute(EntityKind::Workload, u"key_management"_s);
    if (!a)
        return {};
    const qint64 reference = referenceFeed(store);
    noteAdded(store, added);
    if (Result<void> done = runQuery(store, u"key_custody"_s, {log.set(), reference}); !done)
        return done;
    for (const ToldCustody &told : changed(store))
        follow(store, log, told, *a, reference);
    takeBackPlaces(store, log);
    return {};
}

} // namespace store
