import assert from "node:assert/strict";
import { suite, suiteSetup, test } from "mocha";
import * as vscode from "vscode";
import { extensionId, ready } from "./editor.ts";

interface Manifest {
  readonly contributes: { readonly languageModelTools: readonly { readonly name: string; readonly modelDescription: string }[] };
}

const names = ["lambdaReady_findings", "lambdaReady_checklist", "lambdaReady_metrics"];

/** What a language model is told. */
async function answer(name: string, input: object): Promise<string> {
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : "")).join("");
}

suite("language model tools", () => {
  suiteSetup(ready);

  test("are offered with the descriptions of the manifest", () => {
    const manifest = vscode.extensions.getExtension(extensionId)?.packageJSON as Manifest;
    const described = manifest.contributes.languageModelTools.map(({ name, modelDescription }) => [name, modelDescription]);
    assert.deepEqual(
      vscode.lm.tools.filter(({ name }) => names.includes(name)).map(({ name, description }) => [name, description]),
      described,
    );
    for (const [, description = ""] of described) assert.match(description, /^Returns .*changes nothing\.$/);
  });

  test("findings of a function, with their lines", async () => {
    const said = await answer("lambdaReady_findings", { function: "ship orders" });
    assert.match(
      said,
      /^ShipOrders \(sam, sam\/template\.yaml:14, handler sam\/ship\/app\.py:\d+, invoked by sqs orders\): \d+ findings \(/i,
    );
    assert.match(said, /\n- warning default-timeout at sam\/template\.yaml:14: .* \[checklist: timeout-chosen\]\n/);
  });

  test("findings of a file that is not open", async () => {
    const said = await answer("lambdaReady_findings", { file: "storage.py" });
    assert.match(said, /^python\/storage\.py: 1 finding \(1 warning\)\.\n\n- warning sdk-client-in-handler at python\/storage\.py:5: /);
    assert.match(await answer("lambdaReady_findings", { file: "no/such.py" }), /^No file of this workspace is called/);
  });

  test("without a function, the functions there are", async () => {
    const said = await answer("lambdaReady_findings", {});
    assert.match(said, /^Name a Lambda function of this workspace\. There are:\n/);
    assert.match(said, /\n- ShipOrders, sam, sam\/template\.yaml:14/);
  });

  test("the checklist of a function, every item in its status", async () => {
    const said = await answer("lambdaReady_checklist", { function: "ShipOrders" });
    assert.match(said, /^Readiness of ShipOrders \(.*\): \d+ of \d+ items met\.\n/);
    assert.equal(said.match(/^- [\w-]+: /gm)?.length, 19);
    assert.match(said, /\n- timeout-chosen: Timeout chosen on purpose\n {2}- warning default-timeout at sam\/template\.yaml:14: /);
  });

  test("metrics never open a connection", async () => {
    const { deployed } = await ready();
    assert.equal(deployed.state, "closed");
    assert.match(
      await answer("lambdaReady_metrics", { function: "ShipOrders" }),
      /no connection to AWS is open, and this tool never opens one/,
    );
    assert.equal(deployed.state, "closed");
  });
});
