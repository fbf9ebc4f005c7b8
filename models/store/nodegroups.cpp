// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/nodegroups.h"

#include "store/attributestore.h"
#include "store/changelog.h"
#include "store/enrich.h"

#include <QHash>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

// What importers call such groups.
const QByteArray groupTypes =
    "('AWS::EKS::Nodegroup','container.googleapis.com/NodePool','scaleway_k8s_pool','ovh_cloud_project_kube_nodepool')";
// The machine `m` has accelerators that count.
const QByteArray hasChips = "m.vanished=0 AND m.retired_on IS NULL AND EXISTS (SELECT 1 FROM entity a WHERE a.kind=8 AND a.key='acc:'||m.key AND a.vanished=0)";

struct Group
{
    qint64 id = 0;
    QString key;
    QString name;
    bool vanished = false;
    QString provider;
    QString region;
    QString types; ///< that its machines may be of, as they are written; empty: not told
    qint64 machines = 0;
};

struct Pool
{
    qint64 id = 0;
    bool setAside = false;
};

QList<Group> groupsOf(AttributeStore &store)
{
    QList<Group> groups;
    Statement &s = store.statement("SELECT e.id, e.key, e.name, e.vanished<>0, coalesce(p.ref,''), coalesce((SELECT l.region FROM place l "
                                   "WHERE l.entity=e.id AND (l.facets & 1)<>0 ORDER BY l.nr LIMIT 1),''), coalesce(w.instance_type,''), coalesce(w.instance_count,0) "
                                   "FROM e_workload w JOIN entity e ON e.id=w.id "
                                   "LEFT JOIN e_provider p ON p.id=w.provider WHERE w.resource_type IN " + groupTypes + " ORDER BY e.key");
    while (s.next())
        groups.append({s.integer(0), s.text(1), s.text(2), s.integer(3) != 0, s.text(4), s.text(5), s.text(6), s.integer(7)});
    s.reset();
    return groups;
}

/// Groups that machines say they are a part of.
QSet<qint64> groupsOfParts(AttributeStore &store)
{
    QSet<qint64> found;
    Statement &s = store.statement("SELECT DISTINCT w.part_of FROM e_workload w CROSS JOIN entity m ON m.id=w.id WHERE w.part_of IN "
                                   "(SELECT id FROM e_workload WHERE resource_type IN " + groupTypes + ") AND " + hasChips);
    while (s.next())
        found.insert(s.integer(0));
    s.reset();
    return found;
}

/// How nodes of Kubernetes name their group: they know neither its account nor the name of their cluster.
QString nodesOf(const Group &group)
{
    const bool aws = group.key.startsWith(u"arn:"_s);
    const QString name = aws ? group.key.section(u':', 5).section(u'/', 2, 2) : group.name.section(u'/', -1);
    const bool regional = group.provider == u"google"_s || group.provider.startsWith(u"aws"_s);
    if (name.isEmpty() || group.provider.isEmpty() || (regional && group.region.isEmpty()))
        return {};
    return group.provider + u'/' + (regional ? group.region : QString()) + u'/' + name + u'/';
}

/// Nodes of groups of this name by their type; not those whose machines tell which group they are of (groupsOfParts).
QHash<QString, qint64> nodesByType(AttributeStore &store, const QString &prefix)
{
    QHash<QString, qint64> nodes;
    if (prefix.isEmpty())
        return nodes;
    Statement &s = store.statement("SELECT coalesce(w.instance_type,''), count(DISTINCT m.id) FROM alias x CROSS JOIN entity m ON m.id=x.entity CROSS JOIN "
                                   "e_workload w ON w.id=m.id WHERE x.scheme='node-group' AND x.value>=?1 AND x.value<?2 AND " + hasChips +
                                   " AND NOT EXISTS (SELECT 1 FROM e_workload g WHERE g.id=w.part_of AND g.resource_type IN " + groupTypes + ") GROUP BY 1");
    s.bind(1, prefix).bind(2, QString(prefix.chopped(1) + u'0')); // the sign after '/'
    while (s.next())
        nodes.insert(s.text(0), s.integer(1));
    s.reset();
    return nodes;
}

bool mayBeOf(const Group &group, const QString &type)
{
    return type.isEmpty() || group.types.isEmpty() || group.types.split(u", "_s).contains(type, Qt::CaseInsensitive);
}

