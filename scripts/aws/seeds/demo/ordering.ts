/** examples/template.yaml, the stack `ordering` of SAM. */
import { CreateEventSourceMappingCommand, PutFunctionEventInvokeConfigCommand } from "@aws-sdk/client-lambda";
import type { World } from "../world.ts";
import { calm, megabyte, stackTags } from "./stack.ts";

const python = { Runtime: "python3.13", Timeout: 10, MemorySize: 256 } as const;
const node = { Runtime: "nodejs22.x", Timeout: 10, MemorySize: 256 } as const;

function tags(logicalId: string): Record<string, string> {
  return { ...stackTags("ordering", logicalId), "lambda:createdBy": "SAM" };
}

export async function ordering(world: World): Promise<void> {
  await checkout(world);
  await notifications(world);
  await search(world);
  await backoffice(world);
  await receipts(world);
}

/** Errors for an hour and a half since a deployment this morning; somebody doubled its memory in the console. */
async function checkout(world: World): Promise<void> {
  const FunctionName = "ordering-Checkout-9XK2TQ7LM1PA";
  await world.deploy(
    { ...python, FunctionName, Handler: "checkout.lambda_handler", MemorySize: 512, Tags: tags("Checkout") },
    { LastModified: world.hoursAgo(7.1), CodeSize: 1.9 * megabyte },
  );
  await world.publish(FunctionName, [412, 7.1]);
  world.invoke(
    FunctionName,
    {
      ...calm,
      peak: 9,
      duration: { median: 240, spread: 0.45 },
      memory: 512,
      memoryUsed: { typical: 94, spread: 3 },
      timeout: 10,
      episodes: [
        { from: 7, until: 5.5, errorRate: 0.32, slowdown: 2.6 },
        { from: 201, until: 199, errorRate: 0.12 },
      ],
    },
    { complaint: "KeyError: 'customer'" },
  );
  await world.alarm(
    {
      AlarmName: "checkout-errors",
      AlarmDescription: "Orders are not placed",
      Namespace: "AWS/Lambda",
      MetricName: "Errors",
      Dimensions: [{ Name: "FunctionName", Value: FunctionName }],
      Statistic: "Sum",
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 5,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      AlarmActions: [world.arn("sns", "on-call")],
    },
    "OK",
  );
}

/** Reads a queue; a list in it grows with each environment's life, and so does its memory. */
async function notifications(world: World): Promise<void> {
  const FunctionName = "ordering-Notifications-4VQH8B2SC6RD";
  const queue = await world.queue("ordering-OrderEvents-7JPLM3WEXQ2A");
  await world.deploy(
    { ...node, FunctionName, Handler: "notifications.handler", Tags: tags("Notifications") },
    { LastModified: world.hoursAgo(412), CodeSize: 0.8 * megabyte },
  );
  await world.lambda.send(new CreateEventSourceMappingCommand({ FunctionName, EventSourceArn: queue, BatchSize: 10 }));
  world.invoke(
    FunctionName,
    {
      ...calm,
      peak: 5,
      duration: { median: 310, spread: 0.5 },
      memory: 256,
      memoryUsed: { typical: 181, spread: 32 },
      timeout: 10,
      errorRate: 0.006,
    },
    { complaint: "TypeError: Cannot read properties of undefined (reading 'email')" },
  );
}

/** A pool for each invocation: slow, and at busy hours nearly out of time. */
async function search(world: World): Promise<void> {
  const FunctionName = "ordering-Search-2MZTR5YNC8GV";
  await world.deploy(
    { ...node, FunctionName, Handler: "search.handler", Tags: tags("Search") },
    { LastModified: world.hoursAgo(412), CodeSize: 6.4 * megabyte },
  );
  world.invoke(
    FunctionName,
    {
      ...calm,
      rhythm: "office",
      peak: 12,
      duration: { median: 1900, spread: 0.52 },
      memory: 256,
      memoryUsed: { typical: 142, spread: 6 },
      timeout: 10,
      coldStarts: { rate: 0.034, init: 1150 },
    },
    { complaint: "Error: Connection terminated due to connection timeout" },
  );
}

/** Nobody has used it for a month. */
async function backoffice(world: World): Promise<void> {
  await world.deploy(
    { ...node, FunctionName: "ordering-Backoffice-6WBF1KD9HTEJ", Handler: "backoffice.handler", Tags: tags("Backoffice") },
    { LastModified: world.hoursAgo(2150), CodeSize: 0.3 * megabyte },
  );
}

/** Runs out of memory now and then; what fails goes to a queue nobody looks into. */
async function receipts(world: World): Promise<void> {
  const FunctionName = "ordering-Receipts-8RGD3NXV5KYU";
  const queue = await world.queue("receipts-failed");
  await world.deploy(
    {
      ...node,
      FunctionName,
      Handler: "receipts.handler",
      Tags: tags("Receipts"),
      DeadLetterConfig: { TargetArn: queue },
      Environment: { Variables: { RECEIPTS_BUCKET: "receipts" } },
    },
    { LastModified: world.hoursAgo(95), CodeSize: 2.2 * megabyte },
  );
  await world.publish(FunctionName, [412, 260, 95]);
  await world.lambda.send(
    new PutFunctionEventInvokeConfigCommand({ FunctionName, MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 3600 }),
  );
  world.invoke(
    FunctionName,
    {
      ...calm,
      peak: 3,
      duration: { median: 820, spread: 0.35 },
      memory: 256,
      memoryUsed: { typical: 246, spread: 6 },
      timeout: 10,
      errorRate: 0.013,
    },
    { complaint: "RangeError: Array buffer allocation failed" },
  );
  const lambda = (name: string) => ({ namespace: "AWS/Lambda", name, dimensions: { FunctionName } });
  const received = (hours: number) => (Math.floor(hours * 60) % 2 === 0 ? 1 : 2);
  world.measure(lambda("AsyncEventsReceived"), "Count", received);
  world.measure(lambda("AsyncEventAge"), "Milliseconds", (hours) => 40 + 25 * Math.sin(hours) ** 2);
  world.measure(lambda("AsyncEventsDropped"), "Count", (hours) => (Math.floor(hours * 60) % 1440 === 600 ? 1 : 0));
  world.measure(lambda("DeadLetterErrors"), "Count", () => 0);
  world.measure(
    { namespace: "AWS/SQS", name: "ApproximateNumberOfMessagesVisible", dimensions: { QueueName: "receipts-failed" } },
    "Count",
    (hours) => Math.max(0, Math.floor(14 - hours / 24)),
  );
}
