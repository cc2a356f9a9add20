import { defineRule, everyDialect } from "../rule.ts";

export const provisionedConcurrencyUnneeded = defineRule({
  id: "provisioned-concurrency-unneeded",
  title: "Warm environments that nobody waits for",
  section: "concurrency",
  checklist: { none: "It costs more than needed; the list asks whether somebody watches what it costs." },
  severity: "hint",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ provisionedConcurrency: provisioned, triggers, triggersAreKnown, name }) {
    if (provisioned.kind !== "set" || provisioned.value === 0 || !triggersAreKnown || triggers.length === 0) return undefined;
    if (triggers.some(({ invocation }) => invocation === "synchronous")) return "ok";
    return {
      at: provisioned.place,
      message: `Provisioned environments are paid for by the hour and save only the cold start, for which no caller of this function waits; take them away: ${name}`,
    };
  },
});
