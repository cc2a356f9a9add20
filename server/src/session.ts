/** One client's session: its folders, documents and settings, and when it is told that something is new. */
import {
  type CancellationToken,
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type FileChangeType,
  type InitializeParams,
  TextDocuments,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { ClientSupport } from "./capabilities.ts";
import { ChecklistService } from "./checklistService.ts";
import { CodeActions } from "./codeActions.ts";
import { DeployedService } from "./deployedService.ts";
import { DiagnosticWriter } from "./diagnostics.ts";
import type { Documentation } from "./documentation.ts";
import { fetchEditorSettings } from "./editorSettings.ts";
import { mentionsAt } from "./features/functionsAt.ts";
import { isText } from "./files.ts";
import { type Folder, isConfigFile } from "./folder.ts";
import type { HoverSource } from "./hover.ts";
import { Lenses } from "./lenses.ts";
import type { Position } from "./lines.ts";
import { type ChecklistChangedParams, checklistChangedNotification, type InitializationOptions, statusNotification } from "./protocol.ts";
import { Publisher } from "./publisher.ts";
import type { ServerOptions } from "./server.ts";
import { defaultEditorSettings, type EditorSettings } from "./settings.ts";
import { Uris } from "./uris.ts";
import { MANY_FILES, WATCHED } from "./watchedFiles.ts";
import { Workspace } from "./workspace.ts";
import { WorkspaceReports } from "./workspaceReports.ts";

export class Session {
  readonly support: ClientSupport;
  readonly workspace: Workspace;
  readonly uris = new Uris();
  readonly actions: CodeActions;
  readonly #connection: Connection;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #publisher: Publisher;
  readonly #workspaceReports: WorkspaceReports;
  readonly checklists: ChecklistService;
  readonly deployed: DeployedService;
  readonly lenses: Lenses;
  /** Open documents by path. */
  readonly #open = new Map<string, TextDocument>();
  #given: unknown;
  #configured: () => void = () => undefined;
  readonly #isConfigured = new Promise<void>((resolve) => {
    this.#configured = resolve;
  });

  constructor(connection: Connection, support: ClientSupport, documentation: Documentation, options: ServerOptions) {
    this.#connection = connection;
    this.support = support;
    this.workspace = new Workspace({ rules: options.rules, files: options.files, log: (message) => connection.console.error(message) });
    const writer = new DiagnosticWriter(this.uris, documentation, support);
    const version = (path: string): number | null => this.#open.get(path)?.version ?? null;
    this.actions = new CodeActions(this.workspace, writer, { uris: this.uris, version, text: (path) => this.#text(path) }, support);
    this.checklists = new ChecklistService({
      workspace: this.workspace,
      uris: this.uris,
      items: options.items,
      tell: (ids) => void connection.sendNotification(checklistChangedNotification, { ids } satisfies ChecklistChangedParams),
      changed: () => this.#checklistChanged(),
      fill: (folder) => this.#workspaceReports.fill(folder),
      log: (message) => connection.console.error(message),
    });
    this.deployed = new DeployedService({
      workspace: this.workspace,
      uris: this.uris,
      checklists: this.checklists,
      log: (message) => connection.console.error(message),
    });
    this.lenses = new Lenses({
      workspace: this.workspace,
      uris: this.uris,
      support,
      score: (folder, joined) => this.checklists.score(folder, joined),
      ask: () => {
        connection.sendRequest(CodeLensRefreshRequest.type).catch((error) => connection.console.error(String(error)));
      },
    });
    this.#workspaceReports = new WorkspaceReports(this.workspace, writer, this.uris, this.checklists);
    this.#publisher = new Publisher({
      connection,
      support,
      workspace: this.workspace,
      uris: this.uris,
      writer,
      version,
      answersProblems: () => this.checklists.problems(),
      settingsProblems: (folder, path, text) => this.deployed.settingsProblems(folder, path, text),
      settled: () => this.#settled(),
    });
  }

  /** Takes the folders and listens to documents; nothing is read yet. */
  open(params: InitializeParams): void {
    this.#given = (params.initializationOptions as InitializationOptions | null | undefined)?.settings;
    const single = params.rootUri ? [{ uri: params.rootUri, name: "" }] : [];
    for (const { uri } of params.workspaceFolders ?? single) this.workspace.addFolder(this.uris.path(uri), defaultEditorSettings);
    this.#documents.onDidOpen(({ document }) => this.#opened(document));
    this.#documents.onDidChangeContent(({ document }) => this.#changed(document));
    this.#documents.onDidSave(({ document }) => this.#saved(document));
    this.#documents.onDidClose(({ document }) => this.#closed(document));
    this.#documents.listen(this.#connection);
    this.#connection.onDidChangeConfiguration(({ settings }) => {
      this.#given = (settings as { lambdaReady?: unknown } | null | undefined)?.lambdaReady ?? this.#given;
      void this.#configure();
    });
    this.#connection.onDidChangeWatchedFiles(({ changes }) => this.#watched(changes));
  }

  /** The client is ready to be asked: registers, fetches the settings, reads the folders. */
  async begin(): Promise<void> {
    if (this.support.registersConfiguration)
      void this.#connection.client.register(DidChangeConfigurationNotification.type, { section: "lambdaReady" });
    if (this.support.registersWatchers) {
      const watchers = WATCHED.map((globPattern) => ({ globPattern }));
      void this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (this.support.workspaceFolders) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const { uri } of removed) this.workspace.removeFolder(this.uris.path(uri));
        for (const { uri } of added) this.workspace.addFolder(this.uris.path(uri), defaultEditorSettings);
        this.checklists.foldersChanged();
        void this.#configure();
      });
    }
    await this.#configure();
  }

  end(): void {
    this.workspace.stop();
    this.#publisher.stop();
  }

  /** Settles when the settings are known and messages that came before are through. */
  async ready(): Promise<void> {
    await this.#isConfigured;
    await new Promise((resolve) => setImmediate(resolve));
  }

  diagnose({ textDocument, previousResultId }: DocumentDiagnosticParams): DocumentDiagnosticReport {
    const path = this.uris.path(textDocument.uri);
    // Configuration files are pushed: their problems show whether or not they are open.
    if (isConfigFile(path)) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    return this.#publisher.pulled(path, previousResultId);
  }

  /** What is known of functions at a position of a file. */
  functionsAt(path: string, at: Position): Omit<HoverSource, "findings"> {
    const folder = this.workspace.folderOf(path);
    return { mentions: folder.covers(path) ? mentionsAt(folder.project, path, at) : [], project: folder.project, uris: this.uris };
  }

  async diagnoseWorkspace(report: (item: WorkspaceDocumentDiagnosticReport) => void, token: CancellationToken): Promise<void> {
    await this.#workspaceReports.collect((path) => this.#open.get(path)?.version ?? null, report, token);
    this.#tellStatus();
  }

  #opened(document: TextDocument): void {
    const path = this.uris.opened(document.uri, document.languageId);
    this.#open.set(path, document);
    this.#publisher.opened(path);
  }

  #changed(document: TextDocument): void {
    const path = this.uris.path(document.uri);
    this.workspace.setDocument(path, document.getText());
    this.checklists.changed(path);
    if (isConfigFile(path)) this.#settingsChanged();
    this.#publisher.changed();
  }

  /** Files that are not open are looked at again when what they depend on is saved: not at every key. */
  #saved(document: TextDocument): void {
    const path = this.uris.path(document.uri);
    this.#workspaceReports.changed(path);
    this.#publisher.saved(path);
  }

  #closed(document: TextDocument): void {
    const path = this.uris.path(document.uri);
    this.#publisher.closed(path);
    this.#open.delete(path);
    this.lenses.closed(path);
    this.workspace.closeDocument(path);
    this.checklists.changed(path);
    this.uris.closed(path);
    if (isConfigFile(path)) this.#settingsChanged();
    else this.#workspaceReports.closed(path);
  }

  #watched(changes: readonly { readonly uri: string; readonly type: FileChangeType }[]): void {
    const paths = changes.map(({ uri }) => this.uris.path(uri));
    for (const path of paths) {
      this.workspace.fileChanged(path);
      this.checklists.changed(path);
      if (paths.length <= MANY_FILES) this.#workspaceReports.changed(path);
    }
    if (paths.length > MANY_FILES) for (const folder of this.workspace.folders) this.#workspaceReports.allChanged(folder);
    if (paths.some(isConfigFile)) this.#settingsChanged();
    this.#publisher.changed();
  }

  #settled(): void {
    this.lenses.refresh();
    this.checklists.settle().catch((error) => this.#connection.console.error(`The checklist failed: ${String(error)}`));
  }

  /** Scores may be others, and functions that answers or settings name may be known. */
  #checklistChanged(): void {
    this.#publisher.sendProblems();
    this.lenses.refreshScores();
  }

  /** Fetches the editor's settings for every folder and reads folders that need it. */
  async #configure(): Promise<void> {
    this.workspace.setEditor(await this.#editorSettings(undefined));
    for (const folder of this.workspace.folders) folder.setEditor(await this.#editorSettings(folder));
    this.#settingsChanged();
    this.#configured();
    this.lenses.settingsChanged();
  }

  async #editorSettings(folder: Folder | undefined): Promise<EditorSettings> {
    const scope = this.support.configuration && { uri: folder && this.uris.uri(folder.root) };
    return fetchEditorSettings(this.#connection, scope, this.#given, this.workspace.ruleIds);
  }

  #settingsChanged(): void {
    for (const folder of this.workspace.folders) {
      const reopened = folder.reopenIfExcludesChanged();
      this.#workspaceReports.allChanged(folder);
      if (reopened || !folder.isComplete) void this.#read(folder);
    }
    this.#publisher.changed();
  }

  async #read(folder: Folder): Promise<void> {
    if (folder.isReading) return;
    this.#tellStatus("busy");
    try {
      if (!(await folder.scan())) return;
    } catch (error) {
      this.#connection.console.error(`${folder.root} could not be read: ${String(error)}`);
    }
    this.workspace.forgetAnalyses();
    this.#workspaceReports.allChanged(folder);
    this.#publisher.everythingChanged();
    this.#tellStatus();
  }

  #tellStatus(state?: "busy"): void {
    const { folders } = this.workspace;
    const files = folders.reduce((sum, folder) => sum + folder.project.sources().length, 0);
    const functions = folders.reduce((sum, folder) => sum + this.#workspaceReports.functions(folder), 0);
    const isBusy = state === "busy" || folders.some((folder) => folder.isReading);
    void this.#connection.sendNotification(statusNotification, { state: isBusy ? "busy" : "ready", files, functions });
  }

  #text(path: string): string | undefined {
    const file = this.workspace.folderOf(path).project.read(path);
    return isText(file) ? file.text : undefined;
  }
}
