/** The command of the README on the examples. `npm run build` has run before. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { inRoot } from "../../scripts/paths.ts";
import { rules } from "../../server/src/rules/index.ts";

const CODE: ReadonlySet<string> = new Set(["call", "write", "string", "dispatch", "scope", "module"]);

interface Shown {
  readonly ruleId: string;
  readonly path: string;
}

function check(): Shown[] {
  const { status, stdout } = spawnSync(process.execPath, ["dist/cli.cjs", "check", "examples", "--format", "json"], {
    cwd: inRoot(),
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  const { findings, errors } = JSON.parse(stdout) as { findings: Shown[]; errors: unknown[] };
  assert.equal(status, 1);
  assert.deepEqual(errors, []);
  return findings;
}

test("the examples show every rule on code, in all three languages", () => {
  const found = check().filter(({ path }) => /^examples\/(python|javascript|typescript)\//.test(path));
  const ids = new Set(found.map(({ ruleId }) => ruleId));
  for (const { id, on } of rules) if (CODE.has(on)) assert.ok(ids.has(id), `${id} is shown`);
  assert.deepEqual([...new Set(found.map(({ path }) => path.split("/")[1]))].sort(), ["javascript", "python", "typescript"]);
});

test("the examples show a template of every dialect", () => {
  const warned = new Map(check().map(({ path, ruleId }) => [`${path} ${ruleId}`, true]));
  for (const expected of [
    "examples/template.yaml sqs-no-redrive-policy",
    "examples/cloudformation/template.yaml function-url-no-auth",
    "examples/cloudformation/template.yaml sdk-client-in-handler",
    "examples/serverless/serverless.yml async-no-failure-destination",
    "examples/terraform/main.tf deprecated-runtime",
    "examples/cdk/stack.ts stream-esm-unbounded-retry",
  ])
    assert.ok(warned.has(expected), expected);
});

test("the ready example has nothing wrong, and every item of its checklist is met", () => {
  assert.deepEqual(
    check().filter(({ path }) => path.startsWith("examples/ready/")),
    [],
  );
  const command = [inRoot("dist/cli.cjs"), "checklist", "ready", "--format", "json", "--fail-under", "100"];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: inRoot("examples"), encoding: "utf8" });
  const { functions } = JSON.parse(stdout) as { functions: { name: string; items: { id: string; status: string; applies: boolean }[] }[] };
  const open = functions.flatMap(({ items }) => items.filter(({ status, applies }) => applies && !["met", "yours"].includes(status)));
  assert.deepEqual([functions.map(({ name }) => name), open, status, stderr], [["ChargeOrder"], [], 0, ""]);
});
