/**
 * The folders of the editor, each with its project and its settings, the documents that are open, and what the rules say
 * about a file. A result is kept until something it was made from changes.
 */
import type { Files } from "./files.ts";
import { directoryOf, isInside } from "./files.ts";
import { type Findings, findingsOf } from "./findings.ts";
import type { Program } from "./flow/program.ts";
import { Folder } from "./folder.ts";
import type { Module } from "./model/code.ts";
import type { Rule } from "./rules/rule.ts";
import { defaultEditorSettings, type EditorSettings, type ResolvedSettings } from "./settings.ts";
import { unusedSuppression } from "./suppressUnused.ts";

export interface WorkspaceOptions {
  readonly rules: readonly Rule[];
  readonly files: Files;
  /** Something to tell whoever develops Lambda Ready; never the user by a pop-up. */
  readonly log: (message: string) => void;
}

/** What is known of one file. */
export interface Analysis extends Findings {
  readonly module: Module;
  readonly program: Program;
  readonly settings: ResolvedSettings;
}

export class Workspace {
  readonly options: WorkspaceOptions;
  /** Every rule a configuration may name. */
  readonly ruleIds: ReadonlySet<string>;
  readonly documents = new Map<string, string>();
  readonly #folders = new Map<string, Folder>();
  readonly #loose = new Map<string, Folder>();
  readonly #analyses = new Map<string, Analysis>();
  readonly #faulty = new Set<string>();
  /** The editor's settings for files outside of its folders. */
  #editor: EditorSettings = defaultEditorSettings;

  constructor(options: WorkspaceOptions) {
    this.options = options;
    this.ruleIds = new Set([...options.rules.map((rule) => rule.id), unusedSuppression.id]);
  }

  /** The folders of the editor; directories of files outside of them are not among these. */
  get folders(): readonly Folder[] {
    return [...this.#folders.values()];
  }

  addFolder(root: string, editor: EditorSettings): Folder {
    const folder = this.#makeFolder(root, root, editor);
    this.#folders.set(root, folder);
    this.#moveDocuments();
    return folder;
  }

  removeFolder(root: string): void {
    this.#folders.get(root)?.stop();
    this.#folders.delete(root);
    this.#moveDocuments();
  }

  /** The editor's settings for files outside of its folders. */
  setEditor(editor: EditorSettings): void {
    this.#editor = editor;
    for (const folder of this.#loose.values()) folder.setEditor(editor);
  }

  /** The innermost folder a file lies in, else its own directory as a folder that is not scanned. */
  folderOf(path: string): Folder {
    let best: Folder | undefined;
    for (const folder of this.#folders.values()) {
      if (isInside(path, folder.root) && (!best || folder.root.length > best.root.length)) best = folder;
    }
    return best ?? this.#looseFolder(directoryOf(path));
  }

  setDocument(path: string, text: string): void {
    this.documents.set(path, text);
    this.folderOf(path).setDocument(path, text);
  }

  closeDocument(path: string): void {
    this.documents.delete(path);
    this.#analyses.delete(path);
    this.folderOf(path).closeDocument(path);
    this.#dropLooseFolders();
  }

  /** Ends a trial: in the folder of `path`, the text of `target` is again that of its document, or of the disk. */
  restore(path: string, target: string): void {
    const text = this.documents.get(target);
    if (text === undefined) this.folderOf(path).closeDocument(target);
    else this.folderOf(path).setDocument(target, text);
  }

  fileChanged(path: string): void {
    for (const folder of this.#folders.values()) if (isInside(path, folder.root)) folder.fileChanged(path);
    this.#loose.get(directoryOf(path))?.fileChanged(path);
  }

  /** What the rules say about a file; undefined where it is no code, is left out, or did not parse in time. */
  analyse(path: string): Analysis | undefined {
    const folder = this.folderOf(path);
    if (!folder.covers(path)) return undefined;
    const module = folder.project.module(path);
    if (!module) return undefined;
    const program = folder.project.programFor(path);
    const settings = folder.configuration.for(path);
    const known = this.#analyses.get(path);
    if (known?.module === module && known.program === program && known.settings === settings) return known;
    const analysis = { ...this.ask(folder, program, module), module, program, settings };
    this.#analyses.set(path, analysis);
    return analysis;
  }

  /** Runs the rules over one module of a folder. */
  ask(folder: Folder, program: Program, module: Module): Findings {
    const settings = folder.configuration.for(module.path);
    const onFault = (rule: Rule, error: unknown): void => this.#fault(rule, error, module.path);
    const found = findingsOf(program, module, settings, this.options.rules, { onFault });
    // Before the folder is read, findings that need other files are missing: what is suppressed may be one of them.
    return folder.isComplete ? found : { ...found, findings: found.findings.filter((finding) => finding.rule !== unusedSuppression) };
  }

  /** A folder was read: what was found before it was may be incomplete. */
  forgetAnalyses(): void {
    this.#analyses.clear();
  }

  stop(): void {
    for (const folder of this.#folders.values()) folder.stop();
  }

  #makeFolder(root: string, searchRoot: string | undefined, editor: EditorSettings): Folder {
    return new Folder({
      root,
      searchRoot,
      editor,
      files: this.options.files,
      ruleIds: this.ruleIds,
      documents: this.documents,
      isScanned: searchRoot !== undefined,
    });
  }

  #looseFolder(directory: string): Folder {
    let folder = this.#loose.get(directory);
    if (!folder) {
      folder = this.#makeFolder(directory, undefined, this.#editor);
      this.#loose.set(directory, folder);
    }
    return folder;
  }

  #dropLooseFolders(): void {
    const used = new Set([...this.documents.keys()].map(directoryOf));
    for (const directory of this.#loose.keys()) if (!used.has(directory)) this.#loose.delete(directory);
  }

  /** After folders came or went, every document belongs to the folder that is now innermost. */
  #moveDocuments(): void {
    this.#loose.clear();
    this.#analyses.clear();
    for (const [path, text] of this.documents) {
      for (const folder of this.#folders.values()) folder.closeDocument(path);
      this.folderOf(path).setDocument(path, text);
    }
  }

  #fault(rule: Rule, error: unknown, path: string): void {
    if (this.#faulty.has(rule.id)) return;
    this.#faulty.add(rule.id);
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.options.log(`The rule ${rule.id} failed in ${path}; other rules are not affected. ${text}`);
  }
}
