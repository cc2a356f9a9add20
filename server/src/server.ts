/** The methods of the Language Server Protocol, each led to a plain function. */

import {
  type CancellationToken,
  type CodeAction,
  type Connection,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  ErrorCodes,
  type InitializeParams,
  type Location,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import { serverCapabilities, supportOf } from "./capabilities.ts";
import type { Item } from "./checklist/item.ts";
import { itemGuide } from "./checklistGuide.ts";
import { answerParams, exportParams, guideParams, historyParams, reportParams } from "./checklistParams.ts";
import { serveDeployed } from "./deployedRequests.ts";
import { Documentation } from "./documentation.ts";
import { definitions } from "./features/definition.ts";
import type { Files } from "./files.ts";
import { hover } from "./hover.ts";
import { initParser } from "./parse/parser.ts";
import {
  type Checklist,
  type ChecklistAnswerResult,
  type ChecklistHistoryParams,
  type ChecklistHistoryPoint,
  checklistAnswerRequest,
  checklistExportRequest,
  checklistGuideRequest,
  checklistHistoryRequest,
  checklistReportRequest,
  checklistRequest,
  type RuleDocumentation,
  type RuleDocumentationParams,
  ruleDocumentationRequest,
} from "./protocol.ts";
import { type Answering, type Ask, asking } from "./requests.ts";
import type { Rule } from "./rules/rule.ts";
import { Session } from "./session.ts";
import { unusedSuppression } from "./suppressUnused.ts";

export interface ServerOptions {
  readonly rules: readonly Rule[];
  /** The items of the checklist, in the guide's order. */
  readonly items: readonly Item[];
  readonly files: Files;
  /** Where the running code is; the rules' pages and the package's manifest are found from there. */
  readonly directory: string;
}

/** Serves one client until it says goodbye. */
export function serve(connection: Connection, options: ServerOptions): void {
  const documentation = new Documentation(options.files, options.directory);
  let session: Session | undefined;

  connection.onInitialize(async (params: InitializeParams) => {
    await initParser();
    session = new Session(connection, supportOf(params), documentation, options);
    session.open(params);
    return { capabilities: serverCapabilities, serverInfo: { name: "lambda-ready", version: documentation.info.version } };
  });
  connection.onInitialized(() => void session?.begin());
  connection.onShutdown(() => session?.end());

  /** Answers when earlier messages are through and the request is still wanted; a failure is logged and answered with nothing. */
  const answer = <P, R>(name: string, nothing: R, make: (session: Session, params: P, token: CancellationToken) => R | Promise<R>) => {
    return async (params: P, token: CancellationToken): Promise<R | ResponseError<never>> => {
      if (!session) return new ResponseError(ErrorCodes.ServerNotInitialized, "not initialized");
      await session.ready();
      if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
      try {
        return await make(session, params, token);
      } catch (error) {
        connection.console.error(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        return nothing;
      }
    };
  };

  const noReport: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
  connection.languages.diagnostics.on(answer("textDocument/diagnostic", noReport, (now, params) => now.diagnose(params)));

  connection.languages.diagnostics.onWorkspace(async (params, token, _work, partial) => {
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const report = (item: WorkspaceDocumentDiagnosticReport): void => {
      if (partial) partial.report({ items: [item] });
      else items.push(item);
    };
    const nothing: WorkspaceDiagnosticReport = { items };
    const collect = answer("workspace/diagnostic", nothing, async (now: Session) => {
      await now.diagnoseWorkspace(report, token);
      return nothing;
    });
    return collect(params, token);
  });

  connection.onCodeAction(
    answer("textDocument/codeAction", [], (now, params) => now.actions.actions(now.uris.path(params.textDocument.uri), params)),
  );
  connection.onCodeActionResolve(async (action, token) => {
    return answer("codeAction/resolve", action, (now: Session, chosen: CodeAction) => now.actions.resolve(chosen))(action, token);
  });
  connection.onHover(
    answer("textDocument/hover", null, (now, { textDocument, position }) => {
      const path = now.uris.path(textDocument.uri);
      const findings = now.workspace.analyse(path)?.findings ?? [];
      return hover({ findings, ...now.functionsAt(path, position) }, position, documentation, now.support);
    }),
  );
  connection.onDefinition(
    answer("textDocument/definition", null, (now, { textDocument, position }) => {
      const { mentions, uris } = now.functionsAt(now.uris.path(textDocument.uri), position);
      // The library's type knows a list of the one kind only.
      return definitions(mentions, uris, now.support.definitionLinks) as Location[];
    }),
  );
  connection.onCodeLens(answer("textDocument/codeLens", [], (now, { textDocument }) => now.lenses.of(now.uris.path(textDocument.uri))));
  connection.onRequest(ruleDocumentationRequest, ({ rule }: RuleDocumentationParams) =>
    ruleDocumentation(rule, options.rules, documentation),
  );
  const ask = asking(connection, answer);
  serveChecklist(connection, options, documentation, answer, ask);
  serveDeployed(connection, ask, () => session);
  connection.listen();
}

function serveChecklist(
  connection: Connection,
  { items, rules }: ServerOptions,
  documentation: Documentation,
  answer: Answering,
  ask: Ask,
): void {
  const nothing: Checklist = { state: "ready", items: [], functions: [], problems: [] };
  const unwritten: ChecklistAnswerResult = { problem: "The answer could not be written: see the output of Lambda Ready.", place: null };
  const checklist = answer(checklistRequest, nothing, (now) => now.checklists.checklist());
  // Without params the library hands over the token alone.
  connection.onRequest(checklistRequest, (...given: unknown[]) => checklist(undefined, given.at(-1) as CancellationToken));
  ask(checklistReportRequest, reportParams, null, (now, { id }) => now.checklists.report(id));
  ask(checklistAnswerRequest, answerParams, unwritten, (now, params) => now.checklists.answer(params));
  ask(checklistExportRequest, exportParams, "", (now, params) => now.checklists.export(params));
  ask<ChecklistHistoryParams, readonly ChecklistHistoryPoint[]>(checklistHistoryRequest, historyParams, [], (now, params) =>
    now.checklists.history(params),
  );
  ask(checklistGuideRequest, guideParams, null, (_, { item }) => itemGuide(item, items, rules, documentation));
}

function ruleDocumentation(id: string, rules: readonly Rule[], documentation: Documentation): RuleDocumentation | null {
  const rule = [...rules, unusedSuppression].find((one) => one.id === id);
  const markdown = rule && documentation.page(rule);
  return rule && markdown ? { rule: rule.id, title: rule.title, markdown, url: documentation.url(rule) } : null;
}
