// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/azure/azureaccess.h"
#include "importers/azure/azuredeployment.h"
#include "importers/azure/azureid.h"
#include "importers/azure/azurekeys.h"
#include "importers/developername.h"
#include "importers/jsonmembers.h"
#include "importers/machinegroup.h"
#include "importers/say.h"
#include "importers/terraform/tfreader.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

/// Identifiers are compared without case; the exports write them as they please.
QString azureKey(const QString &text)
{
    const auto id = AzureId::fromText(text);
    return id ? id->key : QString();
}

QString subscriptionOf(const QString &id)
{
    return id.startsWith("/subscriptions/"_L1) ? id.section(u'/', 2, 2) : QString();
}

AzureRoles::Role roleOf(const json &attributes)
{
    QStringList allowed;
    QStringList excepted;
    for (const json *block : elements(member(attributes, "permissions"))) {
        for (const char *list : {"actions", "data_actions"})
            allowed += texts(member(*block, list));
        for (const char *list : {"not_actions", "not_data_actions"})
            excepted += texts(member(*block, list));
    }
    return AzureRoles::made(text(attributes, "name"), allowed, excepted, true);
}

/// A type whose resources may be in several regions, which a block of theirs lists.
struct Spread
{
    const char *type;
    const char *block;
    bool all; ///< the list has the first region too; the resource's own location is where its record is kept
};

constexpr std::array spreads = {
    Spread{"azurerm_api_management", "additional_location", false},
    Spread{"azurerm_app_configuration", "replica", false},
    Spread{"azurerm_container_registry", "georeplications", false},
    Spread{"azurerm_cosmosdb_account", "geo_location", true},
};

void sayPlaces(Record &record, const TfInstance &instance, const QString &own, int facets)
{
    const json &attributes = instance.attributes();
    const auto *spread = std::find_if(spreads.begin(), spreads.end(), [&](const Spread &one) { return instance.type == QLatin1StringView(one.type); });
    QStringList regions;
    if (spread != spreads.end()) {
        for (const json *one : elements(member(attributes, spread->block)))
            regions.append(azureRegion(text(*one, "location")));
    }
    const bool all = spread == spreads.end() || !spread->all || !regions.isEmpty();
    if (spread == spreads.end() || !spread->all || regions.isEmpty())
        regions.prepend(own);
    regions.removeDuplicates();
    for (const QString &region : std::as_const(regions)) {
        if (!region.isEmpty())
            record.places.append(azurePlace(region, facets));
    }
    if (!record.places.isEmpty() && all)
        record.completeFacets = facets;
    if (const QString second = azureRegion(text(attributes, "secondary_location")); !second.isEmpty()) {
        record.places.append(azurePlace(second, Facet::Failover));
        record.completeFacets |= Facet::Failover;
    }
}

/// Machines of Azure Machine Learning: a cluster is scaled by itself, and a state knows the bounds and not the number of now.
void sayLearningMachines(Record &record, const TfInstance &instance)
{
    const json &attributes = instance.attributes();
    const bool cluster = instance.type == "azurerm_machine_learning_compute_cluster"_L1;
    MachineGroup machines;
    if (const QString type = text(attributes, cluster ? "vm_size" : "virtual_machine_size"); !type.isEmpty())
        machines.types.append(type);
    const json &scale = tfBlock(attributes, "scale_settings");
    const auto number = [&scale](const char *name) {
        const json &value = member(scale, name);
        return value.is_number_integer() ? std::optional(value.get<qint64>()) : std::nullopt;
    };
    if (cluster) {
        machines.least = number("min_node_count");
        machines.most = number("max_node_count");
    } else {
        machines.count = 1;
    }
    sayMachines(record, machines);
}

} // namespace

