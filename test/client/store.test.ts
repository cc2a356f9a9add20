import assert from "node:assert/strict";
import { test } from "node:test";
import { type Changed, ChecklistStore, type Source } from "../../client/src/checklist/store.ts";
import type { Checklist, ChecklistReport } from "../../server/src/protocol.ts";
import { checklist, deferred, fn, report } from "./checklists.ts";

const one = fn("t.yaml#One", { a: "met" });
const two = fn("t.yaml#Two", { a: "warning" });
const list = checklist([one, two]);

/** A server that is asked by hand. */
function fake(overrides: Partial<Source> = {}) {
  const asked: string[] = [];
  const told: Changed[] = [];
  const errors: unknown[] = [];
  const source: Source = {
    checklist: async () => list,
    report: async (id) => report(id === one.id ? one : two),
    ...overrides,
  };
  const store = new ChecklistStore(
    {
      checklist: () => {
        asked.push("checklist");
        return source.checklist();
      },
      report: (id) => {
        asked.push(id);
        return source.report(id);
      },
    },
    (error) => errors.push(error),
  );
  store.onDidChange((changed) => told.push(changed));
  return { store, asked, told, errors };
}

test("nothing is asked before somebody wants to see it", async () => {
  const { store, asked } = fake();
  await store.changed("all");
  assert.deepEqual(asked, []);
  assert.equal(await store.want(), list);
  assert.equal(await store.want(), list);
  assert.deepEqual(asked, ["checklist"]);
});

test("what changes while a question is under way is asked once more", async () => {
  const answers = [deferred<Checklist>(), deferred<Checklist>()];
  let count = 0;
  const { store, asked, told } = fake({ checklist: () => answers[count++]!.promise });
  const wanted = store.want();
  await Promise.resolve();
  assert.equal(count, 1);
  void store.changed(new Set([one.id]));
  void store.changed(new Set([two.id]));
  answers[0]!.resolve(list);
  answers[1]!.resolve(list);
  await wanted;
  assert.deepEqual(asked, ["checklist", "checklist"]);
  assert.deepEqual(told, ["all", new Set([one.id, two.id])]);
});

test("reports are kept until their function changes", async () => {
  const { store, asked } = fake();
  await store.want();
  await store.report(one.id);
  await store.report(two.id);
  await store.report(one.id);
  assert.deepEqual(asked, ["checklist", one.id, two.id]);
  await store.changed(new Set([one.id]));
  await store.report(one.id);
  await store.report(two.id);
  assert.deepEqual(asked.slice(3), ["checklist", one.id]);
  await store.changed("all");
  await store.report(two.id);
  assert.deepEqual(asked.slice(5), ["checklist", two.id]);
});

test("a question that fails leaves what was known, and is told", async () => {
  let fails = false;
  const fail = async (): Promise<never> => {
    throw new Error("gone");
  };
  const { store, errors } = fake({ checklist: async () => (fails ? fail() : list), report: async (): Promise<ChecklistReport> => fail() });
  await store.want();
  fails = true;
  await store.changed("all");
  assert.equal(store.checklist, list);
  assert.equal(store.hasFailed, true);
  assert.equal(await store.report(one.id), undefined);
  assert.equal(errors.length, 2);
});

test("an answer of a server that is gone is not listened to", async () => {
  const answer = deferred<Checklist>();
  const { store } = fake({ checklist: () => answer.promise });
  const wanted = store.want();
  await Promise.resolve();
  store.forget();
  answer.resolve(list);
  await wanted;
  assert.equal(store.checklist, undefined);
});
