/** What is asked about single functions: metrics, details, REPORT lines; each question once, for all who wait for it. */
import type { DeployedFunction, MetricId, MetricWindow } from "../../../server/src/protocol.ts";
import type { Aws, AwsFailure, FunctionDetails, FunctionMetrics, ListedFunction, MetricRequest, ReportsCost } from "../../aws/contract.ts";
import { deadLetterQueueOf, factsOf } from "./facts.ts";
import { asFailure, Failures } from "./failures.ts";
import { MetricsCache, type Wanted } from "./metricsCache.ts";
import type { Outside } from "./outside.ts";
import { Shared } from "./shared.ts";

type Reports = NonNullable<DeployedFunction["reports"]>;

/** What the store has for the questions. */
export interface Parts {
  readonly outside: Pick<Outside, "now" | "soon">;
  aws(): Aws | undefined;
  /** Ends what is asked of that connection. */
  ended(): AbortSignal;
  listed(name: string): ListedFunction | undefined;
  onRead(names: readonly string[]): void;
  onFailure(name: string, failure: AwsFailure): void;
}

/** What makes the facts of a moment. */
interface Moment {
  readonly region: string;
  readonly readAt: number;
  readonly window: MetricWindow;
}

export class Questions {
  readonly #parts: Parts;
  readonly #failures: Failures;
  readonly #metrics: MetricsCache;
  readonly #details = new Map<string, FunctionDetails>();
  readonly #reports = new Map<string, Reports | null>();
  /** Details are to be asked anew when somebody wants them. */
  readonly #agedDetails = new Set<string>();
  readonly #running = new Map<string, Shared<unknown>>();
  /** The facts last made, with what they were made of. */
  readonly #facts = new Map<string, { readonly of: readonly unknown[]; readonly facts: DeployedFunction }>();

