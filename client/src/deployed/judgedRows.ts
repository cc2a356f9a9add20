/** What the server says of a deployed function: how it differs from the template, what is found, which memory would do. */
import type { DeployedDrift, DeployedFinding, DeployedReport } from "../../../server/src/protocol.ts";
import type { DeployedEntry } from "./contract.ts";
import { severityIcon } from "./looks.ts";
import type { Row, Seen } from "./rows.ts";

export function judgedRows({ listed: { name } }: DeployedEntry, seen: Seen): readonly Row[] {
  const report = seen.report(name);
  if (!report) return [];
  const findings = report.findings.map((finding, index) => findingRow(finding, index, name, seen));
  return [...driftRows(report, name, seen), ...findings, ...adviceRows(report, name, seen)];
}

function driftRows({ drift, compared }: DeployedReport, name: string, seen: Seen): readonly Row[] {
  const { t } = seen;
  if (drift === null) return [];
  const label = t("Differences from the template");
  const count = drift.length === 0 ? t("none in {0} properties", compared) : t("{0} of {1} properties", drift.length, compared);
  return [
    {
      id: `drift:${name}`,
      name,
      label,
      description: count,
      icon: drift.length === 0 ? { id: "pass", color: "testing.iconPassed" } : { id: "diff", color: "problemsWarningIcon.foreground" },
      spoken: `${label}, ${count}`,
      context: "drift",
      ...(drift.length > 0 && {
        unfolds: "collapsed" as const,
        children: () => drift.map((each, index) => differenceRow(each, index, name, seen)),
      }),
    },
  ];
}

function differenceRow({ property, template, deployed, place }: DeployedDrift, index: number, name: string, { t, relative }: Seen): Row {
  const nothing = t("nothing");
  const description = t("{0} in the template, {1} deployed", template ?? nothing, deployed ?? nothing);
  const where = place ? `${relative(place.uri)}:${place.range.start.line + 1}` : "";
  return {
    id: `difference:${index}:${name}`,
    name,
    label: property,
    description,
    icon: { id: "diff-modified" },
    spoken: [property, description, where].filter(Boolean).join(", "),
    context: "difference",
    ...(place && { opens: place }),
  };
}

function findingRow({ rule, severity, message, place }: DeployedFinding, index: number, name: string, { t, relative }: Seen): Row {
  const where = place ? `${relative(place.uri).split("/").at(-1)}:${place.range.start.line + 1}` : "";
  return {
    id: `finding:${rule}:${index}:${name}`,
    name,
    rule,
    label: message,
    description: where,
    icon: severityIcon(severity),
    spoken: [t("Finding"), severity, message, where].filter(Boolean).join(", "),
    context: "finding",
    ...(place && { opens: place }),
  };
}

function adviceRows({ memoryAdvice }: DeployedReport, name: string, { format, t }: Seen): readonly Row[] {
  if (!memoryAdvice) return [];
  const { configured, suggested, reason } = memoryAdvice;
  const label = suggested === null ? t("Memory fits") : t("Memory: try {0}", format.megabytes(suggested));
  const description = t("{0} configured", format.megabytes(configured));
  return [
    {
      id: `advice:${name}`,
      name,
      label,
      description,
      icon: { id: suggested === null ? "pass" : "lightbulb" },
      spoken: [label, description, reason].join(", "),
      context: "advice",
      unfolds: "collapsed",
      children: () => [{ id: `advice:reason:${name}`, name, label: reason, spoken: reason, context: "reason" }],
    },
  ];
}
