/** How the tools ask: they wait for a workspace that is being read, and say in words why there is no answer. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { answerChecklist, answerFindings } from "../../client/src/tools/answers.ts";
import type { Sources } from "../../client/src/tools/sources.ts";
import {
  checklistReportRequest,
  checklistRequest,
  type FileFindingsParams,
  fileFindingsRequest,
  functionFindingsRequest,
} from "../../server/src/protocol.ts";
import { checklist, fn, place, report } from "./checklists.ts";
import { deployed, entry, sources } from "./deployedSamples.ts";

const orders = fn("t.yaml#Orders", { a: "met" });
const workspace = checklist([orders, fn("t.yaml#Refunds", {})]);
const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => {} }) };
const none = deployed([], { state: "closed" });

function found(path: string, line: number) {
  const { uri, range } = place(path, line);
  return { findings: [{ rule: "a-rule", severity: "warning", message: "It hurts.", item: null, uri, path, range }] };
}

const answers: Record<string, unknown> = {
  [checklistRequest]: workspace,
  [checklistReportRequest]: ({ id }: { id: string }) => (id === orders.id ? report(orders) : null),
  [functionFindingsRequest]: ({ id }: { id: string }) => (id === orders.id ? found("src/app.py", 4) : null),
  [fileFindingsRequest]: ({ uri }: FileFindingsParams) => (uri.endsWith(".py") ? found("src/app.py", 4) : null),
};

test("findings of a function, and of what is deployed of it", async () => {
  const findings = [{ rule: "throttled", severity: "warning", message: "It was.", place: null }] as const;
  const store = deployed([entry("shop-orders", { id: orders.id, by: "tags", isCertain: true })], {
    report: async () => ({ findings, drift: null, compared: 0, memoryAdvice: null }),
  });
  const said = await answerFindings({ function: "orders" }, sources(answers, store), token);
  assert.match(said, /^Orders \(sam, t\.yaml:4, handler src\/app\.py:5, invoked by sqs Orders\): 1 finding \(1 warning\)\.\n/);
  assert.match(said, /\n- warning a-rule at src\/app\.py:5: It hurts\.\n/);
  assert.match(
    said,
    /\nOf what is deployed \(shop-orders in eu-west-1, read 1 minute ago\): 1 finding \(1 warning\)\.\n- warning throttled: It was\./,
  );
});

test("findings of a file, which is named by its path or a part of it", async () => {
  const ask = (found: readonly string[]) => answerFindings({ file: "app.py" }, sources(answers, none, { files: async () => found }), token);
  assert.match(await ask([place("src/app.py").uri]), /^src\/app\.py: 1 finding \(1 warning\)\./);
  assert.match(
    await ask([place("a/app.py").uri, place("b/app.py").uri]),
    /^"app\.py" may be any of these\..*\n- a\/app\.py\n- b\/app\.py$/,
  );
  assert.equal(await ask([]), 'No file of this workspace is called "app.py".');
  assert.match(await ask([place("notes.md").uri]), /^notes\.md is not analysed/);
});

test("without a function and a file, the functions are listed", async () => {
  const said = await answerFindings({}, sources(answers, none), token);
  assert.match(said, /^Name a Lambda function of this workspace\. There are:\n- Orders, sam, t\.yaml:4/);
});

test("the checklist of a function, and of one that is gone", async () => {
  assert.match(await answerChecklist({ function: "Orders" }, sources(answers, none), token), /^Readiness of Orders/);
  assert.match(await answerChecklist({ function: "Refunds" }, sources(answers, none), token), /^The function is gone/);
});

test("a workspace that is being read is waited for", async () => {
  let tell = () => {};
  let asked = 0;
  const reading = () => {
    asked += 1;
    // What is heard while the question is under way counts.
    if (asked < 3) queueMicrotask(() => tell());
    return { ...workspace, state: asked < 3 ? "reading" : "ready" };
  };
  const { server, ...rest } = sources({ ...answers, [checklistRequest]: reading }, none);
  const onDidChangeChecklist: Sources["server"]["onDidChangeChecklist"] = (listener) => {
    tell = () => listener(undefined);
    return { dispose: () => {} };
  };
  const said = await answerChecklist({ function: "Orders" }, { ...rest, server: { ...server, onDidChangeChecklist } }, token);
  assert.equal(asked, 3);
  assert.doesNotMatch(said, /still being read/);
});

test("who does not wait is told that something may be missing", async () => {
  const reading = { ...answers, [checklistRequest]: { ...workspace, state: "reading" } };
  const cancelled = { ...token, isCancellationRequested: true };
  assert.match(await answerChecklist({ function: "Orders" }, sources(reading, none), cancelled), /\n\nThe workspace is still being read/);
});

test("why the server does not answer", async () => {
  const { server, ...rest } = sources({}, none);
  const off = { ...rest, server: { ...server, state: "off" } as const };
  assert.match(await answerFindings({ function: "Orders" }, off, token), /turned off in this workspace/);
  assert.match(await answerChecklist({ function: "Orders" }, { ...rest, server: { ...server, state: "failed" } }, token), /does not run/);
});
