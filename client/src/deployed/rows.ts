/** The rows of the view, as plain data: each knows how it looks and what is below it, which is made when somebody unfolds it. */
import type { ChecklistFunction, DeployedPlace, DeployedReport } from "../../../server/src/protocol.ts";
import { dialectName, type Icon, type Translate } from "../checklist/looks.ts";
import type { DeployedEntry } from "./contract.ts";
import { failureRow } from "./failureRows.ts";
import { isFiltering } from "./filter.ts";
import type { Format } from "./format.ts";
import { functionRow } from "./functionRow.ts";
import type { DeployedFunctions } from "./store.ts";

export interface Row {
  /** The same for as long as the row stands for the same thing: what is unfolded and selected hangs on it. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly icon?: Icon;
  /** What a screen reader says: the label and everything that is only seen. */
  readonly spoken: string;
  /** Words that the menus' `viewItem` is matched with. */
  readonly context: string;
  /** Markdown; made when somebody stays on the row. */
  readonly tooltip?: () => string;
  /** What a click opens. */
  readonly opens?: DeployedPlace;
  /** The command a click runs; it gets the row. */
  readonly runs?: string;
  /** The deployed function it is of. */
  readonly name?: string;
  /** The rule that a finding is of. */
  readonly rule?: string;
  /** What a person would run in a terminal. */
  readonly command?: string;
  readonly unfolds?: "expanded" | "collapsed";
  readonly children?: () => readonly Row[];
  /** The functions whose figures are seen when the row is unfolded. */
  readonly shows?: () => readonly string[];
}

/** What rows are made of. */
export interface Seen {
  readonly deployed: DeployedFunctions;
  /** The function of the workspace with that id. */
  fn(id: string): ChecklistFunction | undefined;
  /** What the server said last of a deployed function. */
  report(name: string): DeployedReport | undefined;
  /** Something of the function is being asked. */
  isReading(name: string): boolean;
  /** How many of the others are shown. */
  readonly others: number;
  readonly format: Format;
  readonly t: Translate;
  /** When something was read, as the reader's clock shows it. */
  clock(at: number): string;
  /** Milliseconds of the epoch. */
  now(): number;
  /** A file's path, as short as it is unambiguous. */
  relative(uri: string): string;
}

/** Others are shown so many at a time. */
export const chunk = 100;

/** With more functions than this, those of several templates are grouped by template. */
const many = 10;

export function topRows(seen: Seen): readonly Row[] {
  const { deployed } = seen;
  const { failure, functions, state } = deployed;
  if (state === "closed" || state === "untrusted") return [];
  // While there is nothing else, the welcome text says that it connects.
  if (state === "connecting" && functions.length === 0) return [];
  const head = deployed.connection ? [connectionRow(seen)] : [];
  const failed = failure ? [failureRow("failure", failure, seen, deployed.readAt)] : [];
  if (functions.length === 0 && deployed.readAt === undefined) return [...head, ...failed];
  return [...head, ...failed, ...listRows(seen)];
}

/** Where it leads, when it was read, what was asked. */
export function connectionRow({ deployed, clock, format, t }: Seen): Row {
  const { connection, functions, readAt, state, usage } = deployed;
  const where = connection ? `${connection.profile} · ${connection.region}` : "";
  const isReading = state === "listing" || state === "connecting";
  const age = readAt !== undefined && t("list of {0}", clock(readAt));
  const reading = isReading && (functions.length > 0 && !age ? t("{0} functions so far", functions.length) : t("reading…"));
  const billed = usage.metrics === 1 ? t("1 metric requested") : t("{0} metrics requested", format.count(usage.metrics));
  const emulator = connection?.endpoint !== undefined && t("emulator {0}", connection.endpoint);
  const description = [emulator, reading, age, billed].filter(Boolean).join(" · ");
  return {
    id: "connection",
    label: where,
    description,
    icon: { id: isReading ? "loading~spin" : emulator ? "beaker" : "plug" },
    spoken: [t("Connection"), where, description].join(", "),
    context: "connection",
    runs: "lambdaReady.deployed.connection",
    tooltip: () =>
      t("CloudWatch bills each metric that is requested. What was read is kept for a while, and only what is seen is asked for."),
  };
}

