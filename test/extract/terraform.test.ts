import assert from "node:assert/strict";
import { test } from "node:test";
import { modulesCalled, readTerraform } from "../../server/src/extract/terraform.ts";
import { property } from "../../server/src/model/expressions.ts";
import { ROOT, read, resource, said, source, surroundings } from "./terraformCase.ts";

test("a function in CloudFormation's words, with the places of what is written", () => {
  const stack = read(`resource "aws_lambda_function" "f" {
  function_name = "f"
  memory_size   = 512
  role          = aws_iam_role.r.arn
  image_uri     = "x"
  environment {
    variables = { A = "1" }
  }
  dead_letter_config { target_arn = aws_sqs_queue.q.arn }
  file_system_config {
    arn              = "a"
    local_mount_path = "/mnt/x"
  }
}
resource "aws_iam_role" "r" {}
resource "aws_sqs_queue" "q" {}
`);
  const fn = resource(stack, "aws_lambda_function.f");
  assert.deepEqual([fn.type, fn.name, source({ ...fn.properties, place: fn.head })], ["AWS::Lambda::Function", "f", "f"]);
  assert.deepEqual(said(fn), {
    FunctionName: "f",
    MemorySize: 512,
    Role: "<aws_iam_role.r.Arn>",
    Code: { ImageUri: "x" },
    Environment: { Variables: { A: "1" } },
    DeadLetterConfig: { TargetArn: "<aws_sqs_queue.q.Arn>" },
    FileSystemConfigs: [{ Arn: "a", LocalMountPath: "/mnt/x" }],
  });
  assert.equal(source(property(fn, "MemorySize")), "512");
  assert.equal(stack.isComplete, true);
});

test("Terraform 0.11: quoted references, blocks as maps, counts", () => {
  const stack = read(`variable "on" { default = "true" }
resource "aws_lambda_function" "f" {
  count   = "\${var.on ? 1 : 0}"
  role    = "\${aws_iam_role.r.arn}"
  timeout = "10"
  environment = { variables = { ROLE = "\${aws_iam_role.r.name}" } }
}
resource "aws_iam_role" "r" {}
resource "aws_lambda_permission" "p" {
  function_name = "\${join("", aws_lambda_function.f.*.function_name)}"
}
`);
  const fn = resource(stack, "aws_lambda_function.f");
  assert.equal(fn.isConditional, true);
  assert.deepEqual(said(fn), { Role: "<aws_iam_role.r.Arn>", Timeout: "10", Environment: { Variables: { ROLE: "<aws_iam_role.r>" } } });
  assert.deepEqual(said(resource(stack, "aws_lambda_permission.p")), { FunctionName: "<aws_lambda_function.f>" });
});

test("variables, locals, choices and what cannot be known", () => {
  const files = {
    "main.tf": `variable "a" { default = 5 }
variable "b" {}
variable "c" { default = "x" }
locals {
  seconds = 2 * 30
  circle  = local.circle
}
resource "aws_lambda_function" "f" {
  timeout       = local.seconds
  memory_size   = var.a
  handler       = var.b
  runtime       = var.c
  description   = local.circle
  function_name = "\${var.b}-f"
  architectures = var.b == "x" ? ["arm64"] : null
  layers        = [data.aws_lambda_layer_version.l.arn]
  kms_key_arn   = null
}
`,
    "terraform.tfvars": `c = "python3.12"\n`,
  };
  const stack = read(files);
  assert.deepEqual(said(resource(stack, "aws_lambda_function.f")), {
    Timeout: 60,
    MemorySize: "~5",
    Handler: "?",
    Runtime: "~python3.12",
    Description: "?",
    FunctionName: "?-f",
    Architectures: { either: [["arm64"], null] },
    Layers: ["?"],
    KmsKeyArn: null,
  });
  assert.equal(source(property(resource(stack, "aws_lambda_function.f"), "Timeout")), "2 * 30");
  assert.deepEqual(stack.inputs, [`${ROOT}/terraform.tfvars`]);
});

test("for_each over what is known is one resource for each", () => {
  const stack = read(`locals {
  functions = { a = { handler = "a.h" }, b = { handler = "b.h", timeout = 9 } }
}
resource "aws_lambda_function" "f" {
  for_each = local.functions
  handler  = each.value.handler
  timeout  = lookup(each.value, "timeout", 3)
}
resource "aws_lambda_permission" "p" {
  for_each      = toset(["a"])
  function_name = aws_lambda_function.f[each.key].function_name
}
resource "aws_sqs_queue" "q" {
  for_each = var.queues
  name     = each.key
}
`);
  assert.deepEqual(said(resource(stack, 'aws_lambda_function.f["a"]')), { Handler: "a.h", Timeout: 3 });
  assert.deepEqual(said(resource(stack, 'aws_lambda_function.f["b"]')), { Handler: "b.h", Timeout: 9 });
  assert.equal(resource(stack, 'aws_lambda_function.f["a"]').isConditional, false);
  assert.deepEqual(said(resource(stack, 'aws_lambda_permission.p["a"]')), { FunctionName: '<aws_lambda_function.f["a"]>' });
  const queue = resource(stack, "aws_sqs_queue.q");
  assert.deepEqual([said(queue), queue.isConditional], [{ QueueName: "?" }, true]);
});

