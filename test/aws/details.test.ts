/** Details of a function from what AWS answers: what there is, what there is not, and what may not be read. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readDetails, shareDetails } from "../../client/aws/details/index.ts";
import { type Answers, type Asked, answering, denied, gone } from "./answers.ts";

const arn = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
const time = Date.UTC(2026, 10, 23, 12);
const latest = { Version: "$LATEST", FunctionName: "orders", LastModified: "2026-11-23T10:00:00.000+0000", Timeout: 9, MemorySize: 512 };

/** A function without anything. */
const bare: Answers = { ListVersionsByFunction: () => ({ Versions: [latest] }) };

function read({ clients }: Asked, name = "orders", signal = new AbortController().signal) {
  return readDetails(
    clients,
    shareDetails(clients, () => time),
    name,
    undefined,
    signal,
  );
}

test("nothing is there: null and empty, and what AWS does not tell is left out", async () => {
  const details = await read(answering(bare));
  assert.deepEqual(details, {
    name: "orders",
    region: "eu-west-1",
    readAt: "2026-11-23T12:00:00.000Z",
    configuration: {
      packageType: "Zip",
      codeSize: 0,
      timeout: 9,
      memory: 512,
      environmentKeys: [],
      layers: [],
      deadLetterTarget: null,
      subnets: 0,
      lastModified: "2026-11-23T10:00:00.000Z",
    },
    reservedConcurrency: null,
    provisionedConcurrency: [],
    aliases: [],
    versions: 0,
    eventSources: [],
    asyncInvocation: null,
    urlAuthType: null,
    alarms: [],
    denied: [],
    deployments: [{ at: "2026-11-23T10:00:00.000Z", version: "$LATEST" }],
  });
});

test("everything is there, and on several pages", async () => {
  const versions = [latest, ...[1, 2, 3].map((day) => ({ Version: `${day}`, LastModified: `2026-11-2${day}T10:00:00.000+0000` }))];
  const asked = answering({
    GetFunctionConcurrency: () => ({ ReservedConcurrentExecutions: 0 }),
    GetAccountSettings: () => ({ AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 900 } }),
    ListVersionsByFunction: ({ Marker: marker = 0 }) => ({
      Versions: [versions[Number(marker)]],
      NextMarker: Number(marker) < 3 ? `${Number(marker) + 1}` : undefined,
    }),
    ListAliases: () => ({
      Aliases: [{ Name: "live", FunctionVersion: "2", RoutingConfig: { AdditionalVersionWeights: { 3: 0.1 } } }],
      NextMarker: "",
    }),
    ListProvisionedConcurrencyConfigs: () => ({
      ProvisionedConcurrencyConfigs: [
        { FunctionArn: `${arn}:live`, RequestedProvisionedConcurrentExecutions: 5, AvailableProvisionedConcurrentExecutions: 4 },
      ],
    }),
    DescribeLogGroups: () => ({ logGroups: [{ logGroupName: "/aws/lambda/orders", retentionInDays: 14 }] }),
  });
  const details = await read(asked);
  assert.equal(details.reservedConcurrency, 0);
  assert.deepEqual(details.account, { concurrentExecutions: 1000, unreserved: 900 });
  assert.equal(details.versions, 3);
  assert.deepEqual(
    details.deployments.map(({ at, version }) => `${at.slice(8, 10)} ${version}`),
    ["21 1", "22 2", "23 3"],
    "of one moment the version tells more than $LATEST",
  );
  assert.deepEqual(details.aliases, [{ name: "live", version: "2", weights: { 3: 0.1 } }]);
  assert.deepEqual(details.provisionedConcurrency, [{ qualifier: "live", requested: 5, available: 4 }]);
  assert.equal(details.logRetention, 14);
  assert.ok(asked.most() <= 6, `${asked.most()} requests were under way at once`);
});

test("event sources of the function and of its aliases, each once", async () => {
  const queue = "arn:aws:sqs:eu-west-1:123456789012";
  const ofFunction = {
    UUID: "1",
    EventSourceArn: `${queue}:orders`,
    State: "Enabled",
    BatchSize: 10,
    MaximumBatchingWindowInSeconds: 5,
    FunctionResponseTypes: ["ReportBatchItemFailures"],
    ScalingConfig: { MaximumConcurrency: 20 },
    FilterCriteria: { Filters: [{ Pattern: "{}" }] },
    DestinationConfig: { OnFailure: { Destination: `${queue}:dead` } },
  };
  const ofAlias = {
    UUID: "2",
    SelfManagedEventSource: { Endpoints: { KAFKA_BOOTSTRAP_SERVERS: ["a:9092", "b:9092"] } },
    State: "Disabled",
  };
  const details = await read(
    answering({
      ...bare,
      ListAliases: () => ({ Aliases: [{ Name: "live", FunctionVersion: "1" }] }),
      ListEventSourceMappings: ({ FunctionName: name }) => ({
        EventSourceMappings: name === "orders" ? [ofFunction] : [ofFunction, ofAlias],
      }),
    }),
  );
  assert.deepEqual(details.eventSources, [
    {
      source: "arn:aws:sqs:eu-west-1:*:orders",
      state: "Enabled",
      reportsBatchItemFailures: true,
      hasFilter: true,
      batchSize: 10,
      batchingWindow: 5,
      maximumConcurrency: 20,
      onFailure: "arn:aws:sqs:eu-west-1:*:dead",
    },
    { source: "a:9092, b:9092", state: "Disabled", reportsBatchItemFailures: false, hasFilter: false },
  ]);
});

