/** CloudWatch Logs over the emulator's own groups. */
import type { Supplies, Supply } from "../supply.ts";
import { describeLogGroups, filterLogEvents } from "./filter.ts";
import { Insights } from "./insights/insights.ts";
import type { LogStore } from "./store.ts";

/** @param now Milliseconds of the epoch. */
export function logsSupplies(store: LogStore, now: () => number): Supplies {
  const insights = new Insights(store);
  return new Map<string, Supply>([
    ["logs:DescribeLogGroups", (input, { region }) => describeLogGroups(store, region, input)],
    ["logs:FilterLogEvents", (input, { region }) => filterLogEvents(store, region, input, now())],
    ["logs:StartQuery", (input, { region }) => insights.start(input, region, now())],
    ["logs:GetQueryResults", (input) => insights.results(input)],
  ]);
}
