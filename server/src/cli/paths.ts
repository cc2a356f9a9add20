/** The paths of the command line: what is there, and which project each belongs to. */
import { posix, resolve } from "node:path";
import { directoryOf, type Files, isInside, normalizePath } from "../files.ts";
import { templateKind } from "../project/templateNames.ts";
import { isSource } from "../project/tree.ts";
import type { ReportError } from "../report/report.ts";

export interface ProjectPaths {
  readonly root: string;
  readonly paths: readonly string[];
}

export interface FoundPaths {
  readonly projects: readonly ProjectPaths[];
  /** Paths as they were given that cannot be read. */
  readonly errors: readonly ReportError[];
  /** Files as they were given that hold nothing we check. */
  readonly uncheckable: readonly string[];
}

/** The working directory is the project of what lies in it; what lies elsewhere is one by itself. */
export function findPaths(given: readonly string[], workingDirectory: string, files: Files): FoundPaths {
  const byRoot = new Map<string, string[]>();
  const errors: ReportError[] = [];
  const uncheckable: string[] = [];
  for (const each of given.length > 0 ? given : ["."]) {
    const path = normalizePath(resolve(workingDirectory, each));
    const kind = files.kind(path);
    const content = kind === "directory" ? files.entries(path) : files.read(path);
    if ("reason" in content) {
      errors.push({ path: each, message: content.message });
    } else if (kind === "file" && !isSource(path) && templateKind(posix.basename(path)) === undefined) {
      uncheckable.push(each);
    } else {
      const root = isInside(path, workingDirectory) ? workingDirectory : kind === "directory" ? path : directoryOf(path);
      byRoot.set(root, [...(byRoot.get(root) ?? []), path]);
    }
  }
  return { projects: [...byRoot].map(([root, paths]) => ({ root, paths })), errors, uncheckable };
}

/** A path as it is shown: relative to the working directory. */
export function shownPath(path: string, workingDirectory: string): string {
  return posix.relative(workingDirectory, path) || ".";
}
