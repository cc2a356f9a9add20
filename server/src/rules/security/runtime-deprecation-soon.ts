import { isDeprecated, runtimeOf } from "../../vocabulary/runtimes.ts";
import { defineRule, everyDialect } from "../rule.ts";

/** AWS announces the end of a runtime half a year ahead. */
const DAYS_AHEAD = 180;
const DAY = 86_400_000;

export const runtimeDeprecationSoon = defineRule({
  id: "runtime-deprecation-soon",
  title: "Runtime that soon gets no more security patches",
  section: "security",
  checklist: "safe-rollout",
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ runtime: setting }, { today }) {
    const runtime = setting.kind === "set" ? runtimeOf(setting.value) : undefined;
    if (setting.kind !== "set" || !runtime?.deprecated || isDeprecated(runtime, today)) return undefined;
    const soon = new Date(Date.parse(today) + DAYS_AHEAD * DAY).toISOString().slice(0, 10);
    if (runtime.deprecated > soon) return "ok";
    return {
      at: setting.place,
      message: `This runtime is deprecated on ${runtime.deprecated}; plan the move to ${runtime.successor ?? "another language"} now: ${runtime.name}`,
    };
  },
});