function listRows(seen: Seen): readonly Row[] {
  const { deployed, t } = seen;
  const { shown, filter, functions, state } = deployed;
  if (functions.length === 0) return state === "ready" ? [messageRow("none", t("There is no function in this region."))] : [];
  if (shown.length === 0 && isFiltering(filter)) return [messageRow("filtered", t("No function passes the filter."))];
  const here = shown.filter(({ match }) => match);
  const others = shown.filter(({ match }) => !match);
  return [hereRow(here, seen), ...(others.length > 0 ? [othersRow(others, seen)] : [])];
}

function hereRow(entries: readonly DeployedEntry[], seen: Seen): Row {
  const { t } = seen;
  const label = t("In this workspace");
  const templates = byTemplate(entries, seen);
  const isGrouped = entries.length > many && templates.length > 1;
  const none = () => [messageRow("none-here", t("None of them was found to be of this workspace. One can be matched by hand."))];
  const children = entries.length === 0 ? none : isGrouped ? () => templates : () => functionRows(entries, seen);
  return {
    ...group("here", label, entries.length, seen),
    icon: { id: "root-folder" },
    unfolds: "expanded",
    children,
    ...(!isGrouped && { shows: () => namesOf(entries) }),
  };
}

function byTemplate(entries: readonly DeployedEntry[], seen: Seen): readonly Row[] {
  const groups = new Map<string, { template: ChecklistFunction["template"]; entries: DeployedEntry[] }>();
  for (const entry of entries) {
    const template = seen.fn(entry.match?.id ?? "")?.template ?? null;
    const key = template?.uri ?? "";
    const group = groups.get(key) ?? { template, entries: [] };
    group.entries.push(entry);
    groups.set(key, group);
  }
  return [...groups].map(([uri, { template, entries }]): Row => {
    const label = template?.label ?? seen.t("Without a template");
    return {
      ...group(`template:${uri}`, label, entries.length, seen),
      description: [entries.length, template && dialectName(template.dialect)].filter(Boolean).join(" · "),
      icon: { id: template ? "layers" : "file-code" },
      unfolds: "expanded",
      children: () => functionRows(entries, seen),
      shows: () => namesOf(entries),
    };
  });
}

function othersRow(entries: readonly DeployedEntry[], seen: Seen): Row {
  const { others, t } = seen;
  const first = entries.slice(0, others);
  const rest = entries.length - first.length;
  const more = (): Row => ({
    ...messageRow("more", rest > chunk ? t("Show {0} more of {1}", chunk, rest) : t("Show the other {0}", rest)),
    icon: { id: "ellipsis" },
    runs: "lambdaReady.deployed.showMore",
  });
  return {
    ...group("others", t("Others"), entries.length, seen),
    icon: { id: "cloud" },
    unfolds: "collapsed",
    children: () => [...functionRows(first, seen), ...(rest > 0 ? [more()] : [])],
    shows: () => namesOf(first),
  };
}

function group(id: string, label: string, count: number, { t, format }: Seen): Row {
  const size = count === 1 ? t("1 function") : t("{0} functions", format.count(count));
  return { id, label, description: format.count(count), spoken: `${label}, ${size}`, context: "group" };
}

function functionRows(entries: readonly DeployedEntry[], seen: Seen): readonly Row[] {
  return entries.map((entry) => functionRow(entry, seen));
}

function namesOf(entries: readonly DeployedEntry[]): readonly string[] {
  return entries.map(({ listed }) => listed.name);
}

function messageRow(id: string, label: string): Row {
  return { id: `message:${id}`, label, spoken: label, icon: { id: "info" }, context: "message" };
}
