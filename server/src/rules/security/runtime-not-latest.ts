import { runtimeOf } from "../../vocabulary/runtimes.ts";
import { defineRule, everyDialect } from "../rule.ts";

export const runtimeNotLatest = defineRule({
  id: "runtime-not-latest",
  title: "Runtime that is not the newest of its language",
  section: "security",
  checklist: { none: "An older runtime that is supported deploys like the newest one." },
  severity: "info",
  profile: "strict",
  languages: everyDialect,
  on: "deployed-function",
  check({ runtime: setting }) {
    const runtime = setting.kind === "set" ? runtimeOf(setting.value) : undefined;
    if (setting.kind !== "set" || !runtime) return undefined;
    if (runtime.successor === null) return "ok";
    return {
      at: setting.place,
      message: `A newer runtime of the language is there, which is supported for longer; move to ${runtime.successor} when its tests pass: ${runtime.name}`,
    };
  },
});
