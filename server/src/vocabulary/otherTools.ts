/**
 * What other tools call the things that our rules find, from their public lists of rules (cfn-lint 1.x, serverless-rules,
 * checkov 3, cdk-nag 2, cfn_nag, trivy-checks with tfsec's names, tflint's AWS rules, semgrep-rules). Whoever told one of them
 * to be silent about something has decided; and where one of them says the same, ours can be left to it.
 */

export type OtherTool = "cfn-lint" | "serverless-rules" | "checkov" | "cdk-nag" | "cfn_nag" | "trivy" | "tflint" | "semgrep";

/** Ids of cdk-nag are without the name of the pack, those of trivy without `AVD-`, those of semgrep without their folders. */
type Counterparts = Readonly<Partial<Record<OtherTool, readonly string[]>>>;

const WILDCARD_ACTION: Counterparts = {
  "serverless-rules": ["WS1003"],
  checkov: ["CKV_AWS_1", "CKV_AWS_49", "CKV_AWS_62", "CKV_AWS_63", "CKV2_AWS_40"],
  "cdk-nag": ["IAM5", "StarPermissions"],
  cfn_nag: ["F3", "F4", "F5"],
  trivy: ["AWS-0057", "aws-iam-no-policy-wildcards"],
  tflint: ["aws_iam_role_lambda_no_star"],
  semgrep: ["aws-iam-admin-policy"],
};

const TERRAFORM_WILDCARD_RESOURCE = ["CKV_AWS_287", "CKV_AWS_288", "CKV_AWS_289", "CKV_AWS_290", "CKV_AWS_355", "CKV_AWS_356"];

