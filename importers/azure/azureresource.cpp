// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/azure/azureresource.h"

#include "importers/azure/azureaccess.h"
#include "importers/azure/azuredeployment.h"
#include "importers/azure/azurekeys.h"
#include "importers/azure/azureplaces.h"
#include "importers/azure/azurerows.h"
#include "importers/azure/azuretypes.h"
#include "importers/jsonmembers.h"
#include "importers/machinegroup.h"
#include "importers/tags.h"

#include <nlohmann/json.hpp>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

constexpr auto VirtualMachine = "microsoft.compute/virtualmachines"_L1;
constexpr auto ScaleSet = "microsoft.compute/virtualmachinescalesets"_L1;
constexpr auto ManagedIdentity = "microsoft.managedidentity/userassignedidentities"_L1;
constexpr auto NodePool = "microsoft.containerservice/managedclusters/agentpools"_L1;
constexpr auto Cluster = "microsoft.containerservice/managedclusters"_L1;

/// Whether the internet reaches it, by the switch of its own and, where that is on, by its firewall.
QString networksOf(const json &properties)
{
    const QString access = text(properties, "publicNetworkAccess");
    if (access.compare("Disabled"_L1, Qt::CaseInsensitive) == 0)
        return u"private"_s;
    if (access.compare("SecuredByPerimeter"_L1, Qt::CaseInsensitive) == 0)
        return u"selected"_s;
    if (access.compare("Enabled"_L1, Qt::CaseInsensitive) != 0)
        return {};
    const QString others = text(member(properties, "networkAcls"), "defaultAction");
    return others.compare("Deny"_L1, Qt::CaseInsensitive) == 0 ? u"selected"_s : u"public"_s;
}

QString groupOf(const AzureId &id, const QString &group)
{
    return id.subscription + u'/' + group.toLower();
}

/// A table's cells are texts.
std::optional<qint64> countOf(const json &value)
{
    bool fine = false;
    const qint64 count = text(value).toLongLong(&fine);
    return fine && count >= 0 ? std::optional(count) : std::nullopt;
}

/// An agent pool, as a resource of its own or in its cluster's words.
MachineGroup poolOf(const json &pool)
{
    MachineGroup group;
    if (const QString type = text(pool, "vmSize"); !type.isEmpty())
        group.types.append(type);
    group.count = countOf(member(pool, "count"));
    if (isTrue(member(pool, "enableAutoScaling"))) {
        group.least = countOf(member(pool, "minCount"));
        group.most = countOf(member(pool, "maxCount"));
    }
    return group;
}

QString imageOf(const json &reference)
{
    const QString own = text(reference, "id");
    if (!own.isEmpty())
        return own;
    QStringList parts;
    for (const char *name : {"publisher", "offer", "sku", "version"}) {
        const QString part = text(reference, name);
        if (!part.isEmpty())
            parts.append(part);
    }
    return parts.join(u':');
}

/// The machine type, where the resource's machines are of one.
QString machineOf(const json &row, const AzureId &id)
{
    const json &properties = azureProperties(row);
    if (id.type == VirtualMachine || id.type == "microsoft.azurestackhci/virtualmachineinstances"_L1)
        return text(member(properties, "hardwareProfile"), "vmSize");
    if (id.type == ScaleSet || id.type.startsWith("microsoft.dbfor"_L1))
        return text(member(row, "sku"), "name");
    return {};
}

