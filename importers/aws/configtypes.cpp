// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/configtypes.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace importers {
namespace {

struct TypeRow
{
    std::string_view type;
    bool processes;
    const char *serviceModel;
};

constexpr auto Iaas = "iaas";
constexpr auto Paas = "paas";
constexpr auto Saas = "saas";

/// Resource types that are systems in their own right: computing, storage, databases, AI, queues, applications.
constexpr std::array assessedTypes = {
    TypeRow{"AWS::Amplify::App", true, Paas},
    TypeRow{"AWS::AmazonMQ::Broker", false, Paas},
    TypeRow{"AWS::ApiGateway::RestApi", false, Paas},
    TypeRow{"AWS::ApiGatewayV2::Api", false, Paas},
    TypeRow{"AWS::AppRunner::Service", true, Paas},
    TypeRow{"AWS::AppStream::Fleet", true, Saas},
    TypeRow{"AWS::AppSync::GraphQLApi", true, Paas},
    TypeRow{"AWS::Backup::BackupVault", false, Paas},
    TypeRow{"AWS::Batch::ComputeEnvironment", true, Paas},
    TypeRow{"AWS::Bedrock::Agent", true, Paas},
    TypeRow{"AWS::Bedrock::ApplicationInferenceProfile", true, Paas},
    TypeRow{"AWS::Bedrock::Flow", true, Paas},
    TypeRow{"AWS::Bedrock::KnowledgeBase", true, Paas},
    TypeRow{"AWS::BedrockAgentCore::Runtime", true, Paas},
    TypeRow{"AWS::Cassandra::Keyspace", false, Paas},
    TypeRow{"AWS::Cassandra::Table", false, Paas},
    TypeRow{"AWS::Cognito::UserPool", false, Paas},
    TypeRow{"AWS::Comprehend::DocumentClassifier", true, Paas},
    TypeRow{"AWS::Comprehend::Flywheel", true, Paas},
    TypeRow{"AWS::Connect::Instance", true, Saas},
    TypeRow{"AWS::DAX::Cluster", false, Paas},
    TypeRow{"AWS::DocDB::DBCluster", false, Paas},
    TypeRow{"AWS::DynamoDB::GlobalTable", false, Paas},
    TypeRow{"AWS::DynamoDB::Table", false, Paas},
    TypeRow{"AWS::EC2::Instance", true, Iaas},
    TypeRow{"AWS::ECR::Repository", false, Paas},
    TypeRow{"AWS::ECS::Cluster", true, Paas},
    TypeRow{"AWS::ECS::Service", true, Paas},
    TypeRow{"AWS::EFS::FileSystem", false, Paas},
    TypeRow{"AWS::EKS::Cluster", true, Paas},
    TypeRow{"AWS::EMR::Cluster", true, Paas},
    TypeRow{"AWS::ElastiCache::CacheCluster", false, Paas},
    TypeRow{"AWS::ElastiCache::ReplicationGroup", false, Paas},
    TypeRow{"AWS::ElasticBeanstalk::Application", false, Paas},
    TypeRow{"AWS::ElasticBeanstalk::Environment", true, Paas},
    TypeRow{"AWS::Elasticsearch::Domain", false, Paas},
    TypeRow{"AWS::FSx::FileSystem", false, Paas},
    TypeRow{"AWS::Forecast::Dataset", true, Paas},
    TypeRow{"AWS::FraudDetector::Detector", true, Paas},
    TypeRow{"AWS::GameLift::Fleet", true, Paas},
    TypeRow{"AWS::Glue::Job", true, Paas},
    TypeRow{"AWS::HealthLake::FHIRDatastore", false, Paas},
    TypeRow{"AWS::Kendra::Index", true, Paas},
    TypeRow{"AWS::Kinesis::Stream", false, Paas},
    TypeRow{"AWS::KinesisAnalyticsV2::Application", true, Paas},
    TypeRow{"AWS::KinesisFirehose::DeliveryStream", false, Paas},
    TypeRow{"AWS::Lambda::Function", true, Paas},
    TypeRow{"AWS::Lex::Bot", true, Paas},
    TypeRow{"AWS::Lightsail::Instance", true, Iaas},
    TypeRow{"AWS::Lightsail::Bucket", false, Paas},
    TypeRow{"AWS::Lightsail::Database", false, Paas},
    TypeRow{"AWS::MSK::Cluster", false, Paas},
    TypeRow{"AWS::MemoryDB::Cluster", false, Paas},
    TypeRow{"AWS::Neptune::DBCluster", false, Paas},
    TypeRow{"AWS::OpenSearch::Domain", false, Paas},
    TypeRow{"AWS::OpenSearchServerless::Collection", false, Paas},
    TypeRow{"AWS::Personalize::Solution", true, Paas},
    TypeRow{"AWS::QBusiness::Application", true, Saas},
    TypeRow{"AWS::QLDB::Ledger", false, Paas},
    TypeRow{"AWS::QuickSight::DataSource", false, Saas},
    TypeRow{"AWS::RDS::DBCluster", false, Paas},
    TypeRow{"AWS::RDS::DBInstance", false, Paas},
    TypeRow{"AWS::RDS::GlobalCluster", false, Paas},
    TypeRow{"AWS::Redshift::Cluster", false, Paas},
    TypeRow{"AWS::RedshiftServerless::Workgroup", false, Paas},
    TypeRow{"AWS::Rekognition::Project", true, Paas},
    TypeRow{"AWS::Rekognition::StreamProcessor", true, Paas},
    TypeRow{"AWS::S3::Bucket", false, Paas},
    TypeRow{"AWS::S3Express::DirectoryBucket", false, Paas},
    TypeRow{"AWS::SNS::Topic", false, Paas},
    TypeRow{"AWS::SQS::Queue", false, Paas},
    TypeRow{"AWS::SageMaker::Domain", true, Paas},
    TypeRow{"AWS::SageMaker::Endpoint", true, Paas},
    TypeRow{"AWS::SageMaker::FeatureGroup", false, Paas},
    TypeRow{"AWS::SageMaker::InferenceComponent", true, Paas},
    TypeRow{"AWS::SageMaker::Model", true, Paas},
    TypeRow{"AWS::SageMaker::NotebookInstance", true, Paas},
    TypeRow{"AWS::StepFunctions::StateMachine", true, Paas},
    TypeRow{"AWS::Timestream::Database", false, Paas},
    TypeRow{"AWS::Transfer::Server", false, Paas},
    TypeRow{"AWS::WorkSpaces::Workspace", true, Saas},
};

/// Services whose other types are parts, rules or plumbing.
constexpr std::string_view supportingServices[] = {"ACM",
                                                   "ACMPCA",
                                                   "AccessAnalyzer",
                                                   "ApiGateway",
                                                   "ApiGatewayV2",
                                                   "AppConfig",
                                                   "AppMesh",
                                                   "Athena",
                                                   "AuditManager",
                                                   "AutoScaling",
                                                   "Backup",
                                                   "Batch",
                                                   "Bedrock",
                                                   "Budgets",
                                                   "CloudFormation",
                                                   "CloudFront",
                                                   "CloudTrail",
                                                   "CloudWatch",
                                                   "CodeBuild",
                                                   "CodeDeploy",
                                                   "CodePipeline",
                                                   "Config",
                                                   "DMS",
                                                   "DataSync",
                                                   "Detective",
                                                   "DynamoDB",
                                                   "EC2",
                                                   "ECR",
                                                   "ECS",
                                                   "EFS",
                                                   "EKS",
                                                   "ElastiCache",
                                                   "ElasticBeanstalk",
                                                   "ElasticLoadBalancing",
                                                   "ElasticLoadBalancingV2",
                                                   "EventSchemas",
                                                   "Events",
                                                   "FIS",
                                                   "GlobalAccelerator",
                                                   "Glue",
                                                   "GuardDuty",
                                                   "IAM",
                                                   "ImageBuilder",
                                                   "InspectorV2",
                                                   "KMS",
                                                   "Lambda",
                                                   "Logs",
                                                   "MSK",
                                                   "NetworkFirewall",
                                                   "NetworkManager",
                                                   "Organizations",
                                                   "RDS",
                                                   "Redshift",
                                                   "ResilienceHub",
                                                   "RolesAnywhere",
                                                   "Route53",
                                                   "Route53RecoveryControl",
                                                   "Route53Resolver",
                                                   "S3",
                                                   "SES",
                                                   "SNS",
                                                   "SQS",
                                                   "SSM",
                                                   "SageMaker",
                                                   "SecretsManager",
                                                   "SecurityHub",
                                                   "ServiceCatalog",
                                                   "ServiceDiscovery",
                                                   "Shield",
                                                   "Signer",
                                                   "StepFunctions",
                                                   "WAF",
                                                   "WAFRegional",
                                                   "WAFv2",
                                                   "XRay"};

} // namespace

ConfigType configType(std::string_view resourceType)
{
    for (const TypeRow &row : assessedTypes) {
        if (row.type == resourceType)
            return {true, true, row.processes, row.serviceModel};
    }
    std::string_view service = resourceType.substr(0, resourceType.rfind("::"));
    service = service.substr(std::min(
        service.size(), service.find("::") == std::string_view::npos ? service.size() : service.find("::") + 2));
    const bool known = std::find(std::begin(supportingServices), std::end(supportingServices), service) !=
                       std::end(supportingServices);
    return {known, false, false, nullptr};
}

} // namespace importers
