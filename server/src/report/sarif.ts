/** SARIF 2.1.0, as code scanning services read it. */
import type { Documentation } from "../documentation.ts";
import type { Rule, Severity } from "../rules/rule.ts";
import { type Formatter, groupBy, type Report, type ReportFinding, type ReportFix, type ReportRange } from "./report.ts";

const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = { error: "error", warning: "warning", info: "note", hint: "note" };

export const formatSarif: Formatter = (report, { rules, documentation }) => {
  const described = describedRules(report, rules);
  const indexes = new Map(described.map((rule, index) => [rule.id, index]));
  const run = {
    tool: {
      driver: {
        name: "Lambda Ready",
        semanticVersion: report.tool.version,
        informationUri: documentation.info.repository,
        rules: described.map((rule) => descriptor(rule, documentation)),
      },
    },
    invocations: [
      {
        executionSuccessful: report.errors.length === 0,
        toolExecutionNotifications: report.errors.map(({ path, message }) => ({
          level: "warning",
          message: { text: message },
          locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
        })),
      },
    ],
    // Columns are UTF-16 units, as everywhere here.
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: { [BASE]: { description: { text: "The working directory of the check." } } },
    results: report.findings.map((finding) => resultOf(finding, indexes)),
  };
  const log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
};

const BASE = "%SRCROOT%";

/** Every rule that was asked, and those that only speak of others (`unused-suppression`). */
function describedRules(report: Report, rules: readonly Rule[]): Rule[] {
  const all = new Map([...rules, ...report.findings.map((finding) => finding.rule)].map((rule) => [rule.id, rule]));
  return [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function descriptor(rule: Rule, documentation: Documentation) {
  const page = documentation.page(rule);
  return {
    id: rule.id,
    name: rule.id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: rule.title },
    fullDescription: { text: documentation.excerpt(rule, "What it flags") ?? rule.title },
    helpUri: documentation.url(rule),
    ...(page === undefined ? {} : { help: { text: page, markdown: page } }),
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: { tags: [rule.section, ...rule.languages], precision: "high", "problem.severity": problemSeverity(rule) },
  };
}

function problemSeverity(rule: Rule): string {
  return rule.severity === "error" || rule.severity === "warning" ? rule.severity : "recommendation";
}

function resultOf(finding: ReportFinding, indexes: ReadonlyMap<string, number>) {
  return {
    ruleId: finding.rule.id,
    ruleIndex: indexes.get(finding.rule.id) ?? -1,
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [
      {
        ...locationOf(finding.path, finding.range),
        ...(finding.function === null ? {} : { logicalLocations: [{ name: finding.function, kind: "function" }] }),
      },
    ],
    ...(finding.related.length === 0
      ? {}
      : {
          relatedLocations: finding.related.map((each, id) => ({
            id,
            ...locationOf(each.path, each.range),
            message: { text: each.message },
          })),
        }),
    ...(finding.fixes.length === 0 ? {} : { fixes: finding.fixes.map(fixOf) }),
    partialFingerprints: { "lambdaReady/v1": finding.fingerprint },
  };
}

function locationOf(path: string, range: ReportRange) {
  return { physicalLocation: { artifactLocation: artifact(path), region: regionOf(range) } };
}

/** A file outside of the working directory stays relative to it. */
function artifact(path: string) {
  return {
    uri: path
      .split("/")
      .map((part) => encodeURIComponent(part))
      .join("/"),
    uriBaseId: BASE,
  };
}

function regionOf({ start, end }: ReportRange) {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function fixOf(fix: ReportFix) {
  const byPath = groupBy(fix.edits, (edit) => edit.path);
  return {
    description: { text: fix.title },
    artifactChanges: [...byPath].map(([path, edits]) => ({
      artifactLocation: artifact(path),
      replacements: edits.map((edit) => ({ deletedRegion: regionOf(edit.range), insertedContent: { text: edit.newText } })),
    })),
  };
}
