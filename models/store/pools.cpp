// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pools.h"

#include "store/attributestore.h"
#include "store/bulkquery.h"
#include "store/enrich.h"
#include "store/identity.h"
#include "store/machinetypes.h"
#include "store/precedence.h"
#include "store/valuecodec.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

struct Pool
{
    qint64 id = 0;
    qint64 system = 0;
};

/// Of the systems that the change set touched, the pools of which somebody else speaks too. The others are the reference data's alone,
/// and follow in bulk (follow_types.sql, which fills told_type; resolved_system: resolvePending()).
QList<Pool> spokenOf(AttributeStore &store, qint64 changeSet, qint64 reference)
{
    store.statement("CREATE TEMP TABLE IF NOT EXISTS touched_system(id INTEGER PRIMARY KEY)").run();
    store.statement("DELETE FROM touched_system").run();
    Statement &touched = store.statement(
        "INSERT INTO touched_system SELECT DISTINCT x.system FROM ("
        "SELECT g.entity AS system FROM change g WHERE g.change_set=?1 AND g.attr IN "
        "('instance_type','instance_count','provider','legal_entity','hosting_countries') "
        "UNION SELECT id FROM resolved_system UNION SELECT w.id FROM told_type t CROSS JOIN e_workload w ON w.instance_type=t.type "
        "UNION SELECT w.id FROM entity p CROSS JOIN entity w ON w.kind=?3 AND w.key=substr(p.key,5) "
        "WHERE p.kind=?4 AND p.key>='acc:' AND p.key<'acc;' AND p.added_set=?1) x "
        "WHERE x.system IS NOT NULL");
    touched.bind(1, changeSet).bind(3, qint64(EntityKind::Workload)).bind(4, qint64(EntityKind::Accelerator));
    touched.run();
    Statement &s = store.statement(
        "SELECT a.id, e.id FROM touched_system t CROSS JOIN entity e ON e.id=t.id AND e.kind=?2 CROSS JOIN entity a ON a.kind=?3 AND a.key='acc:'||e.key "
        "WHERE a.first_feed IS NOT ?1 OR EXISTS (SELECT 1 FROM claim c WHERE c.entity=a.id AND c.won=1) "
        "UNION SELECT a.id, e.id FROM touched_system t CROSS JOIN entity e ON e.id=t.id AND e.kind=?2 CROSS JOIN alias k ON k.scheme='key' AND k.value='acc:'||e.key "
        "CROSS JOIN entity a ON a.id=k.entity AND a.kind=?3 ORDER BY 1");
    s.bind(1, reference).bind(2, qint64(EntityKind::Workload)).bind(3, qint64(EntityKind::Accelerator));
    QList<Pool> pools;
    while (s.next())
        pools.append({s.integer(0), s.integer(1)});
    s.reset();
    return pools;
}

/// The word of the reference feed on one pool.
class Speaker
{
public:
    Speaker(AttributeStore &store, ChangeLog &log, qint64 pool, qint64 reference)
        : m_store(store), m_log(log), m_pool(pool), m_reference(reference),
          m_precedence(store, log, pool, {reference, 0}, false, false, u"instance_types"_s, {})
    {
    }

    void says(QStringView name, const MaybeValue &value)
    {
        const Attribute *a = m_store.catalogue().attribute(EntityKind::Accelerator, name);
        if (!a)
            return;
        const QByteArray before = encodeValue(m_store.read(m_pool, EntityKind::Accelerator, *a), *a);
        const QByteArray after = encodeValue(value, *a);
        if (after == "null") {
            takesBack(*a, before);
        } else if (before == after) {
            m_precedence.agrees(*a, after);
        } else if (const QByteArray stands = m_precedence.settle(*a, before, after); stands != before) {
            if (const Result<MaybeValue> settled = decodeValue(stands, *a))
                (void)m_store.write(m_pool, EntityKind::Accelerator, *a, *settled).has_value();
            m_log.record(u"value"_s, m_pool, a->name, before, stands);
        }
    }

private:
    void takesBack(const Attribute &a, const QByteArray &before)
    {
        if (before != "null" && ownerOf(m_store, m_pool, a.name) == m_reference) {
            (void)m_store.write(m_pool, EntityKind::Accelerator, a, std::nullopt).has_value();
            m_log.record(u"value"_s, m_pool, a.name, before, "null");
        }
        dropClaim(m_store, m_log, m_pool, a.name, m_reference);
    }

    AttributeStore &m_store;
    ChangeLog &m_log;
    qint64 m_pool;
    qint64 m_reference;
    Precedence m_precedence;
};

struct TypeFact
{
    MaybeValue vendor;
    MaybeValue chip;
    MaybeValue count;
    MaybeValue memory;
};

