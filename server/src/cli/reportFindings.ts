/** Findings, whose places are offsets into files, to what a report says of them. */
import { createHash } from "node:crypto";
import type { Finding } from "../findings.ts";
import { type Lines, linesOf } from "../lines.ts";
import type { Range, SourceText } from "../model/code.ts";
import type { ReportEdit, ReportFinding, ReportPosition, ReportRange } from "../report/report.ts";
import type { Edit } from "../rewrite/rewriter.ts";

export interface Reporting {
  /** Absolute path to how it is shown. */
  readonly show: (path: string) => string;
  /** The text a fix for another file was made from. */
  readonly textOf: (path: string) => string;
}

/** The findings of one file, in order. */
export function reportFindings(file: SourceText, findings: readonly Finding[], reporting: Reporting): ReportFinding[] {
  const occurrences = new Map<string, number>();
  return findings.map((finding) => {
    const identity = identityOf(file, finding, reporting.show(file.path));
    const occurrence = occurrences.get(identity) ?? 0;
    occurrences.set(identity, occurrence + 1);
    return {
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      path: reporting.show(finding.place.file.path),
      range: rangeOf(linesOf(finding.place.file), finding.place),
      function: finding.function,
      related: finding.related.map(({ place, message }) => ({
        path: reporting.show(place.file.path),
        range: rangeOf(linesOf(place.file), place),
        message,
      })),
      fixes: finding
        .fixes()
        .map(({ title, safety, edits }) => ({ title, safety, edits: edits.map((edit) => reportEdit(edit, file, reporting)) })),
      fingerprint: `${createHash("sha256").update(identity).digest("hex").slice(0, 32)}:${occurrence + 1}`,
    };
  });
}

function rangeOf(lines: Lines, { start, end }: Range): ReportRange {
  return { start: positionOf(lines, start), end: positionOf(lines, end) };
}

function positionOf(lines: Lines, offset: number): ReportPosition {
  const { line, character } = lines.position(offset);
  return { line: line + 1, column: character + 1 };
}

function reportEdit(edit: Edit, file: SourceText, reporting: Reporting): ReportEdit {
  const text = edit.create ? "" : edit.path === file.path ? file.text : reporting.textOf(edit.path);
  const lines = edit.path === file.path && !edit.create ? linesOf(file) : linesOf({ text });
  return { path: reporting.show(edit.path), range: rangeOf(lines, edit), newText: edit.newText };
}

/**
 * What stays of a finding when lines move: rule, file, function and the code of its first line. Literals are left out, so
 * that no secret can be guessed from the hash.
 */
function identityOf(file: SourceText, finding: Finding, path: string): string {
  const lines = linesOf(file);
  const code = lines
    .line(lines.lineAt(finding.place.start))
    .replace(/(["'`])(?:\\.|(?!\1).)*\1?/g, "$1$1")
    .replace(/\s+/g, " ")
    .trim();
  return [finding.rule.id, path, finding.function ?? "", code].join("\n");
}
