/** One folder of the editor: its project, its settings, and whether it has been read. */
import { type Files, isInside, isText } from "./files.ts";
import { isLeftOut } from "./project/leftOut.ts";
import { FileTree } from "./project/tree.ts";
import { Project } from "./project.ts";
import {
  CONFIG_FILE,
  CONFIG_FILES,
  type ConfigProblem,
  Configuration,
  type EditorSettings,
  folderOf,
  type ResolvedSettings,
} from "./settings.ts";

export interface FolderOptions {
  readonly root: string;
  /** How far up a configuration file is looked for; undefined: to the file system's root. */
  readonly searchRoot: string | undefined;
  readonly editor: EditorSettings;
  readonly files: Files;
  readonly ruleIds: ReadonlySet<string>;
  /** The texts of open documents, of every folder. */
  readonly documents: ReadonlyMap<string, string>;
  readonly isScanned: boolean;
}

export class Folder {
  readonly root: string;
  readonly configuration: Configuration;
  project: Project;
  editor: EditorSettings;
  readonly #options: FolderOptions;
  readonly #excludes = new WeakMap<ResolvedSettings, FileTree>();
  #scan: AbortController | undefined;
  #isRead: boolean;

  constructor(options: FolderOptions) {
    this.root = options.root;
    this.editor = options.editor;
    this.#options = options;
    this.#isRead = !options.isScanned;
    this.configuration = new Configuration({
      read: (path) => this.#read(path),
      root: options.searchRoot,
      ruleIds: options.ruleIds,
      editor: options.editor,
    });
    this.project = this.#openProject();
  }

  /** Everything that can be known of the folder's files is known. */
  get isComplete(): boolean {
    return this.#isRead;
  }

  get isReading(): boolean {
    return this.#scan !== undefined;
  }

  /** Reads the folder. @returns false when it was stopped. */
  async scan(): Promise<boolean> {
    this.stop();
    const controller = new AbortController();
    this.#scan = controller;
    try {
      await this.project.scan(undefined, controller.signal);
      this.#isRead = true;
      return true;
    } catch (error) {
      if (controller.signal.aborted) return false;
      throw error;
    } finally {
      if (this.#scan === controller) this.#scan = undefined;
    }
  }

  stop(): void {
    this.#scan?.abort();
    this.#scan = undefined;
  }

  setDocument(path: string, text: string): void {
    if (isConfigFile(path)) this.configuration.invalidate();
    else this.project.setDocument(path, text);
  }

  closeDocument(path: string): void {
    if (isConfigFile(path)) this.configuration.invalidate();
    else this.project.closeDocument(path);
  }

  fileChanged(path: string): void {
    if (isConfigFile(path)) this.configuration.invalidate();
    else this.project.fileChanged(path);
  }

  setEditor(editor: EditorSettings): void {
    this.editor = editor;
    this.configuration.setEditor(editor);
  }

  /** After settings changed: a project of its own where what is left out changed. @returns true when it has to be read again. */
  reopenIfExcludesChanged(): boolean {
    const { exclude } = this.#settings();
    if (JSON.stringify(exclude) === JSON.stringify(this.project.options.exclude)) return false;
    this.stop();
    this.project = this.#openProject();
    this.#isRead = !this.#options.isScanned;
    for (const [path, text] of this.#options.documents) if (isInside(path, this.root)) this.setDocument(path, text);
    return this.#options.isScanned;
  }

  /** Is something said about this file: not turned off, not excluded, not written by others or by a build? */
  covers(path: string): boolean {
    if (!this.editor.enable || this.project.tree.isExcluded(path)) return false;
    if (isInside(path, this.root) && folderOf(path).slice(this.root.length).split("/").some(isLeftOut)) return false;
    const settings = this.configuration.for(path);
    if (settings.file === undefined || settings.exclude.length === 0) return true;
    const tree = this.#excludes.get(settings) ?? new FileTree(folderOf(settings.file), this.#options.files, settings.exclude);
    this.#excludes.set(settings, tree);
    return !tree.isExcluded(path);
  }

  /** What is wrong in configuration files, those without problems included. */
  configProblems(): { path: string; text: string; problems: readonly ConfigProblem[] }[] {
    return this.configuration.filesRead().map((file) => ({ ...file, text: this.#read(file.path) ?? "" }));
  }

  #openProject(): Project {
    const settings = this.#settings();
    const { files, isScanned } = this.#options;
    return Project.open(this.root, { settings, files, exclude: settings.exclude, isLoose: !isScanned });
  }

  #settings(): ResolvedSettings {
    return this.configuration.for(`${this.root}/${CONFIG_FILE}`);
  }

  #read(path: string): string | undefined {
    const open = this.#options.documents.get(path);
    if (open !== undefined) return open;
    const file = this.#options.files.read(path);
    return isText(file) ? file.text : undefined;
  }
}

export function isConfigFile(path: string): boolean {
  return CONFIG_FILES.some((name) => path.endsWith(`/${name}`));
}
