// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/duplicates.h"

#include "store/attributestore.h"
#include "store/changelog.h"
#include "store/enrich.h"
#include "store/identity.h"
#include "store/pools.h"
#include "store/precedence.h"
#include "store/referencelookup.h"
#include "store/valuecodec.h"

#include <QSet>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

constexpr int ManyOfAName = 4; ///< "web", "default": a name of so many things proposes nothing

struct Head
{
    int kind = -1;
    QString key, name;
};

Head headOf(AttributeStore &store, qint64 entity)
{
    Statement &s = store.statement("SELECT kind, key, name FROM entity WHERE id=?1");
    s.bind(1, entity);
    Head head;
    if (s.next())
        head = {int(s.integer(0)), s.text(1), s.text(2)};
    s.reset();
    return head;
}

QString sourcesOf(AttributeStore &store, qint64 entity)
{
    Statement &s = store.statement("SELECT group_concat(format, ', ') FROM (SELECT DISTINCT f.format FROM entity_source es JOIN feed f ON f.id=es.feed "
                                   "WHERE es.entity=?1 AND f.format<>'reference' ORDER BY 1)");
    s.bind(1, entity);
    const QString sources = s.next() ? s.text(0) : QString();
    s.reset();
    return sources;
}

/// The platforms that have given it an identity: a machine has one ARN, and two with an ARN each are two machines.
QSet<QString> schemesOf(AttributeStore &store, qint64 entity, const QString &key)
{
    static const QList<std::pair<QString, QString>> byKey = {{u"arn:"_s, u"arn"_s}, {u"/subscriptions/"_s, u"azure"_s}, {u"//"_s, u"google"_s}, {u"pkg:"_s, u"purl"_s}};
    QSet<QString> schemes;
    for (const auto &[start, scheme] : byKey) {
        if (key.startsWith(start, Qt::CaseInsensitive))
            schemes.insert(scheme);
    }
    Statement &s = store.statement("SELECT DISTINCT scheme FROM alias WHERE entity=?1 AND scheme NOT IN ('key','own')");
    s.bind(1, entity);
    while (s.next())
        schemes.insert(s.text(0));
    s.reset();
    return schemes;
}

// By keys, in their order: numbers of entities can be given again.
QString pairName(int kind, const QString &one, const QString &other)
{
    const bool first = one < other;
    return QString::number(kind) + u'\n' + (first ? one : other) + u'\n' + (first ? other : one);
}

void writeApart(AttributeStore &store, const QString &what, bool apart)
{
    Statement &s = apart ? store.statement("INSERT OR IGNORE INTO apart(kind,one,other) VALUES(?1,?2,?3)")
                         : store.statement("DELETE FROM apart WHERE kind=?1 AND one=?2 AND other=?3");
    s.bind(1, what.section(u'\n', 0, 0).toLongLong()).bind(2, what.section(u'\n', 1, 1)).bind(3, what.section(u'\n', 2, 2));
    s.run();
}

bool areApart(AttributeStore &store, EntityKind kind, const QString &one, const QString &other)
{
    Statement &s = store.statement("SELECT 1 FROM apart WHERE kind=?1 AND one=min(?2,?3) AND other=max(?2,?3)");
    s.bind(1, qint64(kind)).bind(2, one).bind(3, other);
    return s.hasRow();
}

struct ProviderEntry
{
    qint64 id = 0;
    QString key, name, reference;
    bool sure = false; ///< it is that one of the reference data; else its name only sounds so
};

/// Providers in use, each with the one of the reference data that it is or may be.
QList<ProviderEntry> providersWithReference(AttributeStore &store)
{
    QList<ProviderEntry> entries;
    Statement &s = store.statement("SELECT e.id, e.key, e.name, coalesce(p.ref,''), instr(p.absent,' ref ') FROM entity e JOIN e_provider p ON p.id=e.id "
                                   "WHERE e.vanished=0 AND e.retired_on IS NULL AND EXISTS (SELECT 1 FROM entity_source x WHERE x.entity=e.id) ORDER BY e.key");
    while (s.next()) {
        if (s.integer(4) == 0)
            entries.append({s.integer(0), s.text(1), s.text(2), s.text(3), !s.text(3).isEmpty()});
    }
    s.reset();
    const ReferenceLookup *facts = referenceFacts();
    for (ProviderEntry &entry : entries) {
        if (entry.reference.isEmpty() && facts)
            entry.reference = facts->providerOfName(entry.name).id;
    }
    entries.removeIf([](const ProviderEntry &entry) { return entry.reference.isEmpty(); });
    return entries;
}

