/** Every rule answers a question of the checklist, or says in a sentence why the list does not ask what it asks. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { rules } from "../../server/src/rules/index.ts";
import { checklistItems } from "../../server/src/rules/rule.ts";

for (const { id, checklist } of rules) {
  test(`${id} names an item or says why not`, () => {
    if (typeof checklist === "string") assert.ok(checklistItems.includes(checklist), checklist);
    else assert.match(checklist.none, /^[A-Z][^\n]{20,}\.$/, "a sentence says why");
  });
}

test("every item that rules can find to be wrong has rules", () => {
  const named = new Set(rules.map(({ checklist }) => checklist).filter((checklist) => typeof checklist === "string"));
  assert.deepEqual(
    checklistItems.filter((item) => !named.has(item)),
    [],
  );
});