/// Machines of Azure Machine Learning, in the words of the interface, of a query or of the command line: of a cluster the number of now, of a
/// deployment the one that it was given, and one of an instance. None: the resource is nothing of the kind.
std::optional<MachineGroup> learningMachinesOf(const json &row, const AzureId &id)
{
    const bool compute = id.type == "microsoft.machinelearningservices/workspaces/computes"_L1;
    if (!compute && id.type != "microsoft.machinelearningservices/workspaces/onlineendpoints/deployments"_L1)
        return std::nullopt;
    const json &properties = azureProperties(row);
    const json &own = member(properties, "properties").is_object() ? member(properties, "properties") : properties;
    const auto first = [](const json &object, std::initializer_list<const char *> names) {
        QString found;
        for (const char *name : names)
            found = found.isEmpty() ? text(object, name) : found;
        return found;
    };
    MachineGroup group;
    if (const QString type = first(own, {"vmSize", "instanceType", "instance_type", "size"}); !type.isEmpty())
        group.types.append(type);
    if (!compute) {
        group.count = countOf(member(member(row, "sku"), "capacity"));
        return group.count ? group : MachineGroup{group.types, countOf(member(own, "instance_count")), {}, {}};
    }
    group.count = countOf(member(own, "currentNodeCount"));
    const QString kind = first(properties, {"computeType"}) + first(row, {"type"});
    if (kind.contains("ComputeInstance"_L1, Qt::CaseInsensitive))
        group.count = 1;
    const json &scale = member(own, "scaleSettings");
    if (!group.count) {
        group.least = countOf(member(scale, "minNodeCount"));
        group.most = countOf(member(scale, "maxNodeCount"));
    }
    return group;
}

/// Machines of a cluster and of a scale set occur as resources of their own too: counted once.
QString countedWith(const json &row, const AzureId &id, const AzureIndex &index)
{
    if (id.type == VirtualMachine) {
        const auto set = AzureId::fromText(text(member(azureProperties(row), "virtualMachineScaleSet"), "id"));
        if (set && index.scaleSets.contains(set->key))
            return set->key;
    }
    if (id.type == VirtualMachine || id.type == ScaleSet)
        return index.clusterOfGroup.value(groupOf(id, id.resourceGroup));
    return {};
}

void sayMachines(Record &record, const json &row, const AzureId &id, const AzureIndex &index)
{
    const QString whole = countedWith(row, id, index);
    if (!whole.isEmpty()) {
        record.fields.append({u"part_of"_s, Reference{whole}});
        return;
    }
    if (id.type == NodePool)
        record.fields.append({u"part_of"_s, Reference{id.parent()}});
    if (id.type == NodePool)
        return importers::sayMachines(record, poolOf(azureProperties(row)));
    if (const auto machines = learningMachinesOf(row, id))
        return importers::sayMachines(record, *machines);
    saySomething(record, u"instance_type"_s, machineOf(row, id));
    if (id.type == VirtualMachine)
        record.fields.append({u"instance_count"_s, qint64{1}});
    else if (const auto count = countOf(member(member(row, "sku"), "capacity")); count && id.type == ScaleSet)
        record.fields.append({u"instance_count"_s, *count});
}

void sayProtection(Record &record, const json &row, const AzureId &id)
{
    const json &properties = azureProperties(row);
    const QString source = text(member(properties, "encryption"), "keySource").toLower();
    if (source == "microsoft.keyvault"_L1)
        record.fields.append({u"key_management"_s, u"cmk"_s});
    else if (source.startsWith("microsoft."_L1))
        record.fields.append({u"key_management"_s, u"provider"_s});
    // An account that went back to the service's own key may still name the one of before.
    const QString key = source.isEmpty() || source == "microsoft.keyvault"_L1 ? azureKeyNamed(row) : QString();
    if (source.isEmpty() && !key.isEmpty())
        record.fields.append({u"key_management"_s, u"cmk"_s});
    if (!key.isEmpty())
        record.fields.append({u"key"_s, Reference{key}});
    if (!source.isEmpty() || !key.isEmpty())
        record.fields.append({u"encryption_at_rest"_s, true});
    for (const char *name : {"supportsHttpsTrafficOnly", "enableHttpsTrafficOnly", "httpsOnly"}) {
        if (const json &only = member(properties, name); only.is_boolean()) {
            record.fields.append({u"encryption_in_transit"_s, only.get<bool>()});
            break;
        }
    }
    saySomething(record, u"network_access"_s, networksOf(properties));
    if (id.type == VirtualMachine) {
        if (!text(member(properties, "host"), "id").isEmpty() || !text(member(properties, "hostGroup"), "id").isEmpty())
            record.fields.append({u"tenancy"_s, u"dedicated_host"_s});
        if (text(member(properties, "securityProfile"), "securityType") == "ConfidentialVM"_L1)
            record.fields.append({u"confidential_computing"_s, true});
    }
}

