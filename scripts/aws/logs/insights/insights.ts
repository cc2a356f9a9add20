/** StartQuery and GetQueryResults: the query runs when it is started, and counts as running when it is first asked for. */
import type { JsonObject } from "../../check.ts";
import { AwsError } from "../../error.ts";
import { groupOf } from "../filter.ts";
import { eventsOf, type LogEvent, type LogStore } from "../store.ts";
import { discovered } from "./discovered.ts";
import type { Line } from "./expression.ts";
import { query, type Row } from "./query.ts";

interface Started {
  readonly rows: readonly Row[];
  readonly statistics: JsonObject;
  /** Looks at it so far. */
  looks: number;
}

export class Insights {
  readonly #store: LogStore;
  readonly #started = new Map<string, Started>();

  constructor(store: LogStore) {
    this.#store = store;
  }

  /** @param now Milliseconds of the epoch. */
  start(input: JsonObject, region: string, now: number): JsonObject {
    const group = groupOf(this.#store, region, input);
    const run = query(String(input.queryString));
    const counted = { lines: 0, bytes: 0 };
    const to = Math.min((Number(input.endTime) + 1) * 1000, now);
    const rows = run(lines(eventsOf(group, Number(input.startTime) * 1000, to), counted));
    const statistics = { recordsMatched: counted.lines, recordsScanned: counted.lines, bytesScanned: counted.bytes };
    const queryId = crypto.randomUUID();
    this.#started.set(queryId, { rows, statistics, looks: 0 });
    return { queryId };
  }

  results(input: JsonObject): JsonObject {
    const started = this.#started.get(String(input.queryId));
    if (!started) throw new AwsError("ResourceNotFoundException", "Query does not exist.");
    if (started.looks++ === 0) return { results: [], statistics: started.statistics, status: "Running" };
    const results = started.rows.map((row) => row.map(([field, value]) => ({ field, value: String(value) })));
    return { results, statistics: started.statistics, status: "Complete" };
  }
}

function* lines(events: Iterable<LogEvent>, counted: { lines: number; bytes: number }): Generator<Line> {
  for (const event of events) {
    counted.lines += 1;
    counted.bytes += event.message.length;
    yield discovered(event);
  }
}
