/** `--fix`: applies safe fixes to the files on disk. */
import { extractModule } from "../extract/extract.ts";
import { type Files, isText, type TextFile } from "../files.ts";
import type { Finding } from "../findings.ts";
import { editsByPath, fixAll, safeFix } from "../fixAll.ts";
import { KeptFindings } from "../keptFindings.ts";
import type { Project } from "../project.ts";
import { findingsInFile, partsOf } from "../projectFindings.ts";
import type { Edit } from "../rewrite/rewriter.ts";
import { applyEdits } from "../rewrite/text.ts";
import { infrastructureOptions, type Surroundings } from "./analysis.ts";

/** A fix that was applied; `path` is absolute, of the file its finding was in. */
export interface Applied {
  readonly path: string;
  readonly title: string;
  readonly rule: string;
}

export interface FixResult {
  readonly applied: readonly Applied[];
  /** Files that were to be changed and could not be, by absolute path. */
  readonly errors: readonly { readonly path: string; readonly message: string }[];
}

/** A fix in one file may make one in another possible, but only so often. */
const ROUNDS = 10;

/** Fixes the files in which something can be fixed, until nothing is left to do. */
export function applyFixes(project: Project, paths: readonly string[], around: Surroundings): FixResult {
  const applied: Applied[] = [];
  const failed = new Map<string, string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    let changed = false;
    for (const path of paths) {
      if (failed.has(path)) continue;
      around.progress(`Fixing: ${path}`);
      const { edits, fixed } = fixesOf(project, path, around);
      if (edits.length === 0) continue;
      const problem = writeEdits(project, edits, around.files);
      if (problem) {
        failed.set(path, problem);
        continue;
      }
      applied.push(...fixed);
      changed = true;
    }
    if (!changed) break;
  }
  return { applied, errors: [...failed].map(([path, message]) => ({ path, message: `not fixed: ${message}` })) };
}

function fixesOf(project: Project, path: string, around: Surroundings): { edits: readonly Edit[]; fixed: Applied[] } {
  const rounds: Applied[][] = [];
  const edits = fixAll(path, {
    findings: (each) => {
      const kept = new KeptFindings(project, infrastructureOptions(around));
      const parts = partsOf(each, kept);
      const findings = parts ? findingsInFile(parts, kept.options).findings : [];
      rounds.push(offered(each, findings));
      return findings;
    },
    text: (each) => {
      const file = project.read(each);
      return isText(file) ? file.text : undefined;
    },
    overlay: (each, text) => project.setDocument(each, text),
    restore: (each) => project.closeDocument(each),
  });
  return { edits, fixed: gone(rounds) };
}

function offered(path: string, findings: readonly Finding[]): Applied[] {
  return findings.flatMap((finding) => {
    const fix = safeFix(finding);
    return fix ? [{ path, title: fix.title, rule: finding.rule.id }] : [];
  });
}

/** What was offered in some round and is not in the next. */
function gone(rounds: readonly Applied[][]): Applied[] {
  return rounds.flatMap((round, index) => {
    const left = (rounds[index + 1] ?? round).map(keyOf);
    return round.filter((each) => {
      const at = left.indexOf(keyOf(each));
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  });
}

function keyOf({ rule, title }: Applied): string {
  return `${rule} ${title}`;
}

/** All of the edits or none. @returns why nothing was written. */
function writeEdits(project: Project, edits: readonly Edit[], files: Files): string | undefined {
  const changes: { path: string; file: TextFile }[] = [];
  for (const [path, own] of editsByPath(edits)) {
    const change = changed(path, own, files);
    if ("reason" in change) return change.reason;
    changes.push({ path, file: change });
  }
  try {
    for (const { path, file } of changes) {
      files.write(path, file);
      project.fileChanged(path);
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return undefined;
}

function changed(path: string, edits: readonly Edit[], files: Files): TextFile | { reason: string } {
  if (edits.some((edit) => edit.create)) {
    if (files.kind(path) !== undefined) return { reason: `${path} exists already` };
    return { text: applyEdits("", path, edits), encoding: "utf-8", lossy: false };
  }
  const file = files.read(path);
  if (!isText(file)) return { reason: `${path}: ${file.message}` };
  if (file.lossy) return { reason: "it holds bytes that are no text, which writing would lose" };
  const text = applyEdits(file.text, path, edits);
  const before = extractModule(path, file.text)?.broken.length ?? 0;
  // Each fix was parsed when it was made, but not all of them together.
  if ((extractModule(path, text)?.broken.length ?? 0) > before) return { reason: "the fixes together would not parse" };
  return { ...file, text };
}
