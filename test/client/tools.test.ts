import assert from "node:assert/strict";
import { test } from "node:test";
import { checklistAnswer, whereIs } from "../../client/src/tools/checklist.ts";
import { choose, unclear } from "../../client/src/tools/choosing.ts";
import { findingsAnswer } from "../../client/src/tools/findings.ts";
import { shownId, withoutAccountIds } from "../../client/src/tools/text.ts";
import type { FunctionFinding } from "../../server/src/protocol.ts";
import { checklist, evidence, fn, place, places, report } from "./checklists.ts";

const candidates = ["CreateOrder", "ShipOrders", "ship-orders-audit", "orders.handler"].map((name) => ({
  id: `sam/template.yaml#${name}`,
  names: [name],
  where: "sam",
}));

/** The names that are meant. */
function meant(asked: string): readonly string[] {
  const choice = choose(asked, candidates);
  return "one" in choice ? choice.one.names : choice.several.flatMap(({ names }) => names);
}

test("a function is meant by its id, its name, its name written otherwise, or a part of either", () => {
  assert.deepEqual(meant("sam/template.yaml#ShipOrders"), ["ShipOrders"]);
  assert.deepEqual(meant("ShipOrders"), ["ShipOrders"]);
  assert.deepEqual(meant(" shiporders "), ["ShipOrders"]);
  assert.deepEqual(meant("create order"), ["CreateOrder"]);
  assert.deepEqual(meant("audit"), ["ship-orders-audit"]);
});

test("the closest way wins; where several are as close, all are candidates", () => {
  assert.deepEqual(meant("ship_orders"), ["ShipOrders"]);
  assert.deepEqual(meant("orders"), ["ShipOrders", "ship-orders-audit", "orders.handler"]);
  assert.equal(meant("template.yaml").length, 4);
  assert.deepEqual(meant("refund"), []);
});

test("nothing and signs mean nothing", () => {
  assert.deepEqual(meant(""), []);
  assert.deepEqual(meant(" ?! "), []);
});

test("who is not understood is told what there is", () => {
  assert.equal(
    unclear("orders", candidates.slice(1, 3), candidates, "function"),
    '"orders" may be any of 2. Ask again with the name or the id of one:\n- ShipOrders, sam\n- ship-orders-audit, sam',
  );
  const same = ["a", "b"].map((folder) => ({ id: `${folder}/template.yaml#Orders`, names: ["Orders"], where: "" }));
  assert.match(
    unclear("Orders", same, same, "function"),
    /\n- Orders, id a\/template\.yaml#Orders\n- Orders, id b\/template\.yaml#Orders$/,
  );
  assert.match(unclear("refund", [], candidates, "function"), /^No function is called "refund"\. There are:\n- CreateOrder, sam/);
  assert.match(unclear("", [], candidates, "function"), /^Name a function\. There are:\n/);
  assert.equal(unclear("refund", [], [], "function"), "There is no function.");
  const many = Array.from({ length: 300 }, (_, index) => ({ id: `f${index}`, names: [`f${index}`], where: "" }));
  assert.match(unclear("refund", [], many, "function"), /\n- f39\n- and 260 more$/);
});

test("ids have their file as the editor shows it", () => {
  assert.equal(shownId("file:///w/orders/template.yaml#Orders", places), "orders/template.yaml#Orders");
  assert.equal(shownId("file:///w/src/app.py", places), "src/app.py");
  assert.equal(shownId("orders", places), "orders");
});

test("numbers of accounts are said to nobody", () => {
  assert.equal(withoutAccountIds("arn:aws:sqs:eu-west-1:123456789012:orders"), "arn:aws:sqs:eu-west-1:*:orders");
  assert.equal(withoutAccountIds("bucket-123456789012-logs, at 1234567890123 ms, 12345"), "bucket-*-logs, at 1234567890123 ms, 12345");
});

function finding(severity: FunctionFinding["severity"], line: number, item: string | null): FunctionFinding {
  const { uri, range } = place("src/app.py", line);
  return { rule: "a-rule", severity, message: "It hurts. Mend it.", item, uri, path: "src/app.py", range };
}

test("findings have their severity, rule and place", () => {
  const answer = findingsAnswer("Orders", [finding("error", 3, "timeout-chosen"), finding("info", 7, null)], [], places);
  assert.equal(
    answer,
    "Orders: 2 findings (1 error, 1 info).\n\n" +
      "- error a-rule at src/app.py:4: It hurts. Mend it. [checklist: timeout-chosen]\n" +
      "- info a-rule at src/app.py:8: It hurts. Mend it.\n\n" +
      "Each line is: severity, rule, place, what is wrong and what to do. Findings that were suppressed are left out.",
  );
});

test("no finding is no proof, and what is deployed is told apart", () => {
  const deployed = {
    of: "prod-orders in eu-west-1, read now",
    findings: [{ rule: "throttled", severity: "warning", message: "It is.", place: null }],
  } as const;
  assert.equal(
    findingsAnswer("Orders", [], [deployed], places),
    "Orders: nothing was found, which does not prove that nothing is wrong.\n\n" +
      "Of what is deployed (prod-orders in eu-west-1, read now): 1 finding (1 warning).\n- warning throttled: It is.",
  );
});

test("many findings are cut, the count is not", () => {
  const answer = findingsAnswer(
    "Orders",
    Array.from({ length: 80 }, (_, line) => finding("hint", line, null)),
    [],
    places,
  );
  assert.match(answer, /^Orders: 80 findings \(80 hints\)\./);
  assert.match(answer, /:60: .*\n- and 20 more\n/);
});

test("a checklist is said item by item, with what each status rests on", () => {
  const one = fn("t.yaml#One", { a: "warning", b: "met", c: "not seen", d: "none", e: "yours" });
  const answered = {
    answer: "met",
    who: "Ann",
    date: "2026-11-23",
    note: "measured",
    isForAll: false,
    place: place("answers.yaml"),
  } as const;
  const full = report(one, {
    a: { evidence: [evidence("finding", "It hurts.", place("t.yaml", 4))], advice: "Mend it." },
    b: { evidence: [{ ...evidence("proves", "It is well."), kind: "deployed" }] },
    e: { answer: answered },
  });
  assert.equal(
    checklistAnswer({ ...full, next: ["a", "c"] }, checklist([one]).items, places),
    [
      "Readiness of One (sam, t.yaml:4, handler src/app.py:5, invoked by sqs Orders): 2 of 4 items met.",
      "Failing (1):\n- a: Text of a\n  - warning a-rule at t.yaml:5: It hurts.\n  To do: Mend it.",
      "Not seen (nothing decides it, neither for nor against) (1):\n- c: Text of c",
      "Met, by evidence (1):\n- b: Text of b\n  - proof in what is deployed: It is well.",
      "Answered by a person (1):\n- e: Text of e\n  - met, says Ann, 2026-11-23: measured",
      "Does not apply (1):\n- d: Text of d",
      "What to do, the most urgent first: a, c.",
    ].join("\n\n"),
  );
});

test("much evidence of an item is cut", () => {
  const one = fn("t.yaml#One", { a: "warning" });
  const found = Array.from({ length: 12 }, (_, line) => evidence("finding", `Number ${line}.`, place("app.py", line)));
  const answer = checklistAnswer(report(one, { a: { evidence: found } }), checklist([one]).items, places);
  assert.match(answer, /app\.py:8: Number 7\.\n {2}- and 4 more\n/);
});

test("where a handler is that no template names", () => {
  assert.equal(whereIs({ ...fn("src/app.py", {}), triggers: [] }, places), "no template names it, handler src/app.py:5");
});
