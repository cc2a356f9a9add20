/** A client that shows deployed functions, and the checklist beside them. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import {
  type Checklist,
  type ChecklistChangedParams,
  type ChecklistFunction,
  type ChecklistReport,
  type ChecklistReportItem,
  checklistChangedNotification,
  checklistReportRequest,
  checklistRequest,
  type DeployedConfiguration,
  type DeployedFunction,
  type DeployedMatch,
  type DeployedParams,
  type DeployedReport,
  deployedMatchesRequest,
  deployedNotification,
  deployedReportRequest,
  type FunctionFindings,
  functionFindingsRequest,
  type MatchByHandResult,
  matchByHandRequest,
} from "../../server/src/protocol.ts";
import { Client, type ClientOptions } from "./client.ts";

const CONFIGURATION: DeployedConfiguration = {
  runtime: "python3.13",
  handler: "app.handler",
  packageType: "Zip",
  codeSize: 1024,
  timeout: 10,
  memory: 256,
  environmentKeys: [],
  layers: [],
  deadLetterTarget: null,
  subnets: 0,
  lastModified: "2026-11-20T10:00:00.000+0000",
};

/** What AWS says of a function; what is not given was not asked for. */
export function deployed(
  name: string,
  facts: Partial<Omit<DeployedFunction, "configuration">> = {},
  configuration: Partial<DeployedConfiguration> = {},
): DeployedFunction {
  const known = { name, region: "eu-west-1", readAt: "2026-11-23T12:00:00Z" };
  return { ...known, ...facts, configuration: { ...CONFIGURATION, ...configuration } };
}

export class DeployedClient {
  readonly client: Client;
  readonly #told: (readonly string[] | null)[] = [];
  #hear: () => void = () => undefined;

  private constructor(client: Client) {
    this.client = client;
    client.connection.onNotification(checklistChangedNotification, ({ ids }: ChecklistChangedParams) => {
      this.#told.push(ids);
      this.#hear();
    });
  }

  static async start(test: TestContext, options: ClientOptions): Promise<DeployedClient> {
    return new DeployedClient(await Client.start(test, { server: "server/src/main.ts", ...options }));
  }

  matches(...functions: (string | { name: string; stack?: string; logicalId?: string })[]): Promise<DeployedMatch[]> {
    const asked = functions.map((each) => (typeof each === "string" ? { name: each } : each));
    return this.client.connection.sendRequest(deployedMatchesRequest, { functions: asked });
  }

  report(id: string | null, facts: DeployedFunction): Promise<DeployedReport> {
    return this.client.connection.sendRequest(deployedReportRequest, { id, deployed: facts });
  }

  byHand(id: string, name: string | null): Promise<MatchByHandResult> {
    return this.client.connection.sendRequest(matchByHandRequest, { id, deployed: name });
  }

  findings(id: string): Promise<FunctionFindings | null> {
    return this.client.connection.sendRequest(functionFindingsRequest, { id });
  }

  /** Tells what is deployed. @returns what the server tells of it: whatever it tells comes before its next answer */
  async tell(...functions: DeployedParams["functions"]): Promise<(readonly string[] | null)[]> {
    this.#told.length = 0;
    await this.client.connection.sendNotification(deployedNotification, { functions } satisfies DeployedParams);
    await this.checklist();
    return this.#told.splice(0);
  }

  /** Waits until the server tells that something of checklists is another. */
  async settled(): Promise<void> {
    while (this.#told.length === 0) await new Promise<void>((resolve) => (this.#hear = resolve));
    this.#told.length = 0;
  }

  async checklist(): Promise<Checklist> {
    await this.matches(); // Settles when all functions are known.
    return this.client.connection.sendRequest(checklistRequest);
  }

  async function(name: string): Promise<ChecklistFunction> {
    const { functions } = await this.checklist();
    const found = functions.find((each) => each.name === name);
    assert.ok(found, `no ${name} among ${functions.map((each) => each.name).join()}`);
    return found;
  }

  async item(id: string, item: string): Promise<ChecklistReportItem> {
    const report = await this.client.connection.sendRequest<ChecklistReport | null>(checklistReportRequest, { id });
    const found = report?.items.find((each) => each.id === item);
    assert.ok(found);
    return found;
  }
}
