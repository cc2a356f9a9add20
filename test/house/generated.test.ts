import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { generated } from "../../scripts/generate.ts";
import { pageSource, ruleSource } from "../../scripts/new-rule.ts";
import { shown } from "../../scripts/paths.ts";

test("what is generated is up to date", async () => {
  const problems: string[] = [];
  const files = await generated(problems);
  const stale = [...files].filter(([file, text]) => readFileSync(file, "utf8") !== text).map(([file]) => shown(file));
  assert.deepEqual(problems, []);
  assert.deepEqual(stale, []);
});

test("a new rule has the parts that its page is held to", () => {
  const page = pageSource("no-such-thing", "No such thing");
  const headings = [...page.matchAll(/^## (.+)$/gm)].map((match) => match[1]);
  assert.deepEqual(headings, ["What it flags", "Why", "Flags", "Accepts", "After the fix", "When not to use it", "Sources"]);
  assert.match(ruleSource("no-such-thing", "cost", "No such thing"), /export const noSuchThing = defineRule\(\{/);
});
