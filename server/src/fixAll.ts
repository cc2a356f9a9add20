/**
 * Applies every safe fix of a file, in memory: those that do not overlap at once, then again with what is found in the
 * result, until nothing is left to do. Ends in one set of edits from the text as it was.
 */
import type { Finding } from "./findings.ts";
import type { Edit, Fix } from "./rewrite/rewriter.ts";
import { applyEdits } from "./rewrite/text.ts";

/** The project, as far as it is needed to try edits out. */
export interface FixAllHost {
  findings(path: string): readonly Finding[];
  /** Undefined where there is no such file. */
  text(path: string): string | undefined;
  /** Lets a text count as that of the file for now. */
  overlay(path: string, text: string): void;
  /** Ends `overlay`. */
  restore(path: string): void;
}

/** Fixes may uncover others, but only so often; two that undo each other never end. */
const ROUNDS = 20;

export function fixAll(path: string, host: FixAllHost): Edit[] {
  const before = new Map<string, string | undefined>();
  const now = new Map<string, string>();
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const edits = compatible(host.findings(path));
      if (edits.length === 0) break;
      for (const [target, own] of editsByPath(edits)) {
        if (!before.has(target)) before.set(target, host.text(target));
        const text = applyEdits(now.get(target) ?? before.get(target) ?? "", target, own);
        now.set(target, text);
        host.overlay(target, text);
      }
    }
  } finally {
    for (const target of before.keys()) host.restore(target);
  }
  return [...now].flatMap(([target, text]) => difference(target, before.get(target), text));
}

/** The edits of the first safe fix of each finding; of fixes that overlap the first one. */
function compatible(findings: readonly Finding[]): Edit[] {
  const taken: Edit[] = [];
  for (const finding of findings) {
    const fix = safeFix(finding);
    if (!fix || fix.edits.length === 0 || fix.edits.some((edit) => taken.some((other) => clashes(edit, other)))) continue;
    taken.push(...fix.edits);
  }
  return taken;
}

export function safeFix(finding: Finding): Fix | undefined {
  return finding.fixes().find((fix) => fix.safety === "safe");
}

/** Two insertions at one place clash as well: which comes first is not ours to say. */
function clashes(a: Edit, b: Edit): boolean {
  return a.path === b.path && a.start <= b.end && b.start <= a.end;
}

/** Edits by the file they are for. */
export function editsByPath(edits: readonly Edit[]): Map<string, Edit[]> {
  const byPath = new Map<string, Edit[]>();
  for (const edit of edits) {
    const own = byPath.get(edit.path);
    if (own) own.push(edit);
    else byPath.set(edit.path, [edit]);
  }
  return byPath;
}

/** The lines that changed, as one edit; nothing of what is before and after them is touched. */
function difference(path: string, before: string | undefined, after: string): Edit[] {
  if (before === undefined) return [{ path, start: 0, end: 0, newText: after, create: true }];
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  start = before.lastIndexOf("\n", start - 1) + 1;
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const toLineStart = before.indexOf("\n", before.length - tail);
  tail = toLineStart < 0 ? 0 : before.length - toLineStart - 1;
  return [{ path, start, end: before.length - tail, newText: after.slice(start, after.length - tail) }];
}
