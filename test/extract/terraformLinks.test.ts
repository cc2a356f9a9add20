import assert from "node:assert/strict";
import { test } from "node:test";
import { property } from "../../server/src/model/expressions.ts";
import { read, resource, said, source } from "./terraformCase.ts";

test("redrive policies: in the queue, in a heredoc, in a resource of their own", () => {
  const stack = read(`resource "aws_sqs_queue" "dlq" {}
resource "aws_sqs_queue" "a" {
  visibility_timeout_seconds = 30
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dlq.arn, maxReceiveCount = 5 })
}
resource "aws_sqs_queue" "b" {
  redrive_policy = <<EOF
{ "deadLetterTargetArn": "\${aws_sqs_queue.dlq.arn}", "maxReceiveCount": \${var.count} }
EOF
}
resource "aws_sqs_queue" "c" {
  redrive_policy = "{\\"deadLetterTargetArn\\":\\"x\\",\\"maxReceiveCount\\":3}"
}
resource "aws_sqs_queue" "d" {}
resource "aws_sqs_queue_redrive_policy" "d" {
  queue_url      = aws_sqs_queue.d.id
  redrive_policy = jsonencode({ maxReceiveCount = 4 })
}
`);
  const policy = (name: string) => said(property(resource(stack, `aws_sqs_queue.${name}`), "RedrivePolicy"));
  assert.deepEqual(policy("a"), { deadLetterTargetArn: "<aws_sqs_queue.dlq.Arn>", maxReceiveCount: 5 });
  assert.deepEqual(policy("b"), { deadLetterTargetArn: "<aws_sqs_queue.dlq.Arn>", maxReceiveCount: "?" });
  assert.deepEqual(policy("c"), { deadLetterTargetArn: "x", maxReceiveCount: 3 });
  assert.deepEqual(policy("d"), { maxReceiveCount: 4 });
  assert.equal(stack.resources.has("aws_sqs_queue_redrive_policy.d"), false);
});

test("event rules have their targets, each where it is written", () => {
  const stack = read(`resource "aws_cloudwatch_event_rule" "r" { schedule_expression = "rate(1 hour)" }
resource "aws_cloudwatch_event_target" "t" {
  rule = aws_cloudwatch_event_rule.r.name
  arn  = aws_lambda_function.f.arn
  retry_policy { maximum_retry_attempts = 2 }
}
resource "aws_cloudwatch_event_target" "u" {
  rule = var.rule
  arn  = aws_lambda_function.f.arn
}
resource "aws_lambda_function" "f" {}
`);
  const rule = resource(stack, "aws_cloudwatch_event_rule.r");
  assert.deepEqual(said(rule), {
    ScheduleExpression: "rate(1 hour)",
    Targets: [{ Arn: "<aws_lambda_function.f.Arn>", RetryPolicy: { MaximumRetryAttempts: 2 } }],
  });
  const targets = property(rule, "Targets");
  assert.match(source(targets?.kind === "list" ? targets.items[0] : undefined), /^resource "aws_cloudwatch_event_target" "t"/);
  assert.deepEqual(said(resource(stack, "aws_cloudwatch_event_target.u")), {
    Name: "?",
    Targets: [{ Arn: "<aws_lambda_function.f.Arn>" }],
    "…": true,
  });
});

test("notifications of a bucket, one for each function", () => {
  const stack = read(`resource "aws_s3_bucket" "b" {}
resource "aws_lambda_function" "f" {}
resource "aws_s3_bucket_notification" "n" {
  bucket = aws_s3_bucket.b.id
  lambda_function {
    lambda_function_arn = aws_lambda_function.f.arn
    events              = ["s3:ObjectCreated:*"]
    filter_suffix       = ".csv"
  }
}
`);
  const made = resource(stack, "aws_s3_bucket_notification.n/lambda_function0");
  assert.equal(made.type, "AWS::S3::BucketNotification");
  assert.deepEqual(said(made), {
    Bucket: "<aws_s3_bucket.b>",
    Function: "<aws_lambda_function.f.Arn>",
    Event: ["s3:ObjectCreated:*"],
    Filter: { Suffix: ".csv" },
  });
});

