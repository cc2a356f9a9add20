import assert from "node:assert/strict";
import { test } from "node:test";
import { findingsIn, type Texts } from "../memoryProject.ts";

const fn = "  Fn:\n    Type: AWS::Lambda::Function\n    Properties:\n      Handler: app.handler\n      Runtime: python3.6\n";
const resources = (text: string): string => `Resources:\n${text}`;
const bomb = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"].concat(
  Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array.from({ length: 9 }, () => `*a${i}`).join(", ")}]`),
);
const service = "service: s\nprovider: {name: aws, runtime: python3.6}\nfunctions:\n  f: {handler: app.handler}\n";

/** None of them is what anybody writes; each is what some file is. */
const projects: Readonly<Record<string, Texts>> = {
  "more than a megabyte": { "template.yaml": resources(fn + `# ${"x".repeat(80)}\n`.repeat(14_000)) },
  "aliases that multiply": { "template.yaml": `${bomb.join("\n")}\nResources:\n  Q: *a12\n${fn}` },
  "files that include one another": {
    "serverless.yml": `${service}custom: $\{file(a.yml)}\nresources: $\{file(b.yml)}\n`,
    "a.yml": "x: ${file(b.yml)}\n",
    "b.yml": "Resources: ${file(a.yml)}\n",
  },
  "modules that use one another": {
    "a/main.tf": 'module "b" {\n  source = "../b"\n}\n',
    "b/main.tf": 'module "a" {\n  source = "../a"\n}\nresource "aws_lambda_function" "f" {\n  runtime = "python3.6"\n}\n',
  },
  "stacks inside of themselves": {
    "template.yaml": resources(`${fn}  Me:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: template.yaml\n`),
  },
  "ten thousand resources": {
    "template.json": JSON.stringify({
      Resources: Object.fromEntries(
        Array.from({ length: 10_000 }, (_, i) => [`Q${i}`, { Type: "AWS::SQS::Queue", DependsOn: `Q${i - 1}` }]),
      ),
    }),
  },
  "names of prototypes": { "template.yaml": resources(fn.replace("Fn", "__proto__") + fn.replace("Fn", "constructor")) },
  "references in a circle": {
    "main.tf": 'locals {\n  a = local.b\n  b = local.a\n}\nresource "aws_lambda_function" "f" {\n  runtime = local.a\n}\n',
  },
  "marks, line ends and characters": {
    "bom.yaml": `\uFEFF${resources(fn)}`,
    "crlf.yaml": resources(fn).replaceAll("\n", "\r\n"),
    "nul.yaml": resources(fn).replace("app", "a\0p"),
    "surrogate.yaml": resources(fn).replace("app", "a\uD800p"),
    "tabs.yaml": resources(fn).replaceAll("    ", "\t"),
    "cr.tf": 'resource "aws_lambda_function" "f" {\r  runtime = "python3.6"\r}\r',
  },
  "deep nesting": {
    "deep.json": `{"Resources": ${'{"a":'.repeat(20_000)}1`,
    "deep.yaml": resources(`${fn}  Q: ${"[".repeat(20_000)}\n`),
    "deep.tf": `locals {\n  a = ${"[".repeat(5_000)}\n}\n`,
  },
};

for (const [what, texts] of Object.entries(projects)) {
  test(what, async () => {
    for (const { place, related, fixes } of await findingsIn(texts)) {
      for (const { file, start, end } of [place, ...related.map((each) => each.place)])
        assert.ok(start >= 0 && start <= end && end <= file.text.length);
      for (const { edits } of fixes()) for (const { start, end } of edits) assert.ok(start >= 0 && start <= end);
    }
  });
}
