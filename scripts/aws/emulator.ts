/**
 * AWS for the tests and for the demo, on this machine: moto with a server in front that checks every request and every answer against AWS's
 * own models and supplies what moto lacks. Answers Lambda, CloudWatch, CloudWatch Logs and tagging in the protocols of the v3 clients, of
 * boto3 and of the `aws` command; nothing leaves the machine, and no signature is looked at.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Faults } from "./faults.ts";
import { type FrontOptions, type Logged, respond } from "./front.ts";
import { LambdaSupplies } from "./lambda.ts";
import { logsSupplies } from "./logs/logs.ts";
import { LogStore } from "./logs/store.ts";
import { MetricData } from "./metrics/data.ts";
import { MetricStore } from "./metrics/store.ts";
import { startMoto } from "./moto.ts";
import type { Seed } from "./seeds/seed.ts";
import { World } from "./seeds/world.ts";
import { Tagging } from "./tagging.ts";

export interface EmulatorOptions {
  /** What is deployed; nothing unless told. */
  readonly seeds?: readonly Seed[];
  /** The region it is deployed in. */
  readonly region?: string;
  /** Now, milliseconds of the epoch: a fixed one makes figures the same each time. */
  readonly now?: () => number;
  /** 0: any free port. */
  readonly port?: number;
}

export interface Emulator {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly region: string;
  /** Environment variables with which a client finds the emulator and signs for it. */
  readonly environment: Readonly<Record<string, string>>;
  /** What goes wrong on purpose. */
  readonly faults: Faults;
  /** Every request understood since the seeds were sown, or since `requests.length = 0`. */
  readonly requests: Logged[];
  /** Sows something more. */
  sow(seed: Seed): Promise<void>;
  /** @throws where a request or an answer did not fit AWS's model: the test fails even if nobody saw the error. */
  stop(): Promise<void>;
}

/** Starts the emulator. @returns when it answers and the seeds are sown. @throws Unavailable where moto cannot be had. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { now = Date.now, region = "eu-west-1" } = options;
  const moto = await startMoto();
  const store = new MetricStore();
  const logs = new LogStore();
  const tagging = new Tagging();
  const lambda = new LambdaSupplies(tagging);
  const metrics = new MetricData(store, now);
  const faults = new Faults();
  const supplies = new Map([...lambda.supplies, ...tagging.supplies, ...metrics.supplies, ...logsSupplies(logs, now)]);
  const front: FrontOptions = { moto: moto.endpoint, faults, supplies, requests: [], misfits: [] };
  const server = createServer((request, response) => void serve(request, response, front));
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const environment = environmentOf(endpoint, region);
  const world = new World({
    endpoint,
    moto: moto.endpoint,
    region,
    metrics: store,
    logs,
    configurations: lambda.configurations,
    started: now(),
  });
  const emulator: Emulator = {
    endpoint,
    region,
    environment,
    faults,
    requests: front.requests,
    sow: async (seed) => {
      await seed(world);
      front.requests.length = 0;
    },
    stop: async () => {
      faults.clear();
      world.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await moto.stop();
      if (front.misfits.length > 0) throw new Error(`Not as AWS's models say:\n  ${front.misfits.join("\n  ")}`);
    },
  };
  try {
    for (const seed of options.seeds ?? []) await emulator.sow(seed);
  } catch (error) {
    await emulator.stop().catch(() => undefined);
    throw error;
  }
  return emulator;
}

/** The credentials are no secret: the emulator takes any. */
function environmentOf(endpoint: string, region: string): Readonly<Record<string, string>> {
  return {
    AWS_ACCESS_KEY_ID: "testing",
    AWS_SECRET_ACCESS_KEY: "testing",
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ENDPOINT_URL: endpoint,
    AWS_EC2_METADATA_DISABLED: "true",
  };
}

async function serve(request: IncomingMessage, response: ServerResponse, front: FrontOptions): Promise<void> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return; // The client went away.
  }
  const { method = "GET", url = "/", headers } = request;
  const answer = await respond({ method, path: url, headers, body: Buffer.concat(chunks) }, front);
  if (!answer) return void request.socket.destroy();
  response.writeHead(answer.status, { ...answer.headers, "x-amzn-requestid": crypto.randomUUID() });
  response.end(answer.body);
}
