import { isAbsent, property, textOf } from "../../model/expressions.ts";
import { defineRule, everyDialect } from "../rule.ts";

export const snapstartNotEnabled = defineRule({
  id: "snapstart-not-enabled",
  title: "Java function that starts cold",
  section: "initialization",
  checklist: { none: "SnapStart is about how fast a function starts, which the list does not ask about." },
  severity: "hint",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ resource, runtime, architecture, name }) {
    if (runtime.kind !== "set" || !/^java(1[1-9]|[2-9]\d)/.test(runtime.value)) return undefined;
    if (!isAbsent(resource, "SnapStart")) return textOf(property(resource, "SnapStart.ApplyOn")) === "PublishedVersions" ? "ok" : undefined;
    // What SnapStart does not go with.
    const isRuledOut = ["FileSystemConfigs", "EphemeralStorage"].some((key) => !isAbsent(resource, key));
    if (isRuledOut || architecture.kind === "computed") return undefined;
    return {
      at: resource.head,
      message: `A Java function takes seconds to start cold, and SnapStart brings that below one at no cost; apply it to published versions: ${name}`,
    };
  },
});
