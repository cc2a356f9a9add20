/** What readers of stacks ask of the workspace, written down, so that an answer that changes is noticed. */
import type { Surroundings } from "../extract/stack.ts";
import { directoryOf } from "../files.ts";
import type { FileTree } from "./tree.ts";

export class RecordedSurroundings implements Surroundings {
  /** Paths whose text, existence or entries were asked for. */
  readonly asked = new Set<string>();
  readonly #tree: FileTree;
  readonly #textOf: (path: string) => string | undefined;

  constructor(tree: FileTree, textOf: (path: string) => string | undefined) {
    this.#tree = tree;
    this.#textOf = textOf;
  }

  text(path: string): string | undefined {
    this.asked.add(path);
    return this.#textOf(path);
  }

  kind(path: string): "file" | "directory" | undefined {
    this.asked.add(path);
    return this.#tree.kind(path);
  }

  names(directory: string): readonly string[] {
    this.asked.add(directory);
    return [...this.#tree.entries(directory).keys()];
  }
}

/** The paths whose answers a change of `path` may change: it, and the directory that lists it. */
export function touched(path: string): readonly string[] {
  return [path, directoryOf(path)];
}
