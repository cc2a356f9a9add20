/** What AWS says beside metrics: alarms, REPORT lines, and what may not be read. */
import type { DeployedAlarm } from "../../../server/src/protocol.ts";
import type { DeployedEntry } from "./contract.ts";
import { windowName } from "./explain.ts";
import type { Row, Seen } from "./rows.ts";

export function alarmRows({ listed: { name } }: DeployedEntry, seen: Seen): readonly Row[] {
  const { deployed, t } = seen;
  const alarms = deployed.knownDetails(name)?.alarms;
  if (!alarms) return [];
  const ringing = alarms.filter(({ state }) => state === "ALARM").length;
  const count = alarms.length === 0 ? t("none") : t("{0}, {1} ringing", alarms.length, ringing);
  const label = t("Alarms");
  return [
    {
      id: `alarms:${name}`,
      name,
      label,
      description: count,
      icon: ringing > 0 ? { id: "bell-dot", color: "problemsErrorIcon.foreground" } : { id: alarms.length > 0 ? "bell" : "bell-slash" },
      spoken: `${label}, ${count}`,
      context: "alarms",
      ...(alarms.length > 0 && { unfolds: "collapsed" as const, children: () => alarms.map((alarm) => alarmRow(alarm, name, seen)) }),
    },
  ];
}

function alarmRow({ name, metric, state, threshold, comparison, isActing }: DeployedAlarm, owner: string, { format, t }: Seen): Row {
  const words: Record<string, string> = { OK: t("quiet"), ALARM: t("ringing"), INSUFFICIENT_DATA: t("not enough data") };
  const sign = { GreaterThanThreshold: ">", GreaterThanOrEqualToThreshold: "≥", LessThanThreshold: "<", LessThanOrEqualToThreshold: "≤" };
  const condition =
    threshold === undefined ? metric : `${metric} ${sign[comparison as keyof typeof sign] ?? comparison} ${format.count(threshold)}`;
  const description = [words[state] ?? state, condition, isActing ? "" : t("tells nobody")].filter(Boolean).join(" · ");
  return {
    id: `alarm:${name}:${owner}`,
    name: owner,
    label: name,
    description,
    icon: state === "ALARM" ? { id: "bell-dot", color: "problemsErrorIcon.foreground" } : { id: isActing ? "bell" : "bell-slash" },
    spoken: [t("Alarm"), name, description].join(", "),
    context: "alarm",
  };
}

/** Reads REPORT lines when it is clicked: that costs money, and what it costs is said before. */
export function reportsRow({ listed: { name } }: DeployedEntry, seen: Seen): Row {
  const { deployed, format, t } = seen;
  const reports = deployed.knownReports(name);
  const row = { id: `reports:${name}`, name, icon: { id: "output" }, context: "reports", runs: "lambdaReady.deployed.readReports" };
  if (reports === undefined) {
    const label = t("Read REPORT lines…");
    const description = t("memory used, cold starts; says first what it costs");
    return { ...row, label, description, spoken: `${label}, ${description}` };
  }
  const label = t("REPORT lines");
  if (reports === null) {
    const description = t("none in {0}", windowName(deployed.window, t));
    return { ...row, label, description, spoken: `${label}, ${description}` };
  }
  const { memoryUsedMaximum, memorySize, coldStarts, invocations, initDurationAverage, isSample } = reports;
  const description = [
    t("{0} of {1} used at most", format.megabytes(memoryUsedMaximum), format.megabytes(memorySize)),
    t("{0} cold starts in {1} invocations", format.count(coldStarts), format.count(invocations)),
    initDurationAverage === null ? "" : t("{0} to start", format.milliseconds(initDurationAverage)),
    isSample ? t("a sample") : "",
    windowName(reports.window, t),
  ]
    .filter(Boolean)
    .join(" · ");
  return { ...row, label, description, spoken: `${label}, ${description}` };
}

export function deniedRows({ listed: { name } }: DeployedEntry, { deployed, t }: Seen): readonly Row[] {
  const denied = deployed.knownDetails(name)?.denied ?? [];
  if (denied.length === 0) return [];
  const label = t("Not everything may be read");
  const description = t("missing: {0}", denied.join(", "));
  return [{ id: `denied:${name}`, name, label, description, icon: { id: "lock" }, spoken: `${label}, ${description}`, context: "denied" }];
}
