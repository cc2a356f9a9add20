import { isDeprecated, runtimeOf } from "../../vocabulary/runtimes.ts";
import { defineRule, everyDialect, repair } from "../rule.ts";

export const deprecatedRuntime = defineRule({
  id: "deprecated-runtime",
  title: "Runtime that gets no more security patches",
  section: "security",
  checklist: "safe-rollout",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ runtime: setting, resource }, { rewrite, today }) {
    const runtime = setting.kind === "set" ? runtimeOf(setting.value) : undefined;
    if (setting.kind !== "set" || !runtime) return undefined;
    if (!isDeprecated(runtime, today)) return "ok";
    const blocked = runtime.updateBlocked ? `, and functions with it cannot be updated from ${runtime.updateBlocked} on` : "";
    const { successor } = runtime;
    const { start, end } = setting.place;
    return {
      at: setting.place,
      message: `This runtime is deprecated since ${runtime.deprecated}${blocked}; move to ${successor ?? "another language"} and test: ${runtime.name}`,
      fixes: () =>
        successor === null
          ? []
          : [
              repair(
                `Use ${successor}`,
                "suggested",
                rewrite.change(
                  setting.isInherited
                    ? [{ kind: "replace", resource, start, end, value: successor }]
                    : [{ kind: "set", resource, path: ["Runtime"], value: successor }],
                ),
              ),
            ],
    };
  },
});
