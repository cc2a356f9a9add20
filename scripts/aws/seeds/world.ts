/** What seeds are sown with: the emulator's AWS, asked with AWS's own clients. */
import { CreateFunctionCommand, type CreateFunctionCommandInput, LambdaClient } from "@aws-sdk/client-lambda";
import type { MetricStore } from "../metrics/store.ts";
import { tellLambdaMetrics } from "../traffic/lambdaMetrics.ts";
import { Invocations, type Traffic } from "../traffic/traffic.ts";

export interface WorldOptions {
  /** The front's. */
  readonly endpoint: string;
  readonly moto: string;
  readonly region: string;
  readonly store: MetricStore;
  /** Seconds of the epoch. */
  readonly started: number;
}

/** moto's account. */
export const account = "123456789012";

export class World {
  readonly region: string;
  readonly started: number;
  readonly store: MetricStore;
  readonly lambda: LambdaClient;
  readonly #moto: string;
  #role: Promise<string> | undefined;

  constructor({ endpoint, moto, region, store, started }: WorldOptions) {
    this.region = region;
    this.started = started;
    this.store = store;
    this.#moto = moto;
    this.lambda = new LambdaClient({ endpoint, region, credentials: { accessKeyId: "testing", secretAccessKey: "testing" } });
  }

  /** Deploys a function; what is not said is as SAM would have it. */
  async deploy(input: Partial<CreateFunctionCommandInput> & { readonly FunctionName: string }): Promise<void> {
    const Role = await (this.#role ??= this.#createRole());
    const Code = { ZipFile: new TextEncoder().encode(input.FunctionName) };
    await this.lambda.send(new CreateFunctionCommand({ Runtime: "python3.13", Handler: "app.handler", Role, Code, ...input }));
  }

  /** Has the function be invoked from 70 days ago on. */
  invoke(name: string, traffic: Traffic): Invocations {
    const invocations = new Invocations(name, traffic, this.started);
    tellLambdaMetrics(this.store, name, invocations);
    return invocations;
  }

  close(): void {
    this.lambda.destroy();
  }

  /** moto has functions only with a role that is there. IAM is not among what we ask, so it is asked by hand. */
  async #createRole(): Promise<string> {
    const trust = {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
    };
    const body = new URLSearchParams({
      Action: "CreateRole",
      Version: "2010-05-08",
      RoleName: "functions",
      Path: "/",
      AssumeRolePolicyDocument: JSON.stringify(trust),
    });
    const authorization = `AWS4-HMAC-SHA256 Credential=testing/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=none`;
    const response = await fetch(this.#moto, { method: "POST", body, headers: { authorization } });
    if (!response.ok) throw new Error(`moto makes no role: ${await response.text()}`);
    return `arn:aws:iam::${account}:role/functions`;
  }
}
