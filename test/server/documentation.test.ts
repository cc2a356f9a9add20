import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { MarkupContent } from "vscode-languageserver-protocol";
import { type RuleDocumentation, ruleDocumentationRequest } from "../../server/src/protocol.ts";
import { Client } from "./client.ts";

/** The server as it is delivered, with its own rules. */
const server = "server/src/main.ts";
const text = 'import boto3\n\n\ndef lambda_handler(event, context):\n    s3 = boto3.client("s3")\n    return s3.list_buckets()\n';
let client: Client;

before(async () => {
  client = await Client.start(undefined, { server, initializationOptions: { commandLinks: true } });
  await client.open("app.py", text);
});
after(async () => {
  assert.equal(await client.stop(), 0);
  client.dispose();
});

test("a finding of a rule that is delivered", async () => {
  assert.deepEqual(await client.problems("app.py"), ["5: sdk-client-in-handler"]);
});

test("hovering a finding says why, and leads to the documentation", async () => {
  const hover = await client.hover("app.py", "boto3.client");
  assert.ok(hover);
  const contents = hover.contents as MarkupContent;
  const [title, why, link, ...more] = contents.value.split("\n\n");
  assert.equal(title, "**AWS SDK client created on every invocation** `sdk-client-in-handler`");
  assert.match(why ?? "", /^\*\*Why\*\* A client is .*\.$/);
  assert.equal(link, "[Show documentation](command:lambdaReady.showDocumentation?%5B%22sdk-client-in-handler%22%5D)");
  assert.deepEqual(more, []);
  assert.deepEqual(hover.range?.start, { line: 4, character: 9 });
  assert.equal(await client.hover("app.py", "import"), null);
});

test("the documentation of a rule", async () => {
  const ask = (rule: string): Promise<RuleDocumentation | null> => client.connection.sendRequest(ruleDocumentationRequest, { rule });
  const page = await ask("sdk-client-in-handler");
  assert.match(page?.markdown ?? "", /^# /);
  assert.equal(
    page?.url,
    "https://github.com/lambda-ready/lambda-ready/blob/HEAD/server/src/rules/initialization/sdk-client-in-handler.md",
  );
  assert.match((await ask("unused-suppression"))?.markdown ?? "", /ignore-file/);
  assert.equal(await ask("no-such-rule"), null);
  assert.equal(await ask("../../package"), null);
});