/// What the instance type of the system holds; nothing where it holds no accelerators or runs no machine.
TypeFact factOf(AttributeStore &store, qint64 system)
{
    Statement &s = store.statement(
        "SELECT c.vendor, c.model, nullif(i.count,0)*coalesce(w.instance_count,1), i.memory_mib FROM e_workload w JOIN e_provider p ON p.id=w.provider "
        "JOIN ref_instance i ON i.provider=CASE WHEN p.ref IN ('aws-esc','nwcd','sinnet') THEN 'aws' WHEN p.ref='21vianet' THEN 'microsoft' ELSE p.ref END AND i.type=w.instance_type "
        "JOIN ref_chip c ON c.id=i.chip WHERE w.id=?1 AND w.resource_type IS NOT 'AWS::SageMaker::EndpointConfig' AND w.instance_count IS NOT 0");
    s.bind(1, system);
    TypeFact fact;
    if (s.next()) {
        fact = {Value(s.text(0)), Value(s.text(1)), s.isNull(2) ? MaybeValue() : MaybeValue(Value(s.integer(2))), std::nullopt}; // of a share of one chip no number is known
        if (!s.isNull(3))
            fact.memory = Value(s.integer(3));
    }
    s.reset();
    return fact;
}

void speakOf(AttributeStore &store, ChangeLog &log, const Pool &pool, qint64 reference)
{
    const auto ofSystem = [&](QStringView name) {
        const Attribute *a = store.catalogue().attribute(EntityKind::Workload, name);
        return a ? store.read(pool.system, EntityKind::Workload, *a) : MaybeValue();
    };
    const TypeFact fact = factOf(store, pool.system);
    Speaker reference_(store, log, pool.id, reference);
    reference_.says(u"vendor", fact.vendor);
    reference_.says(u"chip", fact.chip);
    reference_.says(u"count", fact.count);
    reference_.says(u"memory_mib", fact.memory);
    reference_.says(u"provider", ofSystem(u"provider"));
    reference_.says(u"legal_entity", ofSystem(u"legal_entity"));
    reference_.says(u"location_countries", ofSystem(u"hosting_countries"));
}

} // namespace

void letPoolsFollow(AttributeStore &store, qint64 system)
{
    store.statement("CREATE TEMP TABLE IF NOT EXISTS resolved_system(id INTEGER PRIMARY KEY)").run();
    Statement &follow = store.statement("INSERT OR IGNORE INTO resolved_system(id) VALUES(?1)");
    follow.bind(1, system);
    follow.run();
}

Result<void> followSystems(AttributeStore &store, ChangeLog &log)
{
    // An inventory that never met the reference data has no pools of its making.
    Statement &any = store.statement("SELECT 1 FROM sqlite_master WHERE name='ref_instance'");
    const bool known = any.next();
    any.reset();
    if (!known)
        return {};
    if (tellsMachineTypes(store, log.set())) {
        if (Result<void> done = runQuery(store, u"own_types"_s, {}); !done)
            return done;
    }
    const qint64 reference = referenceFeed(store);
    if (Result<void> done = runQuery(store, u"follow_types"_s, {log.set(), reference}); !done)
        return done;
    const QList<Pool> pools = spokenOf(store, log.set(), reference);
    for (const Pool &pool : pools)
        speakOf(store, log, pool, reference);
    store.statement("DELETE FROM resolved_system").run();
    return runQuery(store, u"chip_facts"_s, {log.set(), reference});
}

void joinNamedPools(AttributeStore &store, ChangeLog &log)
{
    // From the named ones, which are few: derived pools have keys of their own kind.
    Statement &s = store.statement(
        "SELECT d.id, min(r.id) FROM entity r CROSS JOIN link l ON l.target=r.id AND l.attr='accelerators' CROSS JOIN entity w ON w.id=l.entity "
        "CROSS JOIN entity d ON d.kind=?1 AND d.key='acc:'||w.key CROSS JOIN e_accelerator mine ON mine.id=r.id "
        "CROSS JOIN e_accelerator told ON told.id=d.id WHERE r.kind=?1 AND (r.key<'acc:' OR r.key>='acc;') AND (lower(mine.chip)=lower(told.chip) "
        "OR EXISTS (SELECT 1 FROM ref_chip_alias x JOIN ref_chip c ON c.id=x.chip WHERE x.alias=lower(mine.chip) AND c.model=told.chip)) "
        "GROUP BY d.id HAVING count(*)=1");
    s.bind(1, qint64(EntityKind::Accelerator));
    QList<std::pair<qint64, qint64>> same;
    while (s.next())
        same.append({s.integer(1), s.integer(0)});
    s.reset();
    for (const auto &[named, derived] : same)
        mergeEntities(store, log, named, derived);
}

} // namespace store