  constructor(parts: Parts) {
    this.#parts = parts;
    const { outside } = parts;
    this.#failures = new Failures(outside.now);
    this.#metrics = new MetricsCache({
      ask: (wanted, window, signal) => this.#askMetrics(wanted, window, signal),
      now: outside.now,
      soon: outside.soon,
      onRead: (names, window) => {
        for (const name of names) this.#failures.clear(name, `metrics ${window}`);
        parts.onRead(names);
      },
    });
  }

  known(name: string, window: MetricWindow): FunctionMetrics | undefined {
    return this.#metrics.known(name, window);
  }

  knownDetails(name: string): FunctionDetails | undefined {
    return this.#details.get(name);
  }

  failureOf(name: string): AwsFailure | undefined {
    return this.#failures.of(name);
  }

  /** All that is known; the same object for as long as it is the same. */
  facts(listed: ListedFunction, { region, readAt, window }: Moment): DeployedFunction {
    const { name } = listed;
    const [details, metrics] = [this.#details.get(name), this.known(name, window)];
    const reports = this.#reports.get(`${window} ${name}`) ?? undefined;
    const of = [listed, region, readAt, details, metrics, reports];
    const before = this.#facts.get(name);
    if (before?.of.every((part, index) => part === of[index])) return before.facts;
    const facts = factsOf({ listed, region, readAt, details, metrics, reports });
    this.#facts.set(name, { of, facts });
    return facts;
  }

  async metrics(name: string, metrics: readonly MetricId[], window: MetricWindow, signal?: AbortSignal) {
    const listed = this.#parts.listed(name);
    const question = `metrics ${window}`;
    if (!listed || !this.#parts.aws() || this.#failures.rests(name, question)) return undefined;
    // Whether there is a queue for failed events, details tell; what does not hang on it is asked at once.
    const waitsForDetails = metrics.includes("deadLetterDepth") && !deadLetterQueueOf(listed, this.#details.get(name));
    const atOnce = waitsForDetails ? metrics.filter((metric) => metric !== "deadLetterDepth") : metrics;
    const depth = async (): Promise<void> => {
      if (deadLetterQueueOf(listed, await this.details(name, signal))) await this.#metrics.read(name, ["deadLetterDepth"], window, signal);
    };
    return this.#answered(name, question, async () => {
      await Promise.all([this.#metrics.read(name, atOnce, window, signal), ...(waitsForDetails ? [depth()] : [])]);
      return this.known(name, window);
    });
  }

  async details(name: string, signal?: AbortSignal): Promise<FunctionDetails | undefined> {
    const known = this.#details.get(name);
    if (known && !this.#agedDetails.has(name)) return known;
    return this.#ask(name, "details", signal, async (aws, signal) => {
      const details = await aws.details(name, signal);
      this.#details.set(name, details);
      this.#agedDetails.delete(name);
      this.#parts.onRead([name]);
      return details;
    });
  }

  reportsCost(name: string, window: MetricWindow): Promise<ReportsCost | undefined> {
    // A person asks: whatever failed just now is asked again.
    this.#failures.clear(name, "reportsCost");
    return this.#ask(name, "reportsCost", undefined, (aws, signal) => aws.reportsCost(name, window, signal));
  }

  reports(name: string, window: MetricWindow, signal?: AbortSignal): Promise<Reports | null | undefined> {
    this.#failures.clear(name, "reports");
    return this.#ask(name, "reports", signal, async (aws, signal) => {
      const reports = (await aws.reports(name, window, signal)) ?? null;
      this.#reports.set(`${window} ${name}`, reports);
      this.#parts.onRead([name]);
      return reports;
    });
  }

  /** Undefined: they were not read. Null: there are none in the window. */
  knownReports(name: string, window: MetricWindow): Reports | null | undefined {
    return this.#reports.get(`${window} ${name}`);
  }

  /** Everything is asked anew when somebody wants it. */
  age(): void {
    this.#metrics.age();
    for (const name of this.#details.keys()) this.#agedDetails.add(name);
    this.#failures.forget();
    this.#running.clear();
  }

  forget(): void {
    this.age();
    this.#metrics.forget();
    this.#details.clear();
    this.#agedDetails.clear();
    this.#reports.clear();
    this.#facts.clear();
  }

  #askMetrics(wanted: Wanted, window: MetricWindow, signal: AbortSignal): Promise<ReadonlyMap<string, FunctionMetrics>> {
    const requests = [...wanted].flatMap(([name, metrics]): MetricRequest[] => {
      const listed = this.#parts.listed(name);
      const deadLetterQueue = listed && deadLetterQueueOf(listed, this.#details.get(name));
      const { configuration } = listed ?? {};
      return configuration ? [{ name, metrics: [...metrics], configuration, ...(deadLetterQueue && { deadLetterQueue }) }] : [];
    });
    const aws = this.#parts.aws();
    return aws ? aws.metrics(requests, window, this.#until(signal)) : Promise.resolve(new Map());
  }

  /** Until nobody waits any more or the connection ends. */
  #until(signal: AbortSignal): AbortSignal {
    return AbortSignal.any([signal, this.#parts.ended()]);
  }

  /** A question about one function: once at a time, and not again when it failed just now. */
  async #ask<T>(name: string, question: string, signal: AbortSignal | undefined, run: (aws: Aws, signal: AbortSignal) => Promise<T>) {
    const aws = this.#parts.aws();
    if (!aws || this.#failures.rests(name, question)) return undefined;
    const key = `${question} ${name}`;
    const running = this.#running.get(key) as Shared<T> | undefined;
    const shared = running && !running.isCancelled ? running : new Shared((signal) => run(aws, this.#until(signal)));
    this.#running.set(key, shared);
    return this.#answered(name, question, async () => {
      try {
        const answer = await shared.wait(signal);
        this.#failures.clear(name, question);
        return answer;
      } finally {
        if (this.#running.get(key) === shared) this.#running.delete(key);
      }
    });
  }

  /** What is answered; of what fails it is noted why, of what is cancelled nothing. */
  async #answered<T>(name: string, question: string, ask: () => Promise<T>): Promise<T | undefined> {
    const ended = this.#parts.ended();
    try {
      return await ask();
    } catch (error) {
      if (ended.aborted || isCancellation(error)) return undefined;
      const failure = asFailure(error);
      this.#failures.note(name, question, failure);
      this.#parts.onFailure(name, failure);
      return undefined;
    }
  }
}

/** What `AbortController.abort()` leads to. */
function isCancellation(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
