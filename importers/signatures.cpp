// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/signatures.h"

#include "importers/modelcards/cardhead.h"
#include "importers/samplejson.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>
#include <initializer_list>

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace importers {
namespace {

const QString &notYet()
{
    static const QString text =
        u"recognised, but not imported yet; put what matters into a register (CSV) of Bailiwick's own format"_s;
    return text;
}

const char *const configHoldsThem =
    "not read by itself: import an AWS Config snapshot, which holds these resources, or put them into a register (CSV)";
const char *const policiesAreElsewhere =
    "it does not hold the policies: import 'aws iam get-account-authorization-details', without --query";

bool has(const json &o, const char *name)
{
    return o.is_object() && o.contains(name);
}

bool hasAll(const json &o, std::initializer_list<const char *> names)
{
    return std::all_of(names.begin(), names.end(), [&](const char *n) { return has(o, n); });
}

int countOf(const json &o, std::initializer_list<const char *> names)
{
    return static_cast<int>(std::count_if(names.begin(), names.end(), [&](const char *n) { return has(o, n); }));
}

const json &member(const json &o, const char *name)
{
    static const json none;
    if (!o.is_object())
        return none;
    const auto it = o.find(name);
    return it == o.end() ? none : *it;
}

bool isArray(const json &o, const char *name)
{
    return member(o, name).is_array();
}
bool isObject(const json &o, const char *name)
{
    return member(o, name).is_object();
}

std::string textOf(const json &o, const char *name)
{
    const json &value = member(o, name);
    return value.is_string() ? value.get<std::string>() : std::string();
}

bool startsWith(const json &o, const char *name, const char *prefix)
{
    return textOf(o, name).rfind(prefix, 0) == 0;
}

/// The root when it is an object, its first object when it is a list.
const json &itemOf(const json &root)
{
    static const json none;
    if (root.is_object())
        return root;
    if (root.is_array()) {
        for (const json &element : root) {
            if (element.is_object())
                return element;
        }
    }
    return none;
}

const json &firstOf(const json &root, const char *name)
{
    return itemOf(member(root, name));
}

using Test = bool (*)(const json &root, const json &item);

struct Row
{
    const char *id;
    const char *name;
    const char *advice; ///< null: not imported yet
    bool trap;
    Test test;
};

bool spdx3(const json &root, const json &)
{
    const json &context = member(root, "@context");
    return context.dump().find("spdx.org/rdf/3") != std::string::npos && has(root, "@graph");
}

bool oscal(const json &root, const json &)
{
    static constexpr std::array names = {"catalog",
                                         "profile",
                                         "component-definition",
                                         "system-security-plan",
                                         "assessment-plan",
                                         "assessment-results",
                                         "plan-of-action-and-milestones",
                                         "mapping-collection"};
    int found = 0;
    bool version = false;
    for (const char *name : names) {
        if (has(root, name)) {
            ++found;
            version = has(member(member(root, name), "metadata"), "oscal-version");
        }
    }
    return found == 1 && version;
}

bool azureResource(const json &, const json &item)
{
    static const QRegularExpression id(u"^/(subscriptions/.+/)?providers/|^/subscriptions/.+/providers/"_s,
                                       QRegularExpression::CaseInsensitiveOption);
    return id.match(QString::fromStdString(textOf(item, "id"))).hasMatch();
}

/// Role assignments and definitions, in the capitals of either of Azure's exports.
bool azureAccess(const json &item)
{
    static const QRegularExpression id(u"/providers/microsoft\\.authorization/role(assignments|definitions)/[^/]+$"_s,
                                       QRegularExpression::CaseInsensitiveOption);
    return id.match(QString::fromStdString(textOf(item, "id"))).hasMatch();
}

bool kubernetes(const json &root, const json &item)
{
    const std::string kind = textOf(root, "kind");
    const bool list = kind.size() >= 4 && kind.compare(kind.size() - 4, 4, "List") == 0 && isArray(root, "items") &&
                      has(root, "apiVersion");
    if (!has(member(item, "metadata"), "name"))
        return list;
    // Collectors of diagnostics store objects without their kind.
    return list || hasAll(item, {"kind", "apiVersion"}) ||
           (has(member(item, "metadata"), "uid") && hasAll(item, {"spec", "status"}));
}

bool accessAnalyzer(const json &root, const json &item)
{
    if (isArray(root, "findings"))
        return hasAll(firstOf(root, "findings"), {"id", "resourceType"});
    return hasAll(item, {"isPublic", "principal", "analyzedAt"}) ||
           (has(item, "findingDetails") && has(item, "analyzedAt"));
}

bool contains(const json &o, const char *name, const char *part)
{
    return textOf(o, name).find(part) != std::string::npos;
}

/// What `gcloud ai ... list` writes of Vertex AI: names without the service, which the Cloud Asset Inventory puts before them.
bool vertexList(const json &root, const json &item)
{
    static const QRegularExpression name(u"^projects/[^/]+/locations/[^/]+/(?:models|endpoints|customJobs|indexEndpoints|trainingPipelines)/[^/]+$"_s);
    const auto listed = [](const json &one) { return name.match(QString::fromStdString(textOf(one, "name"))).hasMatch(); };
    return listed(item) || listed(firstOf(root, "models")) || listed(firstOf(root, "endpoints"));
}

/// Rows of describe-instances whose members were renamed or dropped by --query.
bool renamedInstances(const json &root, const json &item)
{
    if (!root.is_array() || root.empty())
        return false;
    const json &row = item.is_object() ? item : root.front();
    if (!row.is_structured())
        return false;
    static const QRegularExpression id(u"^i-(?:[0-9a-f]{8}|[0-9a-f]{17})$"_s);
    return std::any_of(row.begin(), row.end(), [](const json &value) {
        return value.is_string() && id.match(QString::fromStdString(value.get_ref<const std::string &>())).hasMatch();
    });
}

/// Rows of an advanced query that --query took out of their envelope: texts that are JSON.
bool bareConfigRows(const json &root, const json &)
{
    if (!root.is_array() || root.empty() || !root.front().is_string())
        return false;
    const auto &text = root.front().get_ref<const std::string &>();
    // The texts of a sample are cut: what stands first in a row tells it.
    static constexpr std::array names = {"\"resourceType\"", "\"resourceId\"", "\"configuration\"", "\"arn\"", "\"accountId\""};
    return !text.empty() && text.front() == '{' &&
           std::any_of(names.begin(), names.end(), [&](const char *n) { return text.find(n) != std::string::npos; });
}

bool iamList(const json &root, const json &item)
{
    const auto principal = [](const json &one) {
        return hasAll(one, {"RoleId", "RoleName"}) || hasAll(one, {"UserId", "UserName", "Arn"}) ||
               hasAll(one, {"GroupId", "GroupName"}) || hasAll(one, {"DefaultVersionId", "PolicyName"});
    };
    return principal(item) || principal(member(root, "Role")) || principal(member(root, "User")) ||
           principal(firstOf(root, "Roles")) || principal(firstOf(root, "Users")) ||
           principal(firstOf(root, "Groups")) || principal(firstOf(root, "Policies")) ||
           isArray(root, "AttachedPolicies") || isArray(root, "PolicyNames");
}

bool awsService(const json &root, const json &)
{
    const json &cluster = member(root, "cluster");
    return contains(cluster, "arn", ":eks:") || isArray(root, "nodegroups") || has(firstOf(root, "Functions"), "FunctionArn") ||
           has(firstOf(root, "Clusters"), "ClusterIdentifier") || has(firstOf(root, "DBClusters"), "DBClusterIdentifier") ||
           has(member(root, "Cluster"), "Ec2InstanceAttributes") ||
           contains(member(root, "ClusterInfo"), "ClusterArn", ":kafka:") || contains(root, "ClusterArn", ":sagemaker:") ||
           isArray(root, "Buckets") || has(firstOf(root, "Keys"), "KeyArn") || isArray(root, "KeyMetadata") || has(member(root, "KeyMetadata"), "KeyId");
}

/// The order is that of formats.md 0.3; traps that resemble a row stand before it.
const std::array rows = {
    Row{"django-fixture", "Django fixture (application dump)", "not an inventory: export the findings from the tool itself", true,
        [](const json &, const json &i) { return hasAll(i, {"model", "pk", "fields"}); }},
    Row{"terraform-schemas", "Terraform provider schemas", "not an inventory: use 'terraform show -json'", true,
        [](const json &r, const json &) { return hasAll(r, {"format_version", "provider_schemas"}) && !has(r, "values"); }},
    Row{"tfstate-backend", "Terraform's note of its remote backend",
        "it names where the state is, and holds nothing itself: import what 'terraform state pull' writes", true,
        [](const json &r, const json &) { return has(r, "version") && isObject(r, "backend") && !isArray(r, "resources"); }},
    Row{"tofu-encrypted", "Encrypted OpenTofu state", "only OpenTofu can read it: import what 'tofu state pull' or 'tofu show -json' writes", true,
        [](const json &r, const json &) { return hasAll(r, {"encrypted_data", "meta"}); }},
    Row{"tfstate-newer", "Terraform state of a version later than 4", "import what 'terraform show -json' writes of it", true,
        [](const json &r, const json &) {
            const json &version = member(r, "version");
            return version.is_number_integer() && version.get<qint64>() > 4 && hasAll(r, {"terraform_version", "lineage", "resources"});
        }},
    Row{"tfstate-old", "Terraform state of version 3 or older", "run 'terraform show -json' or upgrade the state with Terraform 0.12 or later", true,
        [](const json &r, const json &) { return has(r, "modules") && hasAll(r, {"version", "serial"}) && !has(r, "resources"); }},
    Row{"prowler-framework", "Prowler compliance framework", "a list of requirements, not an inventory", true,
        [](const json &r, const json &) { return hasAll(r, {"framework", "requirements"}) && isArray(r, "requirements"); }},
    Row{"cloudsplaining-results", "Cloudsplaining results", "import the IAM authorization details that it was made from", true,
        [](const json &r, const json &i) {
            return hasAll(r, {"groups", "roles", "users", "inline_policies"}) || hasAll(i, {"PolicyDocument", "AttachedToPrincipal"});
        }},

    Row{"cyclonedx", "CycloneDX", nullptr, false,
        [](const json &r, const json &) { return textOf(r, "bomFormat") == "CycloneDX" && has(r, "specVersion"); }},
    Row{"cyclonedx-other", "CycloneDX", "its member bomFormat must be \"CycloneDX\"", false,
        [](const json &r, const json &) { return hasAll(r, {"bomFormat", "specVersion"}); }},
    Row{"spdx", "SPDX 3", nullptr, false, spdx3},
    Row{"spdx", "SPDX 2", nullptr, false, [](const json &r, const json &) { return startsWith(r, "spdxVersion", "SPDX-2."); }},
    Row{"oscal-results", "OSCAL assessment results", nullptr, false,
        [](const json &r, const json &i) { return oscal(r, i) && has(r, "assessment-results"); }},
    Row{"oscal", "OSCAL", nullptr, false, oscal},
    Row{"tfstate", "Terraform state", nullptr, false,
        [](const json &r, const json &) {
            return member(r, "version").is_number_integer() && hasAll(r, {"terraform_version", "lineage", "resources"});
        }},
    Row{"terraform-plan", "Terraform plan", "what is intended, not what is there: import the state ('terraform show -json' without a file's name), "
        "or take the plan as it is with --format terraform-plan", false,
        [](const json &r, const json &) {
            return member(r, "format_version").is_string() && countOf(r, {"planned_values", "resource_changes"}) > 0;
        }},
    Row{"terraform-json", "Terraform show -json", nullptr, false,
        [](const json &r, const json &) {
            return member(r, "format_version").is_string() && countOf(r, {"values", "terraform_version"}) > 0;
        }},
    Row{"aws-config", "AWS Config", nullptr, false,
        [](const json &r, const json &i) {
            return isArray(r, "configurationItems") || isArray(r, "baseConfigurationItems") || isArray(i, "configurationItems");
        }},
    Row{"aws-iam-details", "AWS IAM authorization details", nullptr, false,
        [](const json &r, const json &) { return countOf(r, {"UserDetailList", "RoleDetailList", "GroupDetailList", "Policies"}) >= 2; }},
    Row{"asff", "AWS Security Hub findings (ASFF)", nullptr, false,
        [](const json &r, const json &i) {
            const auto finding = [](const json &f) { return textOf(f, "SchemaVersion") == "2018-10-08" && has(f, "ProductArn"); };
            return finding(i) || finding(firstOf(r, "Findings"));
        }},
    Row{"ocsf", "OCSF", nullptr, false,
        [](const json &, const json &i) { return hasAll(i, {"class_uid", "category_uid"}) && has(member(i, "metadata"), "version"); }},
    Row{"scoutsuite", "ScoutSuite", nullptr, false,
        [](const json &r, const json &) { return hasAll(r, {"account_id", "last_run", "services", "provider_code"}); }},
    Row{"scoutsuite-errors", "ScoutSuite errors", nullptr, false,
        [](const json &, const json &i) { return hasAll(i, {"exception", "traceback"}); }},
    Row{"prowler-json", "Prowler 3 findings (JSON)", nullptr, false,
        [](const json &, const json &i) { return hasAll(i, {"FindingUniqueId", "CheckID", "StatusExtended"}); }},
    Row{"powerpipe", "Powerpipe or Steampipe benchmark", nullptr, false,
        [](const json &r, const json &) {
            return has(r, "group_id") && has(member(r, "summary"), "status") && countOf(r, {"groups", "controls"}) > 0;
        }},
    Row{"powerpipe-snapshot", "Powerpipe snapshot", nullptr, false,
        [](const json &r, const json &) { return hasAll(r, {"panels", "layout", "schema_version"}); }},
    Row{"gcp-compute", "Google Compute Engine API answer", "export the Cloud Asset Inventory instead", false,
        [](const json &r, const json &) { return startsWith(r, "kind", "compute#"); }},
    Row{"gcp-service", "Answer of one Google Cloud service (gcloud ... list)",
        "export the Cloud Asset Inventory instead: gcloud asset export --content-type=resource, or gcloud asset list --format=json", false,
        [](const json &r, const json &i) {
            static const QRegularExpression link(u"^https://(?:www|[a-z]+)\\.googleapis\\.com/"_s);
            const auto linked = [](const json &o) { return link.match(QString::fromStdString(textOf(o, "selfLink"))).hasMatch(); };
            return linked(i) || linked(firstOf(r, "clusters")) || linked(firstOf(r, "items"));
        }},
    Row{"gcp-iam-policy", "Google Cloud access policy of one resource (gcloud ... get-iam-policy)",
        "it does not say of which resource: import 'gcloud asset search-all-iam-policies --format=json', or gcloud asset export --content-type=iam-policy", false,
        [](const json &r, const json &) { return r.is_object() && r.contains("etag") && hasAll(firstOf(r, "bindings"), {"role", "members"}); }},
    Row{"azure-directory", "Microsoft Entra list of users, groups or applications (az ad ... list)",
        "it names who there is and no access: import 'az role assignment list --all --output json'", false,
        [](const json &r, const json &i) {
            const auto listed = [](const json &o) {
                return has(o, "id") && (hasAll(o, {"appId", "displayName"}) || hasAll(o, {"userPrincipalName", "displayName"}) || hasAll(o, {"securityEnabled", "displayName"}));
            };
            return listed(i) || listed(firstOf(r, "value"));
        }},
    Row{"aws-caller", "AWS caller identity (aws sts get-caller-identity)", "it names who asked, no inventory", false,
        [](const json &r, const json &) { return r.is_object() && r.size() == 3 && hasAll(r, {"UserId", "Account", "Arn"}); }},
    Row{"gcp-vertex", "Google Vertex AI list (gcloud ai ... list)", nullptr, false, vertexList},
    Row{"kubernetes", "Kubernetes objects", nullptr, false, kubernetes},
    Row{"gcp-cai", "Google Cloud Asset Inventory", nullptr, false,
        [](const json &r, const json &i) {
            const auto asset = [](const json &a) {
                if (startsWith(a, "resource", "//"))
                    return isObject(a, "policy");
                return countOf(a, {"asset_type", "assetType"}) > 0 && startsWith(a, "name", "//");
            };
            return asset(i) || asset(member(i, "asset")) || asset(firstOf(r, "assets")) || asset(member(firstOf(r, "assets"), "asset")) ||
                   asset(firstOf(r, "results"));
        }},
    Row{"azure-role-assignments", "Azure role assignments", nullptr, false,
        [](const json &, const json &i) {
            return hasAll(i, {"principalId", "roleDefinitionId", "scope"}) || hasAll(i, {"RoleAssignmentId", "ObjectId"}) || hasAll(i, {"RoleAssignmentName", "Scope", "ObjectId"})
                || azureAccess(i);
        }},
    Row{"azure-policy-summary", "Azure Policy summary (az policy state summarize)",
        "it counts states and names no resource: import what 'az policy state list --output json' writes", true,
        [](const json &r, const json &i) {
            const auto summary = [](const json &o) { return isArray(o, "policyAssignments") && isObject(o, "results"); };
            return summary(r) || summary(i) || summary(firstOf(r, "value"));
        }},
    Row{"azure-policy", "Azure Policy states", nullptr, false,
        [](const json &, const json &i) { return hasAll(i, {"complianceState", "policyDefinitionId"}); }},
    Row{"azure-resources", "Azure resources", nullptr, false, azureResource},
    Row{"azure-groups", "Azure resource groups (az group list)",
        "it names groups, and nothing that is in them: import what 'az resource list --output json' or 'az graph query' writes", false,
        [](const json &, const json &i) {
            static const QRegularExpression id(u"^/subscriptions/[^/]+/resourcegroups/[^/]+$"_s, QRegularExpression::CaseInsensitiveOption);
            return id.match(QString::fromStdString(textOf(i, "id"))).hasMatch();
        }},
    Row{"azure-agents", "Azure AI Foundry agents", nullptr, false,
        [](const json &, const json &i) { return textOf(i, "object") == "agent" || textOf(i, "object") == "assistant"; }},
    Row{"azure-resources", "Azure Resource Graph table answer", nullptr, false,
        [](const json &r, const json &) {
            return (isArray(member(r, "data"), "columns") && isArray(member(r, "data"), "rows")) || (isArray(r, "columns") && isArray(r, "rows"));
        }},
    Row{"aws-ec2-instances", "AWS EC2 instances", nullptr, false,
        [](const json &r, const json &i) {
            return isArray(r, "Reservations") || hasAll(i, {"ReservationId", "Instances"}) || hasAll(i, {"InstanceId", "InstanceType", "ImageId"});
        }},
    Row{"aws-instance-types", "AWS EC2 instance types", nullptr, false, [](const json &r, const json &) { return isArray(r, "InstanceTypes"); }},
    Row{"aws-tagging", "AWS Resource Groups Tagging", nullptr, false,
        [](const json &r, const json &) { return isArray(r, "ResourceTagMappingList"); }},
    Row{"aws-resource-explorer", "AWS Resource Explorer", nullptr, false,
        [](const json &r, const json &) { return isArray(r, "Resources") && countOf(r, {"ViewArn", "Count"}) > 0; }},
    Row{"aws-bedrock-custom-models", "Amazon Bedrock custom models", nullptr, false,
        [](const json &r, const json &) { return has(firstOf(r, "modelSummaries"), "baseModelArn") || hasAll(r, {"baseModelArn", "modelArn", "jobArn"}); }},
    Row{"aws-bedrock-models", "Amazon Bedrock foundation models", nullptr, false,
        [](const json &r, const json &) { return countOf(r, {"modelSummaries", "modelDetails"}) > 0; }},
    Row{"aws-bedrock-inference-profiles", "Amazon Bedrock inference profiles", nullptr, false,
        [](const json &r, const json &) { return isArray(r, "inferenceProfileSummaries"); }},
    Row{"aws-bedrock-agent-lists", "Amazon Bedrock list of agents", nullptr, false,
        [](const json &r, const json &) { return isArray(r, "agentSummaries") || isArray(r, "agentCollaboratorSummaries"); }},
    Row{"aws-bedrock-agent-parts", "Amazon Bedrock list of an agent's versions, aliases, knowledge bases or action groups",
        "it does not say of which agent: import 'aws bedrock-agent list-agents' and 'get-agent' of each", false,
        [](const json &r, const json &) {
            return isArray(r, "agentVersionSummaries") || isArray(r, "agentAliasSummaries") || isArray(r, "agentKnowledgeBaseSummaries") ||
                   isArray(r, "actionGroupSummaries");
        }},
    Row{"aws-bedrock-agents", "Amazon Bedrock agents", nullptr, false,
        [](const json &r, const json &) { return has(member(r, "agent"), "agentArn"); }},
    Row{"aws-bedrock-resources", "Amazon Bedrock guardrails, provisioned throughput or AgentCore runtimes", nullptr, false,
        [](const json &r, const json &) {
            return isArray(r, "guardrails") || contains(r, "guardrailArn", ":guardrail/") || isArray(r, "provisionedModelSummaries")
                || has(r, "provisionedModelArn") || isArray(r, "agentRuntimes") || contains(r, "agentRuntimeArn", ":runtime/");
        }},
    Row{"aws-comprehend", "Amazon Comprehend endpoints", nullptr, false,
        [](const json &r, const json &) {
            return isArray(r, "EndpointPropertiesList") || textOf(firstOf(r, "Endpoints"), "EndpointArn").find(":comprehend:") != std::string::npos;
        }},
    Row{"aws-sagemaker", "Amazon SageMaker", nullptr, false,
        [](const json &r, const json &) {
            return has(firstOf(r, "Endpoints"), "EndpointArn") || has(firstOf(r, "Models"), "ModelArn") || isArray(r, "EndpointConfigs")
                || isArray(r, "NotebookInstances") || isArray(r, "TrainingJobSummaries") || has(r, "NotebookInstanceArn")
                || has(r, "TrainingJobArn") || has(r, "ModelArn") || contains(r, "EndpointArn", ":sagemaker:") || has(r, "EndpointConfigArn");
        }},
    Row{"aws-access-analyzer", "AWS Access Analyzer findings", nullptr, false, accessAnalyzer},
    Row{"aws-config-query", "AWS Config advanced query", nullptr, false,
        [](const json &r, const json &) { return isArray(r, "Results") && has(r, "QueryInfo"); }},
    Row{"aws-config-compliance", "AWS Config compliance", nullptr, false,
        [](const json &r, const json &) { return countOf(r, {"EvaluationResults", "ComplianceByResources", "ComplianceByConfigRules"}) > 0; }},
    Row{"aws-credential-report", "AWS IAM credential report", nullptr, false,
        [](const json &r, const json &) { return hasAll(r, {"Content", "ReportFormat"}); }},
    Row{"aws-rds", "AWS RDS instances", "not read by itself: import an AWS Config snapshot, which holds these resources, or put them into a register (CSV)", false, [](const json &r, const json &) { return isArray(r, "DBInstances"); }},
    Row{"aws-access-analyzer", "AWS Access Analyzer list of analyzers", "it holds no findings: see 'aws accessanalyzer list-findings'", false,
        [](const json &r, const json &) { return isArray(r, "analyzers"); }},
    Row{"aws-config-query", "AWS Config advanced query", nullptr, false, bareConfigRows},
    Row{"aws-config-discovered", "AWS Config list of discovered resources", "it holds names only: import a snapshot or an advanced query", false,
        [](const json &r, const json &) { return has(firstOf(r, "resourceIdentifiers"), "resourceType"); }},
    Row{"aws-security-hub-standards", "AWS Security Hub standards", "a list of standards or controls, not an inventory", false,
        [](const json &r, const json &) { return has(firstOf(r, "Controls"), "StandardsControlArn") || isArray(r, "StandardsSubscriptions"); }},
    Row{"aws-regions", "AWS list of regions", "not an inventory", false,
        [](const json &r, const json &) { return has(firstOf(r, "Regions"), "RegionName"); }},
    Row{"aws-iam-list", "AWS IAM list of principals or policies", policiesAreElsewhere, false, iamList},
    Row{"aws-service", "Answer of one AWS service", configHoldsThem, false, awsService},
    Row{"aws-ec2-instances", "AWS EC2 instances", "the members were renamed or left out by --query: export without it", false, renamedInstances},
    Row{"huggingface-api", "Hugging Face hub API answer", nullptr, false,
        [](const json &, const json &i) { return (countOf(i, {"modelId", "cardData", "siblings"}) >= 2 || (has(i, "modelId") && isArray(i, "tags") && has(i, "downloads"))) && has(i, "id"); }},
    Row{"huggingface-config", "Hugging Face model configuration", "it tells neither maker nor licence: import the repository's README.md instead", false,
        [](const json &r, const json &) { return hasAll(r, {"architectures", "model_type"}); }},
    Row{"mlflow", "MLflow model registry", nullptr, false,
        [](const json &r, const json &) {
            return countOf(r, {"registered_models", "registered_model"}) > 0
                || (isObject(r, "mlflow") && countOf(member(r, "mlflow"), {"registered_model", "registered_models", "model_version"}) > 0)
                || (isObject(r, "mlflow") && has(member(r, "system"), "mlflow_version"));
        }},
    Row{"fedramp-marketplace", "FedRAMP marketplace", nullptr, false,
        [](const json &r, const json &) { return has(member(r, "meta"), "produced_by") && isObject(r, "data"); }},
    Row{"bailiwick-json", "Bailiwick's own JSON", nullptr, false, [](const json &r, const json &) { return has(r, "bailiwick"); }},
    Row{"bailiwick-json", "Bailiwick's own JSON", "the root is missing: { \"bailiwick\": 1, \"entities\": [ ... ] }", false,
        [](const json &r, const json &i) { return (r.is_array() && hasAll(i, {"kind", "key"})) || has(firstOf(r, "entities"), "kind"); }},
};

/// Formats that are tables: names of columns that no other table has together.
struct TableRow
{
    const char *id;
    const char *name;
    std::array<const char *, 3> columns;
    const char *advice = nullptr; ///< null: not imported yet
};
constexpr std::array tables = {
    TableRow{"aws-credential-report", "AWS IAM credential report", {"user", "arn", "password_enabled"}},
    TableRow{"prowler-csv", "Prowler findings (CSV)", {"finding_uid", "check_id", "status_extended"}},
    TableRow{"prowler-csv", "Prowler compliance findings (CSV)", {"provider", "requirements_id", "status"}},
    TableRow{"prowler-csv", "Prowler 2 findings (CSV)", {"account_num", "title_id", "check_result"}},
    TableRow{"powerpipe-csv", "Powerpipe findings (CSV)", {"control_id", "reason", "resource"}},
    TableRow{"azure-portal-list", "Azure portal's list of resources (CSV)", {"name", "resource group", "subscription"},
             "it names no resource ids: run the query 'resources' in Resource Graph Explorer and download its result as CSV"},
    TableRow{"aws-resource-table", "AWS Tag Editor (CSV)", {"identifier", "region", "arn"}},
    TableRow{"aws-resource-table", "AWS Resource Explorer (CSV)", {"identifier", "resource type", "aws account"}},
    TableRow{"gcp-cai-csv", "Google Cloud Asset Inventory (CSV)", {"name", "asset_type", "location"}},
    TableRow{"gcp-cai-csv", "Google Cloud Asset Inventory (CSV)", {"name", "assettype", "location"}},
    TableRow{"aws-config-query", "AWS Config advanced query (CSV)", {"resourceid", "resourcetype", "awsregion"}},
};

/// Texts of no shape of ours that are well known.
std::optional<Signature> textSignature(const Probe &probe)
{
    struct TextRow
    {
        QRegularExpression pattern;
        Signature signature;
    };
    static const QList<TextRow> texts = {
        {QRegularExpression(u"<bom\\b[^>]*cyclonedx"_s),
         {u"cyclonedx-xml"_s, u"CycloneDX as XML"_s, u"convert it to CycloneDX JSON"_s}},
        {QRegularExpression(u"^\\s*SPDXVersion:"_s), {u"spdx-tag-value"_s, u"SPDX 2 (tag-value)"_s, u"convert it to SPDX JSON"_s}},
        {QRegularExpression(u"^\\s*-{5,}\\s*\\r?\\n\\s*\\|"_s),
         {u"aws-table"_s, u"AWS command line table"_s, u"export with --output json"_s}},
        // az ... -o table: titles over dashes; kubectl ... get, with or without -o wide; gcloud's own tables have titles in capitals, too.
        {QRegularExpression(u"^\\s*\\S[^\\n{}\\[\\]<>]*\\n\\s*-{3,}(?:[ \\t]+-{2,})+[ \\t\\r]*\\n"_s),
         {u"command-line-table"_s, u"Table of a command line"_s, u"export with --output json (az), -o json (kubectl), --format=json (gcloud)"_s}},
        {QRegularExpression(u"^\\s*(?:NAME|NAMESPACE|PROJECT_ID|INSTANCE_NAME)(?:[ \\t]{2,}[A-Z][A-Z0-9_():-]*(?: [A-Z-]+)?)+[ \\t\\r]*\\n"_s),
         {u"command-line-table"_s, u"Table of a command line"_s, u"export with --output json (az), -o json (kubectl), --format=json (gcloud)"_s}},
        {QRegularExpression(u"^\\s*(?:(?:#.*|---[ \\t\\r]*)\\n\\s*)*(?:Reservations|configurationItems|UserDetailList|modelSummaries|apiVersion|kind|items|assetType|additionalAttributes):"_s),
         {u"yaml"_s, u"YAML"_s, u"export as JSON (--output json, -o json)"_s}},
        {QRegularExpression(u"^\\s*dXNlcixhcm4s"_s),
         {u"aws-credential-report"_s, u"AWS IAM credential report in base64"_s, u"decode it first"_s}},
        {QRegularExpression(u"<office:document\\b.*opendocument\\.spreadsheet\""_s, QRegularExpression::DotMatchesEverythingOption),
         {u"flat-ods"_s, u"Flat OpenDocument table (.fods)"_s, u"save it as .ods or .xlsx"_s}},
        {QRegularExpression(u"<(?:\\w+:)?Workbook\\b[^>]*urn:schemas-microsoft-com:office:spreadsheet"_s),
         {u"excel-2003-xml"_s, u"Excel 2003 table in XML"_s, u"save it as .xlsx"_s}},
        {QRegularExpression(u"<(?:\\w+:)?(?:catalog|profile|system-security-plan|component-definition|assessment-results|assessment-plan|plan-of-action-and-milestones)\\b[^>]*csrc\\.nist\\.gov/ns/oscal"_s),
         {u"oscal-xml"_s, u"OSCAL as XML"_s, u"convert it to OSCAL JSON (oscal-cli convert --to json)"_s}},
        {QRegularExpression(u"<rdf:RDF\\b[^>]*spdx\\.org/rdf"_s), {u"spdx-rdf"_s, u"SPDX 2 as RDF/XML"_s, u"convert it to SPDX JSON"_s}},
        {QRegularExpression(u"^\\s*<(?:!doctype html|html)\\b"_s, QRegularExpression::CaseInsensitiveOption),
         {u"html"_s, u"Web page"_s, u"import the export that it was made from"_s}},
    };
    const QString head = QString::fromUtf8(probe.head.left(4096));
    for (const TextRow &row : texts) {
        if (row.pattern.match(head).hasMatch())
            return row.signature;
    }
    return std::nullopt;
}

std::optional<Signature> tableSignature(const Probe &probe)
{
    QByteArray line = probe.head.trimmed();
    line = line.left(line.indexOf('\n')).toLower();
    line.replace('"', ' ');
    for (const char other : {';', '|', '\t'})
        line.replace(other, ',');
    QList<QByteArray> cells = line.split(',');
    for (QByteArray &cell : cells)
        cell = cell.trimmed();
    for (const TableRow &row : tables) {
        const bool all = std::all_of(row.columns.begin(), row.columns.end(),
                                     [&](const char *c) { return cells.contains(QByteArray(c)); });
        if (all)
            return Signature{QString::fromLatin1(row.id), QString::fromLatin1(row.name),
                             row.advice ? QString::fromLatin1(row.advice) : notYet(), false, row.advice == nullptr};
    }
    return std::nullopt;
}

} // namespace

std::optional<Signature> signatureOf(const Probe &probe)
{
    if (probe.shape == Shape::FrontMatter) {
        if (isHeadOfCard(probe.head, probe.fileName))
            return Signature{u"huggingface-card"_s, u"Hugging Face model or dataset card"_s, notYet(), false, true};
        Probe body = probe;
        body.head = probe.head.mid(probe.head.indexOf('\n') + 1);
        return textSignature(body);
    }
    if (probe.shape == Shape::Delimited || probe.shape == Shape::Unknown) {
        const auto table = probe.shape == Shape::Delimited ? tableSignature(probe) : std::nullopt;
        return table ? table : textSignature(probe);
    }
    if (probe.sample.isEmpty())
        return std::nullopt;
    const json &root = sampleJson(probe.sample);
    if (!root.is_structured())
        return std::nullopt;
    const json &item = itemOf(root);
    for (const Row &row : rows) {
        // Pages that were appended to one another are a list of roots.
        if (row.test(root, item) || (root.is_array() && row.test(item, item)))
            return Signature{QString::fromLatin1(row.id), QString::fromLatin1(row.name),
                             row.advice ? QString::fromLatin1(row.advice) : notYet(), row.trap, row.advice == nullptr};
    }
    return std::nullopt;
}

std::optional<Signature> signatureByName(const QString &fileName)
{
    struct NameRow
    {
        QRegularExpression pattern;
        Signature signature;
    };
    static const QList<NameRow> names = {
        {QRegularExpression(u"_Config(Snapshot|History)_|_ConfigSnapshot_|_ConfigHistory_"_s),
         {u"aws-config"_s, u"AWS Config"_s, notYet(), false, true}},
        {QRegularExpression(u"(^|[_.-])cai[_.-]"_s),
         {u"gcp-cai"_s, u"Google Cloud Asset Inventory"_s, notYet(), false, true}},
        {QRegularExpression(u"\\.tfstate$"_s), {u"tfstate"_s, u"Terraform state"_s, notYet(), false, true}},
        {QRegularExpression(u"\\.(cdx|bom)\\.json$"_s), {u"cyclonedx"_s, u"CycloneDX"_s, notYet(), false, true}},
        {QRegularExpression(u"\\.ocsf\\.json$"_s), {u"ocsf"_s, u"OCSF"_s, notYet(), false, true}},
        {QRegularExpression(u"credential[-_]report"_s),
         {u"aws-credential-report"_s, u"AWS IAM credential report"_s, notYet(), false, true}},
    };
    for (const NameRow &row : names) {
        if (row.pattern.match(fileName).hasMatch())
            return row.signature;
    }
    return std::nullopt;
}

} // namespace importers
