/** Members of the CDK's enumerations and of classes that serve as such: `lambda.Runtime.NODEJS_20_X` is `nodejs20.x`. */

export type Constant = string | number | boolean;

const WORDS: Readonly<Record<string, Readonly<Record<string, Constant>>>> = {
  "lambda.Tracing": { ACTIVE: "Active", PASS_THROUGH: "PassThrough", DISABLED: "PassThrough" },
  "lambda.Architecture": { ARM_64: "arm64", X86_64: "x86_64" },
  "lambda.LoggingFormat": { TEXT: "Text", JSON: "JSON" },
  "lambda.LogFormat": { TEXT: "Text", JSON: "JSON" },
  "lambda.InvokeMode": { BUFFERED: "BUFFERED", RESPONSE_STREAM: "RESPONSE_STREAM" },
  "lambda.SnapStartConf": { ON_PUBLISHED_VERSIONS: "PublishedVersions" },
  "lambda.RecursiveLoop": { ALLOW: "Allow", TERMINATE: "Terminate" },
  "sqs.QueueEncryption": { SQS_MANAGED: true, UNENCRYPTED: false },
  "iam.Effect": { ALLOW: "Allow", DENY: "Deny" },
  "s3.EventType": {
    OBJECT_CREATED: "s3:ObjectCreated:*",
    OBJECT_CREATED_PUT: "s3:ObjectCreated:Put",
    OBJECT_CREATED_POST: "s3:ObjectCreated:Post",
    OBJECT_CREATED_COPY: "s3:ObjectCreated:Copy",
    OBJECT_CREATED_COMPLETE_MULTIPART_UPLOAD: "s3:ObjectCreated:CompleteMultipartUpload",
    OBJECT_REMOVED: "s3:ObjectRemoved:*",
    OBJECT_REMOVED_DELETE: "s3:ObjectRemoved:Delete",
    OBJECT_REMOVED_DELETE_MARKER_CREATED: "s3:ObjectRemoved:DeleteMarkerCreated",
  },
  "cloudwatch.ComparisonOperator": {
    GREATER_THAN_OR_EQUAL_TO_THRESHOLD: "GreaterThanOrEqualToThreshold",
    GREATER_THAN_THRESHOLD: "GreaterThanThreshold",
    LESS_THAN_THRESHOLD: "LessThanThreshold",
    LESS_THAN_OR_EQUAL_TO_THRESHOLD: "LessThanOrEqualToThreshold",
  },
  "cloudwatch.TreatMissingData": { BREACHING: "breaching", NOT_BREACHING: "notBreaching", IGNORE: "ignore", MISSING: "missing" },
  "logs.RetentionDays": {
    ONE_DAY: 1,
    THREE_DAYS: 3,
    FIVE_DAYS: 5,
    ONE_WEEK: 7,
    TWO_WEEKS: 14,
    ONE_MONTH: 30,
    TWO_MONTHS: 60,
    THREE_MONTHS: 90,
    FOUR_MONTHS: 120,
    FIVE_MONTHS: 150,
    SIX_MONTHS: 180,
    ONE_YEAR: 365,
    THIRTEEN_MONTHS: 400,
    EIGHTEEN_MONTHS: 545,
    TWO_YEARS: 731,
    THREE_YEARS: 1096,
    FIVE_YEARS: 1827,
    SIX_YEARS: 2192,
    SEVEN_YEARS: 2557,
    EIGHT_YEARS: 2922,
    NINE_YEARS: 3288,
    TEN_YEARS: 3653,
    INFINITE: 9999,
  },
  "core.Aws": {
    ACCOUNT_ID: "${AWS::AccountId}",
    REGION: "${AWS::Region}",
    PARTITION: "${AWS::Partition}",
    STACK_NAME: "${AWS::StackName}",
    URL_SUFFIX: "${AWS::URLSuffix}",
  },
};

/** Enumerations whose members are written in CloudFormation as they are called. */
const LITERAL = new Set([
  "lambda.FunctionUrlAuthType",
  "lambda.StartingPosition",
  "lambda.ApplicationLogLevel",
  "lambda.SystemLogLevel",
  "lambda.HttpMethod",
  "apigatewayv2.HttpMethod",
  "dynamodb.BillingMode",
  "dynamodb.StreamViewType",
  "stepfunctions.StateMachineType",
]);