/// Which of the groups of one name the nodes are of.
struct Nodes
{
    qint64 ofGroup = 0;  ///< that may be of the group
    qint64 declared = 0; ///< machines that all groups declare which these nodes may be of
    bool alone = true;   ///< no other group has the name and the type
};
Nodes nodesFor(const Group &group, const QList<const Group *> &sameName, const QHash<QString, qint64> &nodes)
{
    Nodes found;
    for (const auto &[type, count] : nodes.asKeyValueRange()) {
        if (mayBeOf(group, type))
            found.ofGroup += count;
    }
    for (const Group *other : sameName) {
        const bool rivals = std::any_of(nodes.keyBegin(), nodes.keyEnd(), [&](const QString &type) { return mayBeOf(group, type) && mayBeOf(*other, type); });
        if (other->id != group.id && !rivals)
            continue;
        found.declared += other->machines;
        found.alone = found.alone && other->id == group.id;
    }
    return found;
}

/// Pools that the group declares, as its newest description has them.
QList<Pool> poolsOf(AttributeStore &store, const Group &group, qint64 reference)
{
    QList<Pool> pools;
    Statement &s = store.statement("SELECT a.id, a.vanished<>0 FROM entity a JOIN e_accelerator x ON x.id=a.id WHERE a.kind=8 AND (a.key=?1 OR (a.key>?2 AND a.key<?3)) "
                                   "AND x.chip IS NOT NULL AND (a.first_feed=?4 OR EXISTS (SELECT 1 FROM entity_source p JOIN entity_source g "
                                   "ON g.feed=p.feed AND g.source=p.source WHERE p.entity=a.id AND g.entity=?5))");
    const QString key = u"acc:"_s + group.key;
    s.bind(1, key).bind(2, QString(key + u'#')).bind(3, QString(key + u'$')).bind(4, reference).bind(5, group.id);
    while (s.next())
        pools.append({s.integer(0), s.integer(1) != 0});
    s.reset();
    return pools;
}

} // namespace

bool declaresNodeGroups(AttributeStore &store)
{
    Statement &s = store.statement("SELECT 1 FROM feed WHERE format IN ('tfstate','terraform-json','terraform-plan','aws-config','gcp-cai','gcp-cai-csv') LIMIT 1");
    return s.hasRow();
}

QList<Diagnostic> countMachinesOnce(AttributeStore &store, ChangeLog &log)
{
    const QList<Group> groups = declaresNodeGroups(store) ? groupsOf(store) : QList<Group>();
    if (groups.isEmpty())
        return {};
    const QSet<qint64> listed = groupsOfParts(store);
    QHash<QString, QList<const Group *>> sameName;
    for (const Group &group : groups) {
        if (!group.vanished)
            sameName[nodesOf(group)].append(&group);
    }
    const qint64 reference = referenceFeed(store);
    QList<Diagnostic> said;
    for (const Group &group : groups) {
        const QString prefix = nodesOf(group);
        // Where nobody tells which of several groups of one name the nodes are of, they are all there once there are as many.
        const Nodes nodes = listed.contains(group.id) ? Nodes() : nodesFor(group, sameName.value(prefix), nodesByType(store, prefix));
        const bool named = nodes.ofGroup > 0;
        const bool counted = listed.contains(group.id) || (named && (nodes.alone || nodes.ofGroup >= nodes.declared));
        const QList<Pool> pools = poolsOf(store, group, reference);
        bool told = false;
        for (const Pool &pool : pools) {
            const bool aside = counted || group.vanished;
            if (named && !counted && !pool.setAside && !told)
                said.append({u"counted-twice"_s, DiagnosticLevel::Warning, {},
                             u"%1: nodes of a group of this name are in the inventory, but several clusters have one: its accelerators may be counted "
                             "twice; retire those of the one that the nodes are of"_s.arg(group.name)});
            told = true;
            if (pool.setAside == aside)
                continue;
            Statement &s = store.statement("UPDATE entity SET vanished=?2 WHERE id=?1");
            s.bind(1, pool.id).bind(2, qint64(aside ? 1 : 0));
            s.run();
            log.record(u"vanished"_s, pool.id, {}, aside ? "0" : "1", aside ? "1" : "0");
            if (counted)
                said.append({u"counted-with-machines"_s, DiagnosticLevel::Info, {},
                             u"%1: its machines are in the inventory themselves, and their accelerators are counted there"_s.arg(group.name)});
        }
    }
    return said;
}

} // namespace store
