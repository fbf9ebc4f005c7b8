// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/arntypes.h"

#include "importers/aws/configtypes.h"
#include "importers/say.h"

#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;
using domain::Record;
using domain::Reference;

namespace importers {
namespace {

struct Known
{
    std::string_view service, head, type;
};

/// `head`: the resource up to its first ':' or '/'; empty where the resource is a bare name.
constexpr std::array known = {
    Known{"amplify", "apps", "AWS::Amplify::App"},
    Known{"apprunner", "service", "AWS::AppRunner::Service"},
    Known{"appstream", "fleet", "AWS::AppStream::Fleet"},
    Known{"appsync", "apis", "AWS::AppSync::GraphQLApi"},
    Known{"athena", "workgroup", "AWS::Athena::WorkGroup"},
    Known{"autoscaling", "autoScalingGroup", "AWS::AutoScaling::AutoScalingGroup"},
    Known{"backup", "backup-vault", "AWS::Backup::BackupVault"},
    Known{"backup", "backup-plan", "AWS::Backup::BackupPlan"},
    Known{"batch", "compute-environment", "AWS::Batch::ComputeEnvironment"},
    Known{"batch", "job-queue", "AWS::Batch::JobQueue"},
    Known{"bedrock", "agent", "AWS::Bedrock::Agent"},
    Known{"bedrock", "application-inference-profile", "AWS::Bedrock::ApplicationInferenceProfile"},
    Known{"bedrock", "flow", "AWS::Bedrock::Flow"},
    Known{"bedrock", "guardrail", "AWS::Bedrock::Guardrail"},
    Known{"bedrock", "knowledge-base", "AWS::Bedrock::KnowledgeBase"},
    Known{"bedrock-agentcore", "runtime", "AWS::BedrockAgentCore::Runtime"},
    Known{"cloudformation", "stack", "AWS::CloudFormation::Stack"},
    Known{"cloudfront", "distribution", "AWS::CloudFront::Distribution"},
    Known{"cloudtrail", "trail", "AWS::CloudTrail::Trail"},
    Known{"cloudwatch", "alarm", "AWS::CloudWatch::Alarm"},
    Known{"codebuild", "project", "AWS::CodeBuild::Project"},
    Known{"cognito-idp", "userpool", "AWS::Cognito::UserPool"},
    Known{"comprehend", "document-classifier", "AWS::Comprehend::DocumentClassifier"},
    Known{"comprehend", "flywheel", "AWS::Comprehend::Flywheel"},
    Known{"connect", "instance", "AWS::Connect::Instance"},
    Known{"dax", "cache", "AWS::DAX::Cluster"},
    Known{"dynamodb", "table", "AWS::DynamoDB::Table"},
    Known{"ec2", "customer-gateway", "AWS::EC2::CustomerGateway"},
    Known{"ec2", "elastic-ip", "AWS::EC2::EIP"},
    Known{"ec2", "instance", "AWS::EC2::Instance"},
    Known{"ec2", "internet-gateway", "AWS::EC2::InternetGateway"},
    Known{"ec2", "launch-template", "AWS::EC2::LaunchTemplate"},
    Known{"ec2", "natgateway", "AWS::EC2::NatGateway"},
    Known{"ec2", "network-acl", "AWS::EC2::NetworkAcl"},
    Known{"ec2", "network-interface", "AWS::EC2::NetworkInterface"},
    Known{"ec2", "route-table", "AWS::EC2::RouteTable"},
    Known{"ec2", "security-group", "AWS::EC2::SecurityGroup"},
    Known{"ec2", "subnet", "AWS::EC2::Subnet"},
    Known{"ec2", "transit-gateway", "AWS::EC2::TransitGateway"},
    Known{"ec2", "volume", "AWS::EC2::Volume"},
    Known{"ec2", "vpc", "AWS::EC2::VPC"},
    Known{"ec2", "vpc-endpoint", "AWS::EC2::VPCEndpoint"},
    Known{"ecr", "repository", "AWS::ECR::Repository"},
    Known{"ecs", "cluster", "AWS::ECS::Cluster"},
    Known{"ecs", "service", "AWS::ECS::Service"},
    Known{"ecs", "task-definition", "AWS::ECS::TaskDefinition"},
    Known{"eks", "cluster", "AWS::EKS::Cluster"},
    Known{"elasticache", "cluster", "AWS::ElastiCache::CacheCluster"},
    Known{"elasticache", "replicationgroup", "AWS::ElastiCache::ReplicationGroup"},
    Known{"elasticbeanstalk", "application", "AWS::ElasticBeanstalk::Application"},
    Known{"elasticbeanstalk", "environment", "AWS::ElasticBeanstalk::Environment"},
    Known{"elasticfilesystem", "file-system", "AWS::EFS::FileSystem"},
    Known{"elasticloadbalancing", "loadbalancer", "AWS::ElasticLoadBalancing::LoadBalancer"},
    Known{"elasticmapreduce", "cluster", "AWS::EMR::Cluster"},
    Known{"es", "domain", "AWS::OpenSearch::Domain"},
    Known{"events", "rule", "AWS::Events::Rule"},
    Known{"firehose", "deliverystream", "AWS::KinesisFirehose::DeliveryStream"},
    Known{"fsx", "file-system", "AWS::FSx::FileSystem"},
    Known{"gamelift", "fleet", "AWS::GameLift::Fleet"},
    Known{"glue", "job", "AWS::Glue::Job"},
    Known{"healthlake", "datastore", "AWS::HealthLake::FHIRDatastore"},
    Known{"iam", "group", "AWS::IAM::Group"},
    Known{"iam", "role", "AWS::IAM::Role"},
    Known{"iam", "user", "AWS::IAM::User"},
    Known{"kendra", "index", "AWS::Kendra::Index"},
    Known{"kinesis", "stream", "AWS::Kinesis::Stream"},
    Known{"kinesisanalytics", "application", "AWS::KinesisAnalyticsV2::Application"},
    Known{"kms", "alias", "AWS::KMS::Alias"},
    Known{"kms", "key", "AWS::KMS::Key"},
    Known{"kafka", "cluster", "AWS::MSK::Cluster"},
    Known{"lambda", "function", "AWS::Lambda::Function"},
    Known{"lex", "bot", "AWS::Lex::Bot"},
    Known{"lightsail", "Bucket", "AWS::Lightsail::Bucket"},
    Known{"lightsail", "Instance", "AWS::Lightsail::Instance"},
    Known{"lightsail", "RelationalDatabase", "AWS::Lightsail::Database"},
    Known{"logs", "log-group", "AWS::Logs::LogGroup"},
    Known{"memorydb", "cluster", "AWS::MemoryDB::Cluster"},
    Known{"mq", "broker", "AWS::AmazonMQ::Broker"},
    Known{"personalize", "solution", "AWS::Personalize::Solution"},
    Known{"qbusiness", "application", "AWS::QBusiness::Application"},
    Known{"qldb", "ledger", "AWS::QLDB::Ledger"},
    Known{"quicksight", "datasource", "AWS::QuickSight::DataSource"},
    Known{"rds", "cluster", "AWS::RDS::DBCluster"},
    Known{"rds", "cluster-snapshot", "AWS::RDS::DBClusterSnapshot"},
    Known{"rds", "db", "AWS::RDS::DBInstance"},
    Known{"rds", "global-cluster", "AWS::RDS::GlobalCluster"},
    Known{"rds", "snapshot", "AWS::RDS::DBSnapshot"},
    Known{"rds", "subgrp", "AWS::RDS::DBSubnetGroup"},
    Known{"redshift", "cluster", "AWS::Redshift::Cluster"},
    Known{"redshift-serverless", "workgroup", "AWS::RedshiftServerless::Workgroup"},
    Known{"rekognition", "project", "AWS::Rekognition::Project"},
    Known{"rekognition", "streamprocessor", "AWS::Rekognition::StreamProcessor"},
    Known{"route53", "hostedzone", "AWS::Route53::HostedZone"},
    Known{"s3express", "bucket", "AWS::S3Express::DirectoryBucket"},
    Known{"sagemaker", "domain", "AWS::SageMaker::Domain"},
    Known{"sagemaker", "endpoint", "AWS::SageMaker::Endpoint"},
    Known{"sagemaker", "endpoint-config", "AWS::SageMaker::EndpointConfig"},
    Known{"sagemaker", "feature-group", "AWS::SageMaker::FeatureGroup"},
    Known{"sagemaker", "inference-component", "AWS::SageMaker::InferenceComponent"},
    Known{"sagemaker", "model", "AWS::SageMaker::Model"},
    Known{"sagemaker", "notebook-instance", "AWS::SageMaker::NotebookInstance"},
    Known{"sagemaker", "training-job", "AWS::SageMaker::TrainingJob"},
    Known{"secretsmanager", "secret", "AWS::SecretsManager::Secret"},
    Known{"sns", "", "AWS::SNS::Topic"},
    Known{"sqs", "", "AWS::SQS::Queue"},
    Known{"ssm", "parameter", "AWS::SSM::Parameter"},
    Known{"states", "stateMachine", "AWS::StepFunctions::StateMachine"},
    Known{"timestream", "database", "AWS::Timestream::Database"},
    Known{"transfer", "server", "AWS::Transfer::Server"},
    Known{"workspaces", "workspace", "AWS::WorkSpaces::Workspace"},
};

std::string_view viewOf(const QByteArray &text)
{
    return {text.constData(), static_cast<std::size_t>(text.size())};
}

/// What the type of a resource is called where AWS Config has no name for it: "bedrock:evaluation-job".
QString plainType(const Arn &arn)
{
    const qsizetype end = arn.resource.indexOf(QRegularExpression(u"[:/]"_s));
    return end < 0 ? arn.service : arn.service + u':' + arn.resource.left(end);
}

/// Part of a service's own model of access, or of a whole that has its own ARN.
QString passedOver(const Arn &arn)
{
    if (arn.service == "iam"_L1 && !arn.resource.startsWith("role/"_L1) && !arn.resource.startsWith("user/"_L1) &&
        !arn.resource.startsWith("group/"_L1))
        return u"an entry of IAM that is neither a user, a group nor a role; import 'aws iam get-account-authorization-details'"_s;
    if (arn.service == "resource-explorer-2"_L1)
        return u"the index itself"_s;
    return {};
}

} // namespace

std::string_view configTypeOfArn(std::string_view service, std::string_view resource)
{
    const std::size_t cut = resource.find_first_of(":/");
    const std::string_view head = cut == std::string_view::npos ? std::string_view() : resource.substr(0, cut);
    if (service == "s3")
        return cut == std::string_view::npos ? std::string_view("AWS::S3::Bucket") : std::string_view();
    if (service == "apigateway") {
        if (resource.starts_with("/restapis/") && resource.find('/', 10) == std::string_view::npos)
            return "AWS::ApiGateway::RestApi";
        if (resource.starts_with("/apis/") && resource.find('/', 6) == std::string_view::npos)
            return "AWS::ApiGatewayV2::Api";
        return {};
    }
    if (service == "elasticloadbalancing" &&
        (resource.starts_with("loadbalancer/app/") || resource.starts_with("loadbalancer/net/") ||
         resource.starts_with("loadbalancer/gwy/")))
        return "AWS::ElasticLoadBalancingV2::LoadBalancer";
    if (service == "cassandra") {
        if (resource.find("/table/") != std::string_view::npos)
            return "AWS::Cassandra::Table";
        return head == "keyspace" || head.empty() ? std::string_view("AWS::Cassandra::Keyspace") : std::string_view();
    }
    for (const Known &row : known) {
        if (row.service == service && row.head == head)
            return row.type;
    }
    return {};
}

void ResourceIndex::add(const IndexedResource &resource)
{
    const Arn &arn = resource.arn;
    if (const QString why = passedOver(arn); !why.isEmpty()) {
        m_sink.ignored(u"no-system"_s, arn.text() + u": "_s + why);
        return;
    }
    const QByteArray service = arn.service.toUtf8();
    const QByteArray rest = arn.resource.toUtf8();
    const std::string_view named = configTypeOfArn(viewOf(service), viewOf(rest));
    const QString region = !arn.region.isEmpty()          ? arn.region
                           : resource.region == "global"_L1 ? QString()
                                                          : resource.region;
    const QString account = !arn.account.isEmpty() ? arn.account : resource.account;

    Record record;
    record.key = arn.text();
    record.name = arn.lastPart();
    record.mapping = m_mapping;
    record.whole = true;
    record.aliases.append({u"arn"_s, record.key});
    const Reference provider{awsProviderOfPartition(arn.partition)};
    record.fields.append({u"provider"_s, provider});
    const auto placeIn = [&](int facets) {
        if (region.isEmpty())
            return;
        // Local Zones, replicas and copies do not show in an ARN: there may be other places.
        record.places.append(awsPlace(region, facets));
    };
    // Where inference runs is decided by a profile, whose ARN does not tell it.
    const bool profile = named == "AWS::Bedrock::ApplicationInferenceProfile";
    const bool model = profile || (arn.service == "bedrock"_L1 && (arn.resource.startsWith("custom-model/"_L1) || arn.resource.startsWith("imported-model/"_L1) ||
                                                                   arn.resource.startsWith("provisioned-model/"_L1)));
    if (arn.service == "iam"_L1) {
        record.kind = EntityKind::Identity;
        say(record, u"kind"_s,
            named == "AWS::IAM::Role"    ? u"role"_s
            : named == "AWS::IAM::Group" ? u"group"_s
                                         : QString());
        say(record, u"account"_s, account);
        record.fields.append({u"external"_s, false});
        say(record, u"owner"_s, awsTagValue(resource.tags, u"owner"_s).trimmed());
    } else if (named == "AWS::KMS::Key") {
        record.kind = EntityKind::Key;
        placeIn(Facet::Keys);
    } else if (model) {
        record.kind = EntityKind::Model;
        say(record, u"availability"_s, u"in_use"_s);
        if (!profile)
            placeIn(Facet::Hosting | Facet::Processing);
    } else {
        record.kind = EntityKind::Workload;
        const ConfigType type = configType(named);
        say(record, u"role"_s, type.assessed ? u"assessed"_s : u"supporting"_s);
        const QString typeName =
            named.empty() ? plainType(arn) : QString::fromLatin1(named.data(), static_cast<qsizetype>(named.size()));
        say(record, u"resource_type"_s, typeName);
        say(record, u"account"_s, account);
        if (type.serviceModel)
            say(record, u"service_model"_s, QString::fromLatin1(type.serviceModel));
        if (named.empty())
            ++m_unknown[typeName];
        if (named == "AWS::EC2::Instance")
            record.aliases.append({u"instance"_s, arn.partition + u'/' + arn.lastPart(), false});
        applyAwsTags(resource.tags, record);
        placeIn(Facet::Hosting | (type.processes ? Facet::Processing : 0));
    }
    m_sink.entity(std::move(record));
}

void ResourceIndex::finish()
{
    for (auto it = m_unknown.cbegin(); it != m_unknown.cend(); ++it)
        m_sink.diagnostic({u"unknown-type"_s, domain::DiagnosticLevel::Info, QString(),
                           u"%1: type is not in the table, kept as supporting (%2 items)"_s.arg(it.key()).arg(it.value())});
}

} // namespace importers
