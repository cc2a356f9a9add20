import { defineRule, everyDialect } from "../rule.ts";

export const noReservedConcurrency = defineRule({
  id: "no-reserved-concurrency",
  title: "Function without a concurrency limit",
  section: "concurrency",
  checklist: "concurrency-limited",
  severity: "info",
  profile: "strict",
  languages: everyDialect,
  on: "deployed-function",
  check({ reservedConcurrency, resource, name }) {
    if (reservedConcurrency.kind === "set") return "ok";
    if (reservedConcurrency.kind === "computed") return undefined;
    return {
      at: resource.head,
      message: `This function may take all of the account's concurrency from the others; reserve what it may use, where something behind it cannot take more: ${name}`,
    };
  },
});