test("REST methods have their paths and integrations", () => {
  const stack = read(`resource "aws_api_gateway_rest_api" "api" {}
resource "aws_api_gateway_resource" "users" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  parent_id   = aws_api_gateway_rest_api.api.root_resource_id
  path_part   = "users"
}
resource "aws_api_gateway_resource" "one" {
  parent_id = aws_api_gateway_resource.users.id
  path_part = "{id}"
}
resource "aws_api_gateway_method" "get" {
  resource_id   = aws_api_gateway_resource.one.id
  http_method   = "GET"
  authorization = "NONE"
}
resource "aws_api_gateway_integration" "get" {
  resource_id = aws_api_gateway_resource.one.id
  http_method = aws_api_gateway_method.get.http_method
  type        = "AWS_PROXY"
  uri         = "arn:aws:apigateway:\${var.region}:lambda:path/2015-03-31/functions/\${aws_lambda_function.f.arn}/invocations"
}
resource "aws_lambda_function" "f" {}
`);
  assert.deepEqual(said(resource(stack, "aws_api_gateway_method.get")), {
    ResourceId: "<aws_api_gateway_resource.one>",
    HttpMethod: "GET",
    AuthorizationType: "NONE",
    Path: "/users/{id}",
    Integration: { Type: "AWS_PROXY", Uri: "<aws_lambda_function.f.Arn>" },
  });
});

test("routes of HTTP APIs reach the function", () => {
  const stack = read(`resource "aws_apigatewayv2_api" "api" { protocol_type = "HTTP" }
resource "aws_apigatewayv2_integration" "i" {
  api_id          = aws_apigatewayv2_api.api.id
  integration_uri = aws_lambda_function.f.invoke_arn
}
resource "aws_apigatewayv2_route" "r" {
  api_id    = aws_apigatewayv2_api.api.id
  route_key = "GET /x"
  target    = "integrations/\${aws_apigatewayv2_integration.i.id}"
}
resource "aws_lambda_function" "f" {}
`);
  assert.deepEqual(said(resource(stack, "aws_apigatewayv2_route.r")), {
    ApiId: "<aws_apigatewayv2_api.api>",
    RouteKey: "GET /x",
    Target: "<aws_lambda_function.f.Arn>",
  });
});

test("policies: documents, attachments, inline ones", () => {
  const stack = read(`data "aws_iam_policy_document" "base" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["\${aws_s3_bucket.b.arn}/*"]
  }
}
data "aws_iam_policy_document" "all" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = ["*"]
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}
resource "aws_s3_bucket" "b" {}
resource "aws_iam_role" "r" {
  inline_policy {
    name   = "own"
    policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sqs:*", Resource = "*" }] })
  }
}
resource "aws_iam_policy" "p" { policy = data.aws_iam_policy_document.all.json }
resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.r.name
  policy_arn = aws_iam_policy.p.arn
}
resource "aws_iam_role_policy" "i" {
  role   = aws_iam_role.r.id
  policy = data.aws_iam_policy_document.base.json
}
`);
  const read1 = { Action: ["s3:GetObject"], Resource: ["<aws_s3_bucket.b.Arn>/*"], Effect: "Allow" };
  const deny = { Effect: "Deny", Action: ["s3:*"], Resource: ["*"], Condition: { Bool: { "aws:SecureTransport": ["false"] } } };
  assert.deepEqual(said(resource(stack, "aws_iam_policy.p")), { PolicyDocument: { Statement: [read1, deny] } });
  assert.deepEqual(said(resource(stack, "aws_iam_role.r")), {
    Policies: [{ PolicyName: "own", PolicyDocument: { Statement: [{ Effect: "Allow", Action: "sqs:*", Resource: "*" }] } }],
    ManagedPolicyArns: ["<aws_iam_policy.p.Arn>"],
  });
  assert.deepEqual(said(resource(stack, "aws_iam_role_policy.i")), { Roles: ["<aws_iam_role.r>"], PolicyDocument: { Statement: [read1] } });
});

