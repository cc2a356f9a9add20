/** What AWS would not do, over the wire: against the emulator, which fails on purpose, and against servers that are no AWS. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Aws, AwsFailure } from "../../client/aws/contract.ts";
import { connectIn, type Listening, listen } from "./connected.ts";
import { withEmulator } from "./withEmulator.ts";

const emulator = withEmulator();
const action = "lambda:ListFunctions";
let connecting: Promise<Aws> | undefined;

/** The connection of most tests. */
function connected(): Promise<Aws> {
  connecting ??= connectIn(emulator().environment, { attempts: 2, timeout: 2_000 });
  return connecting;
}
after(async () => (await connecting)?.close());

async function list(from: Aws | undefined = undefined, signal = new AbortController().signal): Promise<number> {
  let count = 0;
  for await (const page of (from ?? (await connected())).functions(signal)) count += page.length;
  return count;
}

/** @returns what was said, which names no account, no key and nobody. */
async function failureOf(asked: Promise<unknown>): Promise<AwsFailure> {
  const failure = await asked.then(
    () => assert.fail("It was answered."),
    (error: unknown) => error as AwsFailure,
  );
  assert.equal(failure.name, "AwsFailure", String(failure));
  assert.doesNotMatch(`${JSON.stringify(failure)} ${failure.message} ${failure.stack}`, /\d{12}|arn:|testing|user\/x/);
  for (const sentence of [failure.message, failure.remedy]) assert.match(sentence, /^[A-Z\d].*[^.]\.$/);
  return failure;
}

test("an expired token", async () => {
  const fault = emulator().faults.set(action, "expired-token");
  const failure = await failureOf(list());
  assert.equal(failure.kind, "expired-token");
  assert.equal(failure.message, 'The credentials of profile "default" have expired.');
  assert.equal(fault.count, 1, "it is not asked again with the same token");
  fault.end();
});

test("a key AWS does not know; in a region that has to be turned on, the region may be why", async () => {
  const fault = emulator().faults.set(action, "invalid-token");
  assert.equal((await failureOf(list())).kind, "no-credentials");
  const elsewhere = await connectIn(emulator().environment, { region: "ap-east-1" });
  const failure = await failureOf(list(elsewhere));
  assert.equal(failure.kind, "wrong-region");
  assert.match(failure.message, /ap-east-1/);
  elsewhere.close();
  fault.end();
});

test("a denied action is named", async () => {
  const fault = emulator().faults.set(action, "denied");
  const failure = await failureOf(list());
  assert.deepEqual([failure.kind, failure.action], ["access-denied", action]);
  assert.equal(failure.message, 'Profile "default" is not allowed lambda:ListFunctions.');
  assert.equal(failure.remedy, "Add lambda:ListFunctions to the policy of the role or user.");
  fault.end();
});

test("throttled once: it is tried again, and both tries are counted", async () => {
  const aws = await connected();
  const before = aws.usage.requests;
  const fault = emulator().faults.set(action, "throttled", 1);
  assert.equal(await list(), 0);
  assert.equal(fault.count, 1);
  assert.equal(aws.usage.requests - before, 2);
});

test("throttled for good: as many tries as were allowed", async () => {
  const fault = emulator().faults.set(action, "throttled");
  const failure = await failureOf(list());
  assert.equal(failure.kind, "throttled");
  assert.equal(fault.count, 2);
  fault.end();
});

test("a clock that is wrong, whatever is tried", async () => {
  const fault = emulator().faults.set(action, "clock-skew");
  assert.equal((await failureOf(list())).kind, "clock-skew");
  fault.end();
});

test("a clock that is wrong, but AWS tells the time: what is signed for it is accepted", async () => {
  const fault = emulator().faults.set(action, "clock-ahead");
  const other = await connectIn(emulator().environment, { attempts: 2 });
  assert.equal(await list(other), 0);
  other.close();
  fault.end();
});

test("an error of AWS's own, a proxy's page, a page of the network's", async () => {
  const { faults, endpoint } = emulator();
  const expected = {
    "server-error": ["service", `${new URL(endpoint).host} answered with an error of its own (500) when asked for lambda:ListFunctions.`],
    "bad-gateway": ["bad-configuration", `What answers at ${new URL(endpoint).host} does not answer as AWS does.`],
    garbage: ["bad-configuration", `What answers at ${new URL(endpoint).host} does not answer as AWS does.`],
  } as const;
  for (const kind of ["server-error", "bad-gateway", "garbage"] as const) {
    const fault = faults.set(action, kind);
    const failure = await failureOf(list());
    assert.deepEqual([failure.kind, failure.message], expected[kind]);
    fault.end();
  }
});

test("a dropped connection is made anew; when it drops again, that is said", async () => {
  const { faults } = emulator();
  faults.set(action, "dropped", 1);
  assert.equal(await list(), 0);
  const fault = faults.set(action, "dropped");
  assert.equal((await failureOf(list())).kind, "no-network");
  assert.equal(fault.count, 2);
  fault.end();
});

test("no answer in time", async () => {
  const hasty = await connectIn(emulator().environment, { attempts: 1, timeout: 100 });
  const fault = emulator().faults.set(action, "slow");
  assert.equal((await failureOf(list(hasty))).kind, "timeout");
  fault.end();
  hasty.close();
});

test("cancelled while AWS thinks, while it waits to try again, and before it began", async () => {
  const { faults } = emulator();
  const aws = await connected();
  for (const kind of ["slow", "throttled"] as const) {
    const fault = faults.set(action, kind);
    const cancel = new AbortController();
    const reason = new Error("The view was closed.");
    const listing = assert.rejects(list(aws, cancel.signal), reason);
    await fault.met;
    cancel.abort(reason);
    await listing;
    fault.end();
    const before = aws.usage.requests;
    await assert.rejects(list(aws, cancel.signal), reason);
    assert.equal(aws.usage.requests, before);
  }
});

test("a closed connection ends what is under way, and answers no more", async () => {
  const other = await connectIn(emulator().environment);
  const fault = emulator().faults.set(action, "slow");
  const listing = assert.rejects(list(other), { name: "AbortError" });
  await fault.met;
  other.close();
  await listing;
  fault.end();
  await assert.rejects(list(other), { name: "AbortError" });
});

test("nothing listens", async () => {
  const gone: Listening = await listen(() => undefined);
  await gone.close();
  const lost = await connectIn({ ...emulator().environment, AWS_ENDPOINT_URL: gone.url }, { attempts: 2 });
  const failure = await failureOf(list(lost));
  assert.deepEqual([failure.kind, failure.message], ["no-network", `Nothing answers at ${gone.host}.`]);
  lost.close();
});

test("an answer that stops in the middle", async () => {
  const stalling = await listen((_request, response) => void response.writeHead(200, { "content-length": "100" }).write("{"));
  const lost = await connectIn({ ...emulator().environment, AWS_ENDPOINT_URL: stalling.url }, { attempts: 1, timeout: 100 });
  assert.match((await failureOf(list(lost))).kind, /timeout|no-network/);
  const cancel = new AbortController();
  const patient = await connectIn({ ...emulator().environment, AWS_ENDPOINT_URL: stalling.url }, { attempts: 1 });
  const listing = assert.rejects(list(patient, cancel.signal), { name: "AbortError" });
  cancel.abort();
  await listing;
  lost.close();
  patient.close();
  await stalling.close();
});
