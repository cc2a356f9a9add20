/** For a pull request's comment or a job's summary. */
import type { Documentation } from "../documentation.ts";
import { codeSpan, escapeText } from "./markdownText.ts";
import { counted, type Formatter, groupBy, type Report, type ReportFinding, severityCounts } from "./report.ts";

export const formatMarkdown: Formatter = (report, { documentation }) => {
  const { findings, errors } = report;
  const scope = `${counted(report.files, "file")} and ${counted(report.functions, "function")} checked`;
  const summary =
    findings.length === 0 ? `No findings; ${scope}.` : `${counted(findings.length, "finding")} (${severityCounts(findings)}); ${scope}.`;
  const parts = ["# Lambda Ready\n", `${summary}\n`];
  const byPath = groupBy(findings, (finding) => finding.path);
  for (const [path, own] of byPath) parts.push(`## ${codeSpan(path)}\n`, table(own, documentation));
  if (errors.length > 0)
    parts.push("## Not done as asked\n", errors.map(({ path, message }) => `- ${codeSpan(path)}: ${escapeText(message)}\n`).join(""));
  return parts.join("\n") + rules(report);
};

function table(findings: readonly ReportFinding[], documentation: Documentation): string {
  const rows = findings.map((finding) => {
    const { line, column } = finding.range.start;
    return `| ${line}:${column} | ${finding.severity} | ${escapeText(finding.message)} | [${finding.rule.id}](${documentation.url(finding.rule)}) |\n`;
  });
  return `| Line | Severity | Finding | Rule |\n| ---: | --- | --- | --- |\n${rows.join("")}`;
}

/** What each rule that found something is about, once. */
function rules(report: Report): string {
  const found = new Map(report.findings.map((finding) => [finding.rule.id, finding.rule]));
  if (found.size === 0) return "";
  const lines = [...found.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((rule) => `- ${codeSpan(rule.id)}: ${escapeText(rule.title)}\n`);
  return `\n## Rules\n\n${lines.join("")}`;
}