test("mappings, aliases, alarms, tables", () => {
  const stack = read(`resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = aws_dynamodb_table.t.stream_arn
  destination_config {
    on_failure { destination_arn = "d" }
  }
  filter_criteria {
    filter { pattern = "{}" }
  }
}
resource "aws_dynamodb_table" "t" {
  hash_key = "id"
  ttl {
    attribute_name = "expires"
    enabled        = true
  }
}
resource "aws_lambda_alias" "live" { function_name = "f" }
resource "aws_lambda_provisioned_concurrency_config" "c" {
  function_name                     = aws_lambda_alias.live.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = 2
}
resource "aws_cloudwatch_metric_alarm" "e" {
  metric_name = "Errors"
  dimensions  = { FunctionName = "f" }
}
`);
  assert.deepEqual(said(resource(stack, "aws_lambda_event_source_mapping.m")), {
    EventSourceArn: "<aws_dynamodb_table.t.StreamArn>",
    DestinationConfig: { OnFailure: { Destination: "d" } },
    FilterCriteria: { Filters: [{ Pattern: "{}" }] },
  });
  assert.deepEqual(said(resource(stack, "aws_dynamodb_table.t")), {
    TimeToLiveSpecification: { AttributeName: "expires", Enabled: true },
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  });
  assert.deepEqual(said(resource(stack, "aws_lambda_alias.live")), {
    FunctionName: "f",
    ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
  });
  assert.deepEqual(said(resource(stack, "aws_cloudwatch_metric_alarm.e")), {
    MetricName: "Errors",
    Dimensions: [{ Name: "FunctionName", Value: "f" }],
  });
});

test("the community's Lambda module is a function and what the module makes", () => {
  const stack = read({
    "main.tf": `module "f" {
  source                            = "terraform-aws-modules/lambda/aws"
  version                           = "~> 7.0"
  function_name                     = "f"
  handler                           = "index.handler"
  source_path                       = [{ path = "src", npm_requirements = true }]
  environment_variables             = { A = "1" }
  cloudwatch_logs_retention_in_days = 14
  create_async_event_config         = true
  maximum_retry_attempts            = 1
  attach_policy_statements          = true
  policy_statements = {
    read = { effect = "Allow", actions = ["s3:GetObject"], resources = ["*"] }
  }
  event_source_mapping = {
    sqs = {
      event_source_arn   = aws_sqs_queue.q.arn
      scaling_config     = { maximum_concurrency = 5 }
    }
  }
  allowed_triggers = {
    rule = { service = "events", source_arn = "x" }
  }
}
resource "aws_sqs_queue" "q" {}
resource "aws_lambda_permission" "p" { function_name = module.f.lambda_function_name }
module "vpc" { source = "terraform-aws-modules/vpc/aws" }
`,
    "src/index.js": "",
  });
  assert.equal(stack.isComplete, true);
  assert.deepEqual(said(resource(stack, "module.f")), {
    FunctionName: "f",
    Handler: "index.handler",
    Environment: { Variables: { A: "1" } },
    CodePath: "src",
    CodeBase: "/project",
    Role: "<module.f/Role.Arn>",
  });
  assert.deepEqual(said(resource(stack, "module.f/LogGroup")), { LogGroupName: "/aws/lambda/<module.f>", RetentionInDays: 14 });
  assert.deepEqual(said(resource(stack, "module.f/EventInvokeConfig")), { FunctionName: "<module.f>", MaximumRetryAttempts: 1 });
  assert.deepEqual(said(property(resource(stack, "module.f/Role"), "Policies")), [
    { PolicyName: "Statements", PolicyDocument: { Statement: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: ["*"] }] } },
  ]);
  assert.deepEqual(said(resource(stack, "module.f/EventSourceMappingSqs")), {
    FunctionName: "<module.f>",
    EventSourceArn: "<aws_sqs_queue.q.Arn>",
    ScalingConfig: { MaximumConcurrency: 5 },
  });
  assert.deepEqual(said(resource(stack, "module.f/PermissionRule")), {
    FunctionName: "<module.f>",
    Action: "lambda:InvokeFunction",
    Principal: "events.amazonaws.com",
    SourceArn: "x",
  });
  assert.deepEqual(said(resource(stack, "aws_lambda_permission.p")), { FunctionName: "<module.f>" });
});

test("a module that is not known leaves the stack incomplete", () => {
  assert.equal(read(`module "x" { source = "someone/thing/aws" }\n`).isComplete, false);
});
