/** Whom the tools ask, and how long they wait for an answer. */
import type * as vscode from "vscode";
import { type Checklist, checklistRequest, type MetricWindow } from "../../../server/src/protocol.ts";
import type { Deployed } from "../deployed/contract.ts";
import type { Paths } from "./text.ts";

/** The language server, as far as it is asked. */
export interface AskedServer {
  readonly state: "off" | "starting" | "running" | "failed";
  readonly onDidChange: vscode.Event<void>;
  readonly onDidChangeChecklist: vscode.Event<unknown>;
  request<T>(method: string, params?: object): Promise<T | undefined>;
}

/** The deployed functions, as far as they are known: nothing here asks AWS. */
export type KnownDeployed = Pick<
  Deployed,
  "state" | "failure" | "connection" | "functions" | "window" | "of" | "facts" | "known" | "failureOf" | "report"
>;

export interface Sources {
  readonly server: AskedServer;
  readonly deployed: KnownDeployed;
  readonly paths: Paths;
  /** The files of the workspace that are meant by a path or the end of one. */
  files(path: string): Promise<readonly string[]>;
  /** Milliseconds of the epoch. */
  now(): number;
}

export interface FindingsInput {
  readonly function?: string;
  readonly file?: string;
}

export interface ChecklistInput {
  readonly function: string;
}

export interface MetricsInput {
  readonly function: string;
  readonly window?: MetricWindow;
}

/** A workspace that takes longer than this to read is answered for as far as it is read. */
const patience = 60_000;

/** The checklist once the workspace is read; undefined where nobody answers. */
export async function settledChecklist(server: AskedServer, token: vscode.CancellationToken): Promise<Checklist | undefined> {
  const limit = Date.now() + patience;
  for (;;) {
    const change = nextChange(server, token, limit);
    try {
      const checklist = await server.request<Checklist>(checklistRequest);
      const isOver = token.isCancellationRequested || Date.now() >= limit;
      if (checklist?.state !== "reading" || isOver) return checklist;
      await change.happened;
    } finally {
      change.dispose();
    }
  }
}

/** Listens from now on, so that what changes while a question is under way is not missed. */
function nextChange(
  server: AskedServer,
  token: vscode.CancellationToken,
  limit: number,
): vscode.Disposable & { readonly happened: Promise<void> } {
  let happen = (): void => {};
  const happened = new Promise<void>((resolve) => {
    happen = resolve;
  });
  const subscriptions = [server.onDidChangeChecklist(happen), server.onDidChange(happen), token.onCancellationRequested(happen)];
  const timer = setTimeout(happen, Math.max(0, limit - Date.now()));
  return {
    happened,
    dispose: () => {
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

/** Why the server has no answer. */
export function silence({ state }: AskedServer): string {
  if (state === "off") return "Lambda Ready is turned off in this workspace (setting lambdaReady.enable).";
  return 'Lambda Ready\'s language server does not run, so nothing can be said. A person can run the command "Lambda Ready: Restart Server".';
}

/** What has to be said before an answer that may not be the whole one. */
export function reservation({ state }: Checklist): string | undefined {
  return state === "reading" ? "The workspace is still being read: functions and findings may be missing." : undefined;
}
