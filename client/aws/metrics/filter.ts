/** REPORT lines by FilterLogEvents: free of charge, line by line, and so bounded. */
import { FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { Clients } from "../clients.ts";
import type { LogSource } from "./insights.ts";
import { parseReport, type Report } from "./reportLine.ts";

/** As many lines as give sound averages and a p95. */
const MOST_LINES = 10_000;
/** A page may be empty and still have a next one, where AWS looked through much and found nothing. */
const MOST_PAGES = 50;

/** Lines of either format: terms with `?` match any of them (User Guide, "Filter pattern syntax"). What matches by chance is not parsed. */
const PATTERN = '?"REPORT RequestId" ?"platform.report"';

export interface Lines {
  /** Latest first. */
  readonly reports: readonly Report[];
  /** There are more than were read. */
  readonly isSample: boolean;
}

/** The latest REPORT lines. @throws Failure; the signal's reason when it was cancelled. */
export async function filterReports(clients: Clients, source: LogSource, signal: AbortSignal): Promise<Lines> {
  const found: { readonly at: number; readonly report: Report }[] = [];
  let token: string | undefined;
  let pages = 0;
  do {
    const page = await clients.logs(
      new FilterLogEventsCommand({
        logGroupName: source.group,
        startTime: source.from * 1000,
        endTime: source.to * 1000,
        filterPattern: PATTERN,
        startFromHead: false,
        nextToken: token,
      }),
      signal,
    );
    for (const { message = "", timestamp = 0, logStreamName = "" } of page.events ?? []) {
      const isOurs = source.stream === undefined || logStreamName.includes(`/${source.stream}[`);
      const report = isOurs ? parseReport(message) : undefined;
      if (report) found.push({ at: timestamp, report });
    }
    token = page.nextToken;
    pages += 1;
  } while (token !== undefined && pages < MOST_PAGES && found.length < MOST_LINES);
  found.sort((a, b) => b.at - a.at);
  return {
    reports: found.slice(0, MOST_LINES).map(({ report }) => report),
    isSample: token !== undefined || found.length > MOST_LINES,
  };
}
