import { defineRule, everyDialect } from "../rule.ts";

/** MB: the most a function could have until 2020, and still the most in accounts that never asked for more. */
const HISTORICAL_MAXIMUM = 3008;

export const memoryMaxed = defineRule({
  id: "memory-maxed",
  title: "Memory at the maximum",
  section: "cost",
  checklist: "memory-measured",
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ memory, name }) {
    if (memory.kind !== "set" || memory.value < HISTORICAL_MAXIMUM) return undefined;
    return {
      at: memory.place,
      message: `This is paid for every millisecond, and rarely what a measurement ends at; measure with several sizes (Lambda Power Tuning) and take the cheapest that is fast enough: ${name}`,
    };
  },
});
