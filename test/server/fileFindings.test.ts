/** Findings of one file over the protocol, whether or not anybody has it open. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { type FunctionFindings, fileFindingsRequest } from "../../server/src/protocol.ts";
import { Client } from "./client.ts";

const CODE = `import boto3


def handler(event, context):
    s3 = boto3.client("s3")
    return s3.list_buckets()
`;
const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: { Handler: app.handler, Runtime: python3.13, CodeUri: src/ }
`;
const FILES = { "template.yaml": TEMPLATE, "src/app.py": CODE, "notes.md": "# Notes\n" };

function start(t: TestContext): Promise<Client> {
  return Client.start(t, { server: "server/src/main.ts", files: FILES });
}

/** `path:line rule`, lines counted from 1; null where the file is not analysed. */
async function found(client: Client, file: string): Promise<readonly string[] | null> {
  const answer = await client.connection.sendRequest<FunctionFindings | null>(fileFindingsRequest, { uri: client.uri(file) });
  return answer?.findings.map(({ path, range, rule }) => `${path}:${range.start.line + 1} ${rule}`) ?? null;
}

test("of code and of a template, worst first", async (t) => {
  const client = await start(t);
  assert.deepEqual(await found(client, "src/app.py"), ["src/app.py:5 sdk-client-in-handler", "src/app.py:4 handler-untested"]);
  const ofTemplate = await found(client, "template.yaml");
  assert.ok(ofTemplate?.includes("template.yaml:3 default-timeout"), String(ofTemplate));
  const answer = await client.connection.sendRequest<FunctionFindings>(fileFindingsRequest, { uri: client.uri("template.yaml") });
  const ranks = answer.findings.map(({ severity }) => ["error", "warning", "info", "hint"].indexOf(severity));
  assert.deepEqual(
    ranks,
    ranks.toSorted((a, b) => a - b),
  );
  assert.equal(answer.findings.find(({ rule }) => rule === "default-timeout")?.item, "timeout-chosen");
});

test("null for what is no code and no template, and for what is not there", async (t) => {
  const client = await start(t);
  assert.deepEqual([await found(client, "notes.md"), await found(client, "src/none.py")], [null, null]);
});

test("what a client holds of the file stays its own", async (t) => {
  const client = await start(t);
  const pull = (previousResultId?: string) =>
    client.connection.sendRequest<{ kind: string; resultId: string }>("textDocument/diagnostic", {
      textDocument: { uri: client.uri("src/app.py") },
      ...(previousResultId && { previousResultId }),
    });
  const { resultId } = await pull();
  await found(client, "src/app.py");
  assert.equal((await pull(resultId)).kind, "unchanged");
});
