/**
 * Constructs of the second level: what they become in CloudFormation and where their props go. `@Arn`: of a construct that is
 * given, CloudFormation is given that attribute; `[]`: it wants a list of the one value. Props that need more than that
 * (`code`, `events`, `onFailure`) are read by extract/cdk.
 */
export interface Construct {
  readonly type: string;
  readonly props: Readonly<Record<string, string>>;
}

const FUNCTION = {
  functionName: "FunctionName",
  description: "Description",
  runtime: "Runtime",
  handler: "Handler",
  timeout: "Timeout",
  memorySize: "MemorySize",
  ephemeralStorageSize: "EphemeralStorage.Size",
  environment: "Environment.Variables",
  environmentEncryption: "KmsKeyArn@Arn",
  tracing: "TracingConfig.Mode",
  reservedConcurrentExecutions: "ReservedConcurrentExecutions",
  architecture: "Architectures[]",
  layers: "Layers",
  role: "Role@Arn",
  deadLetterQueue: "DeadLetterConfig.TargetArn@Arn",
  deadLetterTopic: "DeadLetterConfig.TargetArn@Arn",
  vpcSubnets: "VpcConfig.SubnetIds",
  securityGroups: "VpcConfig.SecurityGroupIds",
  logGroup: "LoggingConfig.LogGroup",
  logFormat: "LoggingConfig.LogFormat",
  loggingFormat: "LoggingConfig.LogFormat",
  applicationLogLevel: "LoggingConfig.ApplicationLogLevel",
  applicationLogLevelV2: "LoggingConfig.ApplicationLogLevel",
  systemLogLevel: "LoggingConfig.SystemLogLevel",
  systemLogLevelV2: "LoggingConfig.SystemLogLevel",
  snapStart: "SnapStart.ApplyOn",
  recursiveLoop: "RecursiveLoop",
};

/** What `onFailure`, `retryAttempts` … of a function and `configureAsyncInvoke` say. */
const INVOKE_CONFIG = {
  function: "FunctionName",
  qualifier: "Qualifier",
  retryAttempts: "MaximumRetryAttempts",
  maxEventAge: "MaximumEventAgeInSeconds",
  onFailure: "DestinationConfig.OnFailure.Destination@Arn",
  onSuccess: "DestinationConfig.OnSuccess.Destination@Arn",
};

const MAPPING = {
  target: "FunctionName",
  eventSourceArn: "EventSourceArn",
  batchSize: "BatchSize",
  maxBatchingWindow: "MaximumBatchingWindowInSeconds",
  enabled: "Enabled",
  maxConcurrency: "ScalingConfig.MaximumConcurrency",
  filters: "FilterCriteria.Filters",
  filterEncryption: "KmsKeyArn@Arn",
  onFailure: "DestinationConfig.OnFailure.Destination@Arn",
  retryAttempts: "MaximumRetryAttempts",
  maxRecordAge: "MaximumRecordAgeInSeconds",
  bisectBatchOnError: "BisectBatchOnFunctionError",
  parallelizationFactor: "ParallelizationFactor",
  tumblingWindow: "TumblingWindowInSeconds",
  startingPosition: "StartingPosition",
  startingPositionTimestamp: "StartingPositionTimestamp",
  topic: "Topics[]",
  kafkaTopic: "Topics[]",
};

const ALIAS = {
  aliasName: "Name",
  description: "Description",
  provisionedConcurrentExecutions: "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions",
};

const ALARM = {
  alarmName: "AlarmName",
  alarmDescription: "AlarmDescription",
  threshold: "Threshold",
  evaluationPeriods: "EvaluationPeriods",
  datapointsToAlarm: "DatapointsToAlarm",
  comparisonOperator: "ComparisonOperator",
  treatMissingData: "TreatMissingData",
  actionsEnabled: "ActionsEnabled",
  statistic: "Statistic",
  period: "Period",
};

const METRIC = { namespace: "Namespace", metricName: "MetricName", statistic: "Statistic", period: "Period" };

