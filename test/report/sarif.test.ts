import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import Ajv from "ajv";
import type { Report } from "../../server/src/report/report.ts";
import { formatSarif } from "../../server/src/report/sarif.ts";
import { checkJson, folderOf, run } from "../cli/command.ts";
import { empty, options, report } from "./sample.ts";

interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly helpUri: string }[] } };
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly partialFingerprints: Readonly<Record<string, string>>;
        readonly fixes?: readonly { readonly artifactChanges: readonly { readonly replacements: readonly unknown[] }[] }[];
        readonly relatedLocations?: readonly unknown[];
      }[];
    },
  ];
}

const require = createRequire(import.meta.url);
const readJson = (name: string) => JSON.parse(readFileSync(require.resolve(name), "utf8")) as object;

function logOf(of: Report): Log {
  const log = JSON.parse(formatSarif(of, options)) as Log;
  const ajv = new Ajv({ schemaId: "auto", unknownFormats: "ignore", logger: false });
  ajv.addMetaSchema(readJson("ajv/lib/refs/json-schema-draft-04.json"));
  const validate = ajv.compile(readJson("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"));
  assert.ok(validate(log), JSON.stringify(validate.errors, null, 2));
  return log;
}

test("what is written keeps to the schema, with and without findings", () => {
  logOf(report);
  logOf(empty);
});

test("rules, levels, related places and fixes", () => {
  const [{ tool, results }] = logOf(report).runs;
  assert.deepEqual(
    tool.driver.rules.map((rule) => rule.id),
    ["hardcoded-secret", "sdk-client-in-handler"],
  );
  for (const result of results) assert.equal(tool.driver.rules[result.ruleIndex]?.id, result.ruleId);
  assert.ok(tool.driver.rules.every((rule) => rule.helpUri.startsWith("https://")));
  assert.deepEqual(
    results.map((result) => result.level),
    ["warning", "error", "note"],
  );
  assert.equal(results[0]?.relatedLocations?.length, 1);
  assert.deepEqual(
    results[0]?.fixes?.[0]?.artifactChanges.map((change) => change.replacements.length),
    [1, 1],
  );
});

const CODE = `import boto3

def lambda_handler(event, context):
    s3 = boto3.client("s3")
    return s3.list_buckets()

def other_handler(event, context):
    a = boto3.client("s3"); b = boto3.client("sqs")
    return a, b
`;

async function fingerprints(text: string): Promise<string[]> {
  const folder = folderOf({ "app.py": text });
  const log = JSON.parse((await run(folder, ["check", "--format", "sarif"])).stdout) as Log;
  return log.runs[0].results.map((result) => result.partialFingerprints["lambdaReady/v1"] ?? "");
}

test("fingerprints survive shifted lines, other indentation and another literal, and tell findings apart", async () => {
  const before = await fingerprints(CODE);
  assert.equal(before.length, 3);
  assert.equal(new Set(before).size, 3);
  assert.deepEqual(
    await fingerprints(`# a comment\n\n${CODE.replace('client("sqs")', 'client("sns")').replace("    s3 =", "    s3  =")}`),
    before,
  );
  assert.notDeepEqual(await fingerprints(CODE.replace("    s3 =", "    store =").replace("s3.list", "store.list")), before);
});

test("a fingerprint holds nothing of a secret", async () => {
  const code = (secret: string) => `DB_PASSWORD = "${secret}"\n\ndef lambda_handler(event, context):\n    return DB_PASSWORD\n`;
  const { report: checked } = await checkJson(folderOf({ "app.py": code("hx72-Kq9!vLm") }));
  assert.equal(checked.findings.length, 1);
  assert.deepEqual(await fingerprints(code("hx72-Kq9!vLm")), await fingerprints(code("Zt55-Wm3?pQr")));
});
