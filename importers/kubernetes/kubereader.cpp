// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/kubernetes/kubereader.h"

#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

QString kubeType(const KubeObject &node)
{
    const QString type = kubeLabel(node, "node.kubernetes.io/instance-type");
    return type.isEmpty() ? kubeLabel(node, "beta.kubernetes.io/instance-type") : type;
}

} // namespace

QString KubeReader::namedKey(const QString &kind, const QString &nameSpace, const QString &name) const
{
    return u"k8s:"_s + m_space + u':' + kind.toLower() + u'/' + (nameSpace.isEmpty() ? QString() : nameSpace + u'/') +
           name;
}

QString KubeReader::keyOf(const KubeObject &object) const
{
    return object.uid.isEmpty() ? namedKey(object.kind, object.nameSpace, object.name) : u"k8s:"_s + object.uid;
}

Record KubeReader::started(const KubeObject &object, EntityKind kind, const QString &key) const
{
    Record record;
    record.kind = kind;
    record.mapping = u"kubernetes/1"_s;
    record.whole = true;
    record.key = key;
    record.name = object.name;
    if (!object.uid.isEmpty())
        record.aliases.append({u"k8s-uid"_s, object.uid});
    return record;
}

void KubeReader::index(const KubeObject &object)
{
    if (object.kind == "Node"_L1) {
        const KubeMachine machine = kubeMachine(object);
        Node node;
        node.key = machine.key.isEmpty() ? keyOf(object) : machine.key;
        node.region = machine.region;
        if (!machine.provider.isEmpty() && !machine.region.isEmpty()) {
            node.place.facets = Facet::Hosting | Facet::Processing;
            node.place.provider = machine.provider;
            node.place.region = machine.region;
        }
        if (!kubeAccelerators(object).vendor.isEmpty())
            node.pool = u"acc:"_s + (machine.set.isEmpty() ? node.key : machine.set);
        if (!machine.set.isEmpty())
            indexSet(object, machine, node);
        m_nodes.insert(object.name, node);
    } else if (object.kind == "Infrastructure"_L1) {
        m_platform = kubePlatform(object);
    } else if (object.kind == "Namespace"_L1) {
        m_namespaces.insert(object.name, keyOf(object));
    } else if (object.kind == "Pod"_L1) {
        const QString on = text(member(*object.json, "spec"), "nodeName");
        for (const QString &work : {controllerOf(object), inferenceServiceOf(object)}) {
            if (!on.isEmpty() && !work.isEmpty() && !m_nodesOfWork[work].contains(on))
                m_nodesOfWork[work].append(on);
        }
    } else if (object.kind == "InferenceService"_L1) {
        m_inferenceServices.insert(object.kind + u'/' + object.nameSpace + u'/' + object.name);
    } else if (object.kind == "Role"_L1 || object.kind == "ClusterRole"_L1) {
        m_rules.insert(object.nameSpace + u'/' + object.name, member(*object.json, "rules"));
    } else if (object.kind == "ServiceAccount"_L1) {
        m_accounts.insert(object.nameSpace + u'/' + object.name, keyOf(object));
    }
}

void KubeReader::setSpace(const QString &space)
{
    m_space = space;
    // Keys that were made of names while indexing lack it.
    const auto complete = [&space](QString &key, const QString &start) {
        if (key.startsWith(start + u':'))
            key.insert(start.size(), space);
    };
    for (QString &key : m_namespaces)
        complete(key, u"k8s:"_s);
    for (QString &key : m_accounts)
        complete(key, u"k8s:"_s);
    for (Node &node : m_nodes) {
        if (m_platform.ownAzure)
            node.place = {};
        const QString region = node.region.isEmpty() ? m_platform.region : node.region;
        if (node.place.region.isEmpty() && !m_platform.provider.isEmpty() && !region.isEmpty()) {
            node.place.facets = Facet::Hosting | Facet::Processing;
            node.place.provider = m_platform.provider;
            node.place.region = region;
        }
        complete(node.key, u"k8s:"_s);
        complete(node.pool, u"acc:k8s:"_s);
    }
}