const TABLE = {
  tableName: "TableName",
  stream: "StreamSpecification.StreamViewType",
  dynamoStream: "StreamSpecification.StreamViewType",
  billingMode: "BillingMode",
  timeToLiveAttribute: "TimeToLiveSpecification.AttributeName",
  pointInTimeRecovery: "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled",
};

const DATABASE = { engine: "Engine", vpc: "VpcId", databaseName: "DBName", iamAuthentication: "EnableIAMDatabaseAuthentication" };

const RULE_TARGET = {
  deadLetterQueue: "DeadLetterConfig.Arn@Arn",
  retryAttempts: "RetryPolicy.MaximumRetryAttempts",
  maxEventAge: "RetryPolicy.MaximumEventAgeInSeconds",
};

const TABLES: Readonly<Record<string, readonly [type: string, props: Readonly<Record<string, string>>]>> = {
  "lambda.Function": ["AWS::Lambda::Function", FUNCTION],
  "lambda.SingletonFunction": ["AWS::Lambda::Function", FUNCTION],
  "lambda.DockerImageFunction": ["AWS::Lambda::Function", FUNCTION],
  "lambda_nodejs.NodejsFunction": ["AWS::Lambda::Function", FUNCTION],
  "lambda_python.PythonFunction": ["AWS::Lambda::Function", FUNCTION],
  "lambda.Alias": ["AWS::Lambda::Alias", ALIAS],
  "lambda.Function.addAlias": ["AWS::Lambda::Alias", ALIAS],
  "lambda.Version": ["AWS::Lambda::Version", { lambda: "FunctionName", description: "Description" }],
  "lambda.EventSourceMapping": ["AWS::Lambda::EventSourceMapping", MAPPING],
  "lambda.EventInvokeConfig": ["AWS::Lambda::EventInvokeConfig", INVOKE_CONFIG],
  "lambda.Function.invoke": ["AWS::Lambda::EventInvokeConfig", INVOKE_CONFIG],
  "lambda.FunctionUrl": [
    "AWS::Lambda::Url",
    { function: "TargetFunctionArn@Arn", authType: "AuthType", cors: "Cors", invokeMode: "InvokeMode" },
  ],
  "lambda_python.PythonLayerVersion": [
    "AWS::Lambda::LayerVersion",
    { layerVersionName: "LayerName", compatibleRuntimes: "CompatibleRuntimes" },
  ],
  "lambda.LayerVersion": ["AWS::Lambda::LayerVersion", { layerVersionName: "LayerName", compatibleRuntimes: "CompatibleRuntimes" }],
  "lambda.Permission": [
    "AWS::Lambda::Permission",
    {
      principal: "Principal",
      action: "Action",
      sourceArn: "SourceArn@Arn",
      sourceAccount: "SourceAccount",
      functionUrlAuthType: "FunctionUrlAuthType",
    },
  ],
  "lambda_event_sources.Source": ["AWS::Lambda::EventSourceMapping", MAPPING],
  "sqs.Queue": [
    "AWS::SQS::Queue",
    {
      queueName: "QueueName",
      visibilityTimeout: "VisibilityTimeout",
      retentionPeriod: "MessageRetentionPeriod",
      deliveryDelay: "DelaySeconds",
      receiveMessageWaitTime: "ReceiveMessageWaitTimeSeconds",
      maxMessageSizeBytes: "MaximumMessageSize",
      encryption: "SqsManagedSseEnabled",
      fifo: "FifoQueue",
      contentBasedDeduplication: "ContentBasedDeduplication",
      redriveAllowPolicy: "RedriveAllowPolicy",
      encryptionMasterKey: "KmsMasterKeyId@Arn",
    },
  ],
  "sqs.DeadLetterQueue": ["", { queue: "deadLetterTargetArn@Arn", maxReceiveCount: "maxReceiveCount" }],
  "sqs.QueuePolicy": ["AWS::SQS::QueuePolicy", { queues: "Queues" }],
  "sns.Topic": [
    "AWS::SNS::Topic",
    { topicName: "TopicName", displayName: "DisplayName", fifo: "FifoTopic", masterKey: "KmsMasterKeyId@Arn" },
  ],
  "sns.Subscription": [
    "AWS::SNS::Subscription",
    {
      topic: "TopicArn",
      endpoint: "Endpoint",
      protocol: "Protocol",
      rawMessageDelivery: "RawMessageDelivery",
      filterPolicy: "FilterPolicy",
      deadLetterQueue: "RedrivePolicy.deadLetterTargetArn@Arn",
    },
  ],
  "dynamodb.Table": ["AWS::DynamoDB::Table", TABLE],
  "dynamodb.TableV2": ["AWS::DynamoDB::Table", TABLE],
  "kinesis.Stream": ["AWS::Kinesis::Stream", { streamName: "Name", shardCount: "ShardCount" }],
  "s3.Bucket": ["AWS::S3::Bucket", { bucketName: "BucketName", lifecycleRules: "LifecycleConfiguration.Rules" }],
  "events.Rule": [
    "AWS::Events::Rule",
    {
      ruleName: "Name",
      description: "Description",
      schedule: "ScheduleExpression",
      eventPattern: "EventPattern",
      eventBus: "EventBusName",
    },
  ],
  "events.EventBus": ["AWS::Events::EventBus", { eventBusName: "Name" }],
  "events_targets.Target": ["", RULE_TARGET],
  "scheduler.Schedule": ["AWS::Scheduler::Schedule", { scheduleName: "Name", schedule: "ScheduleExpression" }],
  "scheduler_targets.Target": ["", RULE_TARGET],
  "apigateway.RestApi": ["AWS::ApiGateway::RestApi", { restApiName: "Name", description: "Description" }],
  "apigateway.SpecRestApi": ["AWS::ApiGateway::RestApi", { restApiName: "Name", apiDefinition: "Body" }],
  "apigateway.LambdaRestApi": ["AWS::ApiGateway::RestApi", { restApiName: "Name", description: "Description" }],
  "apigateway.Stage": ["AWS::ApiGateway::Stage", { stageName: "StageName", tracingEnabled: "TracingEnabled" }],
  "apigateway.Method": [
    "AWS::ApiGateway::Method",
    { authorizationType: "AuthorizationType", authorizer: "AuthorizerId", apiKeyRequired: "ApiKeyRequired" },
  ],
  "apigatewayv2.HttpApi": ["AWS::ApiGatewayV2::Api", { apiName: "Name", corsPreflight: "CorsConfiguration" }],
  "apigatewayv2.WebSocketApi": ["AWS::ApiGatewayV2::Api", { apiName: "Name" }],
  "apigatewayv2.Route": ["AWS::ApiGatewayV2::Route", { authorizer: "AuthorizerId" }],
  "stepfunctions.StateMachine": [
    "AWS::StepFunctions::StateMachine",
    {
      stateMachineName: "StateMachineName",
      tracingEnabled: "TracingConfiguration.Enabled",
      stateMachineType: "StateMachineType",
      role: "RoleArn@Arn",
    },
  ],
  "logs.LogGroup": ["AWS::Logs::LogGroup", { logGroupName: "LogGroupName", retention: "RetentionInDays", encryptionKey: "KmsKeyId@Arn" }],
  "logs.LogRetention": ["AWS::Logs::LogGroup", { logGroupName: "LogGroupName", retention: "RetentionInDays" }],
  "logs.SubscriptionFilter": [
    "AWS::Logs::SubscriptionFilter",
    { logGroup: "LogGroupName", destination: "DestinationArn@Arn", filterPattern: "FilterPattern" },
  ],
  "cloudwatch.Alarm": ["AWS::CloudWatch::Alarm", ALARM],
  "cloudwatch.Metric": ["", METRIC],
  "cloudwatch.CompositeAlarm": ["AWS::CloudWatch::CompositeAlarm", { alarmRule: "AlarmRule" }],
  "iam.Role": [
    "AWS::IAM::Role",
    { roleName: "RoleName", description: "Description", managedPolicies: "ManagedPolicyArns", permissionsBoundary: "PermissionsBoundary" },
  ],
  "iam.Policy": ["AWS::IAM::Policy", { policyName: "PolicyName", roles: "Roles", document: "PolicyDocument" }],
  "iam.ManagedPolicy": ["AWS::IAM::ManagedPolicy", { managedPolicyName: "ManagedPolicyName", roles: "Roles", document: "PolicyDocument" }],
  "iam.PolicyStatement": [
    "",
    {
      sid: "Sid",
      effect: "Effect",
      actions: "Action",
      notActions: "NotAction",
      resources: "Resource",
      notResources: "NotResource",
      conditions: "Condition",
      principals: "Principal",
    },
  ],
  "iam.PolicyDocument": ["", { statements: "Statement" }],
  "cognito.UserPool": ["AWS::Cognito::UserPool", { userPoolName: "UserPoolName" }],
  "codedeploy.LambdaDeploymentGroup": [
    "AWS::CodeDeploy::DeploymentGroup",
    { deploymentGroupName: "DeploymentGroupName", deploymentConfig: "DeploymentConfigName", alarms: "AlarmConfiguration.Alarms" },
  ],
  "rds.DatabaseInstance": ["AWS::RDS::DBInstance", DATABASE],
  "rds.DatabaseInstanceFromSnapshot": ["AWS::RDS::DBInstance", DATABASE],
  "rds.DatabaseCluster": ["AWS::RDS::DBCluster", DATABASE],
  "rds.ServerlessCluster": ["AWS::RDS::DBCluster", DATABASE],
  "rds.DatabaseProxy": ["AWS::RDS::DBProxy", { dbProxyName: "DBProxyName", proxyTarget: "ProxyTarget", iamAuth: "IamAuth" }],
  "secretsmanager.Secret": ["AWS::SecretsManager::Secret", { secretName: "Name" }],
  "ssm.StringParameter": ["AWS::SSM::Parameter", { parameterName: "Name", stringValue: "Value" }],
  "kms.Key": ["AWS::KMS::Key", { alias: "Alias", enableKeyRotation: "EnableKeyRotation" }],
  "ec2.Vpc": ["AWS::EC2::VPC", {}],
  "ec2.SecurityGroup": ["AWS::EC2::SecurityGroup", { vpc: "VpcId" }],
  "elasticloadbalancingv2.ApplicationListenerRule": ["AWS::ElasticLoadBalancingV2::ListenerRule", {}],
  "elasticloadbalancingv2.ApplicationTargetGroup": ["AWS::ElasticLoadBalancingV2::TargetGroup", { targetType: "TargetType" }],
  "budgets.Budget": ["AWS::Budgets::Budget", {}],
};

