/** examples/ready/template.yaml, the stack `payments` of SAM: deployed just as its template says, in the middle of a canary. */
import type { PutMetricAlarmCommandInput } from "@aws-sdk/client-cloudwatch";
import {
  CreateAliasCommand,
  CreateEventSourceMappingCommand,
  PutFunctionConcurrencyCommand,
  PutProvisionedConcurrencyConfigCommand,
} from "@aws-sdk/client-lambda";
import type { World } from "../world.ts";
import { calm, megabyte, stackTags } from "./stack.ts";

const FunctionName = "payments-ChargeOrder-3DCN7YQK2HWL";
const logGroup = "payments-ChargeOrderLogs-T5XMB1RZ9QEV";
const deadLetters = "payments-OrdersDeadLetters-K8GWP4J2CVNS";

export async function payments(world: World): Promise<void> {
  await deploy(world);
  await release(world);
  const traffic = {
    ...calm,
    peak: 7,
    duration: { median: 410, spread: 0.4 },
    memory: 512,
    memoryUsed: { typical: 318, spread: 9 },
    timeout: 20,
    errorRate: 0.0006,
    coldStarts: { rate: 0.002, init: 610 },
  } as const;
  world.invoke(FunctionName, traffic, { format: "JSON", group: logGroup, retention: 30, complaint: "PaymentDeclined" });
  const provisioned = { namespace: "AWS/Lambda", dimensions: { FunctionName, Resource: `${FunctionName}:live` } };
  const use = (hours: number) => 0.35 + 0.3 * Math.sin((hours / 24) * 2 * Math.PI) ** 2;
  for (const dimensions of [provisioned.dimensions, { FunctionName }]) {
    world.measure({ ...provisioned, dimensions, name: "ProvisionedConcurrencyUtilization" }, "Count", use);
    world.measure({ ...provisioned, dimensions, name: "ProvisionedConcurrencySpilloverInvocations" }, "Count", () => 0);
  }
  await alarms(world);
}

async function deploy(world: World): Promise<void> {
  const Variables = {
    IDEMPOTENCY_TABLE: "payments-Charged-1QXW8LDM6ZTR",
    PAYMENTS_SECRET_ID: world.arn("secretsmanager", "secret:PaymentsSecret-9fKc2Q"),
    PAYMENTS_URL: "https://payments.example.com/charges",
  };
  await world.deploy(
    {
      FunctionName,
      Runtime: "python3.13",
      Handler: "charge_order.lambda_handler",
      Architectures: ["arm64"],
      Timeout: 20,
      MemorySize: 512,
      TracingConfig: { Mode: "Active" },
      LoggingConfig: { LogFormat: "JSON", LogGroup: logGroup },
      Environment: { Variables },
      Tags: { ...stackTags("payments", "ChargeOrder"), "lambda:createdBy": "SAM", service: "orders" },
    },
    { LastModified: world.hoursAgo(0.05), CodeSize: 3.1 * megabyte },
  );
  await world.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 20 }));
  const EventSourceArn = await world.queue("payments-Orders-2VHXK5TNB8QD");
  await world.lambda.send(
    new CreateEventSourceMappingCommand({
      FunctionName,
      EventSourceArn,
      BatchSize: 10,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      ScalingConfig: { MaximumConcurrency: 20 },
    }),
  );
}

/** CodeDeploy sends a tenth of the traffic to the new version, for a few minutes more. */
async function release(world: World): Promise<void> {
  await world.publish(FunctionName, [168, 0.05]);
  await world.lambda.send(
    new CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1", RoutingConfig: { AdditionalVersionWeights: { "2": 0.1 } } }),
  );
  const ProvisionedConcurrentExecutions = 4;
  await world.lambda.send(new PutProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier: "live", ProvisionedConcurrentExecutions }));
  await world.queue(deadLetters);
  const dimensions = { QueueName: deadLetters };
  world.measure({ namespace: "AWS/SQS", name: "ApproximateNumberOfMessagesVisible", dimensions }, "Count", () => 0);
}

async function alarms(world: World): Promise<void> {
  const ofFunction = { Namespace: "AWS/Lambda", Dimensions: [{ Name: "FunctionName", Value: FunctionName }] };
  const put = (logicalId: string, alarm: Omit<PutMetricAlarmCommandInput, "AlarmName" | "ComparisonOperator" | "EvaluationPeriods">) =>
    world.alarm(
      {
        TreatMissingData: "notBreaching",
        AlarmActions: [world.arn("sns", "payments-Alarms-6RLDQX2MWTBK")],
        ComparisonOperator: "GreaterThanOrEqualToThreshold",
        Threshold: 1,
        EvaluationPeriods: 1,
        Period: 300,
        AlarmName: `payments-${logicalId}-M4CZ7TQW`,
        ...alarm,
      },
      "OK",
    );
  await put("ChargeOrderErrors", {
    ...ofFunction,
    MetricName: "Errors",
    Statistic: "Sum",
    Period: 60,
    AlarmDescription: "Orders are not charged",
  });
  await put("ChargeOrderThrottles", { ...ofFunction, MetricName: "Throttles", Statistic: "Sum" });
  await put("ChargeOrderDuration", { ...ofFunction, MetricName: "Duration", ExtendedStatistic: "p99", Threshold: 16_000 });
  await put("OrdersDeadLettersDepth", {
    Namespace: "AWS/SQS",
    MetricName: "ApproximateNumberOfMessagesVisible",
    Dimensions: [{ Name: "QueueName", Value: deadLetters }],
    Statistic: "Maximum",
  });
}