void KubeReader::read(const KubeObject &object)
{
    if (object.name.isEmpty()) {
        m_sink.rejected(u"missing-name"_s, object.where + u"/metadata/name"_s,
                        u"no name: the object can't be told from others"_s);
        return;
    }
    static const QStringList workloads{
        u"Deployment"_s, u"StatefulSet"_s,           u"DaemonSet"_s, u"ReplicaSet"_s,      u"Pod"_s, u"Job"_s,
        u"CronJob"_s,    u"ReplicationController"_s, u"Namespace"_s, u"InferenceService"_s};
    if (object.kind == "Node"_L1) {
        node(object);
    } else if (workloads.contains(object.kind)) {
        workload(object);
    } else if (object.kind == "RoleBinding"_L1 || object.kind == "ClusterRoleBinding"_L1) {
        binding(object);
    } else if (object.kind == "ServiceAccount"_L1) {
        serviceAccount(object);
    } else if (object.kind == "Infrastructure"_L1) {
        infrastructure(object);
    } else if (object.kind == "Role"_L1 || object.kind == "ClusterRole"_L1) {
        m_sink.ignored(u"read-with-bindings"_s,
                       u"%1: a role is read with those whom it is bound to"_s.arg(object.name));
    } else {
        m_sink.ignored(u"kind-not-read"_s,
                       u"%1 %2: neither a system nor access"_s.arg(
                           object.kind.isEmpty() ? u"an object of no kind"_s : object.kind, object.name));
    }
}

void KubeReader::indexSet(const KubeObject &object, const KubeMachine &machine, const Node &node)
{
    Set &set = m_sets[machine.set];
    const KubeAccelerators offered = kubeAccelerators(object);
    if (set.count++ == 0) {
        set.machine = machine;
        set.type = kubeType(object);
        set.place = node.place;
        set.offered = offered;
        return;
    }
    if (set.type.isEmpty())
        set.type = kubeType(object);
    if (set.offered.vendor.isEmpty()) {
        set.offered = offered;
        set.offered.count = 0; // the first did not tell
    } else {
        const bool all = set.offered.count > 0 && offered.count > 0;
        set.offered.count = all ? set.offered.count + offered.count : 0;
    }
}

void KubeReader::infrastructure(const KubeObject &object)
{
    const KubePlatform platform = kubePlatform(object);
    if (platform.type.isEmpty()) {
        m_sink.ignored(u"kind-not-read"_s, u"%1: it names no platform"_s.arg(object.name));
        return;
    }
    const QString where = !platform.provider.isEmpty() ? platform.provider + (platform.region.isEmpty() ? QString() : u'/' + platform.region)
                          : platform.onPremises        ? u"machines that were there before, mostly the organisation's own: whose they are and where they stand is for a register to say"_s
                                                       : u"a platform that is not known here; say provider and place in a register"_s;
    if (platform.byRedHat)
        m_sink.diagnostic({u"managed-cluster"_s, domain::DiagnosticLevel::Info, object.where,
                           u"Red Hat runs this cluster for you and its staff can reach it: no list of the cluster tells who they are; say so in the registers of access rights and providers"_s});
    m_sink.ignored(u"read-with-nodes"_s, u"the cluster runs on the platform %1 (%2): told of its nodes, export them with it"_s.arg(platform.type, where));
}

/// Nodes tell who runs them more exactly than their cluster does, if they tell it.
KubeMachine KubeReader::machineOf(const KubeObject &node) const
{
    KubeMachine machine = kubeMachine(node);
    if (m_platform.ownAzure)
        machine.provider.clear();
    if (!machine.provider.isEmpty() || m_platform.provider.isEmpty())
        return machine;
    machine.provider = m_platform.provider;
    if (machine.region.isEmpty())
        machine.region = m_platform.region;
    return machine;
}

