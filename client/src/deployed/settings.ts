/** The settings of the connection: those of the workspace's first folder, else the person's. In a workspace that is not trusted its own do not count. */
import * as vscode from "vscode";
import { METRIC_WINDOWS, type MetricWindow } from "../../../server/src/protocol.ts";
import type { ConnectionOptions } from "../../aws/contract.ts";

const section = "lambdaReady.deployed";

function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(section, vscode.workspace.workspaceFolders?.[0]);
}

/** Undefined: as the environment or the profile says. */
function text(name: string): string | undefined {
  return settings().get<string>(name)?.trim() || undefined;
}

export function connectionSettings(): Pick<ConnectionOptions, "profile" | "region" | "endpoint"> {
  return { profile: text("profile"), region: text("region"), endpoint: text("endpoint") };
}

export function windowSetting(): MetricWindow {
  const value = settings().get<string>("window");
  return METRIC_WINDOWS.find((window) => window === value) ?? "24h";
}

/** Writes a setting of the folder, or the person's own where no folder is open. Undefined takes it away. */
export async function writeSetting(name: "profile" | "region" | "window", value: string | undefined): Promise<void> {
  const { Global, WorkspaceFolder } = vscode.ConfigurationTarget;
  await settings().update(name, value, vscode.workspace.workspaceFolders ? WorkspaceFolder : Global);
}
