import { property, textOf } from "../../model/expressions.ts";
import { runtimeOf } from "../../vocabulary/runtimes.ts";
import { defineRule, everyDialect } from "../rule.ts";

export const snapstartUnsupportedRuntime = defineRule({
  id: "snapstart-unsupported-runtime",
  title: "SnapStart for a runtime that has none",
  section: "initialization",
  checklist: "safe-rollout",
  severity: "error",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ resource, runtime: setting }) {
    const applied = property(resource, "SnapStart.ApplyOn");
    const runtime = setting.kind === "set" ? runtimeOf(setting.value) : undefined;
    if (!applied || !runtime || textOf(applied) !== "PublishedVersions") return undefined;
    if (runtime.supportsSnapStart) return "ok";
    return {
      at: applied.place,
      message: `SnapStart works for Java 11, Python 3.12, .NET 8 and newer ones, so this deployment is refused; take it away: ${runtime.name}`,
    };
  },
});
