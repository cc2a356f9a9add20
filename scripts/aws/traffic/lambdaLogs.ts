/** What Lambda writes to the log of a function that was never invoked. */
import type { LogGroup } from "../logs/store.ts";
import type { Source } from "../metrics/store.ts";
import { noise, seedOf } from "./noise.ts";
import type { Day, Invocations } from "./traffic.ts";

export interface LogOptions {
  readonly region: string;
  /** Of the function. */
  readonly name: string;
  readonly format: "Text" | "JSON";
  /** Undefined: Lambda's own, `/aws/lambda/NAME`. */
  readonly group?: string;
  readonly retention: number | null;
  /** What the code writes when it fails. */
  readonly complaint: string;
}

/** START, END and REPORT of an invocation, roughly; for `IncomingBytes`. */
const bytesOfInvocation = 420;
const kept = 70 * 86_400_000;

/** The log group with a few lines for each invocation. @param started Milliseconds of the epoch. */
export function lambdaLogs(options: LogOptions, invocations: Invocations, started: number): LogGroup {
  const { name, region, retention } = options;
  return {
    name: options.group ?? `/aws/lambda/${name}`,
    region,
    retention,
    created: started - kept,
    storedBytes: Math.round(invocations.traffic.peak * 1440 * 15 * bytesOfInvocation * 0.15),
    *events(from, to) {
      for (const { day, minute, time } of invocations.minutes(from / 1000 - 60, to / 1000)) {
        const [begin = 0, end = 0] = [day.first[minute], day.first[minute + 1]];
        const stream = end > begin ? streamOf(options, time) : "";
        for (let at = begin; at < end; at++) {
          // Spread over the minute, so that the lines of one invocation stand together and in order.
          const timestamp = time * 1000 + Math.floor(((at - begin + 0.5) / (end - begin)) * 60_000);
          if (timestamp < from || timestamp >= to) continue;
          for (const message of linesOf(options, invocations, day, at, timestamp)) yield { timestamp, message, stream };
        }
      }
    },
  };
}

/** `AWS/Logs IncomingBytes` of the group. */
export function incomingBytes(invocations: Invocations): Source {
  return {
    unit: "Bytes",
    *samples(from, to) {
      for (const { day, minute, time } of invocations.minutes(from, to)) {
        const count = (day.first[minute + 1] ?? 0) - (day.first[minute] ?? 0);
        if (count > 0) yield { time, values: [bytesOfInvocation], counts: [count] };
      }
    },
  };
}

/** The same for an invocation each time. */
function requestId(name: string, time: number): string {
  const seed = seedOf(name);
  const hex = [0, 1, 2, 3]
    .map((which) =>
      Math.floor(noise(seed, time, which) * 2 ** 32)
        .toString(16)
        .padStart(8, "0"),
    )
    .join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function streamOf({ name, group }: LogOptions, time: number): string {
  const date = new Date(time * 1000).toISOString().slice(0, 10).replaceAll("-", "/");
  const environment = Math.floor(noise(seedOf(name), Math.floor(time / 7200)) * 2 ** 32).toString(16);
  return `${date}/${group === undefined ? "" : name}[$LATEST]${environment.padStart(32, "0")}`;
}

function* linesOf(options: LogOptions, { traffic }: Invocations, day: Day, at: number, time: number): Generator<string> {
  const id = requestId(options.name, time);
  const duration = Number((day.duration[at] ?? 0).toFixed(2));
  const init = Number((day.init[at] ?? 0).toFixed(2));
  const used = day.memoryUsed[at] ?? 0;
  const isFailed = day.failed[at] === 1;
  const isTimeout = duration >= traffic.timeout * 1000;
  // Since August 2025 the init of a cold start is billed too.
  const billed = Math.ceil(duration + init);
  if (options.format === "JSON") {
    const metrics = { durationMs: duration, billedDurationMs: billed, memorySizeMB: traffic.memory, maxMemoryUsedMB: used };
    const status = isTimeout ? "timeout" : isFailed ? "error" : "success";
    const record = { requestId: id, metrics: { ...metrics, ...(init > 0 && { initDurationMs: init }) }, status };
    const stamp = new Date(time).toISOString();
    yield JSON.stringify({ time: stamp, type: "platform.start", record: { requestId: id, version: "$LATEST" } });
    if (isFailed && !isTimeout) yield JSON.stringify({ timestamp: stamp, level: "ERROR", requestId: id, message: options.complaint });
    yield JSON.stringify({ time: stamp, type: "platform.report", record });
    return;
  }
  yield `START RequestId: ${id} Version: $LATEST\n`;
  if (isTimeout) yield `${new Date(time).toISOString()} ${id} Task timed out after ${traffic.timeout.toFixed(2)} seconds\n`;
  else if (isFailed) yield `[ERROR] ${options.complaint}\n`;
  yield `END RequestId: ${id}\n`;
  const cold = init > 0 ? `\tInit Duration: ${init} ms` : "";
  const status = isTimeout ? "\tStatus: timeout" : "";
  yield `REPORT RequestId: ${id}\tDuration: ${duration} ms\tBilled Duration: ${billed} ms\tMemory Size: ${traffic.memory} MB\tMax Memory Used: ${used} MB${cold}${status}\t\n`;
}