void TfReader::indexAzure(const TfInstance &instance)
{
    const QString id = azureKey(text(instance.attributes(), "id"));
    const QString location = azureRegion(text(instance.attributes(), "location"));
    if (!id.isEmpty() && !location.isEmpty())
        m_azureLocations.insert(id, location);
    if (const QString group = text(instance.attributes(), "node_resource_group"); !group.isEmpty())
        m_nodeGroups.insert(id, group);
    if (instance.type == "azurerm_cognitive_deployment"_L1 && !id.isEmpty())
        m_deployments[azureKey(text(instance.attributes(), "cognitive_account_id"))].append(id);
}

void TfReader::readAzure(const TfInstance &instance)
{
    const json &attributes = instance.attributes();
    QString id = azureKey(text(attributes, "id"));
    if (instance.type == "azurerm_role_assignment"_L1)
        return azureAssignment(instance);
    if (instance.type == "azurerm_role_definition"_L1)
        return azureRoleText(instance);
    if (instance.type == "azurerm_user_assigned_identity"_L1)
        return azureIdentity(instance, id);
    if (instance.type == "azurerm_cognitive_deployment"_L1)
        return azureModel(instance, id);
    if (instance.type == "azurerm_kubernetes_cluster_node_pool"_L1) {
        const QString cluster = azureKey(text(attributes, "kubernetes_cluster_id"));
        if (cluster.isEmpty())
            passOver(instance); // of a cluster that is only planned
        else
            azurePool(attributes, cluster, cluster.section(u'/', -1));
        return;
    }
    if (instance.type == "azurerm_key_vault_key"_L1) {
        const QString resource = azureKey(text(attributes, "resource_versionless_id"));
        Record record = started(instance, EntityKind::Key, resource, u"azure"_s);
        if (const QString address = azureKeyAddress(text(attributes, "versionless_id")); !address.isEmpty())
            record.aliases.append({u"azure"_s, address});
        record.fields.append({u"provider"_s, Reference{AzureProvider}});
        say(record, u"custody"_s, u"customer_in_provider"_s);
        if (const QString kind = text(attributes, "key_type"); !kind.isEmpty())
            record.fields.append({u"hsm"_s, kind.endsWith("-HSM"_L1)});
        const QString region = m_azureLocations.value(azureKey(text(attributes, "key_vault_id")));
        if (!region.isEmpty()) {
            record.places.append(azurePlace(region, Facet::Keys));
            record.completeFacets = Facet::Keys;
        }
        m_sink.entity(std::move(record));
        return;
    }
    const TfType *type = tfType(instance.type);
    QString region = m_azureLocations.value(id, azureRegion(text(attributes, "location")));
    if (!type && (id.isEmpty() || region.isEmpty())) {
        passOver(instance);
        return;
    }
    if (region.isEmpty())
        region = m_azureLocations.value(azureKey(text(attributes, "server_id") + text(attributes, "machine_learning_workspace_id")));
    Record record = workload(instance, type, id, u"azure"_s);
    record.fields.append({u"provider"_s, Reference{AzureProvider}});
    say(record, u"account"_s, subscriptionOf(id));
    if (type && QLatin1StringView(type->native).startsWith("Microsoft.Compute/"_L1)) {
        const json &count = member(attributes, "instances");
        record.fields.append({u"instance_count"_s, count.is_number_integer() ? count.get<qint64>() : qint64{1}});
        for (const char *name : {"size", "vm_size", "sku"}) {
            if (const QString size = text(attributes, name); !size.isEmpty()) {
                say(record, u"instance_type"_s, size);
                break;
            }
        }
        if (isTrue(member(attributes, "encryption_at_host_enabled")))
            record.fields.append({u"encryption_at_rest"_s, true});
    }
    if (type && QLatin1StringView(type->native) == "Microsoft.MachineLearningServices/workspaces/computes"_L1)
        sayLearningMachines(record, instance);
    if (!elements(member(attributes, "customer_managed_key")).empty()) {
        say(record, u"key_management"_s, u"cmk"_s);
        const QString key = azureKeyAddress(text(tfBlock(attributes, "customer_managed_key"), "key_vault_key_id"));
        if (!key.isEmpty())
            record.fields.append({u"key"_s, Reference{key}});
    }
    for (const char *name : {"https_traffic_only_enabled", "enable_https_traffic_only", "https_only"}) {
        if (const json &flag = member(attributes, name); flag.is_boolean()) {
            record.fields.append({u"encryption_in_transit"_s, flag.get<bool>()});
            break;
        }
    }
    if (const QStringList models = m_deployments.value(id); !models.isEmpty())
        record.fields.append({u"models"_s, domain::ListValue{models, false}});
    applyAwsTags(awsTags(member(attributes, "tags")), record);
    // Where an account's models run is said by its deployments.
    const bool ai = type && QLatin1StringView(type->native) == "Microsoft.CognitiveServices/accounts"_L1;
    sayPlaces(record, instance, region, Facet::Hosting | (type && type->processes && !ai ? Facet::Processing : 0));
    azureOwnIdentity(instance, record);
    const QString name = record.name;
    m_sink.entity(std::move(record));
    if (instance.type == "azurerm_kubernetes_cluster"_L1 && !id.isEmpty())
        azurePool(tfBlock(attributes, "default_node_pool"), id, name);
}

