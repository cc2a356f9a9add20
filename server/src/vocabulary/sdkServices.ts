/** The names SDKs have for a service, and the prefix of its IAM actions. */

/** Prefix, then what SDKs call it where that is something else (`sfn`, `StepFunctions`), without hyphens, in lower case. */
const SERVICES = `
acm
aoss opensearchserverless
appconfig appconfigdata
application-autoscaling
appsync
aps amp
athena
autoscaling
batch
bedrock bedrockruntime bedrockagent bedrockagentruntime
ce costexplorer
cloudformation
cloudfront
cloudwatch
codebuild
codedeploy
codepipeline
cognito-identity
cognito-idp cognitoidentityprovider cognitoidentityserviceprovider
comprehend
comprehendmedical
config configservice
connect
dynamodb dynamodbstreams
ec2
ecr
ecs
eks
elasticache
elasticfilesystem efs
elasticloadbalancing elb elbv2 elasticloadbalancingv2
elasticmapreduce emr
emr-serverless
es opensearch elasticsearchservice
events eventbridge cloudwatchevents
execute-api apigatewaymanagementapi
firehose
geo location
glue
iam
iot iotdata iotdataplane
ivs
kafka
kinesis
kms
lambda
lex lexruntime lexruntimeservice lexruntimev2 lexv2runtime
logs cloudwatchlogs
mediaconvert
mobiletargeting pinpoint
mq amazonmq
personalize personalizeruntime personalizeevents
pipes
polly
rds docdb neptune
rds-data rdsdataservice
redshift
redshift-data redshiftdata
rekognition
route53
s3
sagemaker sagemakerruntime
scheduler
secretsmanager
ses sesv2
sms-voice pinpointsmsvoicev2
sns
sqs
ssm
states sfn stepfunctions
sts
synthetics
tag resourcegroupstaggingapi
textract
timestream timestreamwrite timestreamquery
transcribe transcribeservice
translate
wafv2
xray
`;

const PREFIXES = new Map(
  SERVICES.trim()
    .split("\n")
    .flatMap((line) => {
      const [prefix = "", ...names] = line.split(" ");
      return [plain(prefix), ...names].map((name) => [name, prefix] as const);
    }),
);

/** @param name boto3's (`cognito-idp`), a package's (`client-sfn` without `client-`) or a class's (`StepFunctions`). */
export function prefixOf(name: string): string | undefined {
  return PREFIXES.get(plain(name));
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll("-", "");
}
