/** The format for people at a terminal: findings by file, then a line that counts them. */
import { type Palette, paletteOf, plain } from "./palette.ts";
import { counted, type Formatter, groupBy, type Report, type ReportFinding, severityCounts } from "./report.ts";

export const formatText: Formatter = (report, { color }) => {
  const palette = paletteOf(color);
  const blocks = [
    ...fileBlocks(report, palette),
    ...appliedBlock(report, palette),
    ...errorBlock(report, palette),
    `${summaryOf(report, palette)}\n`,
  ];
  return blocks.join("\n");
};

/** Hints of one rule that are shown of a file: a template of sixty functions would hide what matters behind sixty times the same advice. */
const HINTS_SHOWN = 2;

function fileBlocks(report: Report, palette: Palette): string[] {
  const byPath = groupBy(report.findings, (finding) => finding.path);
  return [...byPath].map(([path, findings]) => {
    const shown = withoutRepeatedHints(findings);
    return `${palette.bold(plain(path))}\n${findingLines(shown, palette)}${leftOutLines(findings, shown, palette)}`;
  });
}

function withoutRepeatedHints(findings: readonly ReportFinding[]): ReportFinding[] {
  const counts = new Map<string, number>();
  return findings.filter(({ severity, rule }) => {
    const count = (counts.get(rule.id) ?? 0) + 1;
    counts.set(rule.id, count);
    return severity !== "hint" || count <= HINTS_SHOWN;
  });
}

function leftOutLines(all: readonly ReportFinding[], shown: readonly ReportFinding[], palette: Palette): string {
  const leftOut = all.filter((finding) => !shown.includes(finding));
  const byRule = groupBy(leftOut, (finding) => finding.rule.id);
  return [...byRule].map(([id, findings]) => `  ${palette.dim(`and ${counted(findings.length, "more hint")}  ${id}`)}\n`).join("");
}

function findingLines(findings: readonly ReportFinding[], palette: Palette): string {
  const places = findings.map(({ range }) => `${range.start.line}:${range.start.column}`);
  const width = Math.max(...places.map((place) => place.length));
  const severities = Math.max(...findings.map((finding) => finding.severity.length));
  let text = "";
  for (const [index, finding] of findings.entries()) {
    const severity = palette.severity[finding.severity](finding.severity.padEnd(severities));
    const fixable = finding.fixes.some((fix) => fix.safety === "safe") ? palette.good(" [fix]") : "";
    text += `  ${palette.dim((places[index] ?? "").padStart(width))}  ${severity}  ${plain(finding.message)}  ${palette.dim(finding.rule.id)}${fixable}\n`;
    for (const related of finding.related) {
      const place = `${plain(related.path)}:${related.range.start.line}:${related.range.start.column}`;
      text += `  ${" ".repeat(width)}  ${palette.dim(`${plain(related.message)}: ${place}`)}\n`;
    }
  }
  return text;
}

function appliedBlock(report: Report, palette: Palette): string[] {
  if (!report.applied || report.applied.length === 0) return [];
  const lines = report.applied.map(({ path, title, rule }) => `  ${plain(path)}: ${plain(title)}  ${palette.dim(rule)}\n`);
  return [`${palette.bold("Fixed")}\n${lines.join("")}`];
}

function errorBlock(report: Report, palette: Palette): string[] {
  if (report.errors.length === 0) return [];
  const lines = report.errors.map(({ path, message }) => `  ${plain(path)}: ${plain(message)}\n`);
  return [`${palette.bold("Not checked")}\n${lines.join("")}`];
}

function summaryOf(report: Report, palette: Palette): string {
  const { findings, applied } = report;
  const scope = `${counted(report.files, "file")}, ${counted(report.functions, "function")}, ${duration(report.durationMs)}`;
  const fixed = applied ? `${counted(applied.length, "fix").replace(/fixs$/, "fixes")} applied. ` : "";
  if (report.files === 0) return "Nothing was checked: no source file and no template is here that is not left out.";
  if (findings.length === 0) {
    const doubt = report.functions === 0 ? " No Lambda function was recognised in what was checked." : "";
    return `${fixed}${palette.good("No findings")} in ${scope}.${doubt}`;
  }
  const files = new Set(findings.map((finding) => finding.path)).size;
  const fixable = findings.filter((finding) => finding.fixes.some((fix) => fix.safety === "safe")).length;
  const offer = fixable > 0 ? ` ${fixable} can be fixed with --fix.` : "";
  return `${fixed}${palette.bold(counted(findings.length, "finding"))} (${severityCounts(findings)}) in ${counted(files, "file")}. Checked ${scope}.${offer}`;
}

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