/// The same thing as its virtual machine, where the cluster tells which one that is.
void KubeReader::node(const KubeObject &object)
{
    const Node node = m_nodes.value(object.name);
    const KubeMachine machine = machineOf(object);
    if (machine.provider.isEmpty() && !machine.region.isEmpty())
        m_sink.diagnostic({u"operator-not-known"_s, domain::DiagnosticLevel::Warning, object.where,
                           u"node %1: it stands in region %2, but who runs that its providerID does not tell; say its provider and where it is in a register"_s.arg(
                               object.name, machine.region)});
    Record record = started(object, EntityKind::Workload, node.key);
    record.aliases += machine.aliases;
    record.fields.append({u"resource_type"_s, machine.type.isEmpty() ? u"kubernetes/Node"_s : machine.type});
    if (!machine.provider.isEmpty()) {
        record.fields.append({u"provider"_s, Reference{machine.provider}});
        record.fields.append({u"service_model"_s, u"iaas"_s});
        if (!machine.account.isEmpty())
            record.fields.append({u"account"_s, machine.account});
    }
    if (!node.place.region.isEmpty()) {
        record.places.append(node.place);
        record.completeFacets = node.place.facets;
    }
    if (!machine.set.isEmpty()) {
        machines(m_sets[machine.set]);
        record.fields.append({u"role"_s, u"supporting"_s});
        record.fields.append({u"part_of"_s, Reference{machine.set}});
        m_sink.entity(std::move(record));
        return;
    }
    record.fields.append({u"role"_s, u"assessed"_s});
    sayMachines(std::move(record), machine, kubeType(object), 1, kubeAccelerators(object));
}

/// A scale set is told once, by all of its machines.
void KubeReader::machines(Set &set)
{
    if (set.announced)
        return;
    set.announced = true;
    Record record;
    record.kind = EntityKind::Workload;
    record.mapping = u"kubernetes/1"_s;
    record.key = set.machine.set;
    record.aliases = set.machine.setAliases;
    record.name = set.machine.setAliases.constFirst().value.section(u'/', -1);
    record.fields.append({u"role"_s, u"assessed"_s});
    record.fields.append({u"resource_type"_s, u"Microsoft.Compute/virtualMachineScaleSets"_s});
    record.fields.append({u"provider"_s, Reference{set.machine.provider}});
    record.fields.append({u"account"_s, set.machine.account});
    record.fields.append({u"service_model"_s, u"iaas"_s});
    if (!set.place.region.isEmpty()) {
        record.places.append(set.place);
        record.completeFacets = set.place.facets;
    }
    sayMachines(std::move(record), set.machine, set.type, set.count, set.offered);
}

void KubeReader::sayMachines(Record record, const KubeMachine &machine, const QString &type, qint64 count,
                             const KubeAccelerators &found)
{
    if (!type.isEmpty())
        record.fields.append({u"instance_type"_s, type});
    record.fields.append({u"instance_count"_s, count});
    // Where the machine's type tells the chips, the reference data makes the pool; a count without a chip says less.
    const bool told =
        !found.chip.isEmpty() || (!found.vendor.isEmpty() && (type.isEmpty() || machine.provider.isEmpty()));
    Record pool;
    pool.kind = EntityKind::Accelerator;
    pool.mapping = record.mapping;
    pool.key = u"acc:"_s + record.key;
    pool.name = (found.count > 0 ? QString::number(found.count) + u" x "_s : QString()) +
                (found.chip.isEmpty() ? found.vendor : found.chip) + u" in "_s + record.name;
    if (told)
        record.fields.append({u"accelerators"_s, domain::ListValue{{pool.key}, false}});
    m_sink.entity(std::move(record));
    if (!told)
        return;
    pool.fields.append({u"vendor"_s, found.vendor});
    if (!found.chip.isEmpty())
        pool.fields.append({u"chip"_s, found.chip});
    if (found.count > 0)
        pool.fields.append({u"count"_s, found.count});
    if (found.memoryMib > 0)
        pool.fields.append({u"memory_mib"_s, found.memoryMib});
    // Its provider and place are its machine's, and the store gives it those.
    m_sink.entity(std::move(pool));
}

} // namespace importers
