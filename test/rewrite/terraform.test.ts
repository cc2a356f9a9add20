import assert from "node:assert/strict";
import { test } from "node:test";
import { parse as judge } from "@cdktf/hcl2json";
import { readTerraform } from "../../server/src/extract/terraform.ts";
import type { Resource, Stack } from "../../server/src/model/infrastructure.ts";
import { type Change, reference } from "../../server/src/rewrite/template.ts";
import { createTerraformRewriter } from "../../server/src/rewrite/terraform/index.ts";
import { applyEdits } from "../../server/src/rewrite/text.ts";
import { ROOT, read, resource, surroundings } from "../extract/terraformCase.ts";

/** The text after the changes, which Terraform's own parser reads and in which a second run changes nothing. */
async function changed(
  texts: string | Record<string, string>,
  changes: (stack: Stack) => Change[],
  file = "main.tf",
): Promise<string | undefined> {
  const stack = read(texts);
  const edits = createTerraformRewriter(stack).change(changes(stack));
  if (edits === undefined) return undefined;
  const files = typeof texts === "string" ? { "main.tf": texts } : texts;
  const after = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, applyEdits(text, `${ROOT}/${name}`, edits)]));
  for (const [name, text] of Object.entries(after)) if (name.endsWith(".tf")) await judge(name, text);
  assert.ok(readTerraform(ROOT, surroundings(after)));
  return after[file];
}

const set = (of: Resource, path: string, value: Extract<Change, { kind: "set" }>["value"]): Change => ({
  kind: "set",
  resource: of,
  path: path.split("."),
  value,
});

const FUNCTION = `resource "aws_lambda_function" "f" {
  function_name = "f"
  handler       = "app.handler" # the one
  runtime       = "python3.12"
  timeout       = 3

  environment {
    variables = {
      A = "1"
    }
  }
}
`;

const of = (stack: Stack, id = "aws_lambda_function.f") => resource(stack, id);

test("an argument that is there gets another value", async () => {
  assert.equal(await changed(FUNCTION, (stack) => [set(of(stack), "Timeout", 30)]), FUNCTION.replace("= 3\n", "= 30\n"));
});

test("a new argument is lined up with its neighbours", async () => {
  const text = await changed(FUNCTION, (stack) => [set(of(stack), "MemorySize", 512)]);
  assert.equal(text, FUNCTION.replace("= 3\n", "= 3\n  memory_size   = 512\n"));
});

test("neighbours are lined up with a longer name", async () => {
  const text = await changed(FUNCTION, (stack) => [set(of(stack), "ReservedConcurrentExecutions", 5)]);
  assert.equal(
    text?.split("\n\n")[0],
    `resource "aws_lambda_function" "f" {
  function_name                  = "f"
  handler                        = "app.handler" # the one
  runtime                        = "python3.12"
  timeout                        = 3
  reserved_concurrent_executions = 5`,
  );
});

test("blocks are made, entries of objects are added, references are named", async () => {
  const queue = `\nresource "aws_sqs_queue" "dlq" {\n  name = "dlq"\n}\n`;
  const text = await changed(FUNCTION + queue, (stack) => [
    set(of(stack), "DeadLetterConfig.TargetArn", reference("aws_sqs_queue.dlq", "Arn")),
    set(of(stack), "TracingConfig.Mode", "Active"),
    set(of(stack), "Environment.Variables.LONGER", "${x}"),
  ]);
  assert.equal(
    text,
    FUNCTION.replace(
      `      A = "1"
    }
  }
`,
      `      A      = "1"
      LONGER = "$$\${x}"
    }
  }

  dead_letter_config {
    target_arn = aws_sqs_queue.dlq.arn
  }

  tracing_config {
    mode = "Active"
  }
`,
    ) + queue,
  );
});

test("a queue gets a redrive policy to a queue that is added behind it", async () => {
  const text = await changed(`resource "aws_sqs_queue" "q" {\n  name = "q"\n}\n\n# end\n`, (stack) => [
    {
      kind: "add",
      after: of(stack, "aws_sqs_queue.q"),
      id: "QDlq",
      type: "AWS::SQS::Queue",
      properties: { MessageRetentionPeriod: 1209600 },
    },
    set(of(stack, "aws_sqs_queue.q"), "RedrivePolicy", { deadLetterTargetArn: reference("QDlq", "Arn"), maxReceiveCount: 5 }),
  ]);
  assert.equal(
    text,
    `resource "aws_sqs_queue" "q" {
  name = "q"
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.q_dlq.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "q_dlq" {
  message_retention_seconds = 1209600
}

# end
`,
  );
});

