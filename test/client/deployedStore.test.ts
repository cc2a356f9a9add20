import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeWorld, failure, moment } from "./deployedAws.ts";

const match = (id: string, deployed: string, isCertain = true) => ({ id, deployed, by: "name" as const, isCertain });

test("nothing is asked before somebody wants to see something", async () => {
  const world = new FakeWorld();
  const store = world.store();
  assert.equal(store.state, "closed");
  await store.reconnect();
  await store.workspaceChanged();
  assert.equal(await store.metrics("one", ["errors"]), undefined);
  assert.deepEqual([world.log, world.calls, world.told, world.identities], [[], [], [], []]);
});

test("opening connects once, lists all pages and matches them", async () => {
  const world = new FakeWorld();
  world.matched = [match("t#One", "one")];
  world.tags = new Map([["two", { "aws:cloudformation:stack-name": "s", "aws:cloudformation:logical-id": "Two" }]]);
  const store = world.store();
  const states: string[] = [];
  store.onDidChange(() => states.at(-1) !== store.state && states.push(store.state));
  await Promise.all([store.open(), store.open()]);
  await store.open();
  assert.deepEqual(world.log, ["connect"]);
  assert.deepEqual(states, ["connecting", "listing", "ready"]);
  assert.deepEqual(
    store.functions.map(({ listed }) => listed.name),
    ["one", "two", "three"],
  );
  assert.equal(store.entry("two")?.stack, "s");
  assert.deepEqual(world.identities, [[{ name: "one" }, { name: "two", stack: "s", logicalId: "Two" }, { name: "three" }]]);
  assert.deepEqual(
    store.of("t#One").map(({ listed }) => listed.name),
    ["one"],
  );
  assert.equal(store.readAt, world.time);
});

test("in a workspace that is not trusted nothing is asked until it is", async () => {
  const world = new FakeWorld();
  world.isTrusted = false;
  const store = world.store();
  await store.open();
  await store.refresh();
  assert.equal(store.state, "untrusted");
  assert.deepEqual(world.log, []);
  world.isTrusted = true;
  await store.reconnect();
  assert.equal(store.state, "ready");
});

test("what fails says why, and what was read before is still there", async () => {
  const world = new FakeWorld();
  const store = world.store();
  world.fails.connect = failure("sso-login");
  await store.open();
  assert.equal(store.state, "failed");
  assert.equal(store.failure?.kind, "sso-login");
  world.fails = {};
  await store.refresh();
  assert.deepEqual([store.state, store.failure], ["ready", undefined]);
  const readAt = store.readAt;
  world.time += 60_000;
  world.fails.functions = failure("throttled");
  await store.refresh();
  assert.equal(store.failure?.kind, "throttled");
  assert.equal(store.functions.length, 3);
  assert.equal(store.readAt, readAt);
});

test("a list that breaks off shows what there was of it", async () => {
  const world = new FakeWorld();
  world.fails.functions = failure("timeout");
  const store = world.store();
  await store.open();
  assert.equal(store.state, "failed");
  assert.equal(store.functions.length, 2);
  assert.equal(store.readAt, undefined);
});

test("of another region nothing is kept", async () => {
  const world = new FakeWorld();
  const store = world.store();
  await store.open();
  await store.metrics("one", ["errors"]);
  assert.ok(store.known("one", "24h"));
  world.region = "us-east-1";
  await store.refresh();
  assert.equal(store.known("one", "24h"), undefined);
  assert.equal(store.connection?.region, "us-east-1");
  assert.equal(store.usage.metrics, 1);
});

test("an error that is no failure of AWS tells nothing of itself", async () => {
  const world = new FakeWorld();
  world.fails.connect = new Error("AKIAXXXXXXXXXXXXXXXX");
  const store = world.store();
  await store.open();
  assert.equal(store.failure?.kind, "service");
  assert.doesNotMatch(`${store.failure?.message} ${store.failure?.remedy}`, /AKIA/);
});

test("the filter: name in any case, tag with and without its value, stack", async () => {
  const world = new FakeWorld();
  world.names = ["Orders", "orders-two", "three"];
  world.tags = new Map([
    ["Orders", { team: "a", "aws:cloudformation:stack-name": "s" }],
    ["three", { team: "b" }],
  ]);
  const store = world.store();
  await store.open();
  const shown = (filter: Parameters<typeof store.setFilter>[0]) => {
    store.setFilter(filter);
    return store.shown.map(({ listed }) => listed.name).join(" ");
  };
  assert.equal(shown({ name: "ORDERS" }), "Orders orders-two");
  assert.equal(shown({ tag: "team" }), "Orders three");
  assert.equal(shown({ tag: "team=b" }), "three");
  assert.equal(shown({ stack: "s", name: "orders" }), "Orders");
  assert.equal(shown({}), "Orders orders-two three");
});

test("facts of surely matched functions are told, once in a moment, and only when they are others", async () => {
  const world = new FakeWorld();
  world.matched = [match("t#One", "one"), match("t#Two", "two", false)];
  const store = world.store();
  await store.open();
  await moment();
  assert.deepEqual(
    world.told.map(({ functions }) => functions.map(({ id }) => id)),
    [["t#One"]],
  );
  await Promise.all([store.metrics("one", ["errors", "invocations"]), store.metrics("three", ["errors"])]);
  await moment();
  assert.equal(world.told.length, 2);
  assert.deepEqual(world.told[1]?.functions[0]?.deployed.metrics?.values, { errorRate: 100, errors: 7, invocations: 7 });
  await store.workspaceChanged();
  await moment();
  assert.equal(world.told.length, 2);
  await store.serverStarted();
  await moment();
  assert.equal(world.told.length, 3);
});

test("the server is asked once about the same facts, and again when its templates are others", async () => {
  const world = new FakeWorld();
  world.matched = [match("t#One", "one")];
  const store = world.store();
  await store.open();
  await Promise.all([store.report("one"), store.report("one")]);
  assert.equal(world.asked.length, 1);
  assert.equal(world.asked[0]?.id, "t#One");
  store.templatesChanged(["t#One", "t#Other"]);
  await store.report("one");
  assert.equal(world.asked.length, 2);
  await store.report("three");
  assert.equal(world.asked[2]?.id, null);
});