void sayState(Record &record, const json &row)
{
    const json &properties = azureProperties(row);
    const QString power = text(member(member(member(properties, "extended"), "instanceView"), "powerState"), "code");
    saySomething(record, u"state"_s, power.isEmpty() ? text(properties, "status") : power.section(u'/', -1));
}

void sayTags(Record &record, const json &tags)
{
    if (!tags.is_object())
        return;
    for (const auto &[name, value] : tags.items())
        applyTag({QString::fromStdString(name), text(value)}, record);
}

/// A managed identity is told by the resource that acts under it, or by itself.
Record identityRecord(const QString &objectId, const QString &name, const QString &kind, const QString &directory,
                      const QString &mapping)
{
    Record identity;
    sayAzurePrincipal(identity, objectId, mapping);
    identity.name = name;
    identity.fields.append({u"kind"_s, kind});
    saySomething(identity, u"account"_s, directory);
    identity.fields.append({u"external"_s, false});
    identity.fields.append({u"credential_type"_s, u"short_lived"_s});
    return identity;
}

/// The identities under which a resource acts.
void addIdentities(QList<Record> &others, const json &row, const Record &owner)
{
    const json &identity = member(row, "identity");
    const QString own = text(identity, "principalId");
    const QString directory = text(identity, "tenantId");
    if (!own.isEmpty())
        others.append(
            identityRecord(own, owner.name + u" (managed identity)"_s, u"service"_s, directory, owner.mapping));
    if (const json &given = member(identity, "userAssignedIdentities"); given.is_object()) {
        for (const auto &[name, one] : given.items()) {
            const auto id = AzureId::fromText(QString::fromStdString(name));
            const QString objectId = text(one, "principalId");
            if (!id || objectId.isEmpty())
                continue;
            others.append(identityRecord(objectId, id->name, u"service"_s, directory, owner.mapping));
            others.last().aliases.append({u"azure"_s, id->key});
        }
    }
    const json &agent = member(azureProperties(row), "defaultInstanceIdentity");
    if (const QString objectId = text(agent, "principalId"); !objectId.isEmpty())
        others.append(identityRecord(objectId, owner.name, u"agent"_s, text(agent, "tenantId"), owner.mapping));
}

void addPools(QList<Record> &others, const json &row, const AzureId &id, const Record &cluster)
{
    for (const json *pool : elements(member(azureProperties(row), "agentPoolProfiles"))) {
        const QString name = text(*pool, "name");
        const auto own = AzureId::fromText(id.key + u"/agentpools/"_s + name);
        if (name.isEmpty() || !own)
            continue;
        Record record;
        record.kind = EntityKind::Workload;
        sayAzureKey(record, *own, cluster.mapping);
        // Its scale set and its nodes in the cluster's own words are the same machines.
        // A list that does not ask for the group leaves the one that Azure names where the customer chooses none.
        QString group = text(azureProperties(row), "nodeResourceGroup");
        if (const QString region = azureRegion(text(row, "location")); group.isEmpty() && !region.isEmpty())
            group = u"MC_%1_%2_%3"_s.arg(id.resourceGroup, id.name, region);
        if (!group.isEmpty())
            record.aliases.append({u"azure"_s, azurePoolKey(id.subscription, group, name)});
        record.name = cluster.name + u'/' + name;
        record.fields.append({u"role"_s, u"supporting"_s});
        record.fields.append({u"resource_type"_s, own->type});
        record.fields.append({u"provider"_s, Reference{AzureProvider}});
        saySomething(record, u"account"_s, id.subscription);
        record.fields.append({u"service_model"_s, u"iaas"_s});
        record.fields.append({u"part_of"_s, Reference{cluster.key}});
        importers::sayMachines(record, poolOf(*pool));
        record.places = cluster.places;
        record.completeFacets = cluster.completeFacets;
        others.append(std::move(record));
    }
}

} // namespace