test("asynchronous invocation and URL: of the function, else of an alias", async () => {
  const ofAlias = { FunctionArn: `${arn}:live`, MaximumRetryAttempts: 1 };
  const ofFunction = {
    FunctionArn: `${arn}:$LATEST`,
    MaximumRetryAttempts: 0,
    MaximumEventAgeInSeconds: 60,
    DestinationConfig: { OnFailure: { Destination: "arn:aws:sns:eu-west-1:123456789012:failed" }, OnSuccess: {} },
  };
  const invocations = async (configs: object[]) =>
    (await read(answering({ ...bare, ListFunctionEventInvokeConfigs: () => ({ FunctionEventInvokeConfigs: configs }) }))).asyncInvocation;
  assert.deepEqual(await invocations([ofAlias]), { maximumRetryAttempts: 1 });
  assert.deepEqual(await invocations([ofAlias, ofFunction]), {
    maximumRetryAttempts: 0,
    maximumEventAge: 60,
    onFailure: "arn:aws:sns:eu-west-1:*:failed",
  });
  const urls = [{ AuthType: "AWS_IAM" }, { AuthType: "NONE" }];
  assert.equal((await read(answering({ ...bare, ListFunctionUrlConfigs: () => ({ FunctionUrlConfigs: urls }) }))).urlAuthType, "NONE");
});

test("the log group: the one that is configured; kept for ever is null, no group is not known", async () => {
  const group = (logGroups: object[], LogGroup?: string) => {
    const versions = { Versions: [{ ...latest, ...(LogGroup && { LoggingConfig: { LogGroup } }) }] };
    return read(answering({ ListVersionsByFunction: () => versions, DescribeLogGroups: () => ({ logGroups }) }));
  };
  const others = [{ logGroupName: "/aws/lambda/orders-2", retentionInDays: 1 }];
  assert.equal((await group([...others, { logGroupName: "/aws/lambda/orders" }])).logRetention, null);
  assert.equal("logRetention" in (await group(others)), false);
  assert.equal((await group([{ logGroupName: "shared", retentionInDays: 3 }], "shared")).logRetention, 3);
});

test("what may not be read is left out and named; the rest is there", async () => {
  const details = await read(
    answering({
      ...bare,
      ListAliases: () => denied("lambda:ListAliases"),
      DescribeAlarms: () => denied("cloudwatch:DescribeAlarms"),
      GetAccountSettings: () => denied("lambda:GetAccountSettings"),
    }),
  );
  assert.deepEqual(details.denied, ["cloudwatch:DescribeAlarms", "lambda:GetAccountSettings", "lambda:ListAliases"]);
  for (const key of ["aliases", "alarms", "account"]) assert.equal(key in details, false, key);
  assert.deepEqual(details.eventSources, []);
});

test("versions may not be listed: the configuration is that of the list, and without one that is the failure", async () => {
  const asked = answering({ ListVersionsByFunction: () => denied("lambda:ListVersionsByFunction") });
  const listed = (await read(answering(bare))).configuration;
  const shared = shareDetails(asked.clients, () => time);
  const details = await readDetails(asked.clients, shared, "orders", listed, new AbortController().signal);
  assert.deepEqual([details.configuration, details.deployments, details.denied], [listed, [], ["lambda:ListVersionsByFunction"]]);
  await assert.rejects(read(asked), { kind: "access-denied", action: "lambda:ListVersionsByFunction" });
});

test("the function is gone: that is said, and nothing more is asked", async () => {
  const asked = answering({ ListVersionsByFunction: gone, ListAliases: gone });
  await assert.rejects(read(asked), { kind: "function-gone" });
  assert.ok(asked.operations.length < 9, asked.operations.join(", "));
});

test("limits and alarms are asked once for all functions, and again when they are old", async () => {
  const asked = answering(bare);
  let now = time;
  const shared = shareDetails(asked.clients, () => now);
  const signal = new AbortController().signal;
  const count = () => asked.operations.filter((each) => /DescribeAlarms|GetAccountSettings/.test(each)).length;
  const names = Array.from({ length: 20 }, (_, index) => `function-${index}`);
  await Promise.all(names.map((name) => readDetails(asked.clients, shared, name, undefined, signal)));
  assert.equal(count(), 2);
  assert.ok(asked.most() <= 6, `${asked.most()} requests were under way at once`);
  now += 6 * 60_000;
  await readDetails(asked.clients, shared, "orders", undefined, signal);
  assert.equal(count(), 4);
});

test("who no longer waits ends only the own questions", async () => {
  const asked = answering(bare);
  const shared = shareDetails(asked.clients, () => time);
  const cancel = new AbortController();
  const cancelled = assert.rejects(readDetails(asked.clients, shared, "one", undefined, cancel.signal), { name: "AbortError" });
  const other = readDetails(asked.clients, shared, "other", undefined, new AbortController().signal);
  cancel.abort();
  await cancelled;
  assert.deepEqual((await other).alarms, []);
});