const COUNTERPARTS: Readonly<Record<string, Counterparts>> = {
  "default-timeout": {
    "serverless-rules": ["ES1006"],
    "cdk-nag": ["LambdaFunctionDefaultTimeout"],
    tflint: ["aws_lambda_function_default_timeout"],
  },
  "default-memory": {
    "serverless-rules": ["ES1005"],
    "cdk-nag": ["LambdaDefaultMemorySize"],
    tflint: ["aws_lambda_function_default_memory"],
  },
  "deprecated-runtime": {
    "cfn-lint": ["E2531", "E2533", "W2531"],
    checkov: ["CKV_AWS_363"],
    "cdk-nag": ["L1", "LambdaLatestVersion"],
    tflint: ["aws_lambda_function_deprecated_runtime", "aws_lambda_function_eol_runtime"],
  },
  "runtime-deprecation-soon": { "cdk-nag": ["L1", "LambdaLatestVersion"] },
  "runtime-not-latest": { "cdk-nag": ["L1", "LambdaLatestVersion"] },
  "tracing-disabled": {
    "serverless-rules": ["WS1000"],
    checkov: ["CKV_AWS_50"],
    "cdk-nag": ["LambdaTracing"],
    trivy: ["AWS-0066", "aws-lambda-enable-tracing"],
    tflint: ["aws_lambda_function_tracing_rule"],
    semgrep: ["aws-lambda-x-ray-tracing-not-active"],
  },
  "no-log-retention": {
    "cfn-lint": ["I3013"],
    "serverless-rules": ["WS1004"],
    checkov: ["CKV_AWS_66", "CKV_AWS_338"],
    "cdk-nag": ["CloudWatchLogGroupRetentionPeriod"],
    cfn_nag: ["W86"],
    tflint: ["aws_cloudwatch_log_group_lambda_retention"],
    semgrep: ["aws-cloudwatch-log-group-no-retention"],
  },
  "log-group-not-declared": { "serverless-rules": ["WS1004"], tflint: ["aws_cloudwatch_log_group_lambda_retention"] },
  "async-no-failure-destination": {
    "serverless-rules": ["ES1007"],
    checkov: ["CKV_AWS_116"],
    "cdk-nag": ["LambdaDLQ", "LambdaAsyncFailureDestination"],
    tflint: ["aws_lambda_event_invoke_config_async_on_failure"],
  },
  "esm-no-failure-destination": {
    "serverless-rules": ["ES1001"],
    "cdk-nag": ["LambdaEventSourceMappingDestination"],
    tflint: ["aws_lambda_event_source_mapping_failure_destination"],
  },
  "sqs-no-redrive-policy": {
    "serverless-rules": ["ES6000"],
    "cdk-nag": ["SQS3"],
    tflint: ["aws_sqs_queue_redrive_policy"],
  },
  "visibility-timeout-too-short": { "cfn-lint": ["E3505"], "cdk-nag": ["LambdaEventSourceSQSVisibilityTimeout"] },
  "sqs-dlq-type-mismatch": { "cfn-lint": ["E3502"] },
  "sqs-fifo-batch-size": { "cfn-lint": ["E3705"] },
  "esm-starting-position-missing": { "cfn-lint": ["E3633"] },
  "esm-starting-position-on-sqs": { "cfn-lint": ["E3634"] },
  "sns-subscription-no-redrive": {
    "serverless-rules": ["ES7000"],
    tflint: ["aws_sns_topic_subscription_redrive_policy"],
  },
  "eventbridge-target-no-dlq": {
    "serverless-rules": ["ES4000"],
    tflint: ["aws_cloudwatch_event_target_no_dlq"],
  },
  "api-default-throttling": {
    "serverless-rules": ["ES2003"],
    tflint: ["aws_apigateway_stage_throttling_rule", "aws_apigatewayv2_stage_throttling_rule"],
  },
  "api-route-no-auth": {
    checkov: ["CKV_AWS_59", "CKV_AWS_309", "CKV2_AWS_70"],
    "cdk-nag": ["APIG4", "COG4"],
    cfn_nag: ["W59"],
    trivy: ["AWS-0004", "aws-apigateway-no-public-access"],
  },
  "api-access-log-missing": {
    "serverless-rules": ["ES2000"],
    checkov: ["CKV_AWS_76", "CKV_AWS_95"],
    "cdk-nag": ["APIG1"],
    cfn_nag: ["W69"],
    trivy: ["AWS-0001", "aws-apigateway-enable-access-logging"],
    tflint: ["aws_apigateway_stage_logging_rule", "aws_apigatewayv2_stage_logging_rule"],
  },
  "api-log-not-structured": { "serverless-rules": ["WS2001"], tflint: ["aws_api_gateway_stage_structured_logging"] },
  "api-tracing-disabled": {
    "serverless-rules": ["WS2002"],
    checkov: ["CKV_AWS_73"],
    trivy: ["AWS-0003", "aws-apigateway-enable-tracing"],
    tflint: ["aws_apigateway_stage_tracing_rule"],
  },
  "sfn-tracing-logging-disabled": {
    "serverless-rules": ["WS5000"],
    checkov: ["CKV_AWS_284", "CKV_AWS_285"],
    "cdk-nag": ["SF1", "SF2"],
    tflint: ["aws_sfn_state_machine_tracing"],
  },
  "no-reserved-concurrency": { checkov: ["CKV_AWS_115"], "cdk-nag": ["LambdaConcurrency"], cfn_nag: ["W92"] },
  "snapstart-unsupported-runtime": { "cfn-lint": ["E2530"] },
  "snapstart-without-version": { "cfn-lint": ["W2530"] },
  "snapstart-not-enabled": { "cfn-lint": ["I2530"] },
  "iam-wildcard-action": WILDCARD_ACTION,
  "iam-wildcard-resource": {
    "cfn-lint": ["I3510"],
    checkov: ["CKV_AWS_107", "CKV_AWS_108", "CKV_AWS_109", "CKV_AWS_111", ...TERRAFORM_WILDCARD_RESOURCE],
    "cdk-nag": ["IAM5"],
    cfn_nag: ["W11", "W12", "W13"],
    trivy: ["AWS-0057", "aws-iam-no-policy-wildcards"],
  },
  "managed-policy-too-broad": { checkov: ["CKV_AWS_274", "CKV_AWS_275", "CKV2_AWS_56"], "cdk-nag": ["IAM4"] },
  "iam-privilege-escalation": {
    checkov: ["CKV_AWS_110", "CKV_AWS_286"],
    trivy: ["AWS-0342", "aws-iam-filter-passrole-access"],
  },
  "secret-in-env": { checkov: ["CKV_AWS_45"], semgrep: ["aws-lambda-environment-credentials"] },
  "secret-named-env-plain": { "cfn-lint": ["W1011"], checkov: ["CKV_AWS_45"] },
  "hardcoded-secret": { checkov: ["CKV_AWS_45"], semgrep: ["aws-lambda-environment-credentials"] },
  "env-not-cmk-encrypted": {
    checkov: ["CKV_AWS_173"],
    semgrep: ["aws-lambda-environment-unencrypted", "aws-lambda-environment-encrypted-with-cmk"],
  },
  "reserved-env-in-template": { "cfn-lint": ["E3663"] },
  "env-size-limit": { "cfn-lint": ["E3697"] },
  "public-invoke-permission": {
    checkov: ["CKV_AWS_301"],
    "cdk-nag": ["LambdaFunctionPublicAccessProhibited"],
    cfn_nag: ["F13"],
  },
  "permission-no-source": {
    "cfn-lint": ["W3663"],
    checkov: ["CKV_AWS_364"],
    trivy: ["AWS-0067", "aws-lambda-restrict-source-arn"],
    semgrep: ["aws-lambda-permission-unrestricted-source-arn"],
  },
  "permission-principal-source-mismatch": { "cfn-lint": ["W3664"] },
  "permission-multiple-principals": {
    "serverless-rules": ["WS1002"],
    tflint: ["aws_lambda_permission_multiple_principals"],
  },
  "log-subscription-limit": { "cfn-lint": ["E2529"] },
  "function-url-no-auth": { checkov: ["CKV_AWS_258"], "cdk-nag": ["LambdaFunctionUrlAuth"] },
  "no-logs-permission": { cfn_nag: ["W58"] },
  "not-in-vpc": { checkov: ["CKV_AWS_117"], "cdk-nag": ["LambdaInsideVPC"], cfn_nag: ["W89"] },
  "code-signing-missing": { checkov: ["CKV_AWS_272"] },
  "queue-topic-unencrypted": {
    checkov: ["CKV_AWS_26", "CKV_AWS_27"],
    "cdk-nag": ["SQS2"],
    cfn_nag: ["W47", "W48"],
    trivy: ["AWS-0095", "AWS-0096", "aws-sns-enable-topic-encryption", "aws-sqs-enable-queue-encryption"],
    semgrep: ["aws-sns-topic-unencrypted", "aws-sqs-queue-unencrypted"],
  },
  "zip-missing-handler-or-runtime": { "cfn-lint": ["W2533"] },
  "image-with-zip-properties": { "cfn-lint": ["E3685"] },
  "inline-zipfile-runtime": { "cfn-lint": ["E3677", "E3678"] },
  "layer-arn-invalid": { "cfn-lint": ["E3716", "W3702"] },
};