void AzureIndex::add(const json &row, const AzureId &id)
{
    const json &properties = azureProperties(row);
    if (id.type == Cluster) {
        const QString group = text(properties, "nodeResourceGroup");
        // Only a cluster that tells its pools counts their machines.
        if (!group.isEmpty() && member(properties, "agentPoolProfiles").is_array())
            clusterOfGroup.insert(groupOf(id, group), id.key);
    } else if (id.type == ScaleSet && countOf(member(member(row, "sku"), "capacity"))) {
        scaleSets.insert(id.key);
    } else if (id.type == "microsoft.cognitiveservices/accounts"_L1) {
        const QString region = azureRegion(text(row, "location"));
        if (!region.isEmpty())
            regionOfAccount.insert(id.key, region);
    } else if (id.type == "microsoft.cognitiveservices/accounts/deployments"_L1) {
        QStringList &list = deployments[id.parent()];
        if (isAzureDeploymentRunning(row) && !list.contains(id.key))
            list.append(id.key);
    }
}

QList<Record> azureResource(const json &row, const AzureId &id, const AzureIndex &index, const QString &mapping)
{
    const AzureType type = azureType(id.type.toStdString());
    const json &properties = azureProperties(row);
    if (isAzureKey(id))
        return {azureKeyRecord(row, id, mapping)};
    QList<Record> records;
    if (const QString objectId = text(properties, "principalId"); id.type == ManagedIdentity && !objectId.isEmpty()) {
        records.append(identityRecord(objectId, id.name, u"service"_s, text(properties, "tenantId"), mapping));
        records.last().aliases.append({u"azure"_s, id.key});
        return records;
    }
    Record record;
    record.kind = EntityKind::Workload;
    sayAzureKey(record, id, mapping);
    if (const QString pool = id.type == ScaleSet ? azurePoolOfScaleSet(id) : QString(); !pool.isEmpty()) {
        record.aliases.append({u"azure"_s, pool});
        if (const QString cluster = countedWith(row, id, index); !cluster.isEmpty()) {
            // The cluster tells all of it as its pool: this is another name of that.
            record.fields.append({u"part_of"_s, Reference{cluster}});
            return {record};
        }
    }
    const QString shown = text(properties, "displayName");
    const QString name = text(row, "name");
    record.name = !shown.isEmpty() ? shown : name.isEmpty() ? id.name : name.section(u'/', -1);
    record.fields.append({u"role"_s, type.assessed ? u"assessed"_s : u"supporting"_s});
    record.fields.append({u"resource_type"_s, id.type});
    const QString runner = azureRunner(row, id);
    if (!runner.isEmpty())
        record.fields.append({u"provider"_s, Reference{runner}});
    saySomething(record, u"account"_s, id.subscription);
    // What Azure only manages stands with the customer, or in another cloud.
    const bool onSite = type.serviceModel && QLatin1String(type.serviceModel) == "onprem"_L1 && runner.isEmpty();
    // Whether another cloud runs the machine only its properties tell.
    const bool saysRunner = !type.serviceModel || QLatin1String(type.serviceModel) != "onprem"_L1 || !runner.isEmpty() ||
                            member(row, "properties").is_object() || row.contains("provisioningState");
    if (type.serviceModel && saysRunner)
        record.fields.append({u"service_model"_s, QLatin1String(type.serviceModel) == "onprem"_L1 && !onSite
                                                      ? u"iaas"_s
                                                      : QString::fromLatin1(type.serviceModel)});
    if ((onSite && saysRunner) || AzureId::fromText(text(member(row, "extendedLocation"), "name")))
        record.fields.append({u"deployment_type"_s, u"onprem"_s});
    sayMachines(record, row, id, index);
    saySomething(record, u"image"_s, imageOf(member(member(properties, "storageProfile"), "imageReference")));
    sayState(record, row);
    sayProtection(record, row, id);
    if (id.type == "microsoft.cognitiveservices/accounts"_L1)
        saySomething(record, u"description"_s, text(row, "kind"));
    sayTags(record, member(row, "tags"));
    sayTags(record, member(properties, "tags")); // where applications of Foundry have theirs
    // Where an account's models run is said by its deployments: the whole world, a data zone or the region.
    const QString kind = text(row, "kind");
    const bool offersModels = id.type == "microsoft.cognitiveservices/accounts"_L1 && (kind.isEmpty() || kind == "OpenAI"_L1 || kind == "AIServices"_L1);
    sayAzurePlaces(record, records, row, id, type.processes && !offersModels);

    if (id.type == Cluster)
        addPools(records, row, id, record);
    addIdentities(records, row, record);
    records.append(std::move(record));
    return records;
}

} // namespace importers
