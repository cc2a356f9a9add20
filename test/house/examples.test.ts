/** The command of the README on the examples. `npm run build` has run before. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { inRoot, ruleFiles } from "../../scripts/paths.ts";

test("the examples show every rule, in all three languages", () => {
  const { status, stdout } = spawnSync(process.execPath, ["dist/cli.cjs", "check", "examples", "--format", "json"], {
    cwd: inRoot(),
    encoding: "utf8",
  });
  const { findings, errors } = JSON.parse(stdout) as { findings: { ruleId: string; path: string }[]; errors: unknown[] };
  assert.equal(status, 1);
  assert.deepEqual(errors, []);
  assert.deepEqual(
    [...new Set(findings.map(({ ruleId }) => ruleId))].sort(),
    ruleFiles().map(({ id }) => id),
  );
  assert.deepEqual([...new Set(findings.map(({ path }) => path.split("/")[1]))].sort(), ["javascript", "python", "typescript"]);
});
