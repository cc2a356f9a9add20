import type { TerraformType } from "./type.ts";

/** Lambda. */
export const functions: Readonly<Record<string, TerraformType>> = {
  aws_lambda_function: {
    canonical: "AWS::Lambda::Function",
    names: {
      image_uri: "Code.ImageUri",
      s3_bucket: "Code.S3Bucket",
      s3_key: "Code.S3Key",
      s3_object_version: "Code.S3ObjectVersion",
      file_system_config: "FileSystemConfigs",
      "image_config.entry_point": "EntryPoint",
    },
    blocks: [
      "environment",
      "vpc_config",
      "dead_letter_config",
      "tracing_config",
      "ephemeral_storage",
      "logging_config",
      "image_config",
      "snap_start",
      "file_system_config",
      "durable_config",
      "timeouts",
    ],
    lists: ["file_system_config"],
    ignored: ["source_code_hash", "filename", "publish", "timeouts", "skip_destroy", "code_sha256"],
  },
  aws_lambda_event_source_mapping: {
    canonical: "AWS::Lambda::EventSourceMapping",
    names: {
      "destination_config.on_failure.destination_arn": "Destination",
      "filter_criteria.filter": "Filters",
      source_access_configuration: "SourceAccessConfigurations",
      "source_access_configuration.uri": "URI",
      "self_managed_event_source.endpoints.KAFKA_BOOTSTRAP_SERVERS": "KafkaBootstrapServers",
    },
    blocks: [
      "destination_config",
      "destination_config.on_failure",
      "filter_criteria",
      "filter_criteria.filter",
      "scaling_config",
      "provisioned_poller_config",
      "self_managed_event_source",
      "source_access_configuration",
      "amazon_managed_kafka_event_source_config",
      "self_managed_kafka_event_source_config",
      "document_db_event_source_config",
      "metrics_config",
    ],
    lists: ["filter_criteria.filter", "source_access_configuration"],
  },
  aws_lambda_permission: { canonical: "AWS::Lambda::Permission", names: { statement_id: "Id" } },
  aws_lambda_alias: {
    canonical: "AWS::Lambda::Alias",
    names: { "routing_config.additional_version_weights": "AdditionalVersionWeights" },
    blocks: ["routing_config"],
  },
  aws_lambda_function_url: {
    canonical: "AWS::Lambda::Url",
    names: { authorization_type: "AuthType", function_name: "TargetFunctionArn" },
    blocks: ["cors", "timeouts"],
  },
  aws_lambda_function_event_invoke_config: {
    canonical: "AWS::Lambda::EventInvokeConfig",
    blocks: ["destination_config", "destination_config.on_failure", "destination_config.on_success"],
  },
  aws_lambda_provisioned_concurrency_config: {
    canonical: "AWS::Lambda::Version",
    names: { provisioned_concurrent_executions: "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions" },
    blocks: ["timeouts"],
  },
  aws_lambda_layer_version: {
    canonical: "AWS::Lambda::LayerVersion",
    names: { s3_bucket: "Content.S3Bucket", s3_key: "Content.S3Key", s3_object_version: "Content.S3ObjectVersion" },
    ignored: ["source_code_hash", "filename", "skip_destroy"],
  },
  aws_codedeploy_deployment_group: {
    canonical: "AWS::CodeDeploy::DeploymentGroup",
    names: { app_name: "ApplicationName", "alarm_configuration.alarms": "Alarms" },
    blocks: ["alarm_configuration", "auto_rollback_configuration", "deployment_style", "trigger_configuration"],
    lists: ["trigger_configuration"],
  },
};
