/** What the client can do, as it says, and what the server offers it. */
import {
  CodeActionKind,
  type InitializeParams,
  MarkupKind,
  PositionEncodingKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { type CodeActionSupport, FIX_ALL_KIND } from "./codeActions.ts";
import type { DiagnosticSupport } from "./diagnostics.ts";
import type { HoverSupport } from "./hover.ts";
import type { InitializationOptions } from "./protocol.ts";

export interface ClientSupport extends DiagnosticSupport, CodeActionSupport, HoverSupport {
  /** It asks for diagnostics; others are sent them. */
  readonly pull: boolean;
  /** It can be told to ask again. */
  readonly refresh: boolean;
  /** It can be asked for settings. */
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly workspaceFolders: boolean;
  /** It can be told to ask for the lines above handlers again. */
  readonly lensRefresh: boolean;
  /** Definitions may say what they are the definition of. */
  readonly definitionLinks: boolean;
}

export function supportOf({ capabilities, initializationOptions }: InitializeParams): ClientSupport {
  const { workspace, textDocument } = capabilities;
  const given = initializationOptions as InitializationOptions | null | undefined;
  // What may come with a diagnostic is said once for pull and once for push.
  const shown = textDocument?.diagnostic?.relatedInformation === undefined ? textDocument?.publishDiagnostics : textDocument.diagnostic;
  return {
    pull: textDocument?.diagnostic !== undefined,
    refresh: workspace?.diagnostics?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    relatedInformation: shown?.relatedInformation === true,
    codeDescription: shown?.codeDescriptionSupport === true,
    tags: shown?.tagSupport !== undefined,
    resolve: textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true && textDocument.codeAction.dataSupport === true,
    versioned: workspace?.workspaceEdit?.documentChanges === true,
    createFiles: workspace?.workspaceEdit?.resourceOperations?.includes("create") === true,
    markdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
    lensRefresh: workspace?.codeLens?.refreshSupport === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    commandLinks: given?.commandLinks === true,
  };
}

export const serverCapabilities: ServerCapabilities = {
  positionEncoding: PositionEncodingKind.UTF16,
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
  diagnosticProvider: { identifier: "lambda-ready", interFileDependencies: true, workspaceDiagnostics: true },
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND], resolveProvider: true },
  hoverProvider: true,
  definitionProvider: true,
  codeLensProvider: { resolveProvider: false },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};
