/** Metrics of deployed functions, and what their REPORT lines say. */
import type { MetricWindow } from "../../../server/src/protocol.ts";
import type { Clients } from "../clients.ts";
import type { FunctionMetrics, MetricRequest } from "../contract.ts";
import { type Answers, askCloudWatch } from "./cloudWatch.ts";
import { costOf, type Measured } from "./cost.ts";
import { DEFINITIONS, DURATIONS, type Source } from "./definitions.ts";
import { keyOf, type Plan, plansOf, queriesOf } from "./queries.ts";
import { gridOf, seriesOf, sumOf } from "./series.ts";
import { isoOf, type Span, spanOf } from "./window.ts";

export { readReports, reportsCost } from "./reports.ts";

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** Milliseconds of the epoch. */
  readonly now: () => number;
}

/**
 * The metrics of functions, with as few metrics asked as can be. A metric that does not apply to a function, or that CloudWatch would not
 * tell, is not among its series.
 *
 * @throws Failure where AWS would not answer; the signal's reason when it was cancelled.
 */
export async function readMetrics(
  clients: Clients,
  requests: readonly MetricRequest[],
  window: MetricWindow,
  { signal, now }: ReadOptions,
): Promise<ReadonlyMap<string, FunctionMetrics>> {
  const readAt = now();
  const span = spanOf(window, readAt);
  const plans = requests.map((request) => ({ request, plans: plansOf(request, span, readAt) }));
  const answers = await askCloudWatch(clients, queriesOf(plans.flatMap((each) => each.plans)), signal);
  return new Map(
    plans.map(({ request, plans }) => [
      request.name,
      {
        name: request.name,
        window,
        from: isoOf(span.start),
        to: new Date(readAt).toISOString(),
        readAt,
        series: plans.flatMap((plan) => seriesOf(plan, span, answers) ?? []),
        cost: costOf(measuredOf(request.name, plans, span, answers), request.configuration, clients.region),
      },
    ]),
  );
}

/** What cost is made of, where metrics that were asked for tell it. */
function measuredOf(name: string, plans: readonly Plan[], span: Span, answers: Answers): Measured {
  const asked = plans.flatMap(({ source, dividedBy }) => (dividedBy ? [source, dividedBy] : [source]));
  const sum = (of: Source): number | null => {
    const query = asked.find((each) => each.metric === of.metric && each.statistic === of.statistic && each.dimension.value === name);
    return query && answers.has(keyOf(query)) ? sumOf(gridOf(query, span, answers)) : null;
  };
  return {
    window: span.window,
    // A row that unfolds has its invocations from before: every invocation has a duration, so their number tells it as well.
    invocations: sum(DEFINITIONS.invocations.source) ?? sum(DURATIONS),
    duration: sum(DEFINITIONS.durationAverage.source),
  };
}
