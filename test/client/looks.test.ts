import assert from "node:assert/strict";
import { test } from "node:test";
import { lookOf } from "../../client/src/checklist/looks.ts";
import { type FunctionNode, type ItemNode, itemRows, type Node, rowsOf } from "../../client/src/checklist/nodes.ts";
import { tooltipOf } from "../../client/src/checklist/tooltips.ts";
import type { ChecklistAnswer, ChecklistReportItem } from "../../server/src/protocol.ts";
import { checklist, evidence, fn, itemStatus, place, places, report, translate } from "./checklists.ts";

const ann: ChecklistAnswer = {
  answer: "met",
  who: "Ann",
  date: "2026-11-20",
  note: "load test",
  isForAll: false,
  place: place("c.yaml", 2),
};

function functionNode(said: Record<string, string>): FunctionNode {
  const one = fn("t.yaml#One", said);
  return { kind: "function", id: "function", parent: undefined, fn: one };
}

function itemNode(said: string, rest: Partial<ChecklistReportItem> = {}): ItemNode {
  const node = functionNode({ a: said });
  const about = new Map(checklist([node.fn]).items.map((item) => [item.id, item]));
  const [row] = itemRows(node, report(node.fn, { a: rest }).items, about, false);
  assert.ok(row);
  return row;
}

/** `icon: label | description` */
function shown(node: Node): string {
  const { icon, label, description } = lookOf(node, translate, places);
  return `${icon.id}: ${label} | ${description}`;
}

test("a function has its score, and the sign of the worst that fails", () => {
  assert.equal(shown(functionNode({ a: "met", b: "warning", c: "error" })), "error: One | 1/3");
  assert.equal(shown(functionNode({ a: "met", b: "info" })), "info: One | 1/2");
  assert.equal(shown(functionNode({ a: "met", b: "none" })), "pass: One | 1/1");
  assert.equal(shown(functionNode({ a: "met", b: "not seen" })), "circle-outline: One | 1/2");
});

test("handlers that no template names are told apart by their file", () => {
  const node: FunctionNode = { kind: "function", id: "function", parent: undefined, fn: fn("handler", { a: "met", b: "not seen" }) };
  assert.equal(shown(node), "circle-outline: handler | 1/2 · src/app.py");
  assert.equal(lookOf(node, translate, places).spoken, "handler, 1 of 2 met, nothing fails, src/app.py, sqs Orders");
});

test("every status has an icon of its own and says itself in words", () => {
  const finding = evidence("finding", "it hurts", place("src/app.py", 3));
  const cases: [ItemNode, string][] = [
    [itemNode("warning", { evidence: [finding, finding] }), "warning: Text of a | 2 findings"],
    [itemNode("met"), "pass: Text of a | met"],
    [itemNode("not seen"), "circle-outline: Text of a | not seen"],
    [itemNode("none"), "circle-slash: Text of a | does not apply"],
    [itemNode("yours", { answer: ann }), "account: Text of a | met, says Ann"],
    [itemNode("yours", { answer: { ...ann, answer: "not needed", who: null } }), "account: Text of a | not needed, as answered"],
  ];
  for (const [node, expected] of cases) assert.equal(shown(node), expected);
});

test("an answer that evidence contradicts has a warning sign and says so", () => {
  const finding = evidence("finding", "it hurts", place("src/app.py", 3));
  const node = itemNode("info", { evidence: [finding], answer: ann, isContradicted: true });
  assert.equal(shown(node), "warning: Text of a | 1 finding, against the answer: met, says Ann");
  assert.deepEqual(rowsOf(node).map(shown), [
    "warning: Met: load test | Ann · 2026-11-20 · evidence says otherwise",
    "warning: it hurts | app.py:4",
  ]);
});

test("a screen reader is told what is only seen", () => {
  const spoken = (node: Node) => lookOf(node, translate, places).spoken;
  assert.equal(spoken(functionNode({ a: "met", b: "warning" })), "One, 1 of 2 met, 1 failing, sqs Orders");
  const node = itemNode("warning", { evidence: [evidence("finding", "it hurts", place("src/app.py", 3))] });
  assert.equal(spoken(node), "Text of a, failing, 1 finding");
  assert.deepEqual(rowsOf(node).map(spoken), ["Finding, warning, it hurts, app.py:4"]);
});

test("menus go by what a row has", () => {
  const context = (node: Node) => lookOf(node, translate, places).context;
  assert.equal(context(functionNode({ a: "met" })), "function entry handler");
  assert.equal(context(itemNode("met", { answer: ann })), "item answered");
  assert.equal(context(itemNode("warning", { evidence: [evidence("finding", "it hurts")] })), "item failing");
});

test("rows without anything below do not unfold", () => {
  assert.equal(lookOf(itemNode("not seen"), translate, places).unfolds, "never");
  assert.equal(lookOf(itemNode("met", { evidence: [evidence("proves", "seen")] }), translate, places).unfolds, "collapsed");
});

test("tooltips: what a function is and what it lacks, as text and not as Markdown", () => {
  const node = functionNode({ a: "met", b: "warning", c: "not seen" });
  const about = new Map([["b", { id: "b", text: "Uses <b>* wisely", group: "G", manual: null }]]);
  const text = tooltipOf(node, about, translate, places) ?? "";
  assert.match(text, /^\*\*One\*\* · 1 of 3 met\n\nTriggers: sqs Orders {2}\nTemplate: t\.yaml \(SAM\)/);
  assert.match(text, /- \$\(warning\) Uses \\<b\\>\\\* wisely/);
  assert.match(text, /1 item is not decided/);
});

test("an item's tooltip says what to do", () => {
  const node = itemNode("warning", { advice: "Set a timeout" });
  assert.match(tooltipOf(node, new Map(), translate, places) ?? "", /To do: Set a timeout/);
  assert.equal(itemStatus("a", "warning").status, "failing");
});
