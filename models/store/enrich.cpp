// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/namedkeys.h"
#include "store/enrich.h"

#include "store/attributestore.h"
#include "store/bulkquery.h"
#include "store/machinetypes.h"
#include "store/pools.h"
#include "store/precedence.h"
#include "store/referencedata.h"
#include "store/restatement.h"
#include "store/typechoices.h"
#include "store/valuecodec.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

struct WaitingFact
{
    qint64 entity = 0;
    EntityKind kind = EntityKind::Workload;
    QString attr;
    QString value;
    qint64 target = 0;
};

QList<WaitingFact> resolvable(AttributeStore &store)
{
    QList<WaitingFact> list;
    // In the order of their names, in which entities and aliases lie as well; who waits is looked for only where what he waits for is there.
    Statement &s = store.statement(
        "SELECT p.entity, o.kind, p.attr, p.value, t.id FROM pending_ref p INDEXED BY pending_ref_target CROSS JOIN entity t ON t.kind=p.kind AND t.key=p.value "
        "CROSS JOIN entity o ON o.id=p.entity "
        "UNION SELECT p.entity, o.kind, p.attr, p.value, t.id FROM pending_ref p INDEXED BY pending_ref_target CROSS JOIN alias a ON a.value=p.value "
        "CROSS JOIN entity t ON t.id=a.entity AND t.kind=p.kind CROSS JOIN entity o ON o.id=p.entity");
    while (s.next())
        list.append({s.integer(0), static_cast<EntityKind>(s.integer(1)), s.text(2), s.text(3), s.integer(4)});
    s.reset();
    return list;
}

void resolveSites(AttributeStore &store)
{
    Statement &s = store.statement("UPDATE place SET site=(SELECT id FROM entity WHERE kind=19 AND key=substr(region,2)), region='' "
                                   "WHERE region>='@' AND region<'A' AND EXISTS (SELECT 1 FROM entity WHERE kind=19 AND key=substr(place.region,2))");
    s.run();
    // A copy in a bucket is where that bucket is, which only the bucket itself tells.
    Statement &copies = store.statement(
        "UPDATE place SET (country, provider, region, site)=(SELECT h.country, h.provider, h.region, h.site FROM place h "
        "WHERE (h.facets & 1)<>0 AND h.entity=(SELECT id FROM entity WHERE kind=2 AND key=substr(place.region,2)) ORDER BY h.nr LIMIT 1) "
        "WHERE region>='@arn:' AND region<'@arn;' AND EXISTS (SELECT 1 FROM entity t JOIN place h ON h.entity=t.id AND (h.facets & 1)<>0 "
        "WHERE t.kind=2 AND t.key=substr(place.region,2))");
    copies.run();
}

/// Read once: the resources don't change while the program runs.
const Result<ReferenceLookup> &readFacts()
{
    static const Result<ReferenceLookup> lookup = ReferenceLookup::fromResources();
    return lookup;
}

/// A register's provider under a key of its own ("prov-1", AWS) is the reference data's where its name is one of that one's names.
void nameProviders(AttributeStore &store, const ReferenceLookup &lookup, qint64 feed)
{
    struct Unnamed
    {
        qint64 id = 0;
        QString key, name;
    };
    QList<Unnamed> unnamed;
    Statement &s = store.statement("SELECT p.id, e.key, e.name FROM e_provider p JOIN entity e ON e.id=p.id WHERE p.ref IS NULL AND instr(p.absent,' ref ')=0 "
                                   "AND NOT EXISTS (SELECT 1 FROM ref_provider r WHERE r.id=e.key) ORDER BY p.id");
    while (s.next())
        unnamed.append({s.integer(0), s.text(1), s.text(2)});
    s.reset();
    for (const Unnamed &one : unnamed) {
        NamedProvider named = lookup.providerOfName(one.name);
        if (!named.sure)
            named = lookup.providerOfName(one.key);
        if (!named.sure)
            continue;
        Statement &u = store.statement("UPDATE e_provider SET ref=?2 WHERE id=?1");
        u.bind(1, one.id).bind(2, named.id);
        u.run();
        Statement &claim = store.statement("INSERT OR IGNORE INTO claim(entity,attr,feed,state,won,value) VALUES(?1,'ref',?2,3,1,json_quote(?3))");
        claim.bind(1, one.id).bind(2, feed).bind(3, named.id);
        claim.run();
    }
}

/// Who made what a model was made from, or what its name tells. Of several bases only where one made them all.
QString developerOf(const ReferenceLookup &lookup, const QString &base, const QString &name)
{
    QString found;
    for (const QString &one : base.split(u", "_s, Qt::SkipEmptyParts)) {
        const auto fact = lookup.developerOfModel(one);
        const QString developer = fact ? fact->developer : QString();
        if (!found.isEmpty() && !developer.isEmpty() && found != developer)
            return {};
        if (!developer.isEmpty())
            found = developer;
    }
    const auto fact = found.isEmpty() ? lookup.developerOfModel(name) : std::nullopt;
    return fact ? fact->developer : found;
}

