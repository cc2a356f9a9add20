/** Files that test, where made-up secrets belong. */
import type { Module } from "../model/code.ts";

const FOLDERS =
  /^(?:tests?|tests?[-_]\w+|__(?:tests__|mocks__|fixtures__)|specs?|fixtures?|mocks?|testdata|e2e|cypress|(?:unit|integration)[-_]?tests?)$/i;
const FILES = new RegExp(
  [
    String.raw`^(?:tests?[_-].*|.*[_-](?:tests?|test[_-]template)|.*\.(?:spec|tests?|mock|fixture|stories)`,
    String.raw`conftest|tests?|setup[_-]?tests?|mocks?|fixtures?)\.[a-z]+$`,
  ].join("|"),
  "i",
);

const roots = new WeakMap<readonly Module[], string>();

/** Folders count only below what all files of the program share: a project may itself stand in a folder `test`. */
export function isTestFile(module: Module, all: readonly Module[]): boolean {
  let root = roots.get(all);
  if (root === undefined) {
    root = commonFolder(all);
    roots.set(all, root);
  }
  const parts = module.path.slice(module.path.startsWith(root) ? root.length : 0).split("/");
  const file = parts.pop() ?? "";
  return FILES.test(file) || parts.some((part) => FOLDERS.test(part));
}

function commonFolder(all: readonly Module[]): string {
  let shared = all[0]?.path ?? "";
  shared = shared.slice(0, shared.lastIndexOf("/") + 1);
  for (const { path } of all) {
    while (shared !== "" && !path.startsWith(shared)) shared = shared.slice(0, shared.lastIndexOf("/", shared.length - 2) + 1);
  }
  return shared;
}
