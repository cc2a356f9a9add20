/**
 * The line Lambda writes at the end of each invocation, in both log formats: text (`REPORT RequestId: …`, tab-separated; Developer Guide,
 * "Using Lambda function logs") and JSON (`platform.report`; Developer Guide, "Lambda Telemetry API Event schema reference").
 */
import * as v from "valibot";

export interface Report {
  /** Milliseconds of the handler. */
  readonly duration: number;
  /** Milliseconds, whole; since August 2025 the init of a cold start is in it. */
  readonly billed: number;
  /** MB. */
  readonly memorySize: number;
  /** MB; the most the execution environment has used so far. */
  readonly memoryUsed: number;
  /**
   * Milliseconds of the cold start; null for a warm one. With SnapStart the restore of the snapshot: "the cold start duration is the sum
   * of Restore Duration + Duration" (Developer Guide, "Monitoring for Lambda SnapStart").
   */
  readonly init: number | null;
}

/** Undefined for whatever else stands in a log, be it ever so like: a figure that is not there is not guessed. */
export function parseReport(message: string): Report | undefined {
  return message.startsWith("{") ? parseJson(message) : parseText(message);
}

/** The X-Ray part stands on a second line; with an error or a timeout `Status` follows. */
function parseText(message: string): Report | undefined {
  if (!/^REPORT RequestId: [\w-]+\t/.test(message)) return undefined;
  const fields = new Map<string, string>();
  for (const field of message.split(/[\t\r\n]+/)) {
    const separator = field.indexOf(": ");
    if (separator > 0) fields.set(field.slice(0, separator).trim(), field.slice(separator + 2).trim());
  }
  const read = (name: string, unit: "ms" | "MB"): number | undefined => {
    const [, digits] = new RegExp(`^(\\d+(?:\\.\\d+)?) ${unit}$`).exec(fields.get(name) ?? "") ?? [];
    return digits === undefined ? undefined : Number(digits);
  };
  const [duration, billed] = [read("Duration", "ms"), read("Billed Duration", "ms")];
  const [memorySize, memoryUsed] = [read("Memory Size", "MB"), read("Max Memory Used", "MB")];
  if (duration === undefined || billed === undefined || memorySize === undefined || memoryUsed === undefined) return undefined;
  return { duration, billed, memorySize, memoryUsed, init: read("Init Duration", "ms") ?? read("Restore Duration", "ms") ?? null };
}

const amount = v.pipe(v.number(), v.finite(), v.minValue(0));

const platformReport = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    type: v.literal("platform.report"),
    record: v.object({
      metrics: v.object({
        durationMs: amount,
        billedDurationMs: amount,
        memorySizeMB: amount,
        maxMemoryUsedMB: amount,
        initDurationMs: v.optional(amount),
        restoreDurationMs: v.optional(amount),
      }),
    }),
  }),
);

function parseJson(message: string): Report | undefined {
  const { success, output } = v.safeParse(platformReport, message);
  if (!success) return undefined;
  const { durationMs, billedDurationMs, memorySizeMB, maxMemoryUsedMB, initDurationMs, restoreDurationMs } = output.record.metrics;
  return {
    duration: durationMs,
    billed: billedDurationMs,
    memorySize: memorySizeMB,
    memoryUsed: maxMemoryUsedMB,
    init: initDurationMs ?? restoreDurationMs ?? null,
  };
}
