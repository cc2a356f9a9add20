/** The source files of a project by their names, for looking up modules whose directory is not known for certain. */
import { posix } from "node:path";
import { directoryOf, isInside } from "../../files.ts";
import { isBundled } from "../nearness.ts";
import { type FileTree, isSource } from "../tree.ts";
import type { HandlerLanguage } from "./handler.ts";

/** TypeScript first: beside it, JavaScript is what the compiler made. */
const SCRIPT = ["ts", "tsx", "mts", "cts", "js", "mjs", "cjs", "jsx"];

export class SourceIndex {
  readonly #tree: FileTree;
  readonly #sources: () => readonly string[];
  #byStem: Map<string, string[]> | undefined;

  constructor(tree: FileTree, sources: () => readonly string[]) {
    this.#tree = tree;
    this.#sources = sources;
  }

  treeChanged(): void {
    this.#byStem = undefined;
  }

  isDirectory(path: string): boolean {
    return this.#tree.isDirectory(path);
  }

  /** The source file of a module whose path without extension is given; a package's or a directory's index too. */
  *modules(stem: string, language: HandlerLanguage): Generator<string> {
    const endings = language === "python" ? [".py", "/__init__.py"] : SCRIPT.map((each) => `.${each}`);
    for (const ending of endings) {
      const found = this.source(`${stem}${ending}`);
      if (found !== undefined) yield found;
    }
    if (language === "script" && this.#tree.isDirectory(stem)) {
      for (const each of SCRIPT) {
        const found = this.source(`${stem}/index.${each}`);
        if (found !== undefined) yield found;
      }
    }
  }

  /** The file at a path, where it is code that somebody wrote. */
  source(path: string): string | undefined {
    const found = this.#tree.file(path);
    return found === undefined || !isSource(posix.basename(found)) || isBundled(found) ? undefined : found;
  }

  /** Source files of the project below a directory whose path ends in that of the module. */
  below(directory: string, module: string, language: HandlerLanguage): string[] {
    const own = this.#stems().get(posix.basename(module)) ?? [];
    return own.filter((path) => {
      if (path.endsWith(".py") !== (language === "python") || !isInside(path, directory)) return false;
      return isInside(directoryOf(path), directory) && withoutExtension(path).endsWith(`/${module}`);
    });
  }

  #stems(): Map<string, string[]> {
    if (!this.#byStem) {
      this.#byStem = new Map();
      for (const path of this.#sources()) {
        const stem = posix.basename(withoutExtension(path));
        const own = this.#byStem.get(stem);
        if (own) own.push(path);
        else this.#byStem.set(stem, [path]);
      }
    }
    return this.#byStem;
  }
}

export function withoutExtension(path: string): string {
  return path.replace(/\.[^./]+$/, "");
}