/// An organisation's registers name a provider in their own way: each such entry with the reference data's, or with the first that
/// surely is it.
QList<PossibleDuplicate> providersOfOneReference(AttributeStore &store)
{
    QList<PossibleDuplicate> list;
    const QList<ProviderEntry> entries = providersWithReference(store);
    for (const ProviderEntry &entry : entries) {
        if (entry.key == entry.reference)
            continue;
        const ProviderEntry *with = nullptr;
        for (const ProviderEntry &other : entries) {
            if (other.id != entry.id && other.sure && other.reference == entry.reference && (!with || other.key == other.reference))
                with = &other;
        }
        // Two under keys of their own: once, by the first.
        if (with && with->key != with->reference && entry.sure && entry.key < with->key)
            continue;
        PossibleDuplicate pair{EntityKind::Provider, entry.id, with ? with->id : 0, entry.name, entry.key, with ? with->key : entry.reference, {}, {}};
        if (!with && !entry.sure)
            pair.other = referenceProviderNumber(store, entry.reference);
        if (pair.other != 0 && !areApart(store, pair.kind, pair.oneKey, pair.otherKey))
            list.append(pair);
    }
    return list;
}

QString keyOfNumber(AttributeStore &store, qint64 number)
{
    if (number >= 0)
        return store.keyOf(number);
    Statement &s = store.statement("SELECT id FROM ref_provider ORDER BY id LIMIT 1 OFFSET ?1");
    s.bind(1, -number - 1);
    const QString key = s.next() ? s.text(0) : QString();
    s.reset();
    return key;
}

/// One that is only in the reference data so far comes into the inventory.
qint64 entityOf(AttributeStore &store, qint64 number, qint64 changeSet)
{
    if (number >= 0)
        return number;
    const QString key = keyOfNumber(store, number);
    const qint64 there = key.isEmpty() ? 0 : store.find(EntityKind::Provider, key);
    return there != 0 || key.isEmpty() ? there : addReferenceProvider(store, key, changeSet);
}

/// What the reference data tells of the provider that two were made, where nobody says it.
void takeReferenceFacts(AttributeStore &store, ChangeLog &log, qint64 entity)
{
    const qint64 feed = referenceFeed(store);
    for (const char *name : {"legal_country", "hq_country", "ultimate_parent", "ultimate_parent_country"}) {
        const Attribute *a = store.catalogue().attribute(EntityKind::Provider, QString::fromLatin1(name));
        if (!a || store.read(entity, EntityKind::Provider, *a))
            continue;
        Statement &s = store.statement(QByteArray("SELECT r.") + name + " FROM e_provider p JOIN ref_provider r ON r.id=p.ref WHERE p.id=?1");
        s.bind(1, entity);
        const QString fact = s.next() ? s.text(0) : QString();
        s.reset();
        if (fact.isEmpty())
            continue;
        const MaybeValue value = Value(fact);
        (void)store.write(entity, EntityKind::Provider, *a, value).has_value();
        log.record(u"value"_s, entity, a->name, "null", encodeValue(value, *a));
        sayClaim(store, log, entity, a->name, feed, Claimed::Stands, encodeValue(value, *a), {}, {});
    }
}

Result<void> areTwo(AttributeStore &store, qint64 one, qint64 other, Head &a, Head &b)
{
    a = headOf(store, one);
    b = headOf(store, other);
    if (a.kind < 0 || b.kind < 0)
        return Error{ErrorCode::UnknownEntity, u"one of the two is not there any more"_s, {}};
    if (one == other)
        return Error{ErrorCode::UsageError, u"both names are of one thing already"_s, a.key};
    if (a.kind != b.kind)
        return Error{ErrorCode::UsageError, u"things of different kinds can't be one"_s, a.key};
    return {};
}

} // namespace

