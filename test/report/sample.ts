/** A report with something of everything. */
import { Documentation } from "../../server/src/documentation.ts";
import { nodeFiles, normalizePath } from "../../server/src/files.ts";
import type { Report, ReportFinding, ReportOptions } from "../../server/src/report/report.ts";
import type { Rule } from "../../server/src/rules/rule.ts";

export const rule: Rule = {
  id: "sdk-client-in-handler",
  title: "SDK client, made anew: 100% waste",
  section: "initialization",
  checklist: "sdk-clients-reused",
  severity: "warning",
  profile: "recommended",
  languages: ["python"],
  on: "call",
  check: () => undefined,
};
export const secretRule: Rule = {
  ...rule,
  id: "hardcoded-secret",
  title: "Secret in code",
  section: "security",
  severity: "error",
  on: "string",
};

const range = (line: number, column: number, endLine: number, endColumn: number) => ({
  start: { line, column },
  end: { line: endLine, column: endColumn },
});

export const finding: ReportFinding = {
  rule,
  severity: "warning",
  message: 'Made on every invocation,\nreuse it: boto3.client("s3") 50% | `a_b`',
  path: "fn/a b,c.py",
  range: range(5, 10, 5, 28),
  function: "lambda_handler",
  related: [{ path: "fn/main.py", range: range(2, 1, 2, 9), message: "Called from lambda_handler here" }],
  fixes: [
    {
      title: "Move it",
      safety: "safe",
      edits: [
        { path: "fn/a b,c.py", range: range(3, 1, 3, 1), newText: "s3 = 1\n" },
        { path: "fn/main.py", range: range(1, 1, 1, 1), newText: "x" },
      ],
    },
  ],
  fingerprint: "0123456789abcdef:1",
};

export const report: Report = {
  tool: { name: "lambda-ready", version: "1.2.3" },
  files: 12,
  functions: 3,
  durationMs: 1234,
  findings: [
    finding,
    {
      ...finding,
      rule: secretRule,
      severity: "error",
      message: "A secret: KEY",
      range: range(120, 1, 122, 4),
      related: [],
      fixes: [],
      function: null,
      fingerprint: "ff:1",
    },
    {
      ...finding,
      severity: "hint",
      message: "\u001b[31mRed\u001b[0m\u0007 and <b>_bold_</b>",
      path: "z.py",
      related: [],
      fixes: [],
      fingerprint: "aa:1",
    },
  ],
  errors: [{ path: "big.py", message: "skipped: 6.0 MB is more than the 5 MB that are read" }],
  applied: undefined,
};

export const empty: Report = { ...report, findings: [], errors: [] };

export const options: ReportOptions = {
  color: false,
  rules: [rule, secretRule],
  documentation: new Documentation(nodeFiles, normalizePath(`${import.meta.dirname}/../../server/src`)),
};
