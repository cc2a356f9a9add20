/** What memory a function needs, from what its REPORT lines say it used. The configuration alone says nothing about that. */
import type { DeployedFunction, DeployedReports } from "../model/deployed.ts";
import { count, percent, span } from "../model/figures.ts";
import type { MemoryAdvice } from "../protocol/deployed.ts";

/** REPORT lines below which the largest use was hardly seen. */
const FEWEST_REPORTS = 50;
/** What is left above the largest use that was seen. */
const HEADROOM = 1.3;
/** MB, in which a suggestion is rounded up. */
const STEP = 64;
const SMALLEST = 128;
const LARGEST = 10_240;
/** Per cent of the memory above which more is suggested. */
const NEAR_FULL = 90;
/** A smaller size is worth the trouble of measuring when it saves at least this part. */
const WORTHWHILE = 0.25;

/** Null where nothing was measured, too little, or with another size than is configured now. */
export function memoryAdvice({ configuration, reports }: DeployedFunction): MemoryAdvice | null {
  if (!reports || reports.invocations < FEWEST_REPORTS || reports.memorySize !== configuration.memory) return null;
  const configured = configuration.memory;
  const needed = Math.min(LARGEST, Math.max(SMALLEST, Math.ceil((reports.memoryUsedMaximum * HEADROOM) / STEP) * STEP));
  const used = usedIn(reports);
  if (reports.memoryUsedMaximum > (configured * NEAR_FULL) / 100) return higher(configured, needed, reports, used);
  if (needed > configured * (1 - WORTHWHILE)) return { configured, suggested: null, reason: `${used}. That fits.` };
  return { configured, suggested: needed, reason: `${used}. ${lower(configured, needed, reports, configuration.timeout)}` };
}

function usedIn(reports: DeployedReports): string {
  const share = percent((reports.memoryUsedMaximum / reports.memorySize) * 100);
  const lines = `${reports.isSample ? "a sample of " : ""}${count(reports.invocations)} invocations`;
  return `At most ${reports.memoryUsedMaximum} MB of ${reports.memorySize} MB (${share}) were used in ${lines} ${span(reports.window)}`;
}

function higher(configured: number, needed: number, { memoryUsedMaximum }: DeployedReports, used: string): MemoryAdvice {
  if (configured >= LARGEST) {
    return { configured, suggested: null, reason: `${used}. There is no larger size; handle less in one invocation.` };
  }
  const isFull = memoryUsedMaximum >= configured;
  const need = isFull
    ? "All of it was used, so what it needs may be more than could be seen"
    : "An invocation that needs a little more is ended";
  return { configured, suggested: needed, reason: `${used}. ${need}: give it ${needed} MB, and measure again.` };
}

/** CPU comes with memory: a function that computes takes longer with less. */
function lower(configured: number, needed: number, { durationAverage, durationMaximum }: DeployedReports, timeout: number): string {
  const times = configured / needed;
  const even = `It costs less while the duration, ${Math.round(durationAverage)} ms on average now, grows less than ${times.toFixed(1)} times`;
  const isTight = durationMaximum * times > timeout * 1000;
  const slowest = isTight
    ? ` The slowest invocation took ${Math.round(durationMaximum)} ms and may then reach the timeout of ${timeout} s.`
    : "";
  return `Less memory is also less CPU. Try ${needed} MB and measure, best with AWS Lambda Power Tuning. ${even}.${slowest}`;
}