test("lists are made and grow", async () => {
  const mapping = (rest: string) => `resource "aws_lambda_event_source_mapping" "m" {\n  batch_size = 10\n${rest}}\n`;
  const responses = ["ReportBatchItemFailures"];
  const append = (stack: Stack): Change[] => [
    { kind: "append", resource: of(stack, "aws_lambda_event_source_mapping.m"), path: ["FunctionResponseTypes"], items: responses },
  ];
  const made = mapping(`  function_response_types = ["ReportBatchItemFailures"]\n`).replace(
    "batch_size = 10",
    "batch_size              = 10",
  );
  assert.equal(await changed(mapping(""), append), made);
  assert.equal(
    await changed(mapping(`  function_response_types = ["X"]\n`), append),
    mapping(`  function_response_types = ["X", "ReportBatchItemFailures"]\n`),
  );
});

test("nested blocks of which the outer is missing", async () => {
  const text = await changed(`resource "aws_lambda_event_source_mapping" "m" {\n  batch_size = 10\n}\n`, (stack) => [
    set(of(stack, "aws_lambda_event_source_mapping.m"), "DestinationConfig.OnFailure.Destination", "arn:aws:sqs:eu-west-1:1:q"),
    set(of(stack, "aws_lambda_event_source_mapping.m"), "ScalingConfig", { MaximumConcurrency: 5 }),
  ]);
  assert.equal(
    text,
    `resource "aws_lambda_event_source_mapping" "m" {
  batch_size = 10

  destination_config {
    on_failure {
      destination_arn = "arn:aws:sqs:eu-west-1:1:q"
    }
  }

  scaling_config {
    maximum_concurrency = 5
  }
}
`,
  );
});

test("what is removed takes its empty block along", async () => {
  const text = await changed(FUNCTION, (stack) => [
    { kind: "remove", resource: of(stack), path: ["Environment", "Variables", "A"] },
    { kind: "remove", resource: of(stack), path: ["Timeout"] },
  ]);
  assert.equal(text, `${FUNCTION.slice(0, FUNCTION.indexOf("  timeout"))}}\n`);
});

test("a value that a local says is changed there, unless others read it", async () => {
  const locals = `locals {\n  timeout = 3 # seconds\n}\n`;
  const text = FUNCTION.replace("= 3\n", "= local.timeout\n") + locals;
  assert.equal(await changed(text, (stack) => [set(of(stack), "Timeout", 10)]), text.replace("= 3 #", "= 10 #"));
  const second = FUNCTION.replace(`"f" {`, `"g" {`).replace("= 3\n", "= local.timeout\n");
  const own = await changed(text + second, (stack) => [set(of(stack), "Timeout", 10)]);
  assert.equal(own, (text + second).replace("= local.timeout", "= 10"));
});

test("expressions are replaced in HCL and in JSON inside a heredoc", async () => {
  const policy = `resource "aws_iam_policy" "p" {
  policy = <<EOF
{
  "Statement": [{ "Effect": "Allow", "Action": "s3:*", "Resource": "*" }]
}
EOF
}
`;
  const replaceAction = (stack: Stack): Change[] => {
    const place = { start: policy.indexOf('"s3:*"'), end: policy.indexOf('"s3:*"') + 6 };
    return [{ kind: "replace", resource: of(stack, "aws_iam_policy.p"), ...place, value: "s3:GetObject" }];
  };
  assert.equal(await changed(policy, replaceAction), policy.replace("s3:*", "s3:GetObject"));
});

