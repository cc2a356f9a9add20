/** Which alarms watch a function, and what is said of them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { alarmsOn, readAlarms } from "../../client/aws/details/alarms.ts";
import { answering } from "./answers.ts";

const signal = new AbortController().signal;
const ofOrders = [{ Name: "FunctionName", Value: "orders" }];
const threshold = { Threshold: 1, ComparisonOperator: "GreaterThanThreshold", StateValue: "OK" };

async function alarms(list: readonly object[]) {
  const pages = list.map((alarm, index) => ({ MetricAlarms: [alarm], NextToken: index + 1 < list.length ? `${index + 1}` : undefined }));
  return readAlarms(answering({ DescribeAlarms: ({ NextToken: token = 0 }) => pages[Number(token)] ?? {} }).clients, signal);
}

test("an alarm on a metric of the function, on whichever page it is", async () => {
  const found = await alarms([
    { AlarmName: "other", Namespace: "AWS/Lambda", MetricName: "Errors", Dimensions: [{ Name: "FunctionName", Value: "orders-2" }] },
    {
      AlarmName: "errors-123456789012",
      Namespace: "AWS/Lambda",
      MetricName: "Errors",
      Dimensions: ofOrders,
      Statistic: "Sum",
      Period: 300,
      ActionsEnabled: true,
      AlarmActions: ["arn:aws:sns:eu-west-1:123456789012:alarms"],
      ...threshold,
    },
  ]);
  assert.deepEqual(alarmsOn(found, "orders", []), [
    {
      name: "errors-*",
      namespace: "AWS/Lambda",
      metric: "Errors",
      state: "OK",
      comparison: "GreaterThanThreshold",
      isActing: true,
      threshold: 1,
      statistic: "Sum",
      period: 300,
    },
  ]);
  assert.doesNotMatch(JSON.stringify([...found]), /\d{12}/);
});

test("metric math: the first metric that names the function; expressions are none", async () => {
  const stat = (metric: string, dimensions: object[]) => ({
    Id: metric.toLowerCase(),
    MetricStat: { Metric: { Namespace: "AWS/Lambda", MetricName: metric, Dimensions: dimensions }, Stat: "p99", Period: 60 },
  });
  const found = await alarms([
    {
      AlarmName: "rate",
      Metrics: [
        { Id: "rate", Expression: "100 * errors / invocations" },
        stat("Duration", [{ Name: "FunctionName", Value: "another" }]),
        stat("Errors", ofOrders),
        stat("Invocations", ofOrders),
      ],
      ...threshold,
    },
  ]);
  const [alarm, ...more] = alarmsOn(found, "orders", []);
  assert.deepEqual([alarm?.metric, alarm?.statistic, alarm?.period, more.length], ["Errors", "p99", 60, 0]);
  assert.equal(alarmsOn(found, "another", [])[0]?.metric, "Duration");
});

test("an alarm on the dead-letter queue; topics and other queues are none", async () => {
  const depth = { Namespace: "AWS/SQS", MetricName: "ApproximateNumberOfMessagesVisible", ...threshold };
  const found = await alarms(
    ["dead", "alive"].map((Value) => ({ AlarmName: Value, Dimensions: [{ Name: "QueueName", Value }], ...depth })),
  );
  const names = (...arns: string[]) => alarmsOn(found, "orders", arns).map(({ name }) => name);
  assert.deepEqual(names("arn:aws:sqs:eu-west-1:*:dead"), ["dead"]);
  assert.deepEqual(names("arn:aws:sns:eu-west-1:*:alive"), []);
  assert.deepEqual(names(), []);
});

test("nobody is told: without actions, or with actions off; a band is no threshold", async () => {
  const alarm = { Namespace: "AWS/Lambda", MetricName: "Duration", Dimensions: ofOrders, ExtendedStatistic: "p95" };
  const found = await alarms([
    { AlarmName: "silent", ...alarm, ActionsEnabled: true, AlarmActions: [] },
    { AlarmName: "off", ...alarm, ActionsEnabled: false, AlarmActions: ["arn"] },
    { AlarmName: "band", ...alarm, ThresholdMetricId: "band", Threshold: 0, AlarmActions: ["arn"] },
  ]);
  const all = alarmsOn(found, "orders", []);
  assert.deepEqual(
    all.map(({ name, isActing, threshold }) => [name, isActing, threshold]),
    [
      ["silent", false, undefined],
      ["off", false, undefined],
      ["band", true, undefined],
    ],
  );
  assert.equal(all[0]?.statistic, "p95");
});
