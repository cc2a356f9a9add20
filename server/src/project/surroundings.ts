/** What readers of stacks ask of the workspace, written down, so that an answer that changes is noticed. */
import type { Surroundings } from "../extract/stack.ts";
import { directoryOf } from "../files.ts";
import type { FileTree } from "./tree.ts";

/** The files there are, and documents of the editor that are none of them yet. */
export interface FilesAround {
  readonly tree: FileTree;
  /** A file's text as it counts, or its beginning. */
  textOf(path: string, most?: number): string | undefined;
  /** Open documents that no walk comes across: those that are not saved yet, and all where nothing is walked. */
  opened(): readonly string[];
}

export class RecordedSurroundings implements Surroundings {
  /** Paths whose text, existence or entries were asked for. */
  readonly asked = new Set<string>();
  readonly #files: FilesAround;

  constructor(files: FilesAround) {
    this.#files = files;
  }

  text(path: string): string | undefined {
    this.asked.add(path);
    return this.#files.textOf(path);
  }

  kind(path: string): "file" | "directory" | undefined {
    this.asked.add(path);
    return this.#files.tree.kind(path) ?? (this.#files.opened().includes(path) ? "file" : undefined);
  }

  names(directory: string): readonly string[] {
    this.asked.add(directory);
    const opened = this.#files.opened().filter((path) => directoryOf(path) === directory);
    const names = opened.map((path) => path.slice(directory.length + 1));
    return [...new Set([...this.#files.tree.entries(directory).keys(), ...names])];
  }
}

/** The paths whose answers a change of `path` may change: it, and the directory that lists it. */
export function touched(path: string): readonly string[] {
  return [path, directoryOf(path)];
}
