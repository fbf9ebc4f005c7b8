// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/gcp/googlename.h"
#include "importers/gcp/googlenodepool.h"
#include "importers/jsonmembers.h"
#include "importers/machinegroup.h"
#include "importers/say.h"
#include "importers/terraform/tfreader.h"

#include <nlohmann/json.hpp>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

std::optional<qint64> number(const json &value)
{
    return value.is_number_integer() ? std::optional(std::max<qint64>(0, value.get<qint64>())) : std::nullopt;
}

/// Zones in which a pool has its machines; 0: not told.
qsizetype zonesOf(const json &pool)
{
    for (const char *list : {"managed_instance_group_urls", "instance_group_urls", "node_locations"}) {
        if (const auto zones = texts(member(pool, list)).size(); zones > 0)
            return zones;
    }
    return 0;
}

GoogleNodePool nodePoolOf(const json &pool, const QString &location)
{
    GoogleNodePool read;
    const qsizetype zones = zonesOf(pool);
    auto each = number(member(pool, "node_count"));
    if (!each)
        each = number(member(pool, "initial_node_count")); // of a plan
    read.machines.count = inAllZones(each, zones, location);
    const json &scaled = tfBlock(pool, "autoscaling");
    const auto bound = [&](const char *all, const char *one) {
        const auto total = number(member(scaled, all));
        return total.value_or(0) > 0 ? total : inAllZones(number(member(scaled, one)), zones, location);
    };
    read.machines.least = bound("total_min_node_count", "min_node_count");
    read.machines.most = bound("total_max_node_count", "max_node_count");
    const json &config = tfBlock(pool, "node_config");
    if (const QString type = text(config, "machine_type").section(u'/', -1); !type.isEmpty())
        read.machines.types.append(type);
    if (const QString key = text(config, "boot_disk_kms_key"); !key.isEmpty())
        read.keys.add(key);
    for (const json *block : elements(member(config, "guest_accelerator"))) {
        const QString chip = text(*block, "type").section(u'/', -1);
        const auto inEach = number(member(*block, "count"));
        if (!chip.isEmpty() && inEach.value_or(0) > 0)
            read.chips.append({chip, *inEach});
    }
    return read;
}

} // namespace

void TfReader::indexLaunchTemplate(const TfInstance &instance)
{
    const QString type = text(instance.attributes(), "instance_type");
    for (const char *name : {"id", "name"}) {
        if (const QString known = text(instance.attributes(), name); !type.isEmpty() && !known.isEmpty())
            m_launchedTypes.insert(known, type);
    }
}

void TfReader::eksNodeGroup(const TfInstance &instance, const std::optional<Arn> &arn)
{
    const json &attributes = instance.attributes();
    Record record = started(instance, EntityKind::Workload, arn ? arn->text() : QString(), u"arn"_s);
    const QString cluster = text(attributes, "cluster_name");
    const QString group = text(attributes, "node_group_name");
    if (!group.isEmpty())
        record.name = cluster + u'/' + group;
    say(record, u"role"_s, u"supporting"_s);
    say(record, u"resource_type"_s, u"AWS::EKS::Nodegroup"_s);
    say(record, u"service_model"_s, u"iaas"_s);
    QString region = text(attributes, "region");
    if (region.isEmpty() && arn)
        region = arn->region;
    record.fields.append(
        {u"provider"_s, Reference{arn ? awsProviderOfPartition(arn->partition) : awsProviderOfRegion(region)}});
    if (arn) {
        say(record, u"account"_s, arn->account);
        // The machines know no more of its name.
        record.aliases.append({u"eks-nodegroup"_s, eksNodeGroupName(*arn)});
        const Arn whole{arn->partition, u"eks"_s, arn->region, arn->account, u"cluster/"_s + cluster};
        record.fields.append({u"part_of"_s, Reference{whole.text()}});
    }
    MachineGroup machines;
    machines.types = texts(member(attributes, "instance_types"));
    const json &launched = tfBlock(attributes, "launch_template");
    for (const char *name : {"id", "name"}) {
        const QString type = m_launchedTypes.value(text(launched, name));
        if (machines.types.isEmpty() && !type.isEmpty())
            machines.types.append(type);
    }
    machines.types.removeDuplicates();
    const json &scaling = tfBlock(attributes, "scaling_config");
    machines.count = number(member(scaling, "desired_size"));
    machines.least = number(member(scaling, "min_size"));
    machines.most = number(member(scaling, "max_size"));
    sayMachines(record, machines);
    if (machines.types.size() > 1 && !machines.known())
        m_sink.diagnostic({u"several-types"_s, domain::DiagnosticLevel::Warning, instance.where,
                           u"%1: its machines may be of several types (%2), and how many they are is not told, so that their accelerators are not "
                           "counted: import the machines (EC2, Kubernetes nodes), or put them into the register of accelerators"_s.arg(
                               instance.address, machines.types.join(u", "_s))});
    say(record, u"state"_s, !arn && m_planned ? u"planned"_s : text(attributes, "status"));
    applyAwsTags(awsTags(member(attributes, "tags")), record);
    if (!region.isEmpty()) {
        record.places.append(awsPlace(region, Facet::Hosting | Facet::Processing));
        record.completeFacets = record.places.last().facets;
    }
    m_sink.entity(std::move(record));
}

