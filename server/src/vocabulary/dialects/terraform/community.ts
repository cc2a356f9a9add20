/** Arguments of `terraform-aws-modules/lambda/aws` and the properties of a function that they become. */
export const communityArguments: Readonly<Record<string, string>> = {
  function_name: "FunctionName",
  description: "Description",
  handler: "Handler",
  runtime: "Runtime",
  timeout: "Timeout",
  memory_size: "MemorySize",
  architectures: "Architectures",
  layers: "Layers",
  environment_variables: "Environment.Variables",
  reserved_concurrent_executions: "ReservedConcurrentExecutions",
  ephemeral_storage_size: "EphemeralStorage.Size",
  kms_key_arn: "KmsKeyArn",
  package_type: "PackageType",
  image_uri: "Code.ImageUri",
  image_config_command: "ImageConfig.Command",
  image_config_entry_point: "ImageConfig.EntryPoint",
  image_config_working_directory: "ImageConfig.WorkingDirectory",
  tracing_mode: "TracingConfig.Mode",
  dead_letter_target_arn: "DeadLetterConfig.TargetArn",
  vpc_subnet_ids: "VpcConfig.SubnetIds",
  vpc_security_group_ids: "VpcConfig.SecurityGroupIds",
  logging_log_format: "LoggingConfig.LogFormat",
  logging_log_group: "LoggingConfig.LogGroup",
  logging_application_log_level: "LoggingConfig.ApplicationLogLevel",
  logging_system_log_level: "LoggingConfig.SystemLogLevel",
  code_signing_config_arn: "CodeSigningConfigArn",
  recursive_loop: "RecursiveLoop",
  tags: "Tags",
  function_tags: "Tags",
};

/** Arguments of one of its `event_source_mapping`s that are not called as the provider calls them. */
export const communityMappingArguments: Readonly<Record<string, string>> = {
  destination_arn_on_failure: "DestinationConfig.OnFailure.Destination",
  filter_criteria: "FilterCriteria.Filters",
};

/** Arguments of what it makes beside the function: which flag makes it, what it is, and what its arguments become. */
export const communityMade = {
  EventInvokeConfig: {
    maximum_retry_attempts: "MaximumRetryAttempts",
    maximum_event_age_in_seconds: "MaximumEventAgeInSeconds",
    destination_on_failure: "DestinationConfig.OnFailure.Destination",
    destination_on_success: "DestinationConfig.OnSuccess.Destination",
  },
  Url: { authorization_type: "AuthType", cors: "Cors", invoke_mode: "InvokeMode" },
  LogGroup: { cloudwatch_logs_retention_in_days: "RetentionInDays", cloudwatch_logs_kms_key_id: "KmsKeyId" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;
