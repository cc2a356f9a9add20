/**
 * What AWS's own managed policies allow: those people give to functions. Facts of the AWS Managed Policy Reference
 * (docs.aws.amazon.com/aws-managed-policy), November 2026. A policy that is not here is not known, and nothing is said about it.
 */

const LOGS = "logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents";
const INTERFACES =
  "ec2:CreateNetworkInterface ec2:DescribeNetworkInterfaces ec2:DeleteNetworkInterface ec2:AssignPrivateIpAddresses ec2:UnassignPrivateIpAddresses";
const TRACES =
  "xray:PutTraceSegments xray:PutTelemetryRecords xray:GetSamplingRules xray:GetSamplingTargets xray:GetSamplingStatisticSummaries";
const RECORDS = "dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams";

/** `name: actions ? services of which it allows something else, too`. */
const POLICIES: Readonly<Record<string, string>> = {
  AWSLambdaBasicExecutionRole: LOGS,
  AWSLambdaVPCAccessExecutionRole: `${LOGS} ${INTERFACES} ec2:DescribeSubnets`,
  AWSLambdaENIManagementAccess: INTERFACES,
  AWSLambdaSQSQueueExecutionRole: `${LOGS} sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes`,
  AWSLambdaDynamoDBExecutionRole: `${LOGS} ${RECORDS}`,
  AWSLambdaKinesisExecutionRole: `${LOGS} ? kinesis`,
  AWSLambdaMSKExecutionRole: `${LOGS} ec2:CreateNetworkInterface ? kafka ec2`,
  AWSLambdaRole: "lambda:InvokeFunction",
  AWSLambdaExecute: "logs:* s3:GetObject s3:PutObject",
  AWSXRayDaemonWriteAccess: TRACES,
  AWSXrayWriteOnlyAccess: TRACES,
  // It writes logs as well, but only those of Lambda Insights.
  CloudWatchLambdaInsightsExecutionRolePolicy: "",
  CloudWatchLogsFullAccess: "logs:* ? cloudwatch",
  AmazonS3FullAccess: "s3:* s3-object-lambda:*",
  AmazonS3ReadOnlyAccess: "s3:Get* s3:List* s3:Describe* ? s3-object-lambda",
  AmazonSQSFullAccess: "sqs:*",
  AmazonSNSFullAccess: "sns:* ? sms-voice",
  AmazonSESFullAccess: "ses:*",
  AmazonDynamoDBFullAccess:
    "dynamodb:* dax:* ? application-autoscaling cloudwatch datapipeline ec2 iam kinesis kms lambda resource-groups sns tag",
  AWSStepFunctionsFullAccess: "states:*",
  AdministratorAccess: "*",
  PowerUserAccess: "*",
};

/** Of these nobody takes offence: logs, traces, network interfaces and reading the function's own source. */
const BASIC =
  /^(AWSLambda(BasicExecution|VPCAccessExecution|SQSQueueExecution|DynamoDBExecution|KinesisExecution|MSKExecution)Role|AWSLambdaENIManagementAccess|AWSX[Rr]ay\w*|CloudWatchLambda\w+|CloudWatchLogsFullAccess)$/;

/** `AmazonS3FullAccess` of `arn:aws:iam::aws:policy/AmazonS3FullAccess`; undefined for a policy that is not AWS's. */
export function awsPolicyName(arn: string): string | undefined {
  const match = /^(?:arn:[^:]*|.*):iam::aws:policy\/(?:[\w-]+\/)*([\w-]+)$/.exec(arn) ?? /^([\w-]+)$/.exec(arn);
  return match?.[1];
}

export function isBasicPolicy(name: string): boolean {
  return BASIC.test(name);
}

/** Does the policy allow the action? Undefined where that is not known. */
export function managedPolicyAllows(name: string, action: string): boolean | undefined {
  const entry = Object.hasOwn(POLICIES, name) ? POLICIES[name] : undefined;
  if (entry === undefined) return undefined;
  const [actions = "", services = ""] = entry.split("?");
  if (actions.split(" ").some((pattern) => pattern !== "" && coversAction(pattern, action))) return true;
  return services.split(" ").includes(action.split(":")[0]?.toLowerCase() ?? "") ? undefined : false;
}

/** `s3:Get*` covers `s3:GetObject`, in any case. */
export function coversAction(pattern: string, action: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`, "i").test(action);
}

/** What `isAllowed` has to know: patterns of actions, and AWS's policies by ARN or name. */
export const policyKnowledge = {
  covers: coversAction,
  allows: (policy: string, action: string): boolean | undefined => {
    const name = awsPolicyName(policy);
    return name === undefined ? undefined : managedPolicyAllows(name, action);
  },
};