bool isNew(AttributeStore &store, qint64 entity, qint64 changeSet)
{
    Statement &s = store.statement("SELECT 1 FROM entity WHERE id=?1 AND added_set=?2");
    s.bind(1, entity).bind(2, changeSet);
    return s.hasRow();
}

/// A value of a model that was there before, and had none: undo takes it away again, with the reference data's word on it.
void logFilled(AttributeStore &store, ChangeLog &log, qint64 model, const QString &attr, qint64 feed)
{
    const Attribute &a = *store.catalogue().attribute(EntityKind::Model, attr);
    const QByteArray row = claimRow(store, model, attr, feed);
    if (const QByteArray none = '[' + QByteArray::number(feed) + ']'; row != none)
        log.record(u"feedclaim"_s, model, attr, none, row);
    log.record(u"value"_s, model, attr, "null", encodeValue(store.read(model, EntityKind::Model, a), a));
}

/// Models that were there before whose developer's country the reference data may fill in now.
QList<qint64> withoutCountry(AttributeStore &store, qint64 changeSet)
{
    QList<qint64> models;
    Statement &s = store.statement("SELECT m.id FROM e_model m JOIN entity e ON e.id=m.id WHERE m.developer IS NOT NULL AND m.developer_country IS NULL AND "
                                   "e.added_set<>?1 AND instr(m.absent,' developer_country ')=0");
    s.bind(1, changeSet);
    while (s.next())
        models.append(s.integer(0));
    s.reset();
    return models;
}

/// Of models whose developer nobody names. Again for those whom the reference data named before: what they were made from may be told only now.
void nameDevelopers(AttributeStore &store, const ReferenceLookup &lookup, ChangeLog &log, qint64 feed)
{
    struct Unnamed
    {
        qint64 id = 0;
        QString name, base, before;
        bool another = false; ///< a source knows that it is not the base's maker, though not who it is
    };
    QList<Unnamed> models;
    Statement &s = store.statement("SELECT m.id, coalesce(nullif(e.name,''),e.key), coalesce(m.base_model,''), coalesce(d.key,''), EXISTS (SELECT 1 FROM claim a WHERE "
                                   "a.entity=m.id AND a.attr='developer' AND a.state=1) FROM e_model m JOIN entity e ON e.id=m.id "
                                   "LEFT JOIN entity d ON d.id=m.developer WHERE (m.developer IS NULL AND NOT EXISTS (SELECT 1 FROM pending_ref p WHERE p.entity=m.id AND p.attr='developer')) OR (m.id IN (SELECT entity FROM change WHERE change_set=?2 AND attr IN "
                                   "('base_model','name')) AND EXISTS (SELECT 1 FROM claim c WHERE c.entity=m.id AND c.attr='developer' AND c.feed=?1 AND c.won=1))");
    s.bind(1, feed).bind(2, log.set());
    while (s.next())
        models.append({s.integer(0), s.text(1), s.text(2), s.text(3), s.integer(4) != 0});
    s.reset();
    for (const Unnamed &model : models) {
        const QString developer = model.another ? QString() : developerOf(lookup, model.base, model.name);
        if (developer == model.before)
            continue;
        qint64 provider = developer.isEmpty() ? 0 : store.find(EntityKind::Provider, developer);
        if (provider == 0 && !developer.isEmpty())
            provider = addReferenceProvider(store, developer, log.set());
        if (!model.before.isEmpty()) {
            for (const QString &attr : {u"developer_country"_s, u"developer"_s})
                Restatement(store, log).takeBack(model.id, EntityKind::Model, *store.catalogue().attribute(EntityKind::Model, attr), feed);
        }
        Statement &u = store.statement("UPDATE e_model SET developer=nullif(?2,0) WHERE id=?1");
        u.bind(1, model.id).bind(2, provider);
        u.run();
        if (provider == 0)
            continue;
        Statement &claim = store.statement("INSERT OR IGNORE INTO claim(entity,attr,feed,state,won,value) VALUES(?1,'developer',?2,3,1,json_quote(?3))");
        claim.bind(1, model.id).bind(2, feed).bind(3, developer);
        claim.run();
        if (model.before.isEmpty() && !isNew(store, model.id, log.set()))
            logFilled(store, log, model.id, u"developer"_s, feed);
    }
}

void noteMachines(AttributeStore &store, const std::vector<qint64> &machines)
{
    store.statement("CREATE TEMP TABLE IF NOT EXISTS new_machine(id INTEGER PRIMARY KEY)").run();
    store.statement("DELETE FROM new_machine").run();
    Statement &add = store.statement("INSERT OR IGNORE INTO new_machine(id) VALUES(?1)");
    for (const qint64 id : machines) {
        add.bind(1, id);
        add.run();
    }
}

} // namespace

const ReferenceLookup *referenceFacts()
{
    const Result<ReferenceLookup> &lookup = readFacts();
    return lookup ? &*lookup : nullptr;
}

