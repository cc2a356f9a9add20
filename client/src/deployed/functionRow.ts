/** The row of a deployed function, and what it unfolds to. */
import { worstOf } from "../checklist/looks.ts";
import type { DeployedEntry } from "./contract.ts";
import { windowName } from "./explain.ts";
import { errorRate } from "./facts.ts";
import { failureRow } from "./failureRows.ts";
import { judgedRows } from "./judgedRows.ts";
import { escaped, severityIcon } from "./looks.ts";
import { costRows, metricRows } from "./metricRows.ts";
import { alarmRows, deniedRows, reportsRow } from "./observedRows.ts";
import type { Row, Seen } from "./rows.ts";

export function functionRow(entry: DeployedEntry, seen: Seen): Row {
  const { listed, match } = entry;
  const { t } = seen;
  const { name } = listed;
  const { label, alias } = namesOf(entry, seen);
  const figures = figuresText(name, seen);
  const failure = seen.deployed.failureOf(name);
  // Figures first: names that a deployment makes are long, and a side bar is narrow.
  const description = [figures, alias].filter(Boolean).join(" · ");
  const worst = worstOf(seen.report(name)?.findings.map(({ severity }) => severity) ?? []);
  const isOfWorkspace = match !== undefined && seen.fn(match.id) !== undefined;
  const hasHandler = Boolean(match && seen.fn(match.id)?.handler);
  return {
    id: `function:${name}`,
    name,
    label,
    description,
    icon: worst ? severityIcon(worst) : failure ? { id: "question", color: "disabledForeground" } : { id: "zap" },
    spoken: [label, alias, figures, worst && t("worst finding: {0}", worst), failure?.message].filter(Boolean).join(", "),
    context: [
      "function",
      isOfWorkspace ? "matched" : "unmatched",
      hasHandler && "handler",
      !seen.deployed.connection?.endpoint && "console",
    ]
      .filter(Boolean)
      .join(" "),
    tooltip: () => tooltip(entry, seen),
    unfolds: "collapsed",
    children: () => below(entry, seen),
  };
}

/** A function of the workspace has its name there, unless that could be another's: it is deployed more than once, or it is not certain. */
function namesOf({ listed, match }: DeployedEntry, { deployed, fn, t }: Seen): { readonly label: string; readonly alias: string } {
  const { name } = listed;
  const local = (match && fn(match.id)?.name) || name;
  if (!match || local === name) return { label: name, alias: "" };
  if (!match.isCertain) return { label: name, alias: t("perhaps {0}", local) };
  return deployed.of(match.id).length === 1 ? { label: local, alias: name } : { label: name, alias: local };
}

function below(entry: DeployedEntry, seen: Seen): readonly Row[] {
  const { name } = entry.listed;
  const failure = seen.deployed.failureOf(name);
  // What fails of the connection is said at the top, once.
  const failed =
    failure && failure !== seen.deployed.failure
      ? [failureRow(`failure:${name}`, failure, seen, seen.deployed.known(name, seen.deployed.window)?.readAt)]
      : [];
  return [
    ...failed,
    ...metricRows(entry, seen),
    ...costRows(entry, seen),
    ...alarmRows(entry, seen),
    ...judgedRows(entry, seen),
    reportsRow(entry, seen),
    ...deniedRows(entry, seen),
  ];
}

/** `1,204 invocations, 0.4% errors`; empty where it is not known. */
function figuresText(name: string, { deployed, format, t }: Seen): string {
  const series = deployed.known(name, deployed.window)?.series ?? [];
  const invocations = series.find(({ metric }) => metric === "invocations")?.summary;
  const errors = series.find(({ metric }) => metric === "errors")?.summary;
  if (invocations === undefined) return "";
  if (invocations === null) return t("no data");
  const rate = errorRate(invocations, errors);
  const count = invocations === 1 ? t("1 invocation") : t("{0} invocations", format.compact(invocations));
  return rate === undefined ? count : t("{0}, {1} errors", count, format.percent(rate));
}

function tooltip({ listed, tags, stack, match }: DeployedEntry, { deployed, fn, format, t }: Seen): string {
  const { name, description, configuration } = listed;
  const { runtime, memory, timeout, lastModified } = configuration;
  const facts = [
    runtime ?? t("container image"),
    format.megabytes(memory),
    t("timeout {0}", format.seconds(timeout)),
    t("changed {0}", format.time(Date.parse(lastModified))),
  ];
  const how =
    match && { hand: t("by hand"), tags: t("by its tags"), name: t("by its name"), convention: t("by how names are made") }[match.by];
  const of = match && t("Matched {0}: {1}", how ?? "", fn(match.id)?.name ?? match.id);
  const own = Object.entries(tags ?? {}).filter(([key]) => !key.startsWith("aws:"));
  return [
    `**${escaped(name)}**`,
    escaped(description),
    facts.map(escaped).join(" · "),
    of && escaped(of),
    stack && escaped(t("Stack: {0}", stack)),
    own.map(([key, value]) => `- ${escaped(key)}: ${escaped(value)}`).join("\n"),
    tags ? "" : escaped(t("Tags could not be read.")),
    escaped(t("Figures over {0}.", windowName(deployed.window, t))),
  ]
    .filter(Boolean)
    .join("\n\n");
}
