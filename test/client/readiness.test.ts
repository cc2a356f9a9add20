import assert from "node:assert/strict";
import { test } from "node:test";
import { difference, isSameText } from "../../client/src/checklist/difference.ts";
import { scoresIn } from "../../client/src/checklist/scores.ts";
import { type Seen, viewState } from "../../client/src/checklist/state.ts";
import manifest from "../../package.json" with { type: "json" };
import { checklist, fn } from "./checklists.ts";

const some = checklist([fn("t.yaml#One", { a: "met" })]);

test("an empty view says why it is empty", () => {
  const seen: Seen = { server: "running", isBusy: false, checklist: undefined, hasFailed: false, onlyFailing: false };
  assert.equal(viewState({ ...seen, server: "off" }), "off");
  assert.equal(viewState({ ...seen, server: "failed", checklist: some }), "failed");
  assert.equal(viewState({ ...seen, server: "starting" }), "reading");
  assert.equal(viewState(seen), "reading");
  assert.equal(viewState({ ...seen, hasFailed: true }), "failed");
  assert.equal(viewState({ ...seen, checklist: checklist([]), isBusy: true }), "reading");
  assert.equal(viewState({ ...seen, checklist: checklist([], { state: "reading" }) }), "reading");
  assert.equal(viewState({ ...seen, checklist: checklist([]) }), "none");
  assert.equal(viewState({ ...seen, checklist: some, isBusy: true }), "list");
  assert.equal(viewState({ ...seen, checklist: some, onlyFailing: true }), "nothingFails");
});

test("every state without rows has its text in the manifest", () => {
  const conditions = manifest.contributes.viewsWelcome.map(({ when }) => when).join("\n");
  for (const state of ["off", "failed", "reading", "none", "nothingFails"]) assert.match(conditions, new RegExp(`state == ${state}\\b`));
  assert.match(conditions, /workspaceFolderCount == 0/);
});

test("a row has at most three buttons", () => {
  const contexts = [
    "function entry handler",
    "item failing answered",
    "item",
    "answer answered",
    "evidence failing",
    "template",
    "problem",
  ];
  const inline = manifest.contributes.menus["view/item/context"].filter(({ group }) => group.startsWith("inline"));
  for (const context of contexts) {
    const shown = inline.filter(({ when }) => new RegExp(/viewItem =~ \/(.*)\/$/.exec(when)?.[1] ?? "^$").test(context));
    assert.ok(shown.length <= 3, `${context}: ${shown.map(({ command }) => command).join()}`);
  }
});

test("of the functions in a file the lowest score comes first", () => {
  const functions = [
    fn("t.yaml#A", { a: "met" }, { met: 9, total: 10 }),
    fn("t.yaml#B", { a: "met" }, { met: 3, total: 4 }),
    fn("t.yaml#C", { a: "none" }),
  ];
  const isFile = (uri: string) => uri.endsWith("app.py");
  assert.deepEqual(scoresIn(functions, isFile), [
    { met: 3, total: 4 },
    { met: 9, total: 10 },
  ]);
  assert.deepEqual(
    scoresIn(functions, () => false),
    [],
  );
});

test("an edit is only what differs", () => {
  const cases: [string, string][] = [
    ["a: 1\nb: 2\n", "a: 1\nb: 3\n"],
    ["a\na\n", "a\na\na\n"],
    ["", "x"],
    ["x", ""],
    ["same", "same"],
  ];
  for (const [before, after] of cases) {
    const { start, end, text } = difference(before, after);
    assert.equal(before.slice(0, start) + text + before.slice(end), after);
  }
  assert.deepEqual(difference("a: 1\nb: 2\n", "a: 1\nb: 3\n"), { start: 8, end: 9, text: "3" });
});

test("the same text is the same with other line ends and a byte order mark", () => {
  assert.ok(isSameText("\uFEFFa\r\nb\r\n", "a\nb\n"));
  assert.ok(isSameText(null, null));
  assert.ok(!isSameText(null, ""));
});
