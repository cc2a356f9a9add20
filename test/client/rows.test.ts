import assert from "node:assert/strict";
import { test } from "node:test";
import { arrange } from "../../client/src/checklist/arrange.ts";
import { type FunctionNode, itemRows, type Node, rowsOf } from "../../client/src/checklist/nodes.ts";
import { Rows } from "../../client/src/checklist/rows.ts";
import type { ChecklistFunction } from "../../server/src/protocol.ts";
import { checklist, evidence, fn, place, report } from "./checklists.ts";

const one = fn("t.yaml#One", { a: "met", b: "warning" });
const two = fn("t.yaml#Two", { a: "error", b: "not seen" });
const other = fn("u.yaml#Other", { a: "met", b: "met" });

function take(rows: Rows, ...functions: ChecklistFunction[]): string[] | "top" {
  const result = rows.replace(arrange(checklist(functions), { order: "name", onlyFailing: false }, () => undefined));
  return result === "top" ? "top" : result.map(({ id }) => id);
}

function get(rows: Rows, id: string): FunctionNode {
  const node = rows.get(`function:${id}`);
  assert.ok(node?.kind === "function");
  return node;
}

const about = new Map(checklist([one]).items.map((item) => [item.id, item]));
const below = (node: FunctionNode, findings: ReturnType<typeof evidence>[]): Node[] =>
  itemRows(node, report(node.fn, { b: { evidence: findings } }).items, about, false);

test("nothing is drawn again where nothing changes", () => {
  const rows = new Rows();
  assert.equal(take(rows, one, two), "top");
  assert.deepEqual(take(rows, structuredClone(one), structuredClone(two)), []);
});

test("a changed function is its row and its template's average; rows stay the same objects", () => {
  const rows = new Rows();
  take(rows, one, two, other);
  const before = get(rows, one.id);
  const better = fn("t.yaml#One", { a: "met", b: "met" });
  assert.deepEqual(take(rows, better, two, other), [before.id, "template:file:///w/t.yaml"]);
  assert.equal(get(rows, one.id), before);
  assert.equal(before.fn, better);
});

test("a function that comes or goes is its template's; a template that comes or goes is the top's", () => {
  const rows = new Rows();
  take(rows, one, other);
  assert.deepEqual(take(rows, one, two, other), ["template:file:///w/t.yaml"]);
  assert.equal(get(rows, two.id).parent?.id, "template:file:///w/t.yaml");
  assert.deepEqual(take(rows, two, other), ["template:file:///w/t.yaml"]);
  assert.equal(rows.get(`function:${one.id}`), undefined);
  assert.equal(take(rows, two), "top");
});

test("items and evidence keep their rows while lines above them come and go", () => {
  const rows = new Rows();
  take(rows, one);
  const node = get(rows, one.id);
  const unfold = (line: number): Node[] => {
    const items = rows.keepBelow(node, below(node, [evidence("finding", "it hurts", place("app.py", line))]));
    const item = items[1];
    assert.ok(item?.kind === "item");
    return [...items, ...rows.keepBelow(item, rowsOf(item))];
  };
  const before = unfold(3);
  const after = unfold(4);
  assert.equal(before.length, 3);
  assert.ok(before.every((row, index) => row === after[index]));
  const row = after[2];
  assert.ok(row?.kind === "evidence");
  assert.equal(row.evidence.place?.range.start.line, 4);
  assert.deepEqual(rows.unfoldedFunctions(), [node]);
});

test("evidence that says the same twice is two rows", () => {
  const node = get(
    (() => {
      const rows = new Rows();
      take(rows, one);
      return rows;
    })(),
    one.id,
  );
  const item = below(node, [evidence("finding", "it hurts", place("app.py", 1)), evidence("finding", "it hurts", place("app.py", 9))])[1];
  assert.ok(item?.kind === "item");
  assert.equal(new Set(rowsOf(item).map(({ id }) => id)).size, 2);
});

test("what is gone takes along what was below it", () => {
  const rows = new Rows();
  take(rows, one, two);
  const node = get(rows, one.id);
  const [item] = rows.keepBelow(node, below(node, []));
  assert.ok(item && rows.get(item.id) === item);
  take(rows, two);
  assert.equal(rows.get(item.id), undefined);
  assert.deepEqual(rows.unfoldedFunctions(), []);
});

test("500 functions are taken in a moment when one of them changes", () => {
  const items = Object.fromEntries(Array.from({ length: 19 }, (_, index) => [`item-${index}`, index % 3 ? "met" : "warning"]));
  const many = Array.from({ length: 500 }, (_, index) => fn(`t${index % 40}.yaml#Fn${index}`, items));
  const rows = new Rows();
  take(rows, ...many);
  const changed = many.with(250, fn(many[250]!.id, { ...items, "item-0": "met" }));
  assert.deepEqual(take(rows, ...changed), [`function:${many[250]!.id}`, `template:${many[250]!.template!.uri}`]);
});
