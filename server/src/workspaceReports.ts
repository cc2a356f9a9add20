/**
 * Diagnostics of all files of the workspace, open or not. The first time everything is looked at, part by part; then only
 * files whose findings a change can have touched.
 */
import { type Diagnostic, DocumentDiagnosticReportKind, type WorkspaceDocumentDiagnosticReport } from "vscode-languageserver";
import type { DiagnosticWriter } from "./diagnostics.ts";
import type { Folder } from "./folder.ts";
import { projectFindings } from "./projectFindings.ts";
import type { Uris } from "./uris.ts";
import type { Workspace } from "./workspace.ts";

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Milliseconds of work between two turns of the event loop: a key that is typed meanwhile waits no longer. */
const TURN = 15;

/** Told, and dropped by the client: no content is equal to it. */
const DROPPED = "";

interface State {
  /** Files that changed since they were last looked at; `all` before the first time. */
  dirty: Set<string> | "all";
  /** What the client was last told, by path; files without findings are not in it. */
  readonly told: Map<string, string>;
  /** Handlers by the file they are in. */
  readonly handlers: Map<string, number>;
}

export class WorkspaceReports {
  readonly #workspace: Workspace;
  readonly #writer: DiagnosticWriter;
  readonly #uris: Uris;
  readonly #states = new WeakMap<Folder, State>();

  constructor(workspace: Workspace, writer: DiagnosticWriter, uris: Uris) {
    this.#workspace = workspace;
    this.#writer = writer;
    this.#uris = uris;
  }

  changed(path: string): void {
    const { dirty } = this.#stateOf(this.#workspace.folderOf(path));
    if (dirty !== "all") dirty.add(path);
  }

  /** The client drops what it shows of a file that it closes: it has to be told again, even that nothing is left. */
  closed(path: string): void {
    const { told } = this.#stateOf(this.#workspace.folderOf(path));
    if (told.has(path)) told.set(path, DROPPED);
    this.changed(path);
  }

  allChanged(folder: Folder): void {
    this.#stateOf(folder).dirty = "all";
  }

  /** Handlers seen so far. */
  functions(folder: Folder): number {
    return [...this.#stateOf(folder).handlers.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Reports every file whose diagnostics are not what the client was last told. Gives way between parts. */
  async collect(
    version: (path: string) => number | null,
    report: (item: WorkspaceDocumentDiagnosticReport) => void,
    isCancelled: () => boolean,
  ): Promise<void> {
    for (const folder of this.#workspace.folders) {
      if (folder.isComplete) await this.#collectFolder(folder, version, report, isCancelled);
    }
    for (const path of this.#workspace.documents.keys()) this.#tellOpen(path, version(path), report);
  }

  /**
   * Open documents are told every time: the client takes what it asked for itself over this, but when it gives such an answer up
   * (a tab closed over unsaved text, while the answer was under way), it has nothing else to show the truth by.
   */
  #tellOpen(path: string, version: number | null, report: (item: WorkspaceDocumentDiagnosticReport) => void): void {
    const folder = this.#workspace.folderOf(path);
    if (!folder.isComplete || !this.#workspace.folders.includes(folder)) return;
    const items = (this.#workspace.analyse(path)?.findings ?? []).map((finding) => this.#writer.diagnostic(finding));
    if (items.length > 0) this.#stateOf(folder).told.set(path, JSON.stringify(items));
    else this.#stateOf(folder).told.delete(path);
    report({ kind: DocumentDiagnosticReportKind.Full, uri: this.#uris.uri(path), version, items });
  }

  async #collectFolder(
    folder: Folder,
    version: (path: string) => number | null,
    report: (item: WorkspaceDocumentDiagnosticReport) => void,
    isCancelled: () => boolean,
  ): Promise<void> {
    const state = this.#stateOf(folder);
    const files = this.#selected(folder, state);
    state.dirty = new Set();
    const tell = (path: string, items: Diagnostic[]): void => {
      files.delete(path);
      if (this.#workspace.documents.has(path)) return;
      const content = items.length > 0 ? JSON.stringify(items) : undefined;
      if (state.told.get(path) === content) return;
      if (content === undefined) state.told.delete(path);
      else state.told.set(path, content);
      report({ kind: DocumentDiagnosticReportKind.Full, uri: this.#uris.uri(path), version: version(path), items });
    };
    let turn = performance.now();
    for (const each of projectFindings(folder.project, { files: new Set(files), named: new Set() }, this.#workspace.ruleOptions(folder))) {
      if ("file" in each) {
        const { path } = each.file;
        state.handlers.set(path, each.functions);
        const findings = folder.covers(path) ? each.findings : [];
        tell(
          path,
          findings.map((finding) => this.#writer.diagnostic(finding)),
        );
      }
      if (performance.now() - turn < TURN) continue;
      await nextTurn();
      turn = performance.now();
      if (isCancelled()) {
        // What was not looked at is still to be looked at.
        for (const path of files) this.changed(path);
        return;
      }
    }
    for (const path of [...files]) tell(path, []);
  }

  /** Changed files and all that are loaded together with them. */
  #selected(folder: Folder, state: State): Set<string> {
    const { project } = folder;
    if (state.dirty === "all")
      return new Set([...project.sources(), ...project.templates().map((template) => template.path), ...state.told.keys()]);
    const files = new Set(state.dirty);
    for (const path of state.dirty) {
      for (const module of project.programFor(path).modules) files.add(module.path);
      // What a function's code and its template say together lies in either.
      for (const { resource, handlerFile } of project.functionsOf(path)) {
        if (resource) files.add(resource.resource.template.path);
        if (handlerFile !== null) files.add(handlerFile);
      }
    }
    return files;
  }

  #stateOf(folder: Folder): State {
    const state = this.#states.get(folder) ?? { dirty: "all", told: new Map(), handlers: new Map() };
    this.#states.set(folder, state);
    return state;
  }
}
