import { defineRule, everyDialect } from "../rule.ts";

export const reservedConcurrencyZero = defineRule({
  id: "reserved-concurrency-zero",
  title: "Function that cannot be invoked",
  section: "concurrency",
  checklist: "concurrency-limited",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ reservedConcurrency, name }) {
    if (reservedConcurrency.kind !== "set" || reservedConcurrency.value !== 0) return undefined;
    return {
      at: reservedConcurrency.place,
      message: `With a reserved concurrency of 0 every invocation is throttled; set a limit above 0, or take the property away: ${name}`,
    };
  },
});
