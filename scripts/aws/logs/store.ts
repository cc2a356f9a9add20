/** The log groups of the emulator. Their lines are computed when they are asked for: nobody waits for a month of log to be written. */

export interface LogEvent {
  /** Milliseconds of the epoch. */
  readonly timestamp: number;
  readonly message: string;
  readonly stream: string;
}

export interface LogGroup {
  readonly name: string;
  readonly region: string;
  /** Days; null: for ever. */
  readonly retention: number | null;
  /** When it was made, milliseconds of the epoch. */
  readonly created: number;
  /** Compressed. */
  readonly storedBytes: number;
  /** What was written with `from <= timestamp < to` (milliseconds), in order of time; of one day at most. */
  events(from: number, to: number): Iterable<LogEvent>;
}

const day = 86_400_000;

export class LogStore {
  readonly #groups = new Map<string, LogGroup>();

  add(group: LogGroup): void {
    this.#groups.set(`${group.region} ${group.name}`, group);
  }

  find(region: string, name: string): LogGroup | undefined {
    return this.#groups.get(`${region} ${name}`);
  }

  /** By name. */
  groups(region: string): LogGroup[] {
    return [...this.#groups.values()].filter((group) => group.region === region).sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}

/** The events of a group, day by day, so that the first ones are had without computing the last. */
export function* eventsOf(group: LogGroup, from: number, to: number, latestFirst = false): Generator<LogEvent> {
  const begin = Math.max(from, group.created, to - (group.retention ?? 70) * day);
  const days: (readonly [number, number])[] = [];
  for (let at = Math.floor(begin / day) * day; at < to; at += day) days.push([Math.max(at, begin), Math.min(at + day, to)]);
  if (!latestFirst) {
    for (const [first, end] of days) yield* group.events(first, end);
    return;
  }
  for (const [first, end] of days.reverse()) yield* [...group.events(first, end)].reverse();
}