QString TfReader::gkeCluster(const json &attributes, const char *nameAttribute)
{
    const QString name = text(attributes, nameAttribute);
    // Some write the cluster's identifier where its name belongs: projects/p/locations/l/clusters/c.
    if (name.startsWith("projects/"_L1))
        return googleFullName(u"//container.googleapis.com/"_s + name);
    const QString project = text(attributes, "project");
    const QString location = text(attributes, "location");
    if (project.isEmpty() || location.isEmpty() || name.isEmpty())
        return {};
    return googleFullName(u"//container.googleapis.com/projects/%1/locations/%2/clusters/%3"_s.arg(project, location, name));
}

void TfReader::indexGooglePool(const TfInstance &instance)
{
    const QString cluster = gkeCluster(instance.attributes(), "cluster");
    if (const QString name = text(instance.attributes(), "name"); !cluster.isEmpty() && !name.isEmpty())
        m_ownPools.insert(cluster + u"/nodePools/"_s + name);
}

/// A pool that is a resource of its own.
void TfReader::googleNodePool(const TfInstance &instance)
{
    const QString cluster = gkeCluster(instance.attributes(), "cluster");
    if (cluster.isEmpty() || text(instance.attributes(), "name").isEmpty())
        return passOver(instance); // of a cluster that is only planned
    googlePoolRecord(instance.attributes(), cluster, text(instance.attributes(), "location"));
}

/// The pools that a cluster lists, but those that are resources of their own.
void TfReader::googlePoolsOf(const TfInstance &instance, const QString &cluster)
{
    for (const json *pool : elements(member(instance.attributes(), "node_pool"))) {
        const QString name = text(*pool, "name");
        if (!name.isEmpty() && !m_ownPools.contains(cluster + u"/nodePools/"_s + name))
            googlePoolRecord(*pool, cluster, text(instance.attributes(), "location"));
    }
}

void TfReader::googlePoolRecord(const json &pool, const QString &cluster, const QString &location)
{
    Record record;
    record.kind = EntityKind::Workload;
    record.mapping = m_mapping;
    record.whole = true;
    record.key = cluster + u"/nodePools/"_s + text(pool, "name");
    record.aliases.append({u"google"_s, record.key});
    record.name = cluster.section(u'/', -1) + u'/' + text(pool, "name");
    say(record, u"role"_s, u"supporting"_s);
    say(record, u"resource_type"_s, u"container.googleapis.com/NodePool"_s);
    record.fields.append({u"provider"_s, Reference{GoogleProvider}});
    say(record, u"account"_s, googleProjectOf(cluster));
    say(record, u"service_model"_s, u"iaas"_s);
    record.fields.append({u"part_of"_s, Reference{cluster}});
    if (const QString region = googleRegionOf(location); !region.isEmpty()) {
        record.places.append(googlePlace(region, Facet::Hosting | Facet::Processing));
        record.completeFacets = record.places.last().facets;
    }
    QList<Record> accelerators;
    const GoogleNodePool read = nodePoolOf(pool, location);
    sayNodePool(record, read, accelerators);
    sayGoogleKeys(record, read.keys);
    m_sink.entity(std::move(record));
    for (Record &one : accelerators)
        m_sink.entity(std::move(one));
}

} // namespace importers
