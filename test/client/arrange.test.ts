import assert from "node:assert/strict";
import { test } from "node:test";
import { type Arrangement, arrange, type FolderOf } from "../../client/src/checklist/arrange.ts";
import type { Node } from "../../client/src/checklist/nodes.ts";
import type { Checklist } from "../../server/src/protocol.ts";
import { checklist, fn, place } from "./checklists.ts";

const functions = [
  fn("b.yaml#Second", { a: "met", b: "warning", c: "warning" }),
  fn("b.yaml#first10", { a: "met", b: "met", c: "not seen" }),
  fn("b.yaml#First9", { a: "error", b: "info", c: "none" }),
  fn("a.yaml#Other", { a: "warning", b: "met", c: "met" }),
  fn("app.py", { a: "met" }),
];
const oneFolder: FolderOf = () => ({ id: "w", label: "w" });

/** `row(children…)` */
function shown(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (node.kind === "function") return node.fn.name;
      if (node.kind === "problem") return `!${node.problem.message}`;
      const label = node.kind === "folder" ? node.label : node.kind === "template" ? (node.template?.label ?? "none") : "";
      return `${label}(${"children" in node ? shown(node.children) : ""})`;
    })
    .join(" ");
}

function arranged(change: Partial<Arrangement> = {}, list: Checklist = checklist(functions), folderOf = oneFolder): string {
  return shown(arrange(list, { order: "failing", onlyFailing: false, ...change }, folderOf));
}

test("what fails most comes first: more items, then more errors, then the lower score", () => {
  assert.equal(arranged(), "b.yaml(First9 Second first10) a.yaml(Other) none(app.py)");
});

test("by name, numbers as numbers, without a template last", () => {
  assert.equal(arranged({ order: "name" }), "a.yaml(Other) b.yaml(First9 first10 Second) none(app.py)");
});

test("in the order of the templates", () => {
  assert.equal(arranged({ order: "template" }), "b.yaml(Second first10 First9) a.yaml(Other) none(app.py)");
});

test("only what fails; an answer that evidence contradicts counts as such", () => {
  assert.equal(arranged({ onlyFailing: true }), "b.yaml(First9 Second) a.yaml(Other)");
  const [answered] = [fn("c.yaml#Answered", { a: "yours" })];
  const contradicted = { ...answered, items: answered.items.map((item) => ({ ...item, isContradicted: true })) };
  assert.equal(arranged({ onlyFailing: true }, checklist([contradicted])), "c.yaml(Answered)");
});

test("problems of the answers file are at the top", () => {
  const problems = [{ message: "The answers file has a merge conflict", place: place(".lambda-ready/checklist.yaml") }];
  assert.match(arranged({}, checklist(functions, { problems })), /^!The answers file has a merge conflict b\.yaml/);
});

test("folders have rows where the functions lie in several", () => {
  const folderOf: FolderOf = (uri) => (uri.endsWith("a.yaml") ? { id: "1", label: "one" } : { id: "2", label: "two" });
  assert.equal(arranged({ order: "name" }, undefined, folderOf), "one(a.yaml(Other)) two(b.yaml(First9 first10 Second) none(app.py))");
  assert.equal(arranged({}, checklist([fn("a.yaml#Other", { a: "met" })]), folderOf), "a.yaml(Other)");
});

test("a template's average is that of its functions' shares; functions of which nothing counts have none", () => {
  const list = checklist([
    fn("t.yaml#A", { a: "met", b: "not seen" }),
    fn("t.yaml#B", { a: "met", b: "met" }),
    fn("t.yaml#C", { a: "none", b: "none" }),
  ]);
  const [template] = arrange(list, { order: "name", onlyFailing: false }, oneFolder);
  assert.ok(template?.kind === "template");
  assert.equal(template.average, 0.75);
});
