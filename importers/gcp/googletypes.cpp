// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/gcp/googletypes.h"

#include <array>

namespace importers {
namespace {


constexpr std::array assessedTypes = {
    TypeRow{"aiplatform.googleapis.com/BatchPredictionJob", true, Paas},
    TypeRow{"aiplatform.googleapis.com/CustomJob", true, Paas},
    TypeRow{"aiplatform.googleapis.com/DeploymentResourcePool", true, Paas},
    TypeRow{"aiplatform.googleapis.com/Endpoint", true, Paas},
    TypeRow{"aiplatform.googleapis.com/FeatureOnlineStore", false, Paas},
    TypeRow{"aiplatform.googleapis.com/Featurestore", false, Paas},
    TypeRow{"aiplatform.googleapis.com/HyperparameterTuningJob", true, Paas},
    TypeRow{"aiplatform.googleapis.com/Index", true, Paas},
    TypeRow{"aiplatform.googleapis.com/IndexEndpoint", true, Paas},
    TypeRow{"aiplatform.googleapis.com/PersistentResource", true, Paas},
    TypeRow{"aiplatform.googleapis.com/PipelineJob", true, Paas},
    TypeRow{"aiplatform.googleapis.com/ReasoningEngine", true, Paas},
    TypeRow{"aiplatform.googleapis.com/TrainingPipeline", true, Paas},
    TypeRow{"alloydb.googleapis.com/Cluster", false, Paas},
    TypeRow{"apigateway.googleapis.com/Gateway", false, Paas},
    TypeRow{"apigee.googleapis.com/Organization", false, Paas},
    TypeRow{"appengine.googleapis.com/Application", true, Paas},
    TypeRow{"appengine.googleapis.com/Service", true, Paas},
    TypeRow{"artifactregistry.googleapis.com/Repository", false, Paas},
    TypeRow{"backupdr.googleapis.com/BackupVault", false, Paas},
    TypeRow{"batch.googleapis.com/Job", true, Paas},
    TypeRow{"bigquery.googleapis.com/Dataset", false, Paas},
    TypeRow{"bigtableadmin.googleapis.com/Instance", false, Paas},
    TypeRow{"cloudfunctions.googleapis.com/CloudFunction", true, Paas},
    TypeRow{"cloudfunctions.googleapis.com/Function", true, Paas},
    TypeRow{"composer.googleapis.com/Environment", true, Paas},
    TypeRow{"compute.googleapis.com/Instance", true, Iaas},
    TypeRow{"container.googleapis.com/Cluster", true, Paas},
    TypeRow{"dataflow.googleapis.com/Job", true, Paas},
    TypeRow{"datafusion.googleapis.com/Instance", true, Paas},
    TypeRow{"dataform.googleapis.com/Repository", true, Paas},
    TypeRow{"dataplex.googleapis.com/Lake", false, Paas},
    TypeRow{"dataproc.googleapis.com/Cluster", true, Paas},
    TypeRow{"dialogflow.googleapis.com/Agent", true, Saas},
    TypeRow{"discoveryengine.googleapis.com/DataStore", false, Paas},
    TypeRow{"discoveryengine.googleapis.com/Engine", true, Paas},
    TypeRow{"documentai.googleapis.com/Processor", true, Paas},
    TypeRow{"file.googleapis.com/Instance", false, Paas},
    TypeRow{"firestore.googleapis.com/Database", false, Paas},
    TypeRow{"gkehub.googleapis.com/Membership", true, Paas},
    TypeRow{"healthcare.googleapis.com/Dataset", false, Paas},
    TypeRow{"looker.googleapis.com/Instance", true, Saas},
    TypeRow{"memcache.googleapis.com/Instance", false, Paas},
    TypeRow{"metastore.googleapis.com/Service", false, Paas},
    TypeRow{"netapp.googleapis.com/Volume", false, Paas},
    TypeRow{"notebooks.googleapis.com/Instance", true, Paas},
    TypeRow{"pubsub.googleapis.com/Topic", false, Paas},
    TypeRow{"redis.googleapis.com/Cluster", false, Paas},
    TypeRow{"redis.googleapis.com/Instance", false, Paas},
    TypeRow{"run.googleapis.com/Job", true, Paas},
    TypeRow{"run.googleapis.com/Service", true, Paas},
    TypeRow{"secretmanager.googleapis.com/Secret", false, Paas},
    TypeRow{"securesourcemanager.googleapis.com/Instance", false, Paas},
    TypeRow{"spanner.googleapis.com/Instance", false, Paas},
    TypeRow{"sqladmin.googleapis.com/Instance", false, Paas},
    TypeRow{"storage.googleapis.com/Bucket", false, Paas},
    TypeRow{"tpu.googleapis.com/Node", true, Iaas},
    TypeRow{"vmwareengine.googleapis.com/PrivateCloud", true, Iaas},
    TypeRow{"workflows.googleapis.com/Workflow", true, Paas},
    TypeRow{"workstations.googleapis.com/WorkstationCluster", true, Paas},
};

/// Services that hold nothing but parts, rules or plumbing; others are known by a type in the table above.
constexpr std::array<std::string_view, 32> supportingServices = {"accesscontextmanager.googleapis.com",
                                                                 "apikeys.googleapis.com",
                                                                 "assuredworkloads.googleapis.com",
                                                                 "beyondcorp.googleapis.com",
                                                                 "binaryauthorization.googleapis.com",
                                                                 "certificatemanager.googleapis.com",
                                                                 "cloudasset.googleapis.com",
                                                                 "cloudbuild.googleapis.com",
                                                                 "clouddeploy.googleapis.com",
                                                                 "cloudkms.googleapis.com",
                                                                 "cloudscheduler.googleapis.com",
                                                                 "cloudtasks.googleapis.com",
                                                                 "containerregistry.googleapis.com",
                                                                 "datacatalog.googleapis.com",
                                                                 "datamigration.googleapis.com",
                                                                 "datastream.googleapis.com",
                                                                 "dlp.googleapis.com",
                                                                 "dns.googleapis.com",
                                                                 "domains.googleapis.com",
                                                                 "eventarc.googleapis.com",
                                                                 "iam.googleapis.com",
                                                                 "identity.accesscontextmanager.googleapis.com",
                                                                 "logging.googleapis.com",
                                                                 "managedidentities.googleapis.com",
                                                                 "monitoring.googleapis.com",
                                                                 "networkconnectivity.googleapis.com",
                                                                 "networkmanagement.googleapis.com",
                                                                 "networksecurity.googleapis.com",
                                                                 "networkservices.googleapis.com",
                                                                 "privateca.googleapis.com",
                                                                 "servicedirectory.googleapis.com",
                                                                 "vpcaccess.googleapis.com"};

std::string_view serviceOf(std::string_view type)
{
    return type.substr(0, type.find('/'));
}

} // namespace

GoogleType googleType(std::string_view type)
{
    return knownType(assessedTypes, supportingServices, type, serviceOf);
}

GoogleSetting googleSetting(std::string_view type)
{
    const std::string_view service = serviceOf(type);
    if (service == "cloudresourcemanager.googleapis.com" || service == "cloudbilling.googleapis.com" ||
        type == "compute.googleapis.com/Project")
        return {
            "scope",
            "organisations, folders, projects, billing accounts and what is tied to them hold systems and are none"};
    if (type == "cloudkms.googleapis.com/KeyRing" || type == "cloudkms.googleapis.com/CryptoKeyVersion" ||
        type == "cloudkms.googleapis.com/ImportJob" || type == "secretmanager.googleapis.com/SecretVersion" ||
        type == "run.googleapis.com/Revision" || type == "run.googleapis.com/Execution" ||
        type == "appengine.googleapis.com/Version")
        return {"part-of-another", "a part or a version of another resource, which is read"};
    if (service == "serviceusage.googleapis.com")
        return {"enabled-api", "an interface that is switched on, no system"};
    if (service == "orgpolicy.googleapis.com")
        return {"org-policy", "of the policies of an organisation only that on locations (gcp.resourceLocations) is read; "
                              "what is there is read from its resources"};
    return {};
}

} // namespace importers
