/** What tests look like by their names, in the languages of functions and of the tools that test these. */

import type { SourceText } from "./code.ts";

/** The tests of a project, as far as all of them could be looked through. */
export interface Tests {
  /** Absolute paths of the files that are tests or lie among tests; helpers and scripts too. */
  readonly files: readonly string[];
  /** Absolute paths of the directories that are called after tests. */
  readonly directories: readonly string[];
  /** Does the text of a test match? Undefined where there are too many to read. */
  mention(pattern: RegExp): boolean | undefined;
  /** Those of the files whose text can be read; none where there are too many to read. */
  texts(): readonly SourceText[];
}

const DIRECTORY =
  /^(?:.*[._-]|_*)(?:tests?|testing|specs?|e2e|integ|integration|acceptance|functional|smoke|cypress|playwright|features|qa)(?:[._-].*|_*)$/i;
const JOINED = /[a-z](?:Tests?|Specs?|E2E)$/;
const STEM = /(?:^|[._-])(?:tests?|specs?|e2e|integ|integration|conftest)(?:[._-]|\d*$)/i;
const READABLE = /\.(?:py|[cm]?[jt]sx?|sh|bats|feature|robot|ya?ml|go|java|kt|rb|http|hurl|ps1)$/i;

/** A directory that is called after tests. */
export function isTestDirectory(name: string): boolean {
  return DIRECTORY.test(name) || JOINED.test(name);
}

/** A file that is called after tests: `test_app.py`, `app.spec.ts`, `tests.py`, `e2e.sh`. */
export function isTestFile(name: string): boolean {
  const stem = name.replace(/\.[^.]+$/, "");
  return isReadableTest(name) && (STEM.test(stem) || JOINED.test(stem));
}

/** A file that says something of what is tested, where it lies among tests. */
export function isReadableTest(name: string): boolean {
  return READABLE.test(name);
}