/// The machines of a cluster, under the names that the cluster's own exports give them.
void TfReader::azurePool(const json &pool, const QString &cluster, const QString &clusterName)
{
    const QString name = text(pool, "name");
    if (name.isEmpty())
        return;
    Record record;
    record.kind = EntityKind::Workload;
    record.mapping = m_mapping;
    record.key = cluster + u"/agentpools/"_s + name.toLower();
    record.aliases.append({u"azure"_s, record.key});
    if (const QString group = m_nodeGroups.value(cluster); !group.isEmpty())
        record.aliases.append({u"azure"_s, azurePoolKey(subscriptionOf(cluster), group, name)});
    record.name = clusterName + u'/' + name;
    say(record, u"role"_s, u"supporting"_s);
    say(record, u"resource_type"_s, u"Microsoft.ContainerService/managedClusters/agentPools"_s);
    record.fields.append({u"provider"_s, Reference{AzureProvider}});
    say(record, u"account"_s, subscriptionOf(cluster));
    say(record, u"service_model"_s, u"iaas"_s);
    record.fields.append({u"part_of"_s, Reference{cluster}});
    MachineGroup machines;
    if (const QString type = text(pool, "vm_size"); !type.isEmpty())
        machines.types.append(type);
    const auto number = [&pool](const char *name) {
        const json &value = member(pool, name);
        return value.is_number_integer() ? std::optional(value.get<qint64>()) : std::nullopt;
    };
    machines.count = number("node_count");
    if (isTrue(member(pool, "auto_scaling_enabled")) || isTrue(member(pool, "enable_auto_scaling"))) {
        machines.least = number("min_count");
        machines.most = number("max_count");
    }
    sayMachines(record, machines);
    if (const QString region = m_azureLocations.value(cluster); !region.isEmpty()) {
        record.places.append(azurePlace(region, Facet::Hosting | Facet::Processing));
        record.completeFacets = record.places.last().facets;
    }
    m_sink.entity(std::move(record));
}

void TfReader::azureModel(const TfInstance &instance, const QString &id)
{
    const json &model = tfBlock(instance.attributes(), "model");
    Record record = started(instance, EntityKind::Model, id, u"azure"_s);
    record.fields.append({u"provider"_s, Reference{AzureProvider}});
    say(record, u"availability"_s, u"in_use"_s);
    sayAzureModel(record, text(model, "name"));
    say(record, u"version"_s, text(model, "version"));
    const QString upgrade = text(instance.attributes(), "version_upgrade_option");
    if (!upgrade.isEmpty())
        record.fields.append({u"version_pinned"_s, upgrade == "NoAutoUpgrade"_L1});
    const auto organisations = sayOrganisation(record, u"developer"_s, text(model, "format"));
    QString sku = text(tfBlock(instance.attributes(), "sku"), "name");
    if (sku.isEmpty())
        sku = text(tfBlock(instance.attributes(), "scale"), "type");
    say(record, u"description"_s, sku);
    const QString account = azureKey(text(instance.attributes(), "cognitive_account_id"));
    // The file may have been cut down to the deployment; the account's own export tells its region then.
    if (!account.isEmpty())
        sayAzureDeploymentPlaces(record, sku, {account, m_azureLocations.value(account), {}, {}});
    for (Record organisation : organisations)
        m_sink.entity(std::move(organisation));
    m_sink.entity(std::move(record));
}

