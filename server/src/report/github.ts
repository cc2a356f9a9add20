/** Workflow commands of GitHub Actions: each finding becomes an annotation of its line. */
import type { Severity } from "../rules/rule.ts";
import type { Formatter, ReportRange } from "./report.ts";

const COMMANDS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice", hint: "notice" };

export const formatGithub: Formatter = (report) => {
  const findings = report.findings.map((finding) =>
    command(
      COMMANDS[finding.severity],
      { file: finding.path, ...placeOf(finding.range), title: `${finding.rule.title} (${finding.rule.id})` },
      finding.message,
    ),
  );
  const errors = report.errors.map((error) => command("warning", { file: error.path, title: "Not done as asked" }, error.message));
  return [...findings, ...errors].map((line) => `${line}\n`).join("");
};

/** GitHub takes columns only of what is on one line. */
function placeOf({ start, end }: ReportRange): Record<string, string> {
  const lines = { line: String(start.line), endLine: String(end.line) };
  return start.line === end.line ? { ...lines, col: String(start.column), endColumn: String(end.column) } : lines;
}

function command(name: string, properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name} ${list.join(",")}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
