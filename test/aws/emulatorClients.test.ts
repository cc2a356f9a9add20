/** boto3 and the `aws` command, which are none of ours, take the emulator for AWS: every action, every page, every error. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, test } from "node:test";
import { promisify } from "node:util";
import * as cloudwatch from "@aws-sdk/client-cloudwatch";
import * as logs from "@aws-sdk/client-cloudwatch-logs";
import * as lambda from "@aws-sdk/client-lambda";
import * as tagging from "@aws-sdk/client-resource-groups-tagging-api";
import { ACTIONS, type Service } from "../../client/aws/actions.ts";
import { insightsQuery } from "../../client/aws/metrics/insights.ts";
import type { FaultKind } from "../../scripts/aws/faults.ts";
import { manyFunctions } from "../../scripts/aws/seeds/manyFunctions.ts";
import { ensurePythonTools } from "../../scripts/python-tools.ts";
import { type PythonClients, pythonEnvironment, startPythonClients } from "./emulatorPython.ts";
import { commandOf, everything, from, logGroupName, measured, metricData, now, questions, services, to } from "./emulatorQuestions.ts";
import { withEmulator } from "./withEmulator.ts";

const emulator = withEmulator({ now: () => now, seeds: [manyFunctions(120), everything] });
let starting: Promise<PythonClients> | undefined;

/** Started by the first who asks: hooks of a file do not wait for one another. */
function python(): Promise<PythonClients> {
  starting ??= startPythonClients(emulator().environment);
  return starting;
}
after(async () => (await starting)?.close());

/** An answer of a v3 client as boto3 gives it, with times as seconds of the epoch. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const present = Object.entries(value).filter(([key, item]) => item !== undefined && key !== "$metadata");
  return Object.fromEntries(present.map(([key, item]) => [key, plain(item)]));
}

/** The same question, asked by the v3 client. */
async function bySdk(service: Service, operation: string, input: object): Promise<unknown> {
  const { endpoint, region } = emulator();
  const [module, name] = {
    lambda: [lambda, "LambdaClient"],
    cloudwatch: [cloudwatch, "CloudWatchClient"],
    logs: [logs, "CloudWatchLogsClient"],
    tagging: [tagging, "ResourceGroupsTaggingAPIClient"],
  }[service] as [Record<string, new (input: object) => { send(command: object): Promise<object>; destroy(): void }>, string];
  const [Client, Command] = [module[name] ?? assert.fail(), module[`${operation}Command`] ?? assert.fail()];
  const client = new Client({ endpoint, region, credentials: { accessKeyId: "testing", secretAccessKey: "testing" } });
  const times = "StartTime" in input && { StartTime: new Date(from * 1000), EndTime: new Date(to * 1000) };
  const answer = await client.send(new Command({ ...input, ...times }));
  client.destroy();
  return plain(answer);
}

/** Of Logs Insights the answers depend on one another. */
const ofInsights = ["StartQuery", "GetQueryResults"];

test("every action is asked here", () => {
  assert.deepEqual([...Object.keys(questions), ...ofInsights].sort(), ACTIONS.map(({ operation }) => operation).sort());
});

for (const { action, service, operation } of ACTIONS.filter((one) => !ofInsights.includes(one.operation))) {
  test(`${action}: boto3 hears what the v3 client hears, and aws the same`, async () => {
    const [input, query, printed] = questions[operation] ?? assert.fail(operation);
    const [answer] = await (await python()).boto({ service: services[service], operation, input });
    assert.deepEqual(answer, await bySdk(service, operation, input));
    // `aws` reads on after `limit`, which is that of a page, unless told otherwise.
    const { limit, ...rest } = input as { limit?: number };
    const items = limit === undefined ? [] : ["--max-items", String(limit)];
    assert.deepEqual(await (await python()).aws(...commandOf(service, operation, rest), ...items, "--query", query), printed);
  });
}

test("boto3's paginators come to all of them, by AWS's pages", async () => {
  const count = async (service: Service, operation: string, member: string, input: object = {}) => {
    const pages = (await (await python()).boto({ service: services[service], operation, input, pages: true })) as Record<
      string,
      object[]
    >[];
    return pages.map((page) => page[member]?.length);
  };
  assert.deepEqual(await count("lambda", "ListFunctions", "Functions"), [50, 50, 20]);
  assert.deepEqual(await count("lambda", "ListFunctions", "Functions", { MaxItems: 41 }), [41, 41, 38]);
  assert.deepEqual(await count("tagging", "GetResources", "ResourceTagMappingList"), [100, 20]);
  // Of 120 functions 108 were ever invoked.
  assert.deepEqual(await count("logs", "DescribeLogGroups", "logGroups"), [50, 50, 8]);
});

test("the program itself lists all functions", async () => {
  const environment = pythonEnvironment(emulator().environment);
  const args = ["-m", "awscli", "lambda", "list-functions", "--query", "Functions[].FunctionName", "--output", "json"];
  const { stdout } = await promisify(execFile)(await ensurePythonTools(), args, { env: environment });
  assert.equal(new Set(JSON.parse(stdout)).size, 120);
});

interface MetricData {
  readonly MetricDataResults: readonly {
    readonly Id: string;
    readonly Timestamps: readonly number[];
    readonly Values: readonly number[];
  }[];
}

async function metrics(queries: readonly object[]): Promise<ReadonlyMap<string, ReadonlyMap<number, number>>> {
  const input = { ...metricData, MetricDataQueries: queries };
  const [answer] = (await (await python()).boto({ service: "cloudwatch", operation: "GetMetricData", input })) as [MetricData];
  return new Map(
    answer.MetricDataResults.map(({ Id, Timestamps, Values }) => [
      Id,
      new Map(Timestamps.map((time, at) => [time, Values[at] ?? Number.NaN])),
    ]),
  );
}