test("targets of a rule are written in the resource of the target", async () => {
  const text = `resource "aws_cloudwatch_event_rule" "r" {
  schedule_expression = "rate(1 hour)"
}

resource "aws_cloudwatch_event_target" "t" {
  rule = aws_cloudwatch_event_rule.r.name
  arn  = aws_lambda_function.f.arn
}

${FUNCTION}`;
  const after = await changed(text, (stack) => [
    set(of(stack, "aws_cloudwatch_event_rule.r"), "Targets.0.DeadLetterConfig.Arn", "arn:aws:sqs:eu-west-1:1:q"),
  ]);
  assert.equal(
    after,
    text.replace("function.f.arn\n", `function.f.arn\n\n  dead_letter_config {\n    arn = "arn:aws:sqs:eu-west-1:1:q"\n  }\n`),
  );
});

test("the community's module has its own arguments, and flags beside them", async () => {
  const text = `module "f" {
  source        = "terraform-aws-modules/lambda/aws"
  function_name = "f"
  handler       = "index.handler"

  event_source_mapping = {
    sqs = {
      event_source_arn = "arn:aws:sqs:eu-west-1:1:q"
    }
  }
}
`;
  const after = await changed(text, (stack) => [
    set(of(stack, "module.f"), "Timeout", 10),
    set(of(stack, "module.f"), "TracingConfig.Mode", "Active"),
    set(of(stack, "module.f/EventSourceMappingSqs"), "FunctionResponseTypes", ["ReportBatchItemFailures"]),
    {
      kind: "add",
      after: of(stack, "module.f"),
      id: "Errors",
      type: "AWS::CloudWatch::Alarm",
      properties: { Dimensions: [{ Name: "FunctionName", Value: reference("module.f") }] },
    },
  ]);
  assert.equal(
    after,
    `module "f" {
  source                = "terraform-aws-modules/lambda/aws"
  function_name         = "f"
  handler               = "index.handler"
  timeout               = 10
  attach_tracing_policy = true
  tracing_mode          = "Active"

  event_source_mapping = {
    sqs = {
      event_source_arn        = "arn:aws:sqs:eu-west-1:1:q"
      function_response_types = ["ReportBatchItemFailures"]
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  dimensions = {
    FunctionName = module.f.lambda_function_name
  }
}
`,
  );
});

test("policies of a role are resources of their own", async () => {
  const text = `resource "aws_iam_role" "r" {\n  name = "r"\n}\n`;
  const after = await changed(text, (stack) => [
    {
      kind: "append",
      resource: of(stack, "aws_iam_role.r"),
      path: ["Policies"],
      items: [
        {
          PolicyName: "read",
          PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: "*" }] },
        },
      ],
    },
  ]);
  assert.equal(
    after,
    `${text}
resource "aws_iam_role_policy" "r_read" {
  name = "read"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = "*"
      }
    ]
  })
  role = aws_iam_role.r.name
}
`,
  );
});

test("line ends, the byte order mark and the style of Terraform 0.11 are kept", async () => {
  const text = `\uFEFF${FUNCTION.replaceAll("\n", "\r\n")}\r\nresource "aws_sqs_queue" "q" {\r\n  name = "\${var.name}"\r\n}\r\n`;
  const after = await changed(text, (stack) => [set(of(stack), "DeadLetterConfig.TargetArn", reference("aws_sqs_queue.q", "Arn"))]);
  const added = `\r\n  dead_letter_config {\r\n    target_arn = "\${aws_sqs_queue.q.arn}"\r\n  }\r\n`;
  assert.equal(after, text.replace("    }\r\n  }\r\n", `    }\r\n  }\r\n${added}`));
});

test("what cannot be written with certainty is not written", async () => {
  const texts = {
    "main.tf": `module "a" {\n  source = "./a"\n}\n\n${FUNCTION}`,
    "a/main.tf": `resource "aws_sqs_queue" "q" {}\n`,
  };
  const toOtherModule = (stack: Stack) => [set(of(stack), "DeadLetterConfig.TargetArn", reference("module.a.aws_sqs_queue.q", "Arn"))];
  assert.equal(await changed(texts, toOtherModule), undefined);
  const dynamic = FUNCTION.replace(
    "  environment {",
    `  dynamic "dead_letter_config" {\n    for_each = var.x\n    content {}\n  }\n\n  environment {`,
  );
  assert.equal(await changed(dynamic, (stack) => [set(of(stack), "DeadLetterConfig.TargetArn", "x")]), undefined);
});
