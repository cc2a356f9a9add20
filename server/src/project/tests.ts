/** The tests of a project, found by their names in what the walk came through. */
import type { SourceText } from "../model/code.ts";
import { isReadableTest, isTestDirectory, isTestFile, type Tests } from "../model/tests.ts";
import { isLeftOut } from "./leftOut.ts";
import type { FileTree } from "./tree.ts";

/** More are not read: an answer about them would take longer than it is worth. */
const MOST_FILES = 500;

/** The tests of one project: looked for when first asked for, and again when files came or went or a test changed. */
export class ProjectTests {
  readonly #tree: FileTree;
  readonly #textOf: (path: string) => string | undefined;
  #known: { readonly tests: Tests | undefined; readonly files: ReadonlySet<string> } | undefined;

  constructor(tree: FileTree, textOf: (path: string) => string | undefined) {
    this.#tree = tree;
    this.#textOf = textOf;
  }

  /** Undefined where there may be tests that were not looked at. */
  get(): Tests | undefined {
    if (!this.#known) {
      const tests = testsOf(this.#tree, this.#textOf);
      this.#known = { tests, files: new Set(tests?.files) };
    }
    return this.#known.tests;
  }

  changed(path: string): void {
    if (this.#known?.files.has(path)) this.#known = undefined;
  }

  treeChanged(): void {
    this.#known = undefined;
  }
}

/** Undefined where there may be tests that were not looked at: nothing was walked, or git or the settings leave some out. */
function testsOf(tree: FileTree, textOf: (path: string) => string | undefined): Tests | undefined {
  const walked = tree.directories();
  if (!walked.has(tree.root)) return undefined;
  const files: string[] = [];
  const directories: string[] = [];
  for (const directory of walked) {
    const isAmongTests = directory.slice(tree.root.length).split("/").some(isTestDirectory);
    for (const { name, kind } of tree.entries(directory).values()) {
      const path = `${directory}/${name}`;
      if (kind === "file") {
        if (isAmongTests ? isReadableTest(name) : isTestFile(name)) files.push(path);
      } else if (isTestDirectory(name)) {
        if (!walked.has(path) && !isLeftOut(name)) return undefined;
        directories.push(path);
      }
    }
  }
  let known: readonly (string | undefined)[] | undefined;
  const read = (): readonly (string | undefined)[] => (known ??= files.map(textOf));
  const mention = (pattern: RegExp): boolean | undefined => {
    if (files.length > MOST_FILES) return undefined;
    if (read().some((text) => text !== undefined && pattern.test(text))) return true;
    return read().includes(undefined) ? undefined : false;
  };
  const texts = (): readonly SourceText[] => {
    if (files.length > MOST_FILES) return [];
    return read().flatMap((text, index) => (text === undefined ? [] : [{ path: files[index] ?? "", text }]));
  };
  return { files, directories, mention, texts };
}