test("metric math comes to what its metrics do, percentiles lie in order", async () => {
  const found = await metrics(metricData.MetricDataQueries);
  assert.deepEqual([...found.keys()], ["p95", "p99", "invocations", "rate", "filled"]);
  const duration = ["p50", "p99"].map((stat) => measured(`by${stat}`, "Duration", stat, 300));
  const raw = await metrics([measured("errors", "Errors", "Sum", 300), ...duration]);
  const of = (id: string) => [...(found.get(id) ?? raw.get(id) ?? assert.fail(id))];
  const errors = new Map(of("errors"));
  const invocations = of("invocations");
  assert.ok(invocations.length > 5 && invocations.length < 13, "some periods have none");
  assert.deepEqual(
    of("rate"),
    invocations.map(([time, count]) => [time, (100 * (errors.get(time) ?? 0)) / count]),
  );
  assert.deepEqual(
    of("filled"),
    invocations.map(([time]) => [time, (errors.get(time) ?? 0) + 2]),
  );
  const [medians, highest] = [new Map(of("byp50")), new Map(of("byp99"))];
  for (const [time, value] of of("p95")) {
    assert.ok(value >= (medians.get(time) ?? Number.NaN) && value <= (highest.get(time) ?? Number.NaN));
  }
});

test("Logs Insights: a query runs, then has its figures", async () => {
  const input = { logGroupName, startTime: Math.floor(from), endTime: Math.floor(to), queryString: insightsQuery(undefined) };
  const [{ queryId }] = (await (await python()).boto({ service: "logs", operation: "StartQuery", input })) as [{ queryId: string }];
  const results = { service: "logs", operation: "GetQueryResults", input: { queryId } };
  const [running] = (await (await python()).boto(results)) as [{ status: string }];
  assert.equal(running.status, "Running");
  const [complete] = (await (await python()).boto(results)) as [{ status: string; results: { field: string; value: string }[][] }];
  assert.equal(complete.status, "Complete");
  assert.deepEqual(complete, await bySdk("logs", "GetQueryResults", { queryId }));
  const figures = new Map(complete.results[0]?.map(({ field, value }) => [field, Number(value)]));
  const invoked = (await (
    await python()
  ).aws(
    "logs",
    "filter-log-events",
    "--log-group-name",
    logGroupName,
    "--start-time",
    String(from * 1000),
    "--filter-pattern",
    "REPORT",
    "--query",
    "length(events)",
  )) as number;
  assert.equal(figures.get("invocations"), invoked);
  assert.equal(figures.get("memorySize"), 128);
  const started = (await (await python()).aws(...commandOf("logs", "StartQuery", input))) as { queryId: string };
  const looked = async () => (await python()).aws("logs", "get-query-results", "--query-id", started.queryId, "--query", "status");
  assert.deepEqual([await looked(), await looked()], ["Running", "Complete"]);
});

const asked: readonly (readonly [Service, string])[] = [
  ["lambda", "ListFunctions"],
  ["cloudwatch", "GetMetricData"],
  ["logs", "DescribeLogGroups"],
  ["tagging", "GetResources"],
];

/** The codes that botocore raises: one, or in the order of `asked`. */
const codes: readonly (readonly [FaultKind, string | readonly string[]])[] = [
  ["throttled", ["TooManyRequestsException", "Throttling", "ThrottlingException", "ThrottledException"]],
  ["expired-token", "ExpiredTokenException"],
  ["invalid-token", "UnrecognizedClientException"],
  ["denied", "AccessDeniedException"],
  ["clock-skew", "InvalidSignatureException"],
];

for (const [kind, code] of codes) {
  test(`${kind}: botocore raises AWS's own error, and aws says it`, async () => {
    for (const [index, [service, operation]] of asked.entries()) {
      const expected = typeof code === "string" ? code : code[index];
      const fault = emulator().faults.set("*", kind);
      const input = questions[operation]?.[0] ?? {};
      const error = await (await python()).botoError({ service: services[service], operation, input });
      assert.equal(error.Code, expected);
      assert.ok(error.status >= 400 && error.status < 500);
      // It tries again where it is throttled, and waits for that.
      const complaint = kind === "throttled" ? "" : await (await python()).awsError(...commandOf(service, operation, input));
      fault.end();
      if (kind === "denied") assert.match(error.Message, /is not authorized to perform: \w+:\w+ on resource/);
      if (complaint) assert.match(complaint, new RegExp(`An error occurred \\(${expected}\\) when calling the ${operation} operation`));
    }
  });
}

test("aws takes each service's throttling for what it is: it tries again", async () => {
  for (const [service, operation] of asked) {
    const fault = emulator().faults.set("*", "throttled", 1);
    const [input, query, printed] = questions[operation] ?? assert.fail(operation);
    assert.deepEqual(await (await python()).aws(...commandOf(service, operation, input), "--query", query), printed);
    assert.equal(fault.count, 1);
  }
});

test("what is not there is said not to be", async () => {
  const input = { FunctionName: "gone" };
  const missing = { Code: "ResourceNotFoundException", status: 404 };
  for (const operation of ["ListAliases", "ListFunctionUrlConfigs", "ListProvisionedConcurrencyConfigs"]) {
    const { Code, status } = await (await python()).botoError({ service: "lambda", operation, input });
    assert.deepEqual({ Code, status }, missing, operation);
  }
  const group = { logGroupName: "/aws/lambda/gone" };
  assert.equal((await (await python()).botoError({ service: "logs", operation: "FilterLogEvents", input: group })).Code, missing.Code);
});
