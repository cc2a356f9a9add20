import assert from "node:assert/strict";
import { test } from "node:test";
import { freshFor } from "../../client/src/deployed/metricsCache.ts";
import { deferred } from "./checklists.ts";
import { FakeWorld, failure, moment } from "./deployedAws.ts";

async function opened(world = new FakeWorld()) {
  const store = world.store();
  await store.open();
  return { world, store };
}

test("what is asked for in a moment is one call", async () => {
  const { world, store } = await opened();
  await Promise.all([
    store.metrics("one", ["errors"]),
    store.metrics("one", ["invocations", "errors"]),
    store.metrics("two", ["throttles"]),
  ]);
  assert.deepEqual(world.batches, ["one: errors invocations; two: throttles"]);
  assert.equal(store.usage.metrics, 3);
});

test("figures are fresh for as long as their window says", async () => {
  const { world, store } = await opened();
  for (const window of ["1h", "24h", "7d", "30d"] as const) {
    store.setWindow(window);
    await store.metrics("one", ["errors"]);
    const calls = world.calls.length;
    world.time += freshFor[window] - 1;
    await store.metrics("one", ["errors"]);
    assert.equal(world.calls.length, calls, window);
    world.time += 1;
    await store.metrics("one", ["errors"]);
    assert.equal(world.calls.length, calls + 1, window);
  }
});

test("what is asked for while it is under way is not asked twice", async () => {
  const { world, store } = await opened();
  const gate = deferred<void>();
  world.gate = gate.promise;
  const first = store.metrics("one", ["errors"]);
  await moment();
  const second = store.metrics("one", ["errors", "throttles"]);
  await moment();
  gate.resolve();
  await Promise.all([first, second]);
  assert.deepEqual(world.batches, ["one: errors", "one: throttles"]);
  assert.deepEqual(
    store.known("one", "24h")?.series.map(({ metric }) => metric),
    ["errors", "throttles"],
  );
});

test("a call is cancelled when nobody waits for it any more, and not before", async () => {
  const { world, store } = await opened();
  world.gate = deferred<void>().promise;
  const [one, two] = [new AbortController(), new AbortController()];
  const asked = [store.metrics("one", ["errors"], one.signal), store.metrics("two", ["errors"], two.signal)];
  await moment();
  one.abort();
  assert.equal(await asked[0], undefined);
  assert.equal(world.calls[0]?.signal.aborted, false);
  two.abort();
  assert.equal(await asked[1], undefined);
  assert.equal(world.calls[0]?.signal.aborted, true);
  assert.equal(store.failureOf("one"), undefined);
  assert.equal(store.state, "ready");
});

test("who cancels before the call is sent is not asked for", async () => {
  const { world, store } = await opened();
  const gone = new AbortController();
  const asked = [store.metrics("one", ["errors"], gone.signal), store.metrics("two", ["errors"])];
  gone.abort();
  await Promise.all(asked);
  assert.deepEqual(world.batches, ["two: errors"]);
});

test("what failed keeps the old figures and their time, and is left alone for a while", async () => {
  const { world, store } = await opened();
  const before = await store.metrics("one", ["errors"]);
  world.time += freshFor["24h"];
  world.fails.metrics = failure("access-denied", { action: "cloudwatch:GetMetricData" });
  assert.equal(await store.metrics("one", ["errors"]), undefined);
  assert.equal(store.failureOf("one")?.action, "cloudwatch:GetMetricData");
  assert.equal(store.known("one", "24h")?.readAt, before?.readAt);
  assert.equal(store.state, "ready");
  await store.metrics("one", ["errors"]);
  assert.equal(world.calls.length, 2);
  world.fails = {};
  world.time += 30_000;
  await store.metrics("one", ["errors"]);
  assert.equal(store.failureOf("one"), undefined);
});

test("what fails of the connection is said once, and is over when something is read", async () => {
  const { world, store } = await opened();
  world.fails.metrics = failure("expired-token");
  let changes = 0;
  store.onDidChange((name) => name === undefined && changes++);
  await Promise.all(["one", "two", "three"].map((name) => store.metrics(name, ["errors"])));
  assert.equal(store.failure?.kind, "expired-token");
  assert.equal(changes, 1);
  world.fails = {};
  world.time += 30_000;
  await store.metrics("one", ["errors"]);
  assert.equal(store.state, "ready");
});

test("a refresh asks anew and keeps what is known until it is read", async () => {
  const { world, store } = await opened();
  await store.metrics("one", ["errors"]);
  await store.refresh();
  assert.ok(store.known("one", "24h"));
  await store.metrics("one", ["errors"]);
  assert.equal(world.calls.length, 2);
});

test("an answer that comes after a refresh is not kept", async () => {
  const { world, store } = await opened();
  const gate = deferred<void>();
  world.gate = gate.promise;
  const asked = store.metrics("one", ["errors"]);
  await moment();
  world.region = "us-east-1";
  await store.refresh();
  gate.resolve();
  assert.equal(await asked, undefined);
  assert.equal(store.known("one", "24h"), undefined);
  assert.equal(store.failureOf("one"), undefined);
});

test("details are asked once, and told as part of the facts", async () => {
  const { world, store } = await opened();
  await Promise.all([store.details("one"), store.details("one")]);
  await store.details("one");
  assert.deepEqual(world.log, ["connect", "details one"]);
  assert.equal(store.facts("one")?.readAt, "2026-01-02T00:00:00Z");
  assert.equal("denied" in (store.facts("one") ?? {}), false);
});