/** Lower-case ones: `sns.SubscriptionProtocol.LAMBDA`. */
const LOWER = new Set(["sns.SubscriptionProtocol"]);

const AUTHORIZATION = new Map([
  ["NONE", "NONE"],
  ["IAM", "AWS_IAM"],
  ["CUSTOM", "CUSTOM"],
  ["COGNITO", "COGNITO_USER_POOLS"],
]);

/**
 * What a member means in CloudFormation.
 * @param name `lambda.Runtime.PYTHON_3_12`
 * @returns undefined where it is not known, `NODEJS_LATEST` included.
 */
export function constantOf(name: string): Constant | undefined {
  const dot = name.lastIndexOf(".");
  const owner = name.slice(0, dot);
  const member = name.slice(dot + 1);
  if (owner === "lambda.Runtime") return runtimeOf(member);
  if (owner === "apigateway.AuthorizationType") return AUTHORIZATION.get(member);
  if (owner === "codedeploy.LambdaDeploymentConfig") return deploymentOf(member);
  if (LITERAL.has(owner)) return member;
  if (LOWER.has(owner)) return member.toLowerCase();
  const words = Object.hasOwn(WORDS, owner) ? WORDS[owner] : undefined;
  return words !== undefined && Object.hasOwn(words, member) ? words[member] : undefined;
}

/**
 * The member that means a value of CloudFormation: of `lambda.Runtime` and `nodejs20.x` it is `NODEJS_20_X`.
 * @returns undefined where there is none, or where later members may mean it too
 */
export function memberOf(owner: string, value: Constant): string | undefined {
  if (owner === "lambda.Runtime") return typeof value === "string" ? runtimeMember(value) : undefined;
  if (LITERAL.has(owner)) return typeof value === "string" && /^[A-Z][A-Z0-9_]*$/.test(value) ? value : undefined;
  const words = Object.hasOwn(WORDS, owner) ? WORDS[owner] : undefined;
  return Object.keys(words ?? {}).find((member) => words?.[member] === value);
}

function runtimeMember(runtime: string): string | undefined {
  for (const [member, name] of RUNTIMES) if (name === runtime) return member;
  const member = runtime
    .replace(/^([a-z]+)(?=\d)/, "$1_")
    .replaceAll(".", "_")
    .toUpperCase();
  return runtimeOf(member) === runtime ? member : undefined;
}

const RUNTIMES = new Map([
  ["NODEJS", "nodejs"],
  ["JAVA_8_CORRETTO", "java8.al2"],
  ["PROVIDED", "provided"],
  ["PROVIDED_AL2", "provided.al2"],
  ["PROVIDED_AL2023", "provided.al2023"],
  ["FROM_IMAGE", "FROM_IMAGE"],
  ["GO_1_X", "go1.x"],
  ["DOTNET_CORE_1", "dotnetcore1.0"],
  ["DOTNET_CORE_2", "dotnetcore2.0"],
  ["DOTNET_CORE_2_1", "dotnetcore2.1"],
  ["DOTNET_CORE_3_1", "dotnetcore3.1"],
]);

function runtimeOf(member: string): string | undefined {
  const known = RUNTIMES.get(member);
  if (known !== undefined) return known;
  const [, family, version] = /^(NODEJS|PYTHON|RUBY|JAVA|DOTNET)_(\d+(?:_\d+)?|\d+_X|\d+_\d+_X)$/.exec(member) ?? [];
  if (family === undefined || version === undefined) return undefined;
  return family.toLowerCase() + version.toLowerCase().replaceAll("_", ".");
}

function deploymentOf(member: string): string | undefined {
  if (member === "ALL_AT_ONCE") return "CodeDeployDefault.LambdaAllAtOnce";
  const [, kind, percent, minutes] = /^(CANARY|LINEAR)_(\d+)_?PERCENT_(?:EVERY_)?(\d+)_?MINUTES?$/.exec(member) ?? [];
  if (kind === undefined || percent === undefined || minutes === undefined) return undefined;
  const manner = kind === "LINEAR" ? "Linear" : "Canary";
  const unit = minutes === "1" ? "Minute" : "Minutes";
  return `CodeDeployDefault.Lambda${manner}${percent}Percent${kind === "LINEAR" ? "Every" : ""}${minutes}${unit}`;
}
