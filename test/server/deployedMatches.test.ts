/** Deployed functions over the protocol: whose they are, and how a person says so. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { MatchByHandResult } from "../../server/src/protocol.ts";
import { DeployedClient } from "./deployedClient.ts";

const HANDLER = "def handler(event, context):\n    return {}\n";
const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  CreateOrder:
    Type: AWS::Serverless::Function
    Properties: { FunctionName: orders-create, Handler: app.handler, Runtime: python3.13, CodeUri: src/ }
  SendOrder:
    Type: AWS::Serverless::Function
    Properties: { Handler: app.handler, Runtime: python3.13, CodeUri: src/ }
`;
const FILES = { "orders/template.yaml": TEMPLATE, "orders/src/app.py": HANDLER };
const CONFIG = ".lambda-ready.yaml";

function written(result: MatchByHandResult): { uri: string; before: string | null; after: string } {
  assert.ok("after" in result, JSON.stringify(result));
  return result;
}

test("functions are matched once all are known: by their name, by tags, and by hand, which wins", async (t) => {
  const reader = await DeployedClient.start(t, { files: FILES });
  const stack = { stack: "orders-dev", logicalId: "SendOrder" };
  const listed = ["orders-create", { name: "orders-dev-SendOrder-1ABC", ...stack }, "someone-elses"] as const;
  const found = await reader.matches(...listed);
  const create = (await reader.function("CreateOrder")).id;
  const send = (await reader.function("SendOrder")).id;
  assert.deepEqual(
    found.map(({ id, deployed, by, isCertain }) => [id, deployed, by, isCertain]),
    [
      [create, "orders-create", "name", true],
      [send, "orders-dev-SendOrder-1ABC", "tags", true],
    ],
  );
  reader.client.write({ [CONFIG]: "functions: { SendOrder: { deployed: someone-elses } }\n" });
  await reader.client.watched([CONFIG, 1]);
  const byHand = (await reader.matches(...listed)).find(({ id }) => id === send);
  assert.deepEqual(byHand, { id: send, deployed: "someone-elses", by: "hand", isCertain: true });
});

test("a match by hand goes into the file in force, and everything else in it stays byte for byte", async (t) => {
  const before = "# ours\r\nprofile: strict   # agreed\r\nfunctions:\r\n    CreateOrder: {deployed: old} # why\r\n\r\nrules: {}\r\n";
  const reader = await DeployedClient.start(t, { files: { ...FILES, "orders/.lambda-ready.yaml": before } });
  const { id: send } = await reader.function("SendOrder");
  const { id: create } = await reader.function("CreateOrder");
  const added = written(await reader.byHand(send, "orders-send"));
  assert.equal(added.uri, reader.client.uri("orders/.lambda-ready.yaml"));
  assert.equal(added.before, before);
  assert.equal(added.after, before.replace("# why\r\n", "# why\r\n    SendOrder:\r\n        deployed: orders-send\r\n"));
  assert.equal(written(await reader.byHand(create, "new")).after, before.replace("old", "new"));
  assert.equal(written(await reader.byHand(create, null)).after, "# ours\r\nprofile: strict   # agreed\r\n\r\nrules: {}\r\n");
  assert.deepEqual(await reader.byHand(send, null), {
    problem: "Nobody has said what is deployed of it, so there is nothing to take back.",
  });
  assert.equal(readFileSync(reader.client.path("orders/.lambda-ready.yaml"), "utf8"), before, "the client writes the file");
});

test("without a file one is made at the folder's root; of an open one the editor's text counts", async (t) => {
  const reader = await DeployedClient.start(t, { files: FILES });
  const { id } = await reader.function("SendOrder");
  assert.deepEqual(await reader.byHand(id, "orders-send"), {
    uri: reader.client.uri(CONFIG),
    before: null,
    after: "functions:\n  SendOrder:\n    deployed: orders-send\n",
  });
  await reader.client.open(CONFIG, "profile: strict\n");
  const { before, after } = written(await reader.byHand(id, "007"));
  assert.equal(before, "profile: strict\n");
  assert.equal(after, 'profile: strict\nfunctions:\n  SendOrder:\n    deployed: "007"\n');
  await reader.client.replace(CONFIG, "profile", "functions: [\nprofile");
  const refused = await reader.byHand(id, "orders-send");
  assert.ok("problem" in refused && /^\.lambda-ready\.yaml has to be repaired first\. Line \d+: Not valid YAML/.test(refused.problem));
  await assert.rejects(reader.byHand(id, ""), /no name of a function/);
  assert.deepEqual(await reader.byHand("file:///nowhere#Nobody", "x"), { problem: "There is no such function any more." });
});

test("functions of one name are called by their ids, and names that mean none are warned about", async (t) => {
  const reader = await DeployedClient.start(t, {
    files: {
      ...FILES,
      "billing/template.yaml": TEMPLATE.replace("CreateOrder", "Charge"),
      "billing/src/app.py": HANDLER,
      [CONFIG]: "functions:\n  SendOrder: { deployed: a }\n  Chargee: { deployed: b }\n  orders/template.yaml#SendOrder: { deployed: c }\n",
    },
  });
  assert.deepEqual(reader.client.publishedFor(CONFIG), [], "not before all functions are known");
  const found = await reader.matches("a", "b", "c");
  const sends = (await reader.checklist()).functions.filter(({ name }) => name === "SendOrder").map(({ id }) => id);
  assert.deepEqual(found, [{ id: sends[1], deployed: "c", by: "hand", isCertain: true }]);
  await reader.client.until(() => reader.client.publishedFor(CONFIG).length > 0);
  const warnings = reader.client.published.get(reader.client.uri(CONFIG)) ?? [];
  assert.deepEqual(
    warnings.map(({ range, severity, message }) => [range.start.line, severity, message]),
    [
      [
        1,
        2,
        'Several functions are called "SendOrder". Write which one is meant: "billing/template.yaml#SendOrder" or "orders/template.yaml#SendOrder".',
      ],
      [2, 2, 'No function is called "Chargee". Did you mean "Charge"? What is said of it counts for nothing.'],
    ],
  );
  const { after } = written(await reader.byHand(sends[0] ?? "", "d"));
  assert.ok(after.endsWith("  billing/template.yaml#SendOrder:\n    deployed: d\n"), after);
  assert.ok(written(await reader.byHand(sends[1] ?? "", null)).after.endsWith("  Chargee: { deployed: b }\n"));
});

test("a file below is closer than the one above, and a name is unique where its file is", async (t) => {
  const reader = await DeployedClient.start(t, {
    files: {
      ...FILES,
      "billing/template.yaml": TEMPLATE,
      "billing/src/app.py": HANDLER,
      [CONFIG]: "functions: { SendOrder: { deployed: above } }\n",
      "billing/.lambda-ready.yaml": "functions: { SendOrder: { deployed: below } }\n",
    },
  });
  const found = await reader.matches("above", "below");
  assert.deepEqual(found.map(({ id, deployed }) => [id.slice(reader.client.uri("").length + 1), deployed]).sort(), [
    ["billing/template.yaml#SendOrder", "below"],
    ["orders/template.yaml#SendOrder", "above"],
  ]);
});
