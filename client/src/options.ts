/** What the language client is told: which documents, when to ask, how to look, and to keep quiet when something fails. */

import type { Diagnostic } from "vscode";
import * as vscode from "vscode";
import type { CloseAction, ErrorAction, ErrorHandler, LanguageClientOptions } from "vscode-languageclient/node";
import type { InitializationOptions } from "../../server/src/protocol.ts";
import { documentationLink } from "./documentation.ts";
import { ruleOf } from "./findings.ts";
import { selector } from "./languages.ts";

/** The enums of the client library, which is loaded late. */
export interface ClientEnums {
  readonly CloseAction: typeof CloseAction;
  readonly ErrorAction: typeof ErrorAction;
}

const restartsAllowed = 3;
const restartWindow = 3 * 60 * 1000;

/** Restarts a server that ends by itself, a few times; says so in the output and never in a toast. */
function quietErrors({ CloseAction, ErrorAction }: ClientEnums, output: vscode.LogOutputChannel): ErrorHandler {
  const ends: number[] = [];
  return {
    error: (error, _message, count = 0) => {
      output.error(error);
      return { action: count <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true };
    },
    closed: () => {
      const now = Date.now();
      ends.push(now);
      const recent = ends.filter((end) => now - end < restartWindow).length;
      const restart = recent <= restartsAllowed;
      output.warn(restart ? "The server ended and is started again." : `The server ended ${recent} times and is left alone.`);
      return { action: restart ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true };
    },
  };
}

function runsOnSave(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration("lambdaReady", document).get("run") === "onSave";
}

/** Makes the rules' ids in the Problems panel and the hover links to their pages. */
function linkCodes<T extends { items?: Diagnostic[] } | { kind: string } | null | undefined>(report: T): T {
  if (!report || !("items" in report)) return report;
  for (const diagnostic of report.items ?? []) {
    const id = ruleOf(diagnostic);
    diagnostic.code = { value: id, target: documentationLink(id) };
  }
  return report;
}

export function clientOptions(output: vscode.LogOutputChannel, enums: ClientEnums): LanguageClientOptions {
  return {
    documentSelector: [...selector],
    initializationOptions: { commandLinks: true } satisfies InitializationOptions,
    outputChannel: output,
    traceOutputChannel: output,
    markdown: { isTrusted: { enabledCommands: ["lambdaReady.showDocumentation"] } },
    diagnosticPullOptions: {
      onChange: true,
      onSave: true,
      filter: (document, mode) => mode === "onType" && runsOnSave(document),
    },
    errorHandler: quietErrors(enums, output),
    initializationFailedHandler: () => false,
    middleware: {
      provideDiagnostics: async (document, previous, token, next) => linkCodes(await next(document, previous, token)),
      provideWorkspaceDiagnostics: async (previous, token, report, next) => {
        const result = await next(previous, token, (chunk) => {
          chunk?.items.forEach(linkCodes);
          report(chunk);
        });
        result?.items.forEach(linkCodes);
        return result;
      },
    },
  };
}