/** Props whose values are members of an enumeration or objects of another class. */
export const VALUE_CLASSES: Readonly<Record<string, string>> = {
  tracing: "lambda.Tracing",
  runtime: "lambda.Runtime",
  architecture: "lambda.Architecture",
  loggingFormat: "lambda.LoggingFormat",
  logFormat: "lambda.LogFormat",
  recursiveLoop: "lambda.RecursiveLoop",
  authType: "lambda.FunctionUrlAuthType",
  invokeMode: "lambda.InvokeMode",
  startingPosition: "lambda.StartingPosition",
  encryption: "sqs.QueueEncryption",
  billingMode: "dynamodb.BillingMode",
  retention: "logs.RetentionDays",
  comparisonOperator: "cloudwatch.ComparisonOperator",
  treatMissingData: "cloudwatch.TreatMissingData",
  applicationLogLevelV2: "lambda.ApplicationLogLevel",
  systemLogLevelV2: "lambda.SystemLogLevel",
};

/** Props that take a `Duration`; CloudFormation counts in seconds. */
export const DURATIONS: ReadonlySet<string> = new Set([
  "timeout",
  "visibilityTimeout",
  "retentionPeriod",
  "deliveryDelay",
  "receiveMessageWaitTime",
  "maxEventAge",
  "maxBatchingWindow",
  "maxRecordAge",
  "tumblingWindow",
  "period",
]);

export const CONSTRUCTS: ReadonlyMap<string, Construct> = new Map(
  Object.entries(TABLES).map(([name, [type, props]]) => [name, { type, props }]),
);
