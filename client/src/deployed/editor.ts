/** The store in VS Code: settings, trust, the server, and the AWS bundle, which is loaded when it is first needed and not before. */
import { createRequire } from "node:module";
import * as vscode from "vscode";
import {
  type DeployedMatch,
  type DeployedReport,
  deployedMatchesRequest,
  deployedNotification,
  deployedReportRequest,
} from "../../../server/src/protocol.ts";
import type { AwsModule } from "../../aws/contract.ts";
import type { ChecklistStore } from "../checklist/store.ts";
import type { Server } from "../languageClient.ts";
import { registerActions } from "./actions.ts";
import { askMfaCode } from "./mfa.ts";
import type { Outside } from "./outside.ts";
import { connectionSettings, windowSetting } from "./settings.ts";
import { ConnectionItem } from "./statusBar.ts";
import { DeployedFunctions } from "./store.ts";
import { DeployedView } from "./view.ts";

/** How long questions gather before they are asked together, in milliseconds: VS Code asks for rows one after another. */
const moment = 20;

/** The AWS bundle. Node.js keeps what was loaded. */
export function awsModule(context: vscode.ExtensionContext): AwsModule {
  const file = context.asAbsolutePath("dist/aws.cjs");
  return createRequire(file)(file) as AwsModule;
}

/** The store, its view and what follows the world; whoever made it disposes `subscription`. */
export interface DeployedParts {
  readonly deployed: DeployedFunctions;
  readonly view: DeployedView;
  readonly item: ConnectionItem;
  readonly subscription: vscode.Disposable;
}

export function createDeployed(context: vscode.ExtensionContext, server: Server, checklist: ChecklistStore): DeployedParts {
  const deployed = new DeployedFunctions(outside(context, server), windowSetting());
  const view = new DeployedView(deployed, checklist);
  const item = new ConnectionItem(deployed);
  const subscription = vscode.Disposable.from(
    deployed,
    view,
    item,
    ...registerActions({ view, server, checklist, aws: () => awsModule(context) }),
    ...follow(deployed, server, checklist),
  );
  return { deployed, view, item, subscription };
}

/** What the store follows. */
function follow(deployed: DeployedFunctions, server: Server, checklist: ChecklistStore): { dispose(): void }[] {
  return [
    deployed.onDidChange(() => {
      // The rows have the names of the workspace's functions.
      if (deployed.state !== "closed" && !checklist.isWanted) void checklist.want();
    }),
    followWorkspace(deployed, checklist),
    followServer(deployed, server),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void deployed.reconnect()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      const changed = (...names: string[]) => names.some((name) => event.affectsConfiguration(`lambdaReady.deployed.${name}`));
      if (changed("window")) deployed.setWindow(windowSetting());
      if (changed("profile", "region", "endpoint")) void deployed.reconnect();
    }),
  ];
}

function outside(context: vscode.ExtensionContext, server: Server): Outside {
  return {
    get isTrusted() {
      return vscode.workspace.isTrusted;
    },
    connect: async () => awsModule(context).connect({ ...connectionSettings(), environment: process.env, mfaCode: askMfaCode }),
    matches: (functions) => server.request<readonly DeployedMatch[]>(deployedMatchesRequest, { functions }),
    report: (params) => server.request<DeployedReport>(deployedReportRequest, params),
    tell: (params) => void server.notify(deployedNotification, params).catch((error) => server.logError(error)),
    onError: (error) => server.logError(error),
    now: Date.now,
    soon: (run) => setTimeout(run, moment),
  };
}

/** Matches anew when functions come or go; when they only are others, what is said of them may be. */
function followWorkspace(deployed: DeployedFunctions, checklist: ChecklistStore): { dispose(): void } {
  let before = "";
  return checklist.onDidChange((changed) => {
    const ids = (checklist.checklist?.functions ?? []).map(({ id }) => id).join("\n");
    if (ids !== before || changed === "all") void deployed.workspaceChanged();
    else deployed.templatesChanged(changed);
    before = ids;
  });
}

function followServer(deployed: DeployedFunctions, server: Server): vscode.Disposable {
  let before = server.state;
  return server.onDidChange(() => {
    const { state } = server;
    if (state === "running" && before !== "running") void deployed.serverStarted();
    before = state;
  });
}
