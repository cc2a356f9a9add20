import assert from "node:assert/strict";
import { before, test } from "node:test";
import { initParser } from "../../server/src/parse/parser.ts";
import { rules } from "../../server/src/rules/index.ts";
import { defineRule, everyDialect, type Rule } from "../../server/src/rules/rule.ts";
import { defaultEditorSettings } from "../../server/src/settings.ts";
import { Workspace } from "../../server/src/workspace.ts";
import { MemoryFiles } from "../project/memoryFiles.ts";

before(() => initParser());

const old = (line = ""): string =>
  [
    "Resources:",
    "  Orders:",
    `    Type: AWS::Lambda::Function${line}`,
    "    Properties:",
    "      Handler: app.handler",
    "      Runtime: python3.6",
    "",
  ].join("\n");
const hcl = 'resource "aws_lambda_function" "orders" {\n  runtime = local.runtime\n  handler = "app.handler"\n}\n';
const locals = 'locals {\n  runtime = "python3.6"\n}\n';

function workspaceOf(texts: Readonly<Record<string, string>>, asked: readonly Rule[] = rules): Workspace {
  const fail = (message: string) => assert.fail(message);
  return new Workspace({ rules: asked, files: new MemoryFiles(texts), log: asked === rules ? fail : () => undefined });
}

function found(workspace: Workspace, path: string): string[] {
  return workspace.analyse(path)?.findings.map(({ rule }) => rule.id) ?? ["nothing is known"];
}

test("a template that is not saved yet is looked at, and is none when it is closed", async () => {
  const workspace = workspaceOf({ "/p/a.py": "", "/p/tf/locals.tf": locals });
  await workspace.addFolder("/p", defaultEditorSettings).scan();
  workspace.setDocument("/p/new/template.yaml", old());
  assert.ok(found(workspace, "/p/new/template.yaml").includes("deprecated-runtime"));
  workspace.setDocument("/p/new/template.yaml", old().replace("3.6", "3.14"));
  assert.ok(!found(workspace, "/p/new/template.yaml").includes("deprecated-runtime"));
  workspace.setDocument("/p/tf/main.tf", hcl);
  assert.ok(found(workspace, "/p/tf/locals.tf").includes("deprecated-runtime"));
  assert.ok(found(workspace, "/p/tf/main.tf").includes("tracing-disabled"));
  workspace.closeDocument("/p/new/template.yaml");
  assert.equal(workspace.analyse("/p/new/template.yaml"), undefined);
});

test("a single template outside of every folder is looked at, its neighbours are not", () => {
  const workspace = workspaceOf({
    "/else/template.yaml": old(),
    "/else/other.yaml": old(),
    "/else/app.py": "def handler(event, context):\n    pass\n",
  });
  assert.equal(workspace.analyse("/else/template.yaml"), undefined);
  workspace.setDocument("/else/template.yaml", old());
  workspace.setDocument("/untitled:/Untitled-1.yaml", old());
  assert.ok(found(workspace, "/else/template.yaml").includes("deprecated-runtime"));
  assert.ok(found(workspace, "/untitled:/Untitled-1.yaml").includes("deprecated-runtime"));
  // Nothing is known of the code there, so nothing is said to be missing.
  assert.ok(!found(workspace, "/else/template.yaml").includes("handler-not-found"));
  assert.ok(!found(workspace, "/untitled:/Untitled-1.yaml").includes("handler-not-found"));
  assert.equal(workspace.analyse("/else/other.yaml"), undefined);
});

test("what is suppressed for a rule that failed is not called unused", async () => {
  const fails = (on: "deployed-function" | "function"): Rule =>
    defineRule({
      id: `fails-on-${on}`,
      title: "Fails",
      section: "errors",
      checklist: "retries-understood",
      severity: "warning",
      profile: "recommended",
      languages: [...everyDialect, "python"],
      on,
      check() {
        throw new Error("no");
      },
    }) as Rule;
  const template = old(" # lambda-ready: ignore[fails-on-deployed-function] we know");
  const code = "# lambda-ready: ignore[fails-on-function] we know\ndef handler(event, context):\n    pass\n";
  const workspace = workspaceOf({ "/p/template.yaml": template, "/p/app.py": code }, [fails("deployed-function"), fails("function")]);
  await workspace.addFolder("/p", defaultEditorSettings).scan();
  assert.deepEqual(found(workspace, "/p/template.yaml"), []);
  assert.deepEqual(found(workspace, "/p/app.py"), []);
});
