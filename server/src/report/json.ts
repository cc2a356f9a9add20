/** The machine's format; DESIGN.md section 7 is its contract. */
import type { Formatter } from "./report.ts";

export const formatJson: Formatter = (report) => {
  const findings = report.findings.map((finding) => ({
    ruleId: finding.rule.id,
    severity: finding.severity,
    message: finding.message,
    path: finding.path,
    range: finding.range,
    function: finding.function,
    related: finding.related,
    fixes: finding.fixes,
  }));
  const summary = { files: report.files, functions: report.functions, findings: findings.length, durationMs: report.durationMs };
  return `${JSON.stringify({ version: 1, tool: report.tool, summary, findings, errors: report.errors }, null, 2)}\n`;
};
