/**
 * Everything found in the workspace, file by file: diagnostics of all files, open or not, and what checklists are made from. The
 * first time everything is looked at, part by part; then only files whose findings a change can have touched.
 */
import {
  type CancellationToken,
  type Diagnostic,
  DocumentDiagnosticReportKind,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import type { DiagnosticWriter } from "./diagnostics.ts";
import type { Folder } from "./folder.ts";
import { type FileFindings, projectFindings } from "./projectFindings.ts";
import { Turns } from "./turns.ts";
import type { Uris } from "./uris.ts";
import type { Workspace } from "./workspace.ts";

/** Told, and dropped by the client: no content is equal to it. */
const DROPPED = "";

/** Takes what is found while all of a folder is gone through. */
export interface PassWitness {
  begun(folder: Folder): void;
  /** Functions are known before the files in which something is said about them. */
  found(folder: Folder, each: FileFindings): void;
  ended(folder: Folder): void;
}

type Tell = (path: string, items: readonly Diagnostic[]) => void;

interface State {
  /** Files that changed since they were last looked at; `all` before the first time. */
  dirty: Set<string> | "all";
  /** What the client was last told, by path; files without findings are not in it. */
  readonly told: Map<string, string>;
  /** Found while nobody asked. */
  readonly untold: Map<string, readonly Diagnostic[]>;
  /** Handlers by the file they are in. */
  readonly handlers: Map<string, number>;
  /** Whoever waits for diagnostics now. */
  readonly listeners: Set<Tell>;
  /** The pass that is under way. */
  pass: Promise<void> | undefined;
}

export class WorkspaceReports {
  readonly #workspace: Workspace;
  readonly #writer: DiagnosticWriter;
  readonly #uris: Uris;
  readonly #witness: PassWitness | undefined;
  readonly #states = new WeakMap<Folder, State>();

  constructor(workspace: Workspace, writer: DiagnosticWriter, uris: Uris, witness?: PassWitness) {
    this.#workspace = workspace;
    this.#writer = writer;
    this.#uris = uris;
    this.#witness = witness;
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

  /** Goes through all of a folder that was read, if that was not done since everything changed. */
  async fill(folder: Folder): Promise<void> {
    const state = this.#stateOf(folder);
    while (this.#isThere(folder) && (state.pass || state.dirty === "all")) await this.#look(folder, state);
  }

  /** Reports every file whose diagnostics are not what the client was last told. Gives way between parts. */
  async collect(
    version: (path: string) => number | null,
    report: (item: WorkspaceDocumentDiagnosticReport) => void,
    token: CancellationToken,
  ): Promise<void> {
    const isCancelled = new Promise<void>((resolve) => token.onCancellationRequested(() => resolve()));
    for (const folder of this.#workspace.folders) {
      if (folder.isComplete) await this.#collectFolder(folder, version, report, isCancelled);
    }
    if (token.isCancellationRequested) return;
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

  /** Whoever gives up waiting is told the next time: what is found meanwhile is kept. */
  async #collectFolder(
    folder: Folder,
    version: (path: string) => number | null,
    report: (item: WorkspaceDocumentDiagnosticReport) => void,
    isCancelled: Promise<void>,
  ): Promise<void> {
    const state = this.#stateOf(folder);
    const tell: Tell = (path, items) => {
      state.untold.delete(path);
      if (this.#workspace.documents.has(path)) return;
      const content = items.length > 0 ? JSON.stringify(items) : undefined;
      if (state.told.get(path) === content) return;
      if (content === undefined) state.told.delete(path);
      else state.told.set(path, content);
      report({ kind: DocumentDiagnosticReportKind.Full, uri: this.#uris.uri(path), version: version(path), items: [...items] });
    };
    for (const [path, items] of state.untold) tell(path, items);
    state.listeners.add(tell);
    try {
      await Promise.race([this.#look(folder, state), isCancelled]);
    } finally {
      state.listeners.delete(tell);
    }
  }

  /** Looks at what changed; waits for the pass that is under way, if there is one. */
  #look(folder: Folder, state: State): Promise<void> {
    state.pass ??= this.#pass(folder, state).finally(() => {
      state.pass = undefined;
    });
    return state.pass;
  }

  async #pass(folder: Folder, state: State): Promise<void> {
    const isWhole = state.dirty === "all";
    const witness = isWhole ? this.#witness : undefined;
    const files = this.#selected(folder, state);
    state.dirty = new Set();
    witness?.begun(folder);
    const kept = this.#workspace.keptFindings(folder);
    const turns = new Turns();
    for (const each of projectFindings(folder.project, { files: new Set(files), named: new Set() }, kept.options)) {
      witness?.found(folder, each);
      if ("file" in each) {
        const { path } = each.file;
        state.handlers.set(path, each.functions);
        files.delete(path);
        const findings = folder.covers(path) ? each.findings : [];
        this.#tell(
          state,
          path,
          findings.map((finding) => this.#writer.diagnostic(finding)),
        );
      }
      await turns.giveWay();
      // Settings or folders are others: all of it begins anew, or is not wanted.
      if (isOutdated(state) || kept !== this.#workspace.keptFindings(folder) || !this.#isThere(folder)) return;
    }
    for (const path of files) this.#tell(state, path, []);
    witness?.ended(folder);
  }

  #tell(state: State, path: string, items: readonly Diagnostic[]): void {
    state.untold.set(path, items);
    for (const tell of [...state.listeners]) tell(path, items);
  }

  #isThere(folder: Folder): boolean {
    return folder.isComplete && this.#workspace.folders.includes(folder);
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
    const state = this.#states.get(folder) ?? {
      dirty: "all",
      told: new Map(),
      untold: new Map(),
      handlers: new Map(),
      listeners: new Set(),
      pass: undefined,
    };
    this.#states.set(folder, state);
    return state;
  }
}

function isOutdated({ dirty }: State): boolean {
  return dirty === "all";
}
