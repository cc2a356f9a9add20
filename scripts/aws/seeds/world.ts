/** What seeds are sown with: the emulator's AWS, asked with AWS's own clients. */
import { CloudWatchClient, PutMetricAlarmCommand, type PutMetricAlarmCommandInput, SetAlarmStateCommand } from "@aws-sdk/client-cloudwatch";
import {
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  LambdaClient,
  PublishVersionCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import type { Configurations, Past } from "../configuration.ts";
import type { LogStore } from "../logs/store.ts";
import type { MetricName, MetricStore } from "../metrics/store.ts";
import { incomingBytes, type LogOptions, lambdaLogs } from "../traffic/lambdaLogs.ts";
import { tellLambdaMetrics } from "../traffic/lambdaMetrics.ts";
import { Invocations, type Traffic } from "../traffic/traffic.ts";

export interface WorldOptions {
  /** The front's. */
  readonly endpoint: string;
  readonly moto: string;
  readonly region: string;
  readonly metrics: MetricStore;
  readonly logs: LogStore;
  readonly configurations: Configurations;
  /** Milliseconds of the epoch. */
  readonly started: number;
}

/** moto's account. */
export const account = "123456789012";

const hour = 3_600_000;

export class World {
  readonly region: string;
  readonly lambda: LambdaClient;
  readonly cloudWatch: CloudWatchClient;
  readonly #options: WorldOptions;
  #role: Promise<string> | undefined;

  constructor(options: WorldOptions) {
    this.#options = options;
    this.region = options.region;
    const { endpoint, region } = options;
    const client = { endpoint, region, credentials: { accessKeyId: "testing", secretAccessKey: "testing" } };
    this.lambda = new LambdaClient(client);
    this.cloudWatch = new CloudWatchClient(client);
  }

  /** `arn:aws:sqs:eu-west-1:123456789012:NAME` */
  arn(service: string, resource: string): string {
    return `arn:aws:${service}:${this.region}:${account}:${resource}`;
  }

  /** When it was some hours before the emulator started, as Lambda writes it. */
  hoursAgo(hours: number): string {
    return new Date(this.#options.started - hours * hour).toISOString().replace("Z", "+0000");
  }

  /** Deploys a function; what is not said is as CloudFormation would have it. */
  async deploy(input: Partial<CreateFunctionCommandInput> & { readonly FunctionName: string }, past: Past = {}): Promise<void> {
    this.#role ??= this.#createRole();
    const Role = await this.#role;
    const Code = { ZipFile: new TextEncoder().encode(input.FunctionName) };
    await this.lambda.send(new CreateFunctionCommand({ Runtime: "python3.13", Handler: "app.handler", Role, Code, ...input }));
    const CodeSize = past.CodeSize && { CodeSize: Math.round(past.CodeSize) };
    this.#options.configurations.age(this.region, input.FunctionName, "$LATEST", { ...past, ...CodeSize });
  }

  /** Publishes a version for each of these times, in hours ago. */
  async publish(FunctionName: string, hoursAgo: readonly number[]): Promise<void> {
    for (const hours of hoursAgo) {
      // A version is only made of what was changed since the last one; for moto an update that changes nothing counts.
      await this.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName }));
      const { Version = "" } = await this.lambda.send(new PublishVersionCommand({ FunctionName, Description: `${hours} h` }));
      this.#options.configurations.age(this.region, FunctionName, Version, { LastModified: this.hoursAgo(hours) });
    }
  }

  /** Has the function be invoked from 70 days ago on: it has metrics, and a log. */
  invoke(name: string, traffic: Traffic, log: Partial<LogOptions> = {}): Invocations {
    const { metrics, logs, region, started } = this.#options;
    const invocations = new Invocations(name, traffic, started / 1000);
    tellLambdaMetrics(metrics, name, invocations);
    const options = { name, region, format: "Text", retention: null, complaint: "ValueError: unexpected event", ...log } as const;
    const group = lambdaLogs(options, invocations, started);
    logs.add(group);
    metrics.generate(
      { namespace: "AWS/Logs", name: "IncomingBytes", dimensions: { LogGroupName: group.name } },
      incomingBytes(invocations),
    );
    return invocations;
  }

  /** A metric with one value a minute. @param measure By hours before the emulator started (below 0 after it); undefined: no data. */
  measure(metric: MetricName, unit: string, measure: (hoursAgo: number) => number | undefined): void {
    const started = this.#options.started / 1000;
    this.#options.metrics.generate(metric, {
      unit,
      *samples(from, to) {
        for (let time = Math.ceil(from / 60) * 60; time < to; time += 60) {
          const value = measure((started - time) / 3600);
          if (value !== undefined) yield { time, values: [value] };
        }
      },
    });
  }

  /** An alarm in a state. */
  async alarm(input: PutMetricAlarmCommandInput, state: "OK" | "ALARM"): Promise<void> {
    await this.cloudWatch.send(new PutMetricAlarmCommand(input));
    const StateReason = state === "OK" ? "Threshold not crossed" : "Threshold Crossed";
    await this.cloudWatch.send(new SetAlarmStateCommand({ AlarmName: input.AlarmName, StateValue: state, StateReason }));
  }

  /** A queue, for event source mappings: moto has them only of queues that are there. @returns its ARN */
  async queue(QueueName: string): Promise<string> {
    await this.#ask("sqs", "AmazonSQS.CreateQueue", JSON.stringify({ QueueName }));
    return this.arn("sqs", QueueName);
  }

  /** A stream of Kinesis. @returns its ARN */
  async stream(StreamName: string): Promise<string> {
    await this.#ask("kinesis", "Kinesis_20131202.CreateStream", JSON.stringify({ StreamName, ShardCount: 1 }));
    return this.arn("kinesis", `stream/${StreamName}`);
  }

  close(): void {
    this.lambda.destroy();
    this.cloudWatch.destroy();
  }

  /** moto has functions only with a role that is there. */
  async #createRole(): Promise<string> {
    const trust = [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }];
    const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: trust });
    const body = { Action: "CreateRole", Version: "2010-05-08", RoleName: "functions", Path: "/", AssumeRolePolicyDocument };
    await this.#ask("iam", undefined, new URLSearchParams(body));
    return `arn:aws:iam::${account}:role/functions`;
  }

  /** Asks moto for what the emulator does not answer, by hand. */
  async #ask(service: string, target: string | undefined, body: string | URLSearchParams): Promise<void> {
    const scope = `testing/20260101/${this.region}/${service}/aws4_request`;
    const headers = new Headers({ authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none` });
    if (target) headers.set("x-amz-target", target);
    if (typeof body === "string") headers.set("content-type", "application/x-amz-json-1.0");
    const response = await fetch(this.#options.moto, { method: "POST", body, headers });
    if (!response.ok) throw new Error(`moto, asked for ${target ?? service}: ${await response.text()}`);
  }
}
