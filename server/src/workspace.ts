/**
 * The folders of the editor, each with its project and its settings, the documents that are open, and what the rules say
 * about a file. A result is kept until something it was made from changes.
 */
import type { Files } from "./files.ts";
import { directoryOf, isInside } from "./files.ts";
import type { Findings } from "./finding.ts";
import { Folder } from "./folder.ts";
import type { InfrastructureOptions } from "./infrastructureFindings.ts";
import { KeptFindings } from "./keptFindings.ts";
import type { Module, SourceText } from "./model/code.ts";
import type { Template } from "./model/infrastructure.ts";
import type { Project } from "./project.ts";
import { findingsInFile, partsOf } from "./projectFindings.ts";
import type { Rule } from "./rules/rule.ts";
import { defaultEditorSettings, type EditorSettings } from "./settings.ts";
import { unusedSuppression } from "./suppressUnused.ts";

export interface WorkspaceOptions {
  readonly rules: readonly Rule[];
  readonly files: Files;
  /** Something to tell whoever develops Lambda Ready; never the user by a pop-up. */
  readonly log: (message: string) => void;
}

/** What is known of one file: code, a template, or (with the CDK) both. */
export interface Analysis extends Findings {
  readonly file: SourceText;
  readonly module: Module | undefined;
  readonly template: Template | undefined;
}

interface Kept {
  readonly analysis: Analysis;
  /** What it was made from. */
  readonly inputs: readonly unknown[];
}

export class Workspace {
  readonly options: WorkspaceOptions;
  /** Every rule a configuration may name. */
  readonly ruleIds: ReadonlySet<string>;
  readonly documents = new Map<string, string>();
  readonly #folders = new Map<string, Folder>();
  readonly #loose = new Map<string, Folder>();
  readonly #analyses = new Map<string, Kept>();
  readonly #kept = new WeakMap<Project, KeptFindings>();
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
    const folder = this.folderOf(path);
    folder.setDocument(path, text);
    this.keptFindings(folder).files.changed(path);
  }

  closeDocument(path: string): void {
    this.documents.delete(path);
    this.#analyses.delete(path);
    const folder = this.folderOf(path);
    folder.closeDocument(path);
    this.keptFindings(folder).files.changed(path);
    this.#dropLooseFolders();
  }

  /** Ends a trial: in the folder of `path`, the text of `target` is again that of its document, or of the disk. */
  restore(path: string, target: string): void {
    const text = this.documents.get(target);
    if (text === undefined) this.folderOf(path).closeDocument(target);
    else this.folderOf(path).setDocument(target, text);
  }

  fileChanged(path: string): void {
    const around = [...this.#folders.values()].filter(({ root }) => isInside(path, root));
    for (const folder of [...around, ...(this.#loose.get(directoryOf(path)) ? [this.#looseFolder(directoryOf(path))] : [])]) {
      folder.fileChanged(path);
      // What was installed or removed with it lies in places that nobody watches.
      this.keptFindings(folder).files.forget();
    }
  }

  /** What the rules say about a file; undefined where it is neither code nor template, is left out, or did not parse in time. */
  analyse(path: string): Analysis | undefined {
    const folder = this.folderOf(path);
    if (!folder.covers(path)) return undefined;
    const kept = this.keptFindings(folder);
    const parts = partsOf(path, kept);
    if (!parts) return undefined;
    const { file, module, template, code, others } = parts;
    const inputs = [module, template, code, folder.configuration.for(path), folder.isComplete, ...others];
    const known = this.#analyses.get(path);
    if (known && known.inputs.length === inputs.length && known.inputs.every((input, index) => input === inputs[index]))
      return known.analysis;
    const found = findingsInFile(parts, kept.options);
    const analysis = { ...found, findings: this.#certain(folder, found.findings), file, module, template };
    this.#analyses.set(path, { analysis, inputs });
    return analysis;
  }

  /** What rules say about the code, functions and stacks of a folder. */
  keptFindings(folder: Folder): KeptFindings {
    const { project } = folder;
    let kept = this.#kept.get(project);
    if (!kept) this.#kept.set(project, (kept = new KeptFindings(project, this.#ruleOptions(folder))));
    return kept;
  }

  /** What the rules are asked with in a folder. */
  #ruleOptions(folder: Folder): InfrastructureOptions {
    return {
      rules: this.options.rules,
      settings: (path) => folder.configuration.for(path),
      onFault: (rule, error) => this.#fault(rule, error, folder.root),
    };
  }

  /** Before the folder is read, findings that need other files are missing: what is suppressed may be one of them. */
  #certain(folder: Folder, findings: Findings["findings"]): Findings["findings"] {
    return folder.isComplete ? findings : findings.filter((finding) => finding.rule !== unusedSuppression);
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
