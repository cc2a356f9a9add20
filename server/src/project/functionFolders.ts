/** The directories of functions: what lies in the directory of a handler, or below it, is deployed with it. */
import { directoryOf, isInside } from "../files.ts";

export class FunctionFolders {
  readonly #root: string;
  readonly #candidates: () => readonly string[];
  readonly #look: (path: string) => boolean;
  /** Whether a file holds a handler, as far as that was asked. */
  readonly #holdsHandler = new Map<string, boolean>();
  #byDirectory: Map<string, string[]> | undefined;

  /**
   * @param candidates the files that may hold a handler
   * @param look whether one really does; asked only where no other handler answers first
   */
  constructor(root: string, candidates: () => readonly string[], look: (path: string) => boolean) {
    this.#root = root;
    this.#candidates = candidates;
    this.#look = look;
  }

  /** Is there a handler in the file's directory or in one above it? */
  holds(path: string): boolean {
    for (let directory = directoryOf(path); isInside(directory, this.#root); directory = directoryOf(directory)) {
      if (this.#candidatesIn(directory).some((each) => this.#hasHandler(each))) return true;
      if (directory === "/") break;
    }
    return false;
  }

  /** What an analysis of the whole function found. */
  note(path: string, holdsHandler: boolean): void {
    this.#holdsHandler.set(path, holdsHandler);
  }

  /** The file's text changed: it may hold a handler now, whatever it did before. */
  forget(path: string): void {
    this.#holdsHandler.delete(path);
    const siblings = this.#byDirectory?.get(directoryOf(path));
    if (!siblings) this.#byDirectory?.set(directoryOf(path), [path]);
    else if (!siblings.includes(path)) siblings.push(path);
  }

  /** Other files may be candidates now. */
  filesChanged(): void {
    this.#byDirectory = undefined;
  }

  #hasHandler(path: string): boolean {
    const known = this.#holdsHandler.get(path) ?? this.#look(path);
    this.#holdsHandler.set(path, known);
    return known;
  }

  #candidatesIn(directory: string): readonly string[] {
    if (!this.#byDirectory) {
      this.#byDirectory = new Map();
      for (const path of this.#candidates()) {
        const own = this.#byDirectory.get(directoryOf(path));
        if (own) own.push(path);
        else this.#byDirectory.set(directoryOf(path), [path]);
      }
    }
    return this.#byDirectory.get(directory) ?? [];
  }
}
