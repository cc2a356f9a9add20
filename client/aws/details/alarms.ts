/** Alarms of CloudWatch that watch a function or its dead-letter queue. */
import { DescribeAlarmsCommand, type Dimension, type MetricAlarm } from "@aws-sdk/client-cloudwatch";
import type { DeployedAlarm } from "../../../server/src/protocol.ts";
import type { Clients } from "../clients.ts";
import { whereKnown } from "../configuration.ts";
import { withoutAnyAccount } from "../redact.ts";

/** By what they watch: `FunctionName=orders`, `QueueName=orders-dead`. */
export type Alarms = ReadonlyMap<string, readonly DeployedAlarm[]>;

/** The dimensions of a metric that say whose it is. */
const watched = new Set(["FunctionName", "QueueName"]);

/** All metric alarms of the region that name a function or a queue; composite alarms only repeat what these say. */
export async function readAlarms(clients: Clients, signal: AbortSignal): Promise<Alarms> {
  const alarms = new Map<string, DeployedAlarm[]>();
  let token: string | undefined;
  do {
    const page = await clients.cloudWatch(
      new DescribeAlarmsCommand({ AlarmTypes: ["MetricAlarm"], MaxRecords: 100, NextToken: token }),
      signal,
    );
    for (const alarm of page.MetricAlarms ?? []) {
      for (const [key, deployed] of watchedBy(alarm)) {
        const known = alarms.get(key);
        if (known) known.push(deployed);
        else alarms.set(key, [deployed]);
      }
    }
    token = page.NextToken || undefined;
  } while (token !== undefined);
  return alarms;
}

/** The alarms on a function or on one of the queues (ARNs) its lost events go to. */
export function alarmsOn(alarms: Alarms, name: string, queues: readonly string[]): DeployedAlarm[] {
  const keys = [`FunctionName=${name}`, ...queues.filter(isQueue).map((arn) => `QueueName=${arn.split(":").at(-1)}`)];
  const found = new Map(keys.flatMap((key) => alarms.get(key) ?? []).map((alarm) => [alarm.name, alarm]));
  return [...found.values()];
}

function isQueue(arn: string): boolean {
  return arn.split(":")[2] === "sqs";
}

/** A metric an alarm looks at: its own, or one of those its metric math is made of. */
interface Source {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: readonly Dimension[];
  readonly statistic: string | undefined;
  readonly period: number | undefined;
}

function sourcesOf(alarm: MetricAlarm): Source[] {
  if (alarm.MetricName !== undefined) {
    const { Namespace = "", MetricName, Dimensions = [], Statistic, ExtendedStatistic, Period } = alarm;
    return [
      { namespace: Namespace, metric: MetricName, dimensions: Dimensions, statistic: Statistic ?? ExtendedStatistic, period: Period },
    ];
  }
  return (alarm.Metrics ?? []).flatMap(({ MetricStat: stat }) => {
    const { Namespace = "", MetricName = "", Dimensions = [] } = stat?.Metric ?? {};
    return stat ? [{ namespace: Namespace, metric: MetricName, dimensions: Dimensions, statistic: stat.Stat, period: stat.Period }] : [];
  });
}

/** What an alarm watches, with the alarm as it is shown there: the first metric that names it counts. */
function watchedBy(alarm: MetricAlarm): Map<string, DeployedAlarm> {
  const found = new Map<string, DeployedAlarm>();
  for (const source of sourcesOf(alarm)) {
    for (const { Name = "", Value = "" } of source.dimensions) {
      const key = `${Name}=${Value}`;
      if (watched.has(Name) && !found.has(key)) found.set(key, deployedAlarm(alarm, source));
    }
  }
  return found;
}

function deployedAlarm(alarm: MetricAlarm, { namespace, metric, statistic, period }: Source): DeployedAlarm {
  return {
    name: withoutAnyAccount(alarm.AlarmName ?? ""),
    namespace,
    metric,
    state: alarm.StateValue ?? "INSUFFICIENT_DATA",
    comparison: alarm.ComparisonOperator ?? "",
    isActing: alarm.ActionsEnabled !== false && (alarm.AlarmActions?.length ?? 0) > 0,
    // With anomaly detection the threshold is a band, and no number.
    ...whereKnown({ threshold: alarm.ThresholdMetricId === undefined ? alarm.Threshold : undefined, statistic, period }),
  };
}