void TfReader::azureRoleText(const TfInstance &instance)
{
    const json &attributes = instance.attributes();
    const QString id = text(attributes, "role_definition_id");
    Record record = azureRole(id, roleOf(attributes), text(attributes, "description"), m_mapping);
    if (id.isEmpty())
        record.key = ownKey(instance);
    m_sink.entity(std::move(record));
}

void TfReader::azureAssignment(const TfInstance &instance)
{
    const json &attributes = instance.attributes();
    AzureAssignment said;
    said.id = text(attributes, "id");
    said.principal = text(attributes, "principal_id");
    if (said.principal.isEmpty()) {
        if (m_planned)
            m_sink.ignored(u"not-there-yet"_s, u"%1 is only planned"_s.arg(instance.address));
        else
            m_sink.rejected(u"missing-principal"_s, instance.where + u"/principal_id"_s, u"no principal_id"_s);
        return;
    }
    said.type = text(attributes, "principal_type");
    said.kind = azurePrincipalKind(said.type);
    said.role = text(attributes, "role_definition_id");
    said.roleName = text(attributes, "role_definition_name");
    said.scope = text(attributes, "scope");
    said.condition = text(attributes, "condition");
    said.conditionAsked = true;
    said.description = text(attributes, "description");
    if (Record identity = azurePrincipal(said, m_mapping); !m_announced.contains(identity.key)) {
        m_announced.insert(identity.key);
        m_sink.entity(std::move(identity));
    }
    Record right = azureGrant(said, AzureRoles(), m_mapping);
    if (right.key.isEmpty())
        right.key = ownKey(instance);
    m_sink.entity(std::move(right));
}

void TfReader::azureIdentity(const TfInstance &instance, const QString &id)
{
    const json &attributes = instance.attributes();
    const QString principal = text(attributes, "principal_id");
    Record record = started(instance, EntityKind::Identity, principal.isEmpty() ? id : QString(), {});
    if (principal.isEmpty())
        record.fields.append({u"provider"_s, Reference{AzureProvider}});
    else
        sayAzurePrincipal(record, principal, m_mapping);
    if (!id.isEmpty())
        record.aliases.append({u"azure"_s, id});
    say(record, u"kind"_s, u"service"_s);
    say(record, u"account"_s, text(attributes, "tenant_id"));
    record.fields.append({u"external"_s, false});
    say(record, u"credential_type"_s, u"short_lived"_s);
    m_announced.insert(record.key);
    m_sink.entity(std::move(record));
}

/// The identity that a system has of its own.
void TfReader::azureOwnIdentity(const TfInstance &instance, const Record &owner)
{
    const json &block = tfBlock(instance.attributes(), "identity");
    const QString principal = text(block, "principal_id");
    if (principal.isEmpty())
        return;
    Record record;
    sayAzurePrincipal(record, principal, m_mapping);
    record.name = owner.name + u" (managed identity)"_s;
    say(record, u"kind"_s, u"service"_s);
    say(record, u"account"_s, text(block, "tenant_id"));
    record.fields.append({u"external"_s, false});
    say(record, u"credential_type"_s, u"short_lived"_s);
    m_announced.insert(record.key);
    m_sink.entity(std::move(record));
}

} // namespace importers
