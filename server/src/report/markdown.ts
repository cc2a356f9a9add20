/** For a pull request's comment or a job's summary. */
import type { Documentation } from "../documentation.ts";
import { counted, type Formatter, groupBy, type Report, type ReportFinding, severityCounts } from "./report.ts";

export const formatMarkdown: Formatter = (report, { documentation }) => {
  const { findings, errors } = report;
  const scope = `${counted(report.files, "file")} and ${counted(report.functions, "function")} checked`;
  const summary =
    findings.length === 0 ? `No findings; ${scope}.` : `${counted(findings.length, "finding")} (${severityCounts(findings)}); ${scope}.`;
  const parts = ["# Lambda Ready\n", `${summary}\n`];
  const byPath = groupBy(findings, (finding) => finding.path);
  for (const [path, own] of byPath) parts.push(`## ${code(path)}\n`, table(own, documentation));
  if (errors.length > 0)
    parts.push("## Not done as asked\n", errors.map(({ path, message }) => `- ${code(path)}: ${escapeText(message)}\n`).join(""));
  return parts.join("\n") + rules(report);
};

function table(findings: readonly ReportFinding[], documentation: Documentation): string {
  const rows = findings.map((finding) => {
    const { line, column } = finding.range.start;
    return `| ${line}:${column} | ${finding.severity} | ${cell(finding.message)} | [${finding.rule.id}](${documentation.url(finding.rule)}) |\n`;
  });
  return `| Line | Severity | Finding | Rule |\n| ---: | --- | --- | --- |\n${rows.join("")}`;
}

/** What each rule that found something is about, once. */
function rules(report: Report): string {
  const found = new Map(report.findings.map((finding) => [finding.rule.id, finding.rule]));
  if (found.size === 0) return "";
  const lines = [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map((rule) => `- ${code(rule.id)}: ${escapeText(rule.title)}\n`);
  return `\n## Rules\n\n${lines.join("")}`;
}

function cell(text: string): string {
  return escapeText(text).replace(/\s*[\r\n]+\s*/g, " ");
}

/** Names with underscores, generics and pipes stay what they are; what is written as code stays code. */
function escapeText(text: string): string {
  return text
    .split(/(`[^`\r\n|]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\`*_{}[\]<>|#~]/g, escapeCharacter)))
    .join("");
}

function escapeCharacter(character: string): string {
  return character === "<" ? "&lt;" : character === ">" ? "&gt;" : `\\${character}`;
}

/** A code span holds any text when its fence is longer than the backquotes in it. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((match) => match[0].length));
  const fence = "`".repeat(longest + 1);
  const space = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${space}${text.replace(/[\r\n]+/g, " ")}${space}${fence}`;
}
