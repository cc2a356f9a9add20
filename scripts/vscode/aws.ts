/** AWS for the suites inside VS Code: the emulator, with an address at which a suite says what shall go wrong and asks what was requested. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Emulator, startEmulator } from "../aws/emulator.ts";
import type { FaultKind } from "../aws/faults.ts";
import { manyFunctions } from "../aws/seeds/manyFunctions.ts";
import type { Seed } from "../aws/seeds/seed.ts";

/** What the suite may ask of the emulator, as JSON to `LAMBDA_READY_AWS`. */
export type AwsQuestion =
  | { readonly ask: "requests" }
  | { readonly ask: "forget" }
  | { readonly ask: "clear" }
  | { readonly ask: "fault"; readonly action: string; readonly kind: FaultKind };

/** More than a page of ListFunctions. */
const others = 60;

/** The function of test/vscode/workspace/sam as it would be deployed: with less memory than its template says, and failing. */
const workspace: Seed = async (world) => {
  const name = "sam-ShipOrders-1A2B3C4D5E6F";
  await world.deploy({
    FunctionName: name,
    Handler: "app.lambda_handler",
    MemorySize: 256,
    Timeout: 3,
    Tags: { "aws:cloudformation:stack-name": "sam", "aws:cloudformation:logical-id": "ShipOrders" },
  });
  const traffic = { peak: 5, rhythm: "day", duration: { median: 400, spread: 0.3 }, memory: 256, timeout: 3, errorRate: 0.2 } as const;
  world.invoke(name, { ...traffic, memoryUsed: { typical: 90, spread: 5 }, coldStarts: { rate: 0.02, init: 300 } });
  const alarm = { Namespace: "AWS/Lambda", MetricName: "Errors", Statistic: "Sum", Period: 300, EvaluationPeriods: 1 } as const;
  const condition = { Threshold: 1, ComparisonOperator: "GreaterThanOrEqualToThreshold" } as const;
  const Dimensions = [{ Name: "FunctionName", Value: name }];
  await world.alarm({ AlarmName: "ship-orders-errors", ...alarm, ...condition, Dimensions }, "ALARM");
};

const config = `[default]
region = eu-west-1

[profile dev]
region = eu-west-1

[profile people]
sso_session = company
sso_account_id = 123456789012
sso_role_name = reader
region = eu-west-1

[sso-session company]
sso_start_url = https://company.awsapps.com/start
sso_region = eu-west-1
`;
const credentials = `[dev]
aws_access_key_id = testing
aws_secret_access_key = testing
`;

export interface AwsForSuites {
  /** What VS Code is to be started with. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export async function startAws(): Promise<AwsForSuites> {
  const emulator = await startEmulator({ seeds: [workspace, manyFunctions(others)] });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.end(JSON.stringify(answer(emulator, JSON.parse(Buffer.concat(chunks).toString()) as AwsQuestion) ?? null));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const home = mkdtempSync(path.join(tmpdir(), "lambda-ready-aws-"));
  writeFileSync(path.join(home, "config"), config);
  writeFileSync(path.join(home, "credentials"), credentials);
  return {
    environment: {
      ...emulator.environment,
      AWS_CONFIG_FILE: path.join(home, "config"),
      AWS_SHARED_CREDENTIALS_FILE: path.join(home, "credentials"),
      LAMBDA_READY_AWS: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
    stop: async () => {
      rmSync(home, { recursive: true, force: true });
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await emulator.stop();
    },
  };
}

function answer({ faults, requests }: Emulator, question: AwsQuestion): unknown {
  switch (question.ask) {
    case "requests":
      return requests.map(({ action }) => action);
    case "forget":
      requests.length = 0;
      return undefined;
    case "fault":
      faults.set(question.action, question.kind);
      return undefined;
    case "clear":
      return faults.clear();
  }
}
