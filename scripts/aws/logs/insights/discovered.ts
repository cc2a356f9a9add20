/**
 * The fields Logs Insights discovers in a line by itself.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
 */
import type { LogEvent } from "../store.ts";
import type { Line, Value } from "./expression.ts";

/** Of a REPORT line; memory is in bytes, of which a million make a MB. */
const ofReport: Readonly<Record<string, readonly [RegExp, number]>> = {
  "@duration": [/\tDuration: ([\d.]+) ms/, 1],
  "@billedDuration": [/\tBilled Duration: ([\d.]+) ms/, 1],
  "@memorySize": [/\tMemory Size: (\d+) MB/, 1_000_000],
  "@maxMemoryUsed": [/\tMax Memory Used: (\d+) MB/, 1_000_000],
  "@initDuration": [/\tInit Duration: ([\d.]+) ms/, 1],
};

const types = /^(START|END|REPORT) RequestId: ([\w-]+)/;

/** A line whose fields are looked for when they are asked for. */
export function discovered({ timestamp, message, stream }: LogEvent): Line {
  let parsed: unknown;
  const isJson = message.startsWith("{");
  const json = () => (parsed ??= JSON.parse(message));
  return (field) => {
    if (field === "@timestamp") return new Date(timestamp).toISOString().replace("T", " ").replace("Z", "");
    if (field === "@message") return message;
    if (field === "@logStream") return stream;
    if (field === "@type") return types.exec(message)?.[1];
    if (field === "@requestId") return types.exec(message)?.[2];
    const report = ofReport[field];
    if (report) return message.startsWith("REPORT") ? scaled(report[0].exec(message)?.[1], report[1]) : undefined;
    return isJson && !field.startsWith("@") ? inJson(json(), field) : undefined;
  };
}

function scaled(digits: string | undefined, by: number): number | undefined {
  return digits === undefined ? undefined : Number(digits) * by;
}

/** `record.metrics.durationMs` */
function inJson(value: unknown, path: string): Value {
  let at = value;
  for (const key of path.split(".")) at = typeof at === "object" && at !== null ? (at as { [key: string]: unknown })[key] : undefined;
  return typeof at === "string" || typeof at === "number" || typeof at === "boolean" ? at : undefined;
}
