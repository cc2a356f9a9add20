/** REPORT lines over the wire: both formats, both ways, and a log group that functions share. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { createClients } from "../../client/aws/clients.ts";
import { connect } from "../../client/aws/connection.ts";
import type { Aws, ConnectionOptions } from "../../client/aws/contract.ts";
import { credentialProvider } from "../../client/aws/credentials.ts";
import { resolveTarget } from "../../client/aws/environment.ts";
import { readReports } from "../../client/aws/metrics/index.ts";
import type { Invocations, Traffic } from "../../scripts/aws/traffic/traffic.ts";
import type { DeployedReports } from "../../server/src/protocol.ts";
import { withEmulator } from "./withEmulator.ts";

const now = Date.UTC(2026, 10, 23, 12, 0, 30);
const signal = new AbortController().signal;
const invocations = new Map<string, Invocations>();
const shared = "/app/shared";

const traffic: Traffic = {
  peak: 2,
  rhythm: "steady",
  duration: { median: 80, spread: 0.4 },
  memoryUsed: { typical: 80, spread: 6 },
  memory: 256,
  timeout: 3,
  errorRate: 0.02,
  coldStarts: { rate: 0.05, init: 220 },
};

const emulator = withEmulator({
  now: () => now,
  seeds: [
    async (world) => {
      invocations.set("text", world.invoke("text", traffic));
      invocations.set("json", world.invoke("json", traffic, { format: "JSON" }));
      invocations.set("orders", world.invoke("orders", traffic, { group: shared }));
    },
  ],
});

const connections: { close(): void }[] = [];
after(() => {
  for (const connection of connections) connection.close();
});

function options(): ConnectionOptions {
  const environment = { ...emulator().environment, HOME: "/nonexistent" };
  const unsaid = { profile: undefined, region: undefined, endpoint: undefined };
  return { ...unsaid, environment, mfaCode: async () => undefined, now: () => now, attempts: 3 };
}

/** Each test has its own: what a connection may not ask, it remembers. */
async function connection(): Promise<Aws> {
  const aws = await connect(options());
  connections.push(aws);
  return aws;
}

/** What the emulator's invocations of the last hour come to. */
function truth(name: string): Partial<DeployedReports> {
  const [durations, used, inits]: [number[], number[], number[]] = [[], [], []];
  for (const { day, minute } of invocations.get(name)?.minutes(now / 1000 - 3600, now / 1000) ?? []) {
    for (let at = day.first[minute] ?? 0; at < (day.first[minute + 1] ?? 0); at++) {
      durations.push(day.duration[at] ?? 0);
      used.push(day.memoryUsed[at] ?? 0);
      if ((day.init[at] ?? 0) > 0) inits.push(day.init[at] ?? 0);
    }
  }
  return { invocations: durations.length, memoryUsedMaximum: Math.max(...used), coldStarts: inits.length, memorySize: 256 };
}

/** Invocations of the minute the window begins or ends in may be in or out. */
function alike(found: DeployedReports | null | undefined, expected: Partial<DeployedReports>): void {
  assert.ok(found && Math.abs(found.invocations - (expected.invocations ?? 0)) <= 8, `${found?.invocations} of ${expected.invocations}`);
  assert.ok(found.invocations > 60);
  assert.ok(Math.abs(found.coldStarts - (expected.coldStarts ?? 0)) <= 2, `${found.coldStarts} cold starts of ${expected.coldStarts}`);
  assert.equal(found.memorySize, expected.memorySize);
  assert.ok(found.memoryUsedAverage > 70 && found.memoryUsedAverage < 90);
  assert.ok(found.memoryUsedP95 > found.memoryUsedAverage && found.memoryUsedP95 <= found.memoryUsedMaximum);
  assert.ok(found.durationAverage > 60 && found.durationMaximum > found.durationAverage);
  assert.ok(found.billedDuration >= found.durationAverage * found.invocations);
  assert.ok(found.initDurationAverage !== null && found.initDurationAverage > 150);
}

test("Logs Insights and FilterLogEvents tell the same of both formats", async () => {
  for (const name of ["text", "json"]) {
    const insights = await (await connection()).reports(name, "1h", signal);
    alike(insights, truth(name));
    const fault = emulator().faults.set("logs:StartQuery", "denied");
    const filtered = await (await connection()).reports(name, "1h", signal);
    fault.end();
    assert.ok(insights && filtered);
    for (const [figure, value] of Object.entries(insights)) {
      const other: unknown = filtered[figure as keyof DeployedReports];
      if (typeof value !== "number") assert.equal(other, value, figure);
      else assert.ok(Math.abs(Number(other) - value) <= Math.abs(value) * 1e-9, `${name} ${figure}: ${other} and ${value}`);
    }
  }
});

test("of a log group that functions share, only the streams of the function are read, both ways", async () => {
  const target = await resolveTarget(options());
  const clients = createClients(options(), target, credentialProvider(options(), target));
  connections.push(clients);
  const read = (name: string) => readReports(clients, name, "1h", { signal, now: () => now, logGroup: shared });
  alike(await read("orders"), truth("orders"));
  assert.equal(await read("order"), null);
  const fault = emulator().faults.set("logs:StartQuery", "denied");
  alike(await read("orders"), truth("orders"));
  assert.equal(await read("order"), null);
  fault.end();
});

test("a function that never ran has no reports", async () => {
  assert.equal(await (await connection()).reports("never", "1h", signal), null);
});

test("the cost is told before, from the bytes of the window", async () => {
  const aws = await connection();
  const [hour, day] = [await aws.reportsCost("text", "1h", signal), await aws.reportsCost("text", "24h", signal)];
  assert.equal(hour.by, "Logs Insights");
  assert.ok(hour.bytes && day.bytes && day.bytes > hour.bytes * 10);
  assert.equal(day.dollars, (day.bytes / 1e9) * 0.0057);
  assert.deepEqual(await aws.reportsCost("never", "1h", signal), { ...hour, bytes: null, dollars: null });
});

test("where neither way is allowed the missing permission is named", async () => {
  const faults = [emulator().faults.set("logs:StartQuery", "denied"), emulator().faults.set("logs:FilterLogEvents", "denied")];
  await assert.rejects((await connection()).reports("text", "1h", signal), { kind: "access-denied", action: "logs:FilterLogEvents" });
  for (const fault of faults) fault.end();
});

test("who closes the view ends what is under way", async () => {
  const aws = await connection();
  const fault = emulator().faults.set("logs:GetQueryResults", "slow");
  const cancel = new AbortController();
  const reason = new Error("The view was closed");
  const reading = assert.rejects(aws.reports("text", "1h", cancel.signal), reason);
  await fault.met;
  cancel.abort(reason);
  await reading;
  fault.end();
});
