import assert from "node:assert/strict";
import { test } from "node:test";
import { read, resource, said } from "./terraformCase.ts";

const code = (stack: ReturnType<typeof read>, id: string) => {
  const properties = said(resource(stack, id)) as Record<string, unknown>;
  return [properties.CodePath, properties.CodeEntry];
};

test("an archive is found by the path it is written to, and by its hash", () => {
  const stack = read({
    "main.tf": `data "archive_file" "a" {
  source_dir  = "../src"
  output_path = "\${path.module}/out/a.zip"
}
data "archive_file" "b" {
  source_file = "b.py"
  output_path = var.b
}
resource "aws_lambda_function" "a" { filename = "out/a.zip" }
resource "aws_lambda_function" "b" {
  filename         = "elsewhere.zip"
  source_code_hash = data.archive_file.b.output_base64sha256
}
`,
  });
  assert.deepEqual(code(stack, "aws_lambda_function.a"), ["../src", undefined]);
  assert.deepEqual(code(stack, "aws_lambda_function.b"), [undefined, "b.py"]);
});

test("files of a set make an archive", () => {
  const stack = read({
    "main.tf": `data "archive_file" "a" {
  output_path = "a.zip"
  dynamic "source" {
    for_each = fileset("\${path.module}/lambda", "*.py")
    content {
      content  = file("\${path.module}/lambda/\${source.value}")
      filename = source.value
    }
  }
}
resource "aws_lambda_function" "a" {
  filename = data.archive_file.a.output_path
  handler  = "app.handler"
}
`,
    "lambda/app.py": "def handler(event, context): pass\n",
    "lambda/other.py": "",
    "lambda/deep/third.py": "",
  });
  assert.deepEqual(code(stack, "aws_lambda_function.a"), [undefined, "/project/lambda/app.py"]);
});

test("a module that packs in ways of its own was told what to pack", () => {
  const stack = read({
    "main.tf": `module "users" {
  source      = "./packer"
  source_path = "\${path.module}/users"
  name        = "users"
}
`,
    "packer/main.tf": `variable "source_path" {}
variable "name" {}
data "external" "archive" { program = ["python"] }
resource "aws_lambda_function" "this" {
  function_name = var.name
  filename      = data.external.archive.result.filename
}
`,
    "users/app.py": "",
  });
  assert.deepEqual(code(stack, "module.users.aws_lambda_function.this"), ["./users", undefined]);
});

test("a copy of the community's module is that module; a layer is no function", () => {
  const names = ["source_path", "create_function", "create_layer", "local_existing_package", "hash_extra"];
  const stack = read({
    "main.tf": `module "f" {
  source      = "./lambda"
  source_path = "src"
}
module "l" {
  source       = "./lambda"
  source_path  = "layer"
  create_layer = true
}
`,
    "lambda/main.tf": names.map((name) => `variable "${name}" { default = null }\n`).join(""),
    "src/app.py": "",
    "layer/python/x.py": "",
  });
  assert.deepEqual(
    [...stack.resources.values()].filter(({ owner }) => owner === null).map(({ id, type }) => [id, type]),
    [
      ["module.f", "AWS::Lambda::Function"],
      ["module.l", "AWS::Lambda::LayerVersion"],
    ],
  );
  assert.deepEqual(code(stack, "module.f"), ["src", undefined]);
});

test("a module that others call may be told of more than it says", () => {
  const fn = `resource "aws_lambda_function" "f" {}\n`;
  assert.equal(read(`variable "x" {}\n${fn}`).isComplete, false);
  assert.equal(read(`variable "x" { default = 1 }\n${fn}`).isComplete, true);
  assert.equal(read(`variable "x" {}\nprovider "aws" {}\n${fn}`).isComplete, true);
  assert.equal(read({ "modules/f/main.tf": fn }, "modules/f").isComplete, false);
});

test("recursion is a property of the function", () => {
  const stack = read(`resource "aws_lambda_function" "f" { function_name = "f" }
resource "aws_lambda_function_recursion_config" "r" {
  function_name  = aws_lambda_function.f.function_name
  recursive_loop = "Allow"
}
`);
  assert.deepEqual(said(resource(stack, "aws_lambda_function.f")), { FunctionName: "f", RecursiveLoop: "Allow" });
});