qint64 referenceFeed(AttributeStore &store)
{
    Statement &s = store.statement("INSERT INTO feed(format,scope,rank) VALUES('reference','',10) ON CONFLICT(format,scope) DO UPDATE SET rank=10 RETURNING id");
    const qint64 id = s.next() ? s.integer(0) : 0;
    s.run();
    return id;
}

void resolvePending(AttributeStore &store)
{
    resolveSites(store);
    Statement &any = store.statement("SELECT 1 FROM pending_ref LIMIT 1");
    const bool waiting = any.next();
    any.reset();
    if (!waiting)
        return;
    for (const WaitingFact &w : resolvable(store)) {
        const Attribute *a = store.catalogue().attribute(w.kind, w.attr);
        if (!a)
            continue;
        if (w.kind == EntityKind::Workload && (w.attr == "legal_entity"_L1 || w.attr == "provider"_L1))
            letPoolsFollow(store, w.entity);
        if (a->isList()) {
            Statement &s = store.statement("INSERT OR IGNORE INTO link(entity,attr,target) VALUES(?1,?2,?3)");
            s.bind(1, w.entity).bind(2, w.attr).bind(3, w.target);
            s.run();
        } else {
            Statement &s = store.statement("UPDATE e_" + kindName(w.kind).toUtf8() + " SET \"" + w.attr.toUtf8() + "\"=?2 WHERE id=?1");
            s.bind(1, w.entity).bind(2, w.target);
            s.run();
        }
        Statement &d = store.statement("DELETE FROM pending_ref WHERE entity=?1 AND attr=?2 AND value=?3");
        d.bind(1, w.entity).bind(2, w.attr).bind(3, w.value);
        d.run();
    }
}

qint64 addReferenceProvider(AttributeStore &store, const QString &reference, qint64 changeSet)
{
    const qint64 feed = referenceFeed(store);
    Statement &add = store.statement("INSERT INTO entity(kind,key,name,added_set,first_feed,id) SELECT ?1, id, name, ?3, ?4, ?5 FROM ref_provider WHERE id=?2 "
                                     "ON CONFLICT(kind,key) DO NOTHING");
    add.bind(1, qint64(EntityKind::Provider)).bind(2, reference).bind(3, changeSet).bind(4, feed).bind(5, store.newNumber(EntityKind::Provider, reference));
    add.run();
    const qint64 id = store.find(EntityKind::Provider, reference);
    if (id == 0)
        return 0;
    Statement &row = store.statement("INSERT OR IGNORE INTO e_provider(id, ref) VALUES(?1, ?2)");
    row.bind(1, id).bind(2, reference);
    row.run();
    Statement &source = store.statement("INSERT OR IGNORE INTO entity_source(entity,feed,source,ordinal,mapping,pointer) VALUES(?1,?2,0,0,'reference/1',?3)");
    source.bind(1, id).bind(2, feed).bind(3, QString(u"providers/"_s + reference));
    source.run();
    return id;
}

void addNamedReferenceProviders(AttributeStore &store, qint64 changeSet)
{
    QStringList named;
    Statement &s = store.statement("SELECT DISTINCT p.value FROM pending_ref p JOIN ref_provider r ON r.id=p.value WHERE p.kind=?1 ORDER BY 1");
    s.bind(1, qint64(EntityKind::Provider));
    while (s.next())
        named.append(s.text(0));
    s.reset();
    for (const QString &one : std::as_const(named))
        addReferenceProvider(store, one, changeSet);
}

Result<void> fillReferenceProviders(AttributeStore &store) { return runQuery(store, u"provider_facts"_s, {referenceFeed(store)}); }

Result<void> enrich(AttributeStore &store, ChangeLog &log, const std::vector<qint64> &machines)
{
    const qint64 changeSet = log.set();
    const Result<ReferenceLookup> &lookup = readFacts();
    if (!lookup)
        return lookup.error();
    const qint64 feed = referenceFeed(store);
    nameDevelopers(store, *lookup, log, feed);
    nameProviders(store, *lookup, feed);
    addNamedKeys(store, changeSet, feed);
    resolvePending(store);
    Statement &newest = store.statement("SELECT max(id) FROM entity");
    const qint64 lastId = newest.next() ? newest.integer(0) : 0;
    newest.reset();
    if (tellsMachineTypes(store, changeSet)) {
        if (Result<void> done = runQuery(store, u"own_types"_s, {}); !done)
            return done;
    }
    noteMachines(store, machines);
    nameTypeChoices(store);
    if (Result<void> filled = fillReferenceProviders(store); !filled)
        return filled;
    const QList<qint64> open = withoutCountry(store, changeSet);
    if (Result<void> enriched = runQuery(store, u"enrich"_s, {changeSet, feed, lastId}); !enriched)
        return enriched;
    for (const qint64 model : open) {
        if (store.read(model, EntityKind::Model, *store.catalogue().attribute(EntityKind::Model, u"developer_country"_s)))
            logFilled(store, log, model, u"developer_country"_s, feed);
    }
    return {};
}

} // namespace store