/** Their silence counts, but what they say is less than ours, or said only when somebody turned it on: no reason to be silent. */
const SAYS_LESS: ReadonlySet<string> = new Set(["E3505", "I2530", "I3013", "I3510", "W1011", "W2530"]);

/** Does the id, as the tool writes it, stand for what the rule finds? */
export function isCounterpart(rule: string, tool: OtherTool, id: string): boolean {
  const bare = bareId(tool, id);
  const ours = Object.hasOwn(COUNTERPARTS, rule) ? COUNTERPARTS[rule] : undefined;
  const known = [...(ours?.[tool] ?? []), ...(tool === "cfn-lint" ? (ours?.["serverless-rules"] ?? []) : [])];
  // tfsec and trivy allow `aws-lambda-*`, and `*` for everything.
  if (tool === "trivy" && bare.endsWith("*")) return known.some((one) => one.startsWith(bare.slice(0, -1)));
  return known.includes(bare);
}

function bareId(tool: OtherTool, id: string): string {
  if (tool === "cdk-nag") return id.slice(id.indexOf("-") + 1).replace(/\[.*$/, "");
  if (tool === "trivy") return id.replace(/^AVD-/i, "");
  return tool === "semgrep" ? id.slice(id.lastIndexOf(".") + 1) : id;
}

/** What a person may leave to others: tools that report while one writes or builds. AWS Toolkit runs cfn-lint. */
export const LEAVABLE = ["cfn-lint", "aws-toolkit", "serverless-rules", "checkov", "cdk-nag", "trivy", "tflint"] as const;
export type LeavableTool = (typeof LEAVABLE)[number];

const READS: Readonly<Record<LeavableTool, readonly string[]>> = {
  "cfn-lint": ["sam", "cloudformation"],
  "aws-toolkit": ["sam", "cloudformation"],
  "serverless-rules": ["sam", "cloudformation"],
  checkov: ["sam", "cloudformation", "serverless", "terraform"],
  "cdk-nag": ["cdk"],
  trivy: ["sam", "cloudformation", "terraform"],
  tflint: ["terraform"],
};

/** Does one of the tools that are in use say the same about a template of the dialect? */
export function saysTheSame(tools: readonly LeavableTool[], rule: string, dialect: string): boolean {
  const ours = Object.hasOwn(COUNTERPARTS, rule) ? COUNTERPARTS[rule] : undefined;
  return tools.some((tool) => {
    const ids = ours?.[tool === "aws-toolkit" ? "cfn-lint" : tool] ?? [];
    return READS[tool].includes(dialect) && ids.some((id) => !SAYS_LESS.has(id));
  });
}
