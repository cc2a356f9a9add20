/** The datapoints of the emulator: moto keeps no percentiles and no statistics by period, so it keeps none at all. */

/** What was measured within one minute, as PutMetricData takes it: each value with how often it was. */
export interface Sample {
  /** Seconds of the epoch. */
  readonly time: number;
  readonly values: ArrayLike<number>;
  /** One for each value; undefined: each was once. */
  readonly counts?: ArrayLike<number>;
}

/** Where samples come from: recorded by PutMetricData, or computed when they are asked for. */
export interface Source {
  /** CloudWatch's: `Count`, `Milliseconds`. */
  readonly unit: string;
  /** Samples with `from <= time < to` (seconds), in order of time. */
  samples(from: number, to: number): Iterable<Sample>;
}

export interface MetricName {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

function keyOf({ namespace, name, dimensions }: MetricName): string {
  const sorted = Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([namespace, name, sorted]);
}

export class MetricStore {
  readonly #sources = new Map<string, { metric: MetricName; source: Source }>();

  /** A metric that is computed when it is asked for; it takes the place of what was recorded. */
  generate(metric: MetricName, source: Source): void {
    this.#sources.set(keyOf(metric), { metric, source });
  }

  /** Records a sample, as PutMetricData does. */
  put(metric: MetricName, unit: string, sample: Sample): void {
    const key = keyOf(metric);
    const known = this.#sources.get(key)?.source;
    const recorded = known instanceof Recorded ? known : new Recorded(unit);
    recorded.add(sample);
    this.#sources.set(key, { metric, source: recorded });
  }

  find(metric: MetricName): Source | undefined {
    return this.#sources.get(keyOf(metric))?.source;
  }

  get metrics(): MetricName[] {
    return [...this.#sources.values()].map(({ metric }) => metric);
  }

  clear(): void {
    this.#sources.clear();
  }
}

class Recorded implements Source {
  readonly unit: string;
  readonly #samples: Sample[] = [];

  constructor(unit: string) {
    this.unit = unit;
  }

  add(sample: Sample): void {
    this.#samples.push(sample);
    this.#samples.sort((a, b) => a.time - b.time);
  }

  samples(from: number, to: number): Iterable<Sample> {
    return this.#samples.filter(({ time }) => time >= from && time < to);
  }
}
