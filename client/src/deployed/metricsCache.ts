/** Metrics that were read, for as long as they are fresh, and one batch of questions for all that are asked for in the same moment. */
import type { MetricId, MetricWindow } from "../../../server/src/protocol.ts";
import type { FunctionMetrics } from "../../aws/contract.ts";
import { Shared } from "./shared.ts";

const minute = 60_000;

/** How long figures over a window are fresh, in milliseconds: about the time one of its periods takes. */
export const freshFor: Readonly<Record<MetricWindow, number>> = { "1h": minute, "24h": 5 * minute, "7d": 10 * minute, "30d": 15 * minute };

/** Metrics by function. */
export type Wanted = ReadonlyMap<string, ReadonlySet<MetricId>>;

/** Who is asked, and what is done meanwhile. */
export interface MetricsOutside {
  ask(wanted: Wanted, window: MetricWindow, signal: AbortSignal): Promise<ReadonlyMap<string, FunctionMetrics>>;
  /** Milliseconds of the epoch. */
  now(): number;
  /** Calls back when all that is asked for in this moment was asked for. */
  soon(run: () => void): void;
  /** Figures of functions are others. */
  onRead(names: readonly string[], window: MetricWindow): void;
}

interface Known {
  readonly metrics: FunctionMetrics;
  /** When each metric was asked for; one that does not apply to the function has no series. */
  readonly askedAt: ReadonlyMap<MetricId, number>;
}

interface Request {
  readonly name: string;
  readonly metrics: readonly MetricId[];
}

interface Batch {
  /** A request that nobody waits for any more is taken out. */
  readonly requests: Set<Request>;
  readonly answer: Shared<void>;
  isSent: boolean;
}

export class MetricsCache {
  readonly #outside: MetricsOutside;
  readonly #known = new Map<string, Known>();
  readonly #batches = new Map<MetricWindow, Set<Batch>>();

  constructor(outside: MetricsOutside) {
    this.#outside = outside;
  }

  /** What was read last, however old. */
  known(name: string, window: MetricWindow): FunctionMetrics | undefined {
    return this.#known.get(keyOf(name, window))?.metrics;
  }

  /** Asks for what is not fresh, and waits until it is there. Rejects with what AWS says, or with the signal's reason. */
  async read(name: string, metrics: readonly MetricId[], window: MetricWindow, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const missing = metrics.filter((metric) => !this.#isFresh(name, metric, window));
    const batches = this.#batches.get(window) ?? new Set();
    const waits: Promise<void>[] = [];
    for (const batch of batches) {
      if (batch.answer.isCancelled || !batch.isSent) continue;
      const under = missing.filter((metric) => [...batch.requests].some((each) => each.name === name && each.metrics.includes(metric)));
      if (under.length === 0) continue;
      missing.splice(0, missing.length, ...missing.filter((metric) => !under.includes(metric)));
      waits.push(this.#wait(batch, { name, metrics: under }, signal));
    }
    if (missing.length > 0) waits.push(this.#wait(this.#next(window), { name, metrics: missing }, signal));
    await Promise.all(waits);
  }

  /** Nothing is fresh any more; it stays known until it is read anew. */
  age(): void {
    for (const [key, { metrics }] of this.#known) this.#known.set(key, { metrics, askedAt: new Map() });
    // What is under way is of before: nobody joins it.
    this.#batches.clear();
  }

  forget(): void {
    this.age();
    this.#known.clear();
  }

  #isFresh(name: string, metric: MetricId, window: MetricWindow): boolean {
    const at = this.#known.get(keyOf(name, window))?.askedAt.get(metric);
    return at !== undefined && this.#outside.now() - at < freshFor[window];
  }

  async #wait(batch: Batch, request: Request, signal: AbortSignal | undefined): Promise<void> {
    batch.requests.add(request);
    try {
      await batch.answer.wait(signal);
    } finally {
      batch.requests.delete(request);
    }
  }

  /** The batch that is sent next. */
  #next(window: MetricWindow): Batch {
    const batches = this.#batches.get(window) ?? new Set<Batch>();
    this.#batches.set(window, batches);
    const waiting = [...batches].find(({ isSent, answer }) => !isSent && !answer.isCancelled);
    if (waiting) return waiting;
    const send = async (signal: AbortSignal): Promise<void> => {
      await new Promise<void>((resolve) => this.#outside.soon(resolve));
      batch.isSent = true;
      try {
        signal.throwIfAborted();
        if (!isCurrent()) return;
        const wanted = wantedOf(batch.requests);
        const answer = await this.#outside.ask(wanted, window, signal);
        if (isCurrent()) this.#keep(wanted, window, answer);
      } finally {
        batches.delete(batch);
      }
    };
    // Asked for before all was forgotten: it could be of another region.
    const isCurrent = () => this.#batches.get(window) === batches;
    const batch: Batch = { requests: new Set(), answer: new Shared(send), isSent: false };
    batches.add(batch);
    return batch;
  }

  #keep(wanted: Wanted, window: MetricWindow, answer: ReadonlyMap<string, FunctionMetrics>): void {
    for (const [name, read] of answer) {
      const key = keyOf(name, window);
      this.#known.set(key, merged(this.#known.get(key), read, wanted.get(name) ?? new Set(), this.#outside.now()));
    }
    this.#outside.onRead([...answer.keys()], window);
  }
}

function keyOf(name: string, window: MetricWindow): string {
  return `${window} ${name}`;
}

function wantedOf(requests: Iterable<Request>): Wanted {
  const wanted = new Map<string, Set<MetricId>>();
  for (const { name, metrics } of requests) wanted.set(name, new Set([...(wanted.get(name) ?? []), ...metrics]));
  return wanted;
}

/** What was read now, with what else is known from before. */
function merged(before: Known | undefined, read: FunctionMetrics, asked: ReadonlySet<MetricId>, now: number): Known {
  const others = before?.metrics.series.filter(({ metric }) => !asked.has(metric)) ?? [];
  const askedAt = new Map([...(before?.askedAt ?? []), ...[...asked].map((metric) => [metric, now] as const)]);
  const readAt = others.length > 0 ? Math.min(before?.metrics.readAt ?? now, read.readAt) : read.readAt;
  const series = [...others, ...read.series];
  return { metrics: { ...read, readAt, series, cost: read.cost ?? before?.metrics.cost ?? null }, askedAt };
}
