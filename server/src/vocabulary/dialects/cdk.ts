/**
 * The AWS CDK's words. Names are those of `aws-cdk-lib` whatever the version and the language: `lambda.Function`,
 * `lambda_event_sources.SqsEventSource`, `core.Duration`; props are camel case as in TypeScript.
 */
import { CONSTRUCTS } from "./cdk/constructs.ts";

export { type Constant, constantOf, memberOf } from "./cdk/constants.ts";
export { CONSTRUCTS, type Construct, DURATIONS, VALUE_CLASSES } from "./cdk/constructs.ts";
export { grantOf } from "./cdk/grants.ts";

const JAVASCRIPT = /^npm:(?:aws-cdk-lib|@aws-cdk)(?:[./]|$)/;
const PYTHON = /^pypi:aws_cdk(?:\.|$)/;

/**
 * The CDK's own name of a qualified one: `npm:@aws-cdk/aws-lambda.Function` and `pypi:aws_cdk.aws_lambda.Function` are both
 * `lambda.Function`; undefined for what is not the CDK's.
 */
export function cdkName(qualified: string | undefined): string | undefined {
  if (qualified === undefined) return undefined;
  if (PYTHON.test(qualified)) return shortName(qualified.slice("pypi:aws_cdk".length + 1).split("."));
  if (!JAVASCRIPT.test(qualified)) return undefined;
  const rest = qualified.replace(/^npm:(?:aws-cdk-lib|@aws-cdk)/, "").replace(/^\.core(?=\.)/, "");
  return shortName(
    rest
      .replace(/\/lib(?:\/[\w-]+)*(?=\.|$)/, "")
      .split(/[./]/)
      .filter((part) => part !== ""),
  );
}

function shortName(parts: readonly string[]): string | undefined {
  const [first, ...others] = parts;
  if (first === undefined) return undefined;
  if (/^[A-Z]/.test(first)) return ["core", ...parts].join(".");
  const service = first
    .replaceAll("-", "_")
    .replace(/^aws_/, "")
    .replace(/_alpha$/, "");
  return [service, ...others.map((part) => (/^[a-z]/.test(part) ? camelCase(part) : part))].join(".");
}

/** `memory_size` is `memorySize`. */
export function camelCase(name: string): string {
  return name.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `memorySize` is `memory_size`, as the CDK derives it for Python. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}

/** `memorySize` is `MemorySize`. */
export function pascalCase(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

/** Where a construct's prop goes in CloudFormation. */
export interface PropertyTarget {
  /** `TracingConfig.Mode`. */
  readonly path: string;
  /** The attribute of a construct that is given: `Arn`; null for what `Ref` gives. */
  readonly attribute: string | null;
  /** CloudFormation wants a list of this one value. */
  readonly isListOf: boolean;
}

/** CloudFormation's property for a prop of a construct; undefined where it has none of its own. */
export function targetOf(construct: string, prop: string): PropertyTarget | undefined {
  const props = CONSTRUCTS.get(construct)?.props;
  const written = props !== undefined && Object.hasOwn(props, prop) ? props[prop] : undefined;
  if (written === undefined) return undefined;
  const [path = "", attribute] = written.split("@");
  return { path: path.replace("[]", ""), attribute: attribute ?? null, isListOf: path.endsWith("[]") };
}

/** The prop that sets a property of CloudFormation; undefined where there is none that does just that. */
export function propOf(construct: string, path: string): string | undefined {
  const props = CONSTRUCTS.get(construct)?.props ?? {};
  return Object.keys(props).find((prop) => targetOf(construct, prop)?.path === path);
}

/** CloudFormation's type of a construct of the first level: `lambda.CfnFunction` is `AWS::Lambda::Function`. */
export function firstLevelType(construct: string): string | undefined {
  const [service = "", name = "", more] = construct.split(".");
  if (!/^Cfn[A-Z]/.test(name) || more !== undefined || service === "core") return undefined;
  return `AWS::${SERVICES.get(service) ?? pascalCase(camelCase(service))}::${name.slice(3)}`;
}

const SERVICES = new Map([
  ["lambda", "Lambda"],
  ["sqs", "SQS"],
  ["sns", "SNS"],
  ["dynamodb", "DynamoDB"],
  ["s3", "S3"],
  ["apigateway", "ApiGateway"],
  ["apigatewayv2", "ApiGatewayV2"],
  ["stepfunctions", "StepFunctions"],
  ["cloudwatch", "CloudWatch"],
  ["iam", "IAM"],
  ["iot", "IoT"],
  ["elasticloadbalancingv2", "ElasticLoadBalancingV2"],
  ["codedeploy", "CodeDeploy"],
  ["rds", "RDS"],
  ["ec2", "EC2"],
  ["ecs", "ECS"],
  ["msk", "MSK"],
  ["kms", "KMS"],
  ["ssm", "SSM"],
  ["efs", "EFS"],
  ["ecr", "ECR"],
  ["secretsmanager", "SecretsManager"],
  ["appsync", "AppSync"],
  ["cloudfront", "CloudFront"],
  ["wafv2", "WAFv2"],
  ["sam", "Serverless"],
  ["elasticache", "ElastiCache"],
  ["kinesisfirehose", "KinesisFirehose"],
  ["eventschemas", "EventSchemas"],
  ["amazonmq", "AmazonMQ"],
  ["opensearchservice", "OpenSearchService"],
]);
