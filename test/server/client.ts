/** A client as an editor is one: a process of the server at the other end of its standard input and output. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  type ClientCapabilities,
  type CodeAction,
  type CodeLens,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  type InitializeResult,
  type LocationLink,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentEdit,
  type TextEdit,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { statusNotification } from "../../server/src/protocol.ts";
import { editorCapabilities } from "./capabilities.ts";

export interface ClientOptions {
  readonly files?: Readonly<Record<string, string>>;
  /** Folders of the workspace below the temporary directory; one, the directory itself, unless told otherwise. */
  readonly folders?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly settings?: unknown;
  readonly initializationOptions?: unknown;
  /** The server's entry file, from the repository's root. */
  readonly server?: string;
}

export class Client {
  readonly directory: string;
  readonly connection: ProtocolConnection;
  readonly logs: string[] = [];
  readonly registered: string[] = [];
  readonly published = new Map<string, Diagnostic[]>();
  readonly exit: Promise<number | null>;
  initialized: InitializeResult | undefined;
  settings: unknown;
  refreshes = 0;
  lensRefreshes = 0;
  readonly #process: ChildProcess;
  readonly #documents = new Map<string, TextDocument>();
  readonly #waiting = new Set<() => void>();
  #isScanned = false;

  private constructor(options: ClientOptions) {
    this.directory = mkdtempSync(path.join(tmpdir(), "lambda-ready-"));
    this.settings = options.settings ?? {};
    this.write(options.files ?? {});
    const server = path.resolve(import.meta.dirname, "../..", options.server ?? "test/server/testServer.ts");
    this.#process = spawn(process.execPath, [server, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    this.exit = new Promise((resolve) => this.#process.on("exit", resolve));
    const { stdin, stdout } = this.#process;
    if (!stdin || !stdout) throw new Error("the server has no standard input or output");
    this.connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.#listen();
  }

  /** @param test ends the server with it, however it ends; without one, `dispose` has to be called. */
  static async start(test: { after(hook: () => void): void } | undefined, options: ClientOptions = {}): Promise<Client> {
    const client = new Client(options);
    test?.after(() => client.dispose());
    const folders = (options.folders ?? ["."]).map((folder) => ({ uri: client.uri(folder), name: folder }));
    const died = client.exit.then((code) => {
      throw new Error(`the server ended with ${code}`);
    });
    const initialized = client.connection.sendRequest<InitializeResult>("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities: options.capabilities ?? editorCapabilities,
      workspaceFolders: folders.length > 0 ? folders : null,
      initializationOptions: options.initializationOptions,
    });
    client.initialized = await Promise.race([initialized, died]);
    died.catch(() => undefined); // From here on the end of the server is what a test asks for.
    await client.connection.sendNotification("initialized", {});
    if (folders.length > 0) await client.until(() => client.#isScanned);
    return client;
  }

  /** Says goodbye as the protocol wants it; the exit code of the server. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    return this.exit;
  }

  dispose(): void {
    this.connection.dispose();
    this.#process.kill();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Closes the server's standard input. */
  hangUp(): void {
    this.#process.stdin?.end();
  }

  path(file: string): string {
    return path.join(this.directory, file);
  }

