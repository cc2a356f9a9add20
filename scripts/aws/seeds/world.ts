/** What seeds are sown with: the emulator's AWS, asked with AWS's own clients. */
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CreateFunctionCommand, type CreateFunctionCommandInput, LambdaClient } from "@aws-sdk/client-lambda";
import type { LogStore } from "../logs/store.ts";
import type { MetricStore } from "../metrics/store.ts";
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
  /** Milliseconds of the epoch. */
  readonly started: number;
}

/** moto's account. */
export const account = "123456789012";

export class World {
  readonly region: string;
  /** Milliseconds of the epoch. */
  readonly started: number;
  readonly metrics: MetricStore;
  readonly logs: LogStore;
  readonly lambda: LambdaClient;
  readonly cloudWatch: CloudWatchClient;
  readonly #moto: string;
  #role: Promise<string> | undefined;

  constructor({ endpoint, moto, region, metrics, logs, started }: WorldOptions) {
    this.region = region;
    this.started = started;
    this.metrics = metrics;
    this.logs = logs;
    this.#moto = moto;
    const options = { endpoint, region, credentials: { accessKeyId: "testing", secretAccessKey: "testing" } };
    this.lambda = new LambdaClient(options);
    this.cloudWatch = new CloudWatchClient(options);
  }

  /** `arn:aws:sqs:eu-west-1:123456789012:NAME` */
  arn(service: string, resource: string): string {
    return `arn:aws:${service}:${this.region}:${account}:${resource}`;
  }

  /** Deploys a function; what is not said is as CloudFormation would have it. */
  async deploy(input: Partial<CreateFunctionCommandInput> & { readonly FunctionName: string }): Promise<void> {
    this.#role ??= this.#createRole();
    const Role = await this.#role;
    const Code = { ZipFile: new TextEncoder().encode(input.FunctionName) };
    await this.lambda.send(new CreateFunctionCommand({ Runtime: "python3.13", Handler: "app.handler", Role, Code, ...input }));
  }

  /** Has the function be invoked from 70 days ago on: it has metrics, and a log. */
  invoke(name: string, traffic: Traffic, log: Partial<LogOptions> = {}): Invocations {
    const invocations = new Invocations(name, traffic, this.started / 1000);
    tellLambdaMetrics(this.metrics, name, invocations);
    const options = {
      name,
      region: this.region,
      format: "Text",
      retention: null,
      complaint: "ValueError: unexpected event",
      ...log,
    } as const;
    const group = lambdaLogs(options, invocations, this.started);
    this.logs.add(group);
    const LogGroupName = group.name;
    this.metrics.generate({ namespace: "AWS/Logs", name: "IncomingBytes", dimensions: { LogGroupName } }, incomingBytes(invocations));
    return invocations;
  }

  close(): void {
    this.lambda.destroy();
    this.cloudWatch.destroy();
  }

  /** moto has functions only with a role that is there. IAM is not among what we ask, so it is asked by hand. */
  async #createRole(): Promise<string> {
    const trust = [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }];
    const body = new URLSearchParams({
      Action: "CreateRole",
      Version: "2010-05-08",
      RoleName: "functions",
      Path: "/",
      AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: trust }),
    });
    const authorization = "AWS4-HMAC-SHA256 Credential=testing/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=none";
    const response = await fetch(this.#moto, { method: "POST", body, headers: { authorization } });
    if (!response.ok) throw new Error(`moto makes no role: ${await response.text()}`);
    return `arn:aws:iam::${account}:role/functions`;
  }
}