test("modules by path: values passed in, outputs, cycles", () => {
  const files = {
    "live/main.tf": `module "worker" {
  source  = "../modules/worker"
  timeout = 30
  queue   = aws_sqs_queue.q.arn
}
module "again" { source = "../live" }
resource "aws_sqs_queue" "q" {}
resource "aws_lambda_permission" "p" { function_name = module.worker.name }
`,
    "modules/worker/main.tf": `variable "timeout" {}
variable "queue" {}
variable "memory" { default = 256 }
resource "aws_lambda_function" "f" {
  timeout     = var.timeout
  memory_size = var.memory
  filename    = "\${path.module}/f.zip"
  dead_letter_config { target_arn = var.queue }
}
output "name" { value = aws_lambda_function.f.function_name }
`,
  };
  const stack = read(files, "live");
  const fn = resource(stack, "module.worker.aws_lambda_function.f");
  assert.deepEqual(said(fn), {
    Timeout: 30,
    MemorySize: 256,
    DeadLetterConfig: { TargetArn: "<aws_sqs_queue.q.Arn>" },
    CodePath: "../modules/worker/f.zip",
    CodeBase: `${ROOT}/live`,
  });
  assert.equal(property(fn, "Timeout")?.place.file.path, `${ROOT}/live/main.tf`);
  assert.deepEqual(said(resource(stack, "aws_lambda_permission.p")), { FunctionName: "<module.worker.aws_lambda_function.f>" });
  assert.equal(stack.isComplete, false);
  assert.deepEqual(modulesCalled(`${ROOT}/live`, surroundings(files)), [`${ROOT}/modules/worker`]);
});

test("where the code is: archives, files, inline, objects", () => {
  const stack = read({
    "main.tf": `data "archive_file" "dir" { source_dir = "\${path.module}/src" }
data "archive_file" "one" { source_file = "f.py" }
data "archive_file" "inline" {
  source {
    filename = "index.js"
    content  = <<EOF
exports.handler = 1
EOF
  }
}
data "archive_file" "read" {
  source {
    filename = "g.py"
    content  = file("lambda/g.py")
  }
}
resource "aws_s3_object" "o" {
  key    = "k.zip"
  source = data.archive_file.dir.output_path
}
resource "aws_lambda_function" "dir" { filename = data.archive_file.dir.output_path }
resource "aws_lambda_function" "one" { filename = "\${data.archive_file.one.output_path}" }
resource "aws_lambda_function" "inline" { filename = data.archive_file.inline.output_path }
resource "aws_lambda_function" "read" { filename = data.archive_file.read.output_path }
resource "aws_lambda_function" "zip" { filename = "build/f.zip" }
resource "aws_lambda_function" "object" { s3_key = aws_s3_object.o.key }
`,
    "lambda/g.py": "def handler(): pass\n",
  });
  const code = (name: string) =>
    ["CodePath", "CodeEntry", "Code.ZipFile"].map((path) => said(property(resource(stack, `aws_lambda_function.${name}`), path)));
  assert.deepEqual(code("dir"), ["./src", undefined, undefined]);
  assert.deepEqual(code("one"), [undefined, "f.py", undefined]);
  assert.deepEqual(code("inline"), [undefined, undefined, "exports.handler = 1\n"]);
  assert.deepEqual(code("read"), [undefined, `${ROOT}/lambda/g.py`, undefined]);
  assert.deepEqual(code("zip"), ["build/f.zip", undefined, undefined]);
  assert.deepEqual(code("object"), ["./src", undefined, undefined]);
  assert.deepEqual(stack.inputs, [`${ROOT}/lambda/g.py`]);
});

test("JSON: main.tf.json and what it refers to", () => {
  const stack = read({
    "main.tf.json": `{"resource": {"aws_lambda_function": {"f": {"timeout": 5, "handler": "\${var.h}", "environment": [{"variables": {"Q": "\${aws_sqs_queue.q.url}"}}]}}}}`,
    "queue.tf": `resource "aws_sqs_queue" "q" {}\nvariable "h" { default = "a.b" }\n`,
  });
  assert.deepEqual(said(resource(stack, "aws_lambda_function.f")), {
    Timeout: 5,
    Handler: "~a.b",
    Environment: { Variables: { Q: "<aws_sqs_queue.q>" } },
  });
});

test("dynamic blocks are there where it is known, perhaps where it is not", () => {
  const stack = read(`resource "aws_lambda_function" "f" {
  dynamic "tracing_config" {
    for_each = ["Active"]
    content { mode = tracing_config.value }
  }
  dynamic "dead_letter_config" {
    for_each = var.dlq == null ? [] : [1]
    content { target_arn = var.dlq }
  }
}
`);
  assert.deepEqual(said(resource(stack, "aws_lambda_function.f")), {
    TracingConfig: { Mode: "Active" },
    DeadLetterConfig: { either: [{ TargetArn: "?" }, null] },
  });
});

test("a directory without a module is none; whatever stands in files is no exception", () => {
  assert.equal(readTerraform(ROOT, surroundings({ "a.txt": "" })), undefined);
  for (const text of [
    "",
    "{",
    'resource "aws_lambda_function" "__proto__" { timeout = 3 }',
    'module "m" { source = "./" }',
    "locals { a = merge(local.b, local.a)\n b = local.a }",
  ]) {
    assert.ok(readTerraform(ROOT, surroundings({ "main.tf": text })), text);
  }
  const modules = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [
      `m${index}/main.tf`,
      `module "a" { source = "../m${index + 1}" }\nmodule "b" { source = "../m${index + 1}" }\n`,
    ]),
  );
  assert.ok(readTerraform(`${ROOT}/m0`, surroundings(modules)));
});
