/**
 * Keeps the client's diagnostics up to date: answers what it asks, tells it to ask again when another file changed the
 * answer, and sends diagnostics to clients that do not ask.
 */
import { type Connection, type Diagnostic, type DocumentDiagnosticReport, DocumentDiagnosticReportKind } from "vscode-languageserver";
import type { ClientSupport } from "./capabilities.ts";
import { type AnswersFileProblems, misnamedAnswers } from "./checklist/answers/problems.ts";
import { answersDiagnostic, configDiagnostic, type DiagnosticWriter, Reports } from "./diagnostics.ts";
import { type Folder, isConfigFile } from "./folder.ts";
import type { ConfigProblem } from "./settings.ts";
import type { Uris } from "./uris.ts";
import type { Workspace } from "./workspace.ts";

/** Milliseconds without a change after which documents that were not edited themselves are looked at. */
const SETTLED = 150;

interface PublisherOptions {
  readonly connection: Connection;
  readonly support: ClientSupport;
  readonly workspace: Workspace;
  readonly uris: Uris;
  readonly writer: DiagnosticWriter;
  readonly version: (path: string) => number | null;
  /** What is wrong in the answers files of folders. */
  readonly answersProblems: () => readonly AnswersFileProblems[];
  /** What is wrong in a configuration file besides what the file itself tells. */
  readonly settingsProblems: (folder: Folder, path: string, text: string) => readonly ConfigProblem[];
  /** Told when changes came to rest. */
  readonly settled: () => void;
}

export class Publisher {
  readonly #options: PublisherOptions;
  readonly #reports = new Reports();
  /** The version of an open document that was last opened, saved or reported. */
  readonly #saved = new Map<string, number | null>();
  readonly #reported = new Map<string, number | null>();
  /** What was sent of configuration and answers files. */
  #problems = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;
  #everything = false;

  constructor(options: PublisherOptions) {
    this.#options = options;
  }

  opened(path: string): void {
    this.#saved.set(path, this.#options.version(path));
  }

  saved(path: string): void {
    this.#saved.set(path, this.#options.version(path));
    this.changed();
  }

  /** A document, or something else that findings depend on, changed. */
  changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(), SETTLED);
  }

  /** A folder was read: what the client holds may all be outdated. */
  everythingChanged(): void {
    this.#everything = true;
    this.changed();
  }

  closed(path: string): void {
    const uri = this.#options.uris.uri(path);
    this.#reports.forget(uri);
    this.#saved.delete(path);
    this.#reported.delete(path);
    if (!this.#options.support.pull) this.#send(uri, []);
    this.changed();
  }

  /** Answers a client that asks. */
  pulled(path: string, previousId: string | undefined): DocumentDiagnosticReport {
    const uri = this.#options.uris.uri(path);
    const held = this.#reports.idOf(uri);
    // Between saves the client keeps what it has and moves it along with the text.
    if (previousId !== undefined && previousId === held && this.#waitsForSave(path)) {
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: previousId };
    }
    this.#reported.set(path, this.#options.version(path));
    return this.#reports.report(uri, this.#diagnostics(path), previousId);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #settle(): void {
    const { connection, support, workspace } = this.#options;
    try {
      this.sendProblems();
      let isOutdated = this.#everything;
      this.#everything = false;
      for (const path of workspace.documents.keys()) {
        if (isConfigFile(path) || this.#waitsForSave(path)) continue;
        if (support.pull) isOutdated ||= this.#isOutdated(path);
        else this.#publish(path);
      }
      if (isOutdated && support.refresh)
        connection.languages.diagnostics.refresh().catch((error) => connection.console.error(String(error)));
      this.#options.settled();
    } catch (error) {
      connection.console.error(`Diagnostics failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }

  /** Does the client hold something else than is true now, for a text it will not ask about by itself? */
  #isOutdated(path: string): boolean {
    if (this.#reported.get(path) !== this.#options.version(path)) return false;
    return this.#reports.differs(this.#options.uris.uri(path), this.#diagnostics(path));
  }

  #publish(path: string): void {
    const uri = this.#options.uris.uri(path);
    const report = this.#reports.report(uri, this.#diagnostics(path), this.#reports.idOf(uri));
    if (report.kind === DocumentDiagnosticReportKind.Full) this.#send(uri, report.items, this.#options.version(path));
  }

  #diagnostics(path: string): Diagnostic[] {
    const findings = this.#options.workspace.analyse(path)?.findings ?? [];
    return findings.map((finding) => this.#options.writer.diagnostic(finding));
  }

  #waitsForSave(path: string): boolean {
    return this.#options.workspace.folderOf(path).editor.run === "onSave" && this.#saved.get(path) !== this.#options.version(path);
  }

  /** Sends what is wrong in configuration and answers files, and takes back what no longer is. */
  sendProblems(): void {
    const { workspace, uris, answersProblems, settingsProblems } = this.#options;
    const misnamed = workspace.folders.flatMap(({ root, project }) => misnamedAnswers(root, project.options.files));
    const wrong: [path: string, items: Diagnostic[]][] = [
      ...workspace.folders.flatMap((folder) =>
        folder.configProblems().map(({ path, text, problems }): [string, Diagnostic[]] => {
          const all = [...problems, ...settingsProblems(folder, path, text)];
          return [path, all.map((problem) => configDiagnostic(problem, text))];
        }),
      ),
      ...[...answersProblems(), ...misnamed].map(({ path, problems }): [string, Diagnostic[]] => [path, problems.map(answersDiagnostic)]),
    ];
    const now = new Map<string, string>();
    for (const [path, items] of wrong) {
      if (items.length === 0) continue;
      const uri = uris.uri(path);
      now.set(uri, JSON.stringify(items));
      if (this.#problems.get(uri) !== now.get(uri)) this.#send(uri, items);
    }
    for (const uri of this.#problems.keys()) if (!now.has(uri)) this.#send(uri, []);
    this.#problems = now;
  }

  #send(uri: string, diagnostics: Diagnostic[], version: number | null = null): void {
    void this.#options.connection.sendDiagnostics({ uri, diagnostics, ...(version !== null && { version }) });
  }
}