QList<PossibleDuplicate> possibleDuplicates(AttributeStore &store, int limit)
{
    QList<PossibleDuplicate> list;
    Statement &s = store.statement(
        "WITH named AS (SELECT kind, lower(trim(name)) AS n FROM entity WHERE vanished=0 AND retired_on IS NULL AND length(trim(name))>2 "
        "AND kind NOT IN (?1,?2,?3,?4,?6) GROUP BY 1, 2 HAVING count(*) BETWEEN 2 AND ?5) "
        "SELECT a.kind, a.id, b.id, a.name, a.key, b.key FROM named m JOIN entity a ON a.kind=m.kind AND lower(trim(a.name))=m.n "
        "JOIN entity b ON b.kind=m.kind AND lower(trim(b.name))=m.n AND b.id>a.id "
        "WHERE a.vanished=0 AND b.vanished=0 AND a.retired_on IS NULL AND b.retired_on IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM entity_source x JOIN entity_source y ON y.feed=x.feed JOIN feed f ON f.id=x.feed "
        " WHERE x.entity=a.id AND y.entity=b.id AND f.format<>'reference') "
        "AND EXISTS (SELECT 1 FROM entity_source x WHERE x.entity=a.id) AND EXISTS (SELECT 1 FROM entity_source y WHERE y.entity=b.id) "
        "AND NOT EXISTS (SELECT 1 FROM place x JOIN place y ON (x.facets & y.facets & 1) AND y.region<>x.region WHERE x.entity=a.id AND y.entity=b.id "
        " AND x.region<>'' AND y.region<>'') "
        "AND NOT EXISTS (SELECT 1 FROM apart p WHERE p.kind=a.kind AND p.one=min(a.key,b.key) AND p.other=max(a.key,b.key)) "
        "ORDER BY a.kind, m.n, a.key, b.key");
    // Grants and such are known by what they join; accelerators follow their systems; findings of other tools are called after their checks.
    s.bind(1, qint64(EntityKind::Grant)).bind(2, qint64(EntityKind::Accelerator)).bind(3, qint64(EntityKind::Dependency)).bind(4, qint64(EntityKind::Location));
    s.bind(5, qint64(ManyOfAName)).bind(6, qint64(EntityKind::ToolFinding));
    while (s.next())
        list.append({static_cast<EntityKind>(s.integer(0)), s.integer(1), s.integer(2), s.text(3), s.text(4), s.text(5), {}, {}});
    s.reset();
    for (const PossibleDuplicate &pair : providersOfOneReference(store)) {
        const bool named = std::any_of(list.cbegin(), list.cend(), [&pair](const PossibleDuplicate &other) {
            return (other.one == pair.one && other.other == pair.other) || (other.one == pair.other && other.other == pair.one);
        });
        if (!named)
            list.append(pair);
    }
    list.removeIf([&](const PossibleDuplicate &pair) { return schemesOf(store, pair.one, pair.oneKey).intersects(schemesOf(store, pair.other, pair.otherKey)); });
    if (list.size() > limit)
        list.resize(limit);
    for (PossibleDuplicate &pair : list) {
        pair.oneSources = sourcesOf(store, pair.one);
        pair.otherSources = pair.other < 0 ? u"reference data"_s : sourcesOf(store, pair.other);
        if (pair.otherSources.isEmpty())
            pair.otherSources = u"reference data"_s;
    }
    return list;
}

qint64 referenceProviderNumber(AttributeStore &store, const QString &key)
{
    Statement &s = store.statement("SELECT -count(*) FROM ref_provider WHERE id<=?1 AND EXISTS (SELECT 1 FROM ref_provider WHERE id=?1)");
    s.bind(1, key);
    const qint64 number = s.next() ? s.integer(0) : 0;
    s.reset();
    return number;
}

Result<qint64> mergeThings(AttributeStore &store, qint64 one, qint64 other, const QString &who, const QDateTime &at)
{
    Head a;
    Head b;
    // The set first: what the reference data brings belongs to it, and goes with its undo.
    ChangeLog log(store, u"merge"_s, u"%1 and %2 are one"_s.arg(keyOfNumber(store, one), keyOfNumber(store, other)), who, at);
    const qint64 asked = std::exchange(one, entityOf(store, one, log.set()));
    const qint64 askedOther = std::exchange(other, entityOf(store, other, log.set()));
    if (const Result<void> two = areTwo(store, one, other, a, b); !two)
        return two.error();
    const bool brought = one != asked || other != askedOther;
    const qint64 kept = mergeEntities(store, log, one, other);
    if (brought)
        takeReferenceFacts(store, log, kept);
    if (Result<void> followed = followSystems(store, log); !followed)
        return followed.error();
    log.finish();
    return log.set();
}

Result<qint64> keepApart(AttributeStore &store, qint64 one, qint64 other, const QString &who, const QDateTime &at)
{
    Head a;
    Head b;
    if (other < 0) {
        a = headOf(store, one);
        b = {int(EntityKind::Provider), keyOfNumber(store, other), {}};
        if (a.kind != b.kind || b.key.isEmpty())
            return Error{ErrorCode::UnknownEntity, u"one of the two is not there any more"_s, {}};
    } else if (const Result<void> two = areTwo(store, one, other, a, b); !two) {
        return two.error();
    }
    ChangeLog log(store, u"merge"_s, u"%1 and %2 are two"_s.arg(a.key, b.key), who, at);
    noteApart(store, log, static_cast<EntityKind>(a.kind), a.key, b.key);
    log.finish();
    return log.set();
}

void noteApart(AttributeStore &store, ChangeLog &log, EntityKind kind, const QString &one, const QString &other)
{
    const QString what = pairName(static_cast<int>(kind), one, other);
    writeApart(store, what, true);
    log.record(u"apart"_s, 0, what, "null", "true");
}

void restoreApart(AttributeStore &store, const QString &what, const QByteArray &to) { writeApart(store, what, to == "true"); }

} // namespace store
