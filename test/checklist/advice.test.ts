import assert from "node:assert/strict";
import { test } from "node:test";
import { adviceFor, byRisk, worstSeverity } from "../../server/src/checklist/advice.ts";
import { checklistItems } from "../../server/src/rules/rule.ts";
import { answer, finding, item } from "../report/checklistSample.ts";

test("every item has advice for what fails and for what nothing decides, one sentence each", () => {
  for (const id of checklistItems) {
    for (const status of ["failing", "not seen"] as const) {
      assert.match(adviceFor(item(id, status), { id }) ?? "", /^[A-Z][^.]+\.$/, `${id} ${status}`);
    }
  }
});

test("nothing is to be done about what is met, answered, or does not apply", () => {
  const id = "idempotent";
  assert.equal(adviceFor(item(id, "met"), { id }), null);
  assert.equal(adviceFor(item(id, "yours", { answer: answer("met") }), { id }), null);
  assert.equal(adviceFor(item(id, "not seen", { applies: false }), { id }), null);
});

test("what only a person can answer says so, and so does an answer that evidence contradicts", () => {
  const id = "memory-measured";
  assert.match(adviceFor(item(id, "not seen"), { id, manual: "why" }) ?? "", /; only a person can answer this\.$/);
  const contradicted = { isContradicted: true, evidence: [finding("x", "warning")] };
  assert.match(adviceFor(item(id, "failing", { ...contradicted, answer: answer("met") }), { id }) ?? "", /^Somebody answered "met"/);
  assert.match(adviceFor(item(id, "yours", { ...contradicted, answer: answer("not needed") }), { id }) ?? "", /^Look again/);
});

test("order of risk: by the worst finding, then by what is at stake; what needs nobody comes last", () => {
  const failing = (id: (typeof checklistItems)[number], ...severities: ("error" | "warning" | "hint")[]) =>
    item(id, "failing", { evidence: severities.map((severity) => finding("x", severity)) });
  const items = [
    item("single-responsibility", "not seen", { applies: false }),
    item("idempotent", "met"),
    item("rollback-known", "yours", { answer: answer("met") }),
    item("memory-measured", "not seen"),
    item("least-privilege", "not seen"),
    item("cost-watched", "yours", { answer: answer("not needed"), isContradicted: true, evidence: [finding("x", "warning")] }),
    failing("secrets-managed", "hint"),
    failing("sdk-clients-reused", "warning"),
    failing("failure-destination", "hint", "warning"),
    failing("timeout-chosen", "error"),
  ];
  assert.deepEqual(
    byRisk(items).map(({ id }) => id),
    [
      "timeout-chosen",
      "failure-destination",
      "sdk-clients-reused",
      "secrets-managed",
      "cost-watched",
      "least-privilege",
      "memory-measured",
      "rollback-known",
      "idempotent",
      "single-responsibility",
    ],
  );
  assert.equal(worstSeverity(failing("idempotent", "hint", "error", "warning")), "error");
  assert.equal(worstSeverity(item("idempotent", "met")), null);
});
