/** The emulator cannot be fooled: what does not fit AWS's model fails the test that asked, even where nobody looks at the error. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { LambdaClient, ListAliasesCommand, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { type Emulator, startEmulator } from "../../scripts/aws/emulator.ts";
import type { Seed } from "../../scripts/aws/seeds/seed.ts";

/** Runs an emulator, and stops it as the tests do. */
async function emulate(use: (emulator: Emulator) => Promise<void>, ...seeds: Seed[]): Promise<void> {
  const emulator = await startEmulator({ seeds });
  try {
    await use(emulator);
  } catch (error) {
    await emulator.stop().catch(() => undefined);
    throw error;
  }
  await emulator.stop();
}

function clientOf({ endpoint, region }: Emulator): LambdaClient {
  return new LambdaClient({ endpoint, region, credentials: { accessKeyId: "testing", secretAccessKey: "testing" } });
}

/** A request that no client of AWS makes. */
function request({ endpoint }: Emulator, path: string, target?: string, body?: object): Promise<Response> {
  const service = target ? "monitoring" : "lambda";
  const headers = new Headers({
    authorization: `AWS4-HMAC-SHA256 Credential=testing/20261123/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=none`,
  });
  if (target) headers.set("x-amz-target", target);
  if (body) headers.set("content-type", "application/x-amz-json-1.0");
  return fetch(new URL(path, endpoint), { method: body ? "POST" : "GET", headers, ...(body && { body: JSON.stringify(body) }) });
}

test("requests as AWS's model has them, and errors of AWS, are no misfits", async () => {
  await emulate(async (emulator) => {
    const client = clientOf(emulator);
    assert.deepEqual((await client.send(new ListFunctionsCommand({ MaxItems: 10 }))).Functions, []);
    await assert.rejects(client.send(new ListAliasesCommand({ FunctionName: "gone" })), { name: "ResourceNotFoundException" });
    emulator.faults.set("*", "denied", 1);
    await assert.rejects(client.send(new ListFunctionsCommand({})), { name: "AccessDeniedException" });
    client.destroy();
  });
});

test("each request that does not fit is refused, and stop() names it", async () => {
  const graphite = "GraniteServiceVersion20100801";
  const range = { StartTime: 1_795_431_630, EndTime: 1_795_435_230 };
  const asked: [misfit: string, ...(Parameters<typeof request> extends [unknown, ...infer Rest] ? Rest : never)][] = [
    ['ListFunctions: MaxItems: "many" is no number', "/2015-03-31/functions/?MaxItems=many"],
    ["ListFunctions: Colour: ListFunctionsRequest has no such member", "/2015-03-31/functions/?Colour=blue"],
    ["GetMetricData: MetricDataQueries: it is required", "/", `${graphite}.GetMetricData`, range],
    [
      'GetMetricData: StartTime: "today" is no number',
      "/",
      `${graphite}.GetMetricData`,
      { ...range, StartTime: "today", MetricDataQueries: [] },
    ],
    ["GetMetricData: MetricDataQueries[0].Id: it is required", "/", `${graphite}.GetMetricData`, { ...range, MetricDataQueries: [{}] }],
    ["POST /: no operation of AWS", "/", `${graphite}.GetEverything`, {}],
    ["GET /2015-03-31/nothing: no operation of AWS", "/2015-03-31/nothing"],
  ];
  const stopped = emulate(async (emulator) => {
    for (const [misfit, ...what] of asked) {
      const answer = await request(emulator, ...what);
      assert.equal(answer.status, 400, misfit);
      assert.match(await answer.text(), /EmulatorRefusal|not what AWS's model says/);
    }
  });
  await assert.rejects(stopped, (error: Error) => {
    const [title, ...lines] = error.message.split("\n");
    assert.equal(title, "Not as AWS's models say:");
    assert.equal(lines.length, asked.length);
    for (const [index, [misfit]] of asked.entries())
      assert.ok(
        lines[index]
          ?.replace(/^ *request of \w+:/, "")
          .trim()
          .startsWith(misfit),
        lines[index],
      );
    return true;
  });
});

test("an answer that does not fit never reaches the client, and stop() names it", async () => {
  const wrong = { LastModified: 5 as unknown as string };
  const stopped = emulate(
    async (emulator) => {
      const client = clientOf(emulator);
      await assert.rejects(client.send(new ListFunctionsCommand({})), { name: "EmulatorRefusal" });
      client.destroy();
    },
    (world) => world.deploy({ FunctionName: "orders" }, wrong),
  );
  await assert.rejects(stopped, /answer of lambda:ListFunctions: Functions\[0\]\.LastModified: 5 is no string/);
});
