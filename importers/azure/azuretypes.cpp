// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/azure/azuretypes.h"

#include <array>

namespace importers {
namespace {

constexpr auto OnPremises = "onprem";

constexpr std::array assessedTypes = {
    TypeRow{"microsoft.apimanagement/service", false, Paas},
    TypeRow{"microsoft.app/containerapps", true, Paas},
    TypeRow{"microsoft.app/jobs", true, Paas},
    TypeRow{"microsoft.automation/automationaccounts", true, Paas},
    TypeRow{"microsoft.avs/privateclouds", true, Iaas},
    TypeRow{"microsoft.azurestackhci/clusters", true, OnPremises},
    TypeRow{"microsoft.azurestackhci/virtualmachineinstances", true, OnPremises},
    TypeRow{"microsoft.batch/batchaccounts", true, Paas},
    TypeRow{"microsoft.botservice/botservices", true, Paas},
    TypeRow{"microsoft.cache/redis", false, Paas},
    TypeRow{"microsoft.cache/redisenterprise", false, Paas},
    TypeRow{"microsoft.cognitiveservices/accounts", true, Paas},
    TypeRow{"microsoft.cognitiveservices/accounts/projects", true, Paas},
    TypeRow{"microsoft.cognitiveservices/accounts/projects/applications", true, Paas},
    TypeRow{"microsoft.compute/virtualmachines", true, Iaas},
    TypeRow{"microsoft.compute/virtualmachinescalesets", true, Iaas},
    TypeRow{"microsoft.connectedvmwarevsphere/virtualmachines", true, OnPremises},
    TypeRow{"microsoft.containerinstance/containergroups", true, Paas},
    TypeRow{"microsoft.containerregistry/registries", false, Paas},
    TypeRow{"microsoft.containerservice/managedclusters", true, Paas},
    TypeRow{"microsoft.databricks/workspaces", true, Paas},
    TypeRow{"microsoft.datafactory/factories", true, Paas},
    TypeRow{"microsoft.dbformariadb/servers", false, Paas},
    TypeRow{"microsoft.dbformysql/flexibleservers", false, Paas},
    TypeRow{"microsoft.dbformysql/servers", false, Paas},
    TypeRow{"microsoft.dbforpostgresql/flexibleservers", false, Paas},
    TypeRow{"microsoft.dbforpostgresql/servers", false, Paas},
    TypeRow{"microsoft.desktopvirtualization/hostpools", true, Saas},
    TypeRow{"microsoft.documentdb/databaseaccounts", false, Paas},
    TypeRow{"microsoft.documentdb/mongoclusters", false, Paas},
    TypeRow{"microsoft.eventhub/namespaces", false, Paas},
    TypeRow{"microsoft.fabric/capacities", true, Saas},
    TypeRow{"microsoft.hdinsight/clusters", true, Paas},
    TypeRow{"microsoft.healthcareapis/workspaces", false, Paas},
    TypeRow{"microsoft.hybridcompute/machines", true, OnPremises},
    TypeRow{"microsoft.keyvault/managedhsms", false, Paas},
    TypeRow{"microsoft.keyvault/vaults", false, Paas},
    TypeRow{"microsoft.kubernetes/connectedclusters", true, OnPremises},
    TypeRow{"microsoft.kusto/clusters", true, Paas},
    TypeRow{"microsoft.logic/workflows", true, Paas},
    TypeRow{"microsoft.machinelearningservices/workspaces", true, Paas},
    TypeRow{"microsoft.machinelearningservices/workspaces/computes", true, Paas},
    TypeRow{"microsoft.machinelearningservices/workspaces/onlineendpoints", true, Paas},
    TypeRow{"microsoft.machinelearningservices/workspaces/onlineendpoints/deployments", true, Paas},
    TypeRow{"microsoft.machinelearningservices/workspaces/serverlessendpoints", true, Paas},
    TypeRow{"microsoft.netapp/netappaccounts/capacitypools/volumes", false, Paas},
    TypeRow{"microsoft.powerbidedicated/capacities", true, Saas},
    TypeRow{"microsoft.purview/accounts", true, Paas},
    TypeRow{"microsoft.recoveryservices/vaults", false, Paas},
    TypeRow{"microsoft.scvmm/virtualmachines", true, OnPremises},
    TypeRow{"microsoft.search/searchservices", true, Paas},
    TypeRow{"microsoft.servicebus/namespaces", false, Paas},
    TypeRow{"microsoft.signalrservice/signalr", true, Paas},
    TypeRow{"microsoft.sql/managedinstances", false, Paas},
    TypeRow{"microsoft.sql/servers/databases", false, Paas},
    TypeRow{"microsoft.storage/storageaccounts", false, Paas},
    TypeRow{"microsoft.streamanalytics/streamingjobs", true, Paas},
    TypeRow{"microsoft.synapse/workspaces", true, Paas},
    TypeRow{"microsoft.web/sites", true, Paas},
    TypeRow{"microsoft.web/staticsites", true, Paas},
};

/// Namespaces that hold nothing but parts, rules or plumbing; others are known by a type in the table above.
constexpr std::array<std::string_view, 32> supportingNamespaces = {"microsoft.aad",
                                                                   "microsoft.advisor",
                                                                   "microsoft.alertsmanagement",
                                                                   "microsoft.appconfiguration",
                                                                   "microsoft.authorization",
                                                                   "microsoft.automanage",
                                                                   "microsoft.cdn",
                                                                   "microsoft.classiccompute",
                                                                   "microsoft.classicnetwork",
                                                                   "microsoft.classicstorage",
                                                                   "microsoft.communication",
                                                                   "microsoft.consumption",
                                                                   "microsoft.costmanagement",
                                                                   "microsoft.dashboard",
                                                                   "microsoft.dataprotection",
                                                                   "microsoft.devtestlab",
                                                                   "microsoft.eventgrid",
                                                                   "microsoft.extendedlocation",
                                                                   "microsoft.guestconfiguration",
                                                                   "microsoft.insights",
                                                                   "microsoft.kubernetesconfiguration",
                                                                   "microsoft.maintenance",
                                                                   "microsoft.managedidentity",
                                                                   "microsoft.migrate",
                                                                   "microsoft.monitor",
                                                                   "microsoft.network",
                                                                   "microsoft.operationalinsights",
                                                                   "microsoft.operationsmanagement",
                                                                   "microsoft.policyinsights",
                                                                   "microsoft.portal",
                                                                   "microsoft.resources",
                                                                   "microsoft.security"};

std::string_view namespaceOf(std::string_view type)
{
    return type.substr(0, type.find('/'));
}

} // namespace

AzureType azureType(std::string_view type)
{
    return knownType(assessedTypes, supportingNamespaces, type, namespaceOf);
}

} // namespace importers
