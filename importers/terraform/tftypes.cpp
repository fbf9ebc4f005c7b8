// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/terraform/tftypes.h"

#include "importers/typetable.h"

#include <QLatin1StringView>

#include <algorithm>
#include <array>

namespace importers {
namespace {


/// Of AWS only the name: the rest is told by the table of AWS Config, so that both say the same.
constexpr std::array types = {
    TfType{"aws_api_gateway_rest_api", "AWS::ApiGateway::RestApi"},
    TfType{"aws_apigatewayv2_api", "AWS::ApiGatewayV2::Api"},
    TfType{"aws_apprunner_service", "AWS::AppRunner::Service"},
    TfType{"aws_appsync_graphql_api", "AWS::AppSync::GraphQLApi"},
    TfType{"aws_backup_vault", "AWS::Backup::BackupVault"},
    TfType{"aws_batch_compute_environment", "AWS::Batch::ComputeEnvironment"},
    TfType{"aws_bedrock_guardrail", "AWS::Bedrock::Guardrail"},
    TfType{"aws_bedrockagent_agent", "AWS::Bedrock::Agent"},
    TfType{"aws_bedrockagent_knowledge_base", "AWS::Bedrock::KnowledgeBase"},
    TfType{"aws_bedrockagentcore_agent_runtime", "AWS::BedrockAgentCore::Runtime"},
    TfType{"aws_cognito_user_pool", "AWS::Cognito::UserPool"},
    TfType{"aws_db_instance", "AWS::RDS::DBInstance"},
    TfType{"aws_docdb_cluster", "AWS::DocDB::DBCluster"},
    TfType{"aws_dynamodb_table", "AWS::DynamoDB::Table"},
    TfType{"aws_ecr_repository", "AWS::ECR::Repository"},
    TfType{"aws_ecs_cluster", "AWS::ECS::Cluster"},
    TfType{"aws_ecs_service", "AWS::ECS::Service"},
    TfType{"aws_efs_file_system", "AWS::EFS::FileSystem"},
    TfType{"aws_eks_cluster", "AWS::EKS::Cluster"},
    TfType{"aws_elasticache_cluster", "AWS::ElastiCache::CacheCluster"},
    TfType{"aws_elasticache_replication_group", "AWS::ElastiCache::ReplicationGroup"},
    TfType{"aws_elasticsearch_domain", "AWS::Elasticsearch::Domain"},
    TfType{"aws_emr_cluster", "AWS::EMR::Cluster"},
    TfType{"aws_glue_job", "AWS::Glue::Job"},
    TfType{"aws_instance", "AWS::EC2::Instance"},
    TfType{"aws_kendra_index", "AWS::Kendra::Index"},
    TfType{"aws_kinesis_firehose_delivery_stream", "AWS::KinesisFirehose::DeliveryStream"},
    TfType{"aws_kinesis_stream", "AWS::Kinesis::Stream"},
    TfType{"aws_lambda_function", "AWS::Lambda::Function"},
    TfType{"aws_memorydb_cluster", "AWS::MemoryDB::Cluster"},
    TfType{"aws_mq_broker", "AWS::AmazonMQ::Broker"},
    TfType{"aws_msk_cluster", "AWS::MSK::Cluster"},
    TfType{"aws_neptune_cluster", "AWS::Neptune::DBCluster"},
    TfType{"aws_opensearch_domain", "AWS::OpenSearch::Domain"},
    TfType{"aws_opensearchserverless_collection", "AWS::OpenSearchServerless::Collection"},
    TfType{"aws_rds_cluster", "AWS::RDS::DBCluster"},
    TfType{"aws_rds_cluster_instance", "AWS::RDS::DBInstance"},
    TfType{"aws_redshift_cluster", "AWS::Redshift::Cluster"},
    TfType{"aws_s3_bucket", "AWS::S3::Bucket"},
    TfType{"aws_sagemaker_domain", "AWS::SageMaker::Domain"},
    TfType{"aws_sagemaker_endpoint", "AWS::SageMaker::Endpoint"},
    TfType{"aws_sagemaker_feature_group", "AWS::SageMaker::FeatureGroup"},
    TfType{"aws_sagemaker_notebook_instance", "AWS::SageMaker::NotebookInstance"},
    TfType{"aws_sfn_state_machine", "AWS::StepFunctions::StateMachine"},
    TfType{"aws_sns_topic", "AWS::SNS::Topic"},
    TfType{"aws_sqs_queue", "AWS::SQS::Queue"},
    TfType{"aws_transfer_server", "AWS::Transfer::Server"},
    TfType{"azurerm_ai_services", "Microsoft.CognitiveServices/accounts", true, Paas},
    TfType{"azurerm_cognitive_account", "Microsoft.CognitiveServices/accounts", true, Paas},
    TfType{"azurerm_container_app", "Microsoft.App/containerApps", true, Paas},
    TfType{"azurerm_container_group", "Microsoft.ContainerInstance/containerGroups", true, Paas},
    TfType{"azurerm_container_registry", "Microsoft.ContainerRegistry/registries", false, Paas},
    TfType{"azurerm_cosmosdb_account", "Microsoft.DocumentDB/databaseAccounts", false, Paas},
    TfType{"azurerm_data_factory", "Microsoft.DataFactory/factories", true, Paas},
    TfType{"azurerm_databricks_workspace", "Microsoft.Databricks/workspaces", true, Paas},
    TfType{"azurerm_eventhub_namespace", "Microsoft.EventHub/namespaces", false, Paas},
    TfType{"azurerm_kubernetes_cluster", "Microsoft.ContainerService/managedClusters", true, Paas},
    TfType{"azurerm_linux_function_app", "Microsoft.Web/sites", true, Paas},
    TfType{"azurerm_linux_virtual_machine", "Microsoft.Compute/virtualMachines", true, Iaas},
    TfType{"azurerm_linux_virtual_machine_scale_set", "Microsoft.Compute/virtualMachineScaleSets", true, Iaas},
    TfType{"azurerm_linux_web_app", "Microsoft.Web/sites", true, Paas},
    TfType{"azurerm_machine_learning_workspace", "Microsoft.MachineLearningServices/workspaces", true, Paas},
    TfType{"azurerm_mssql_database", "Microsoft.Sql/servers/databases", false, Paas},
    TfType{"azurerm_mssql_managed_instance", "Microsoft.Sql/managedInstances", false, Paas},
    TfType{"azurerm_mssql_server", "Microsoft.Sql/servers", false, Paas},
    TfType{"azurerm_mysql_flexible_server", "Microsoft.DBforMySQL/flexibleServers", false, Paas},
    TfType{"azurerm_postgresql_flexible_server", "Microsoft.DBforPostgreSQL/flexibleServers", false, Paas},
    TfType{"azurerm_redis_cache", "Microsoft.Cache/redis", false, Paas},
    TfType{"azurerm_search_service", "Microsoft.Search/searchServices", true, Paas},
    TfType{"azurerm_servicebus_namespace", "Microsoft.ServiceBus/namespaces", false, Paas},
    TfType{"azurerm_storage_account", "Microsoft.Storage/storageAccounts", false, Paas},
    TfType{"azurerm_synapse_workspace", "Microsoft.Synapse/workspaces", true, Paas},
    TfType{"azurerm_virtual_machine", "Microsoft.Compute/virtualMachines", true, Iaas},
    TfType{"azurerm_windows_function_app", "Microsoft.Web/sites", true, Paas},
    TfType{"azurerm_windows_virtual_machine", "Microsoft.Compute/virtualMachines", true, Iaas},
    TfType{"azurerm_windows_virtual_machine_scale_set", "Microsoft.Compute/virtualMachineScaleSets", true, Iaas},
    TfType{"azurerm_windows_web_app", "Microsoft.Web/sites", true, Paas},
    TfType{"google_alloydb_cluster", "alloydb.googleapis.com/Cluster", false, Paas,
           "alloydb.googleapis.com/projects/{project}/locations/{location}/clusters/{cluster_id}"},
    TfType{"google_artifact_registry_repository", "artifactregistry.googleapis.com/Repository", false, Paas,
           "artifactregistry.googleapis.com/projects/{project}/locations/{location}/repositories/{repository_id}"},
    TfType{"google_bigquery_dataset", "bigquery.googleapis.com/Dataset", false, Paas,
           "bigquery.googleapis.com/projects/{project}/datasets/{dataset_id}"},
    TfType{"google_cloud_run_v2_service", "run.googleapis.com/Service", true, Paas,
           "run.googleapis.com/projects/{project}/locations/{location}/services/{name}"},
    TfType{"google_cloudfunctions2_function", "cloudfunctions.googleapis.com/Function", true, Paas,
           "cloudfunctions.googleapis.com/projects/{project}/locations/{location}/functions/{name}"},
    TfType{"google_compute_instance", "compute.googleapis.com/Instance", true, Iaas,
           "compute.googleapis.com/projects/{project}/zones/{zone}/instances/{name}"},
    TfType{"google_container_cluster", "container.googleapis.com/Cluster", true, Paas, nullptr},
    TfType{"google_filestore_instance", "file.googleapis.com/Instance", false, Paas,
           "file.googleapis.com/projects/{project}/locations/{location}/instances/{name}"},
    TfType{"google_pubsub_topic", "pubsub.googleapis.com/Topic", false, Paas,
           "pubsub.googleapis.com/projects/{project}/topics/{name}"},
    TfType{"google_redis_instance", "redis.googleapis.com/Instance", false, Paas,
           "redis.googleapis.com/projects/{project}/locations/{region}/instances/{name}"},
    TfType{"google_secret_manager_regional_secret", "secretmanager.googleapis.com/Secret", false, Paas,
           "secretmanager.googleapis.com/projects/{project}/locations/{location}/secrets/{secret_id}"},
    TfType{"google_secret_manager_secret", "secretmanager.googleapis.com/Secret", false, Paas,
           "secretmanager.googleapis.com/projects/{project}/secrets/{secret_id}"},
    TfType{"google_spanner_instance", "spanner.googleapis.com/Instance", false, Paas,
           "spanner.googleapis.com/projects/{project}/instances/{name}"},
    TfType{"google_sql_database_instance", "sqladmin.googleapis.com/Instance", false, Paas,
           "cloudsql.googleapis.com/projects/{project}/instances/{name}"},
    TfType{"google_storage_bucket", "storage.googleapis.com/Bucket", false, Paas, "storage.googleapis.com/{name}"},
    TfType{"google_tpu_v2_vm", "tpu.googleapis.com/Node", true, Iaas,
           "tpu.googleapis.com/projects/{project}/locations/{zone}/nodes/{name}"},
    TfType{"google_vertex_ai_endpoint", "aiplatform.googleapis.com/Endpoint", true, Paas,
           "aiplatform.googleapis.com/projects/{project}/locations/{location}/endpoints/{name}"},
    TfType{"google_workbench_instance", "notebooks.googleapis.com/Instance", true, Paas,
           "notebooks.googleapis.com/projects/{project}/locations/{location}/instances/{name}"},
};

} // namespace

const TfType *tfType(QStringView type)
{
    const auto *found = std::find_if(types.begin(), types.end(),
                                     [&](const TfType &row) { return type == QLatin1StringView(row.type); });
    return found == types.end() ? nullptr : found;
}

} // namespace importers