  uri(file: string): string {
    return /^\w+:/.test(file) ? file : pathToFileURL(path.join(this.directory, file)).href;
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(this.path(file)), { recursive: true });
      writeFileSync(this.path(file), text);
    }
  }

  async watched(...files: [string, type?: 1 | 2 | 3][]): Promise<void> {
    const changes = files.map(([file, type]) => ({ uri: this.uri(file), type: type ?? 2 }));
    await this.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
  }

  async open(file: string, text: string, languageId = languageOf(file)): Promise<void> {
    const document = TextDocument.create(this.uri(file), languageId, 1, text);
    this.#documents.set(document.uri, document);
    await this.connection.sendNotification("textDocument/didOpen", { textDocument: { uri: document.uri, languageId, version: 1, text } });
  }

  async close(file: string): Promise<void> {
    this.#documents.delete(this.uri(file));
    await this.connection.sendNotification("textDocument/didClose", { textDocument: { uri: this.uri(file) } });
  }

  async save(file: string): Promise<void> {
    await this.connection.sendNotification("textDocument/didSave", { textDocument: { uri: this.uri(file) } });
  }

  /** Replaces the first occurrence of some text, as one incremental change. */
  async replace(file: string, from: string, to: string): Promise<void> {
    const document = this.document(file);
    const start = document.getText().indexOf(from);
    if (start < 0) throw new Error(`${file} has no ${from}`);
    const range = { start: document.positionAt(start), end: document.positionAt(start + from.length) };
    await this.#change(document, [{ range, text: to }]);
  }

  document(file: string): TextDocument {
    const document = this.#documents.get(this.uri(file));
    if (!document) throw new Error(`${file} is not open`);
    return document;
  }

  text(file: string): string {
    return this.document(file).getText();
  }

  pull(file: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest("textDocument/diagnostic", {
      textDocument: { uri: this.uri(file) },
      ...(previousResultId !== undefined && { previousResultId }),
    });
  }

  async diagnostics(file: string): Promise<Diagnostic[]> {
    const report = await this.pull(file);
    if (report.kind !== "full") throw new Error("a full report was expected");
    return report.items;
  }

  /** `line: code` of each diagnostic, lines from 1. */
  async problems(file: string): Promise<string[]> {
    return shown(await this.diagnostics(file));
  }

  /** Asks again whenever it is told to, until the file has these problems. */
  async becomes(file: string, expected: readonly string[]): Promise<void> {
    for (;;) {
      const { refreshes } = this;
      if ((await this.problems(file)).join() === expected.join()) return;
      await this.until(() => this.refreshes > refreshes);
    }
  }

  /** The actions at the first occurrence of some text. */
  async actions(file: string, at: string, only?: string[]): Promise<CodeAction[]> {
    const start = this.document(file).positionAt(this.text(file).indexOf(at));
    const range: Range = { start, end: start };
    const context = { diagnostics: await this.diagnostics(file), ...(only && { only }) };
    return (await this.connection.sendRequest("textDocument/codeAction", { textDocument: { uri: this.uri(file) }, range, context })) ?? [];
  }

  async action(file: string, at: string, title: string, only?: string[]): Promise<CodeAction> {
    const all = await this.actions(file, at, only);
    const found = all.find((action) => action.title === title);
    if (!found) throw new Error(`no action "${title}" among ${JSON.stringify(all.map((action) => action.title))}`);
    return found.edit ? found : this.connection.sendRequest("codeAction/resolve", found);
  }

  /** Makes the edits of an action, refusing those for another version, as editors do. */
  async apply(action: CodeAction): Promise<void> {
    for (const change of action.edit?.documentChanges ?? []) {
      if (!("textDocument" in change)) {
        if (change.kind !== "create") throw new Error(`unexpected ${change.kind}`);
        this.write({ [path.relative(this.directory, decodeURIComponent(new URL(change.uri).pathname))]: "" });
      } else await this.#applyTo(change);
    }
    for (const [uri, edits] of Object.entries(action.edit?.changes ?? {})) await this.#edit(uri, edits);
  }

  hover(file: string, at: string): Promise<Hover | null> {
    const position = this.document(file).positionAt(this.text(file).indexOf(at));
    return this.connection.sendRequest("textDocument/hover", { textDocument: { uri: this.uri(file) }, position });
  }

  definition(file: string, at: string): Promise<LocationLink[] | null> {
    const position = this.document(file).positionAt(this.text(file).indexOf(at));
    return this.connection.sendRequest("textDocument/definition", { textDocument: { uri: this.uri(file) }, position });
  }

  async lenses(file: string): Promise<CodeLens[]> {
    return (await this.connection.sendRequest("textDocument/codeLens", { textDocument: { uri: this.uri(file) } })) ?? [];
  }

  /** Waits for a message of the server after which the condition holds. */
  until(condition: () => boolean): Promise<void> {
    if (condition()) return Promise.resolve();
    return new Promise((resolve) => {
      const check = (): void => {
        if (!condition()) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
    });
  }

  publishedFor(file: string): string[] {
    return shown(this.published.get(this.uri(file)) ?? []);
  }

  #listen(): void {
    const told = (): void => {
      for (const check of [...this.#waiting]) check();
    };
    this.connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) => items.map(() => this.settings));
    this.connection.onRequest("client/registerCapability", ({ registrations }: { registrations: { method: string }[] }) => {
      this.registered.push(...registrations.map((registration) => registration.method));
      told();
      return null;
    });
    this.connection.onRequest("workspace/diagnostic/refresh", () => {
      this.refreshes += 1;
      told();
      return null;
    });
    this.connection.onRequest("workspace/codeLens/refresh", () => {
      this.lensRefreshes += 1;
      told();
      return null;
    });
    this.connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }: PublishDiagnosticsParams) => {
      this.published.set(uri, diagnostics);
      told();
    });
    this.connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      this.logs.push(message);
      told();
    });
    this.connection.onNotification(statusNotification, ({ state }: { state: string }) => {
      this.#isScanned = state === "ready";
      told();
    });
    this.connection.listen();
  }

  async #applyTo({ textDocument, edits }: TextDocumentEdit): Promise<void> {
    const document = this.#documents.get(textDocument.uri);
    if (document && textDocument.version !== document.version)
      throw new Error(`an edit for version ${textDocument.version} of ${document.version}`);
    await this.#edit(textDocument.uri, edits as TextEdit[]);
  }

  async #edit(uri: string, edits: TextEdit[]): Promise<void> {
    const document = this.#documents.get(uri);
    if (document) return this.#change(document, [{ text: TextDocument.applyEdits(document, edits) }]);
    const file = path.relative(this.directory, decodeURIComponent(new URL(uri).pathname));
    this.write({ [file]: TextDocument.applyEdits(TextDocument.create(uri, "", 0, ""), edits) });
  }

  async #change(document: TextDocument, contentChanges: ({ text: string } | { range: Range; text: string })[]): Promise<void> {
    const version = document.version + 1;
    TextDocument.update(document, contentChanges, version);
    await this.connection.sendNotification("textDocument/didChange", { textDocument: { uri: document.uri, version }, contentChanges });
  }
}

function shown(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map((diagnostic) => `${diagnostic.range.start.line + 1}: ${diagnostic.code}`);
}

const LANGUAGES: Readonly<Record<string, string>> = {
  py: "python",
  js: "javascript",
  mjs: "javascript",
  ts: "typescript",
  tsx: "typescriptreact",
  yaml: "yaml",
  yml: "yaml",
  json: "json",
  tf: "terraform",
};

function languageOf(file: string): string {
  const extension = path.extname(file).slice(1);
  return LANGUAGES[extension] ?? "plaintext";
}
