/** What a run of `check` has to say, ready for any format: positions instead of offsets, shown paths instead of absolute ones. */
import type { Documentation } from "../documentation.ts";
import type { Rule, Severity } from "../rules/rule.ts";

/** Counts from 1; columns in UTF-16 units. */
export interface ReportPosition {
  readonly line: number;
  readonly column: number;
}

export interface ReportRange {
  readonly start: ReportPosition;
  readonly end: ReportPosition;
}

export interface ReportEdit {
  readonly path: string;
  readonly range: ReportRange;
  readonly newText: string;
}

export interface ReportFix {
  readonly title: string;
  readonly safety: "safe" | "suggested";
  readonly edits: readonly ReportEdit[];
}

export interface ReportRelated {
  readonly path: string;
  readonly range: ReportRange;
  readonly message: string;
}

export interface ReportFinding {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly message: string;
  /** Relative to the working directory, with `/`. */
  readonly path: string;
  readonly range: ReportRange;
  /** The handler whose invocation gets here. */
  readonly function: string | null;
  readonly related: readonly ReportRelated[];
  readonly fixes: readonly ReportFix[];
  /** Stays the same when lines are added elsewhere in the file; holds nothing of any literal. */
  readonly fingerprint: string;
}

export interface ReportError {
  readonly path: string;
  readonly message: string;
}

export interface AppliedFix {
  readonly path: string;
  readonly title: string;
  readonly rule: string;
}

export interface Report {
  readonly tool: { readonly name: string; readonly version: string };
  readonly files: number;
  readonly functions: number;
  readonly durationMs: number;
  /** By path, then by place. */
  readonly findings: readonly ReportFinding[];
  readonly errors: readonly ReportError[];
  /** What `--fix` did; undefined without it. */
  readonly applied: readonly AppliedFix[] | undefined;
}

export interface ReportOptions {
  readonly color: boolean;
  /** The rules that were asked. */
  readonly rules: readonly Rule[];
  readonly documentation: Documentation;
}

/** A report as text, its last line ended. */
export type Formatter = (report: Report, options: ReportOptions) => string;

export const SEVERITIES = ["error", "warning", "info", "hint"] as const satisfies readonly Severity[];

/** `3 findings`, `1 finding`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** `2 errors, 1 warning`, the severest first, without those there are none of. */
export function severityCounts(findings: readonly ReportFinding[]): string {
  const counts = SEVERITIES.map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length }));
  return counts
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => (severity === "info" ? `${count} info` : counted(count, severity)))
    .join(", ");
}

/** Items by key, in order of first appearance. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
