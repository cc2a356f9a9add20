/** What SAM's short forms have a place for; nothing else may be written into them. */
import type { DataOrigin } from "../../extract/cloudformation/origin.ts";

const mapping = ["BatchSize", "Enabled", "FilterCriteria", "KmsKeyArn", "MaximumBatchingWindowInSeconds", "MetricsConfig"];
const position = ["StartingPosition", "StartingPositionTimestamp", "DestinationConfig"];
const retries = ["BisectBatchOnFunctionError", "FunctionResponseTypes", "MaximumRecordAgeInSeconds", "MaximumRetryAttempts"];
const stream = [...mapping, ...position, ...retries, "Stream", "ParallelizationFactor", "TumblingWindowInSeconds"];
const kafka = [...mapping, ...position, "ConsumerGroupId", "ProvisionedPollerConfig", "SourceAccessConfigurations", "Topics"];
const target = ["DeadLetterConfig", "Input", "RetryPolicy", "State"];
const rule = [...target, "EventBusName", "InputPath", "InputTransformer", "Pattern", "RuleName", "Target"];
const schedule = [...target, "Description", "Name", "RoleArn"];
const window = ["EndDate", "FlexibleTimeWindow", "GroupName", "KmsKeyArn", "PermissionsBoundary", "StartDate"];
const route = ["Auth", "Method", "Path", "TimeoutInMillis"];

/** By the type of event, or of resource where SAM's is poorer than CloudFormation's. */
const properties: ReadonlyMap<string, readonly string[]> = new Map([
  ["SQS", [...mapping, "FunctionResponseTypes", "ProvisionedPollerConfig", "Queue", "ScalingConfig"]],
  ["Kinesis", stream],
  ["DynamoDB", stream],
  ["DocumentDB", [...mapping, ...position, "Cluster", "CollectionName", "DatabaseName", "FullDocument", "SourceAccessConfigurations"]],
  ["MSK", [...kafka, "Stream"]],
  ["SelfManagedKafka", [...kafka, "KafkaBootstrapServers"]],
  ["MQ", [...mapping, "Broker", "DynamicPolicyName", "Queues", "SourceAccessConfigurations"]],
  ["SNS", ["FilterPolicy", "FilterPolicyScope", "RedrivePolicy", "Region", "SqsSubscription", "Topic"]],
  ["S3", ["Bucket", "Events", "Filter"]],
  ["Schedule", [...schedule, "Enabled", "Schedule"]],
  ["ScheduleV2", [...schedule, ...window, "OmitName", "ScheduleExpression", "ScheduleExpressionTimezone"]],
  ["EventBridgeRule", rule],
  ["CloudWatchEvent", [...rule, "Enabled"]],
  ["CloudWatchLogs", ["FilterPattern", "LogGroupName"]],
  ["IoTRule", ["AwsIotSqlVersion", "Sql"]],
  ["Cognito", ["Trigger", "UserPool"]],
  ["AlexaSkill", ["SkillId"]],
  ["Api", [...route, "RequestModel", "RequestParameters", "RestApiId"]],
  ["HttpApi", [...route, "ApiId", "PayloadFormatVersion", "RouteSettings"]],
  ["EventInvokeConfig", ["DestinationConfig", "MaximumEventAgeInSeconds", "MaximumRetryAttempts"]],
  ["FunctionUrlConfig", ["AuthType", "Cors", "InvokeMode"]],
  ["DeploymentPreference", ["Alarms", "Enabled", "Hooks", "PassthroughCondition", "Role", "TriggerConfigurations", "Type"]],
  ["AWS::Serverless::SimpleTable", ["PointInTimeRecoverySpecification", "ProvisionedThroughput", "SSESpecification", "TableName", "Tags"]],
]);

/** What these resources have in another shape than CloudFormation's, or not at all. */
const notThere: ReadonlyMap<string, readonly string[]> = new Map([
  ["AWS::Serverless::Function", ["Code", "CodeEntry", "CodeBase", "TracingConfig", "DeadLetterConfig"]],
  ["AWS::Serverless::Api", ["Body", "BodyS3Location", "EndpointConfiguration", "Policy", "RestApiId", "DeploymentId"]],
  ["AWS::Serverless::HttpApi", ["ApiId", "AutoDeploy", "Body", "BodyS3Location", "ProtocolType"]],
]);

/** May a property be written there? Of SAM's resources and events only what they have; CloudFormation's take what CloudFormation has. */
export function hasProperty({ type }: Pick<DataOrigin, "type">, name: string): boolean {
  return (properties.get(type)?.includes(name) ?? true) && !(notThere.get(type)?.includes(name) ?? false);
}
