/** Activation: register what is cheap, start the server, wait for nothing. */
import type * as vscode from "vscode";
import { type Reports, registerReport } from "./checklist/panel.ts";
import { Readiness } from "./checklist/readiness.ts";
import { registerCommands } from "./commands.ts";
import { registerMetricsCodeLens } from "./deployed/codeLens.ts";
import type { Deployed } from "./deployed/contract.ts";
import { createDeployed, type DeployedParts } from "./deployed/editor.ts";
import { registerMetricsHover } from "./deployed/hover.ts";
import { registerDocumentation } from "./documentation.ts";
import { Server } from "./languageClient.ts";
import { StatusItem } from "./statusItem.ts";
import { registerTools } from "./tools/tools.ts";

/** What tests (and other extensions) may hold on to. */
export interface Api {
  /** How long `activate` took, in milliseconds. */
  readonly activationTime: number;
  /** Settles when the server answers for the first time; at once where Lambda Ready is turned off. */
  readonly ready: Promise<void>;
  /** The readiness view. */
  readonly readiness: Readiness;
  /** The readiness report. */
  readonly reports: Reports;
  /** What is deployed. */
  readonly deployed: Deployed;
  /** Its view and its item in the status bar. */
  readonly deployedParts: DeployedParts;
}

let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): Api {
  const began = performance.now();
  server = new Server(context);
  const readiness = new Readiness(context, server);
  const deployedParts = createDeployed(context, server, readiness.store);
  const { deployed, subscription } = deployedParts;
  const reports = registerReport(context, server, readiness.store, deployed);
  const status = new StatusItem(server, readiness.store);
  const others = [registerDocumentation(server), ...registerCommands(context, server), registerTools(server, deployed)];
  const atHandlers = [
    registerMetricsCodeLens(deployed, readiness.store, (text) => server?.logError(text)),
    registerMetricsHover(deployed, readiness.store),
  ];
  context.subscriptions.push(server, readiness, subscription, reports, status, ...others, ...atHandlers);
  const ready = server.start();
  return { activationTime: performance.now() - began, ready, readiness, reports, deployed, deployedParts };
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
