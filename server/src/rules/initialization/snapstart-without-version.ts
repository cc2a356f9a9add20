import { property, textOf } from "../../model/expressions.ts";
import { defineRule, everyDialect, repair } from "../rule.ts";

export const snapstartWithoutVersion = defineRule({
  id: "snapstart-without-version",
  title: "SnapStart without a published version",
  section: "initialization",
  checklist: "safe-rollout",
  severity: "warning",
  profile: "recommended",
  // The Serverless Framework publishes a version by itself.
  languages: everyDialect.filter((dialect) => dialect !== "serverless"),
  on: "deployed-function",
  check({ resource, aliases, stack, name }, { rewrite, resources, functionOf }) {
    const applied = property(resource, "SnapStart.ApplyOn");
    if (!applied || textOf(applied) !== "PublishedVersions") return undefined;
    const versions = resources(stack, "AWS::Lambda::Version").filter((version) => functionOf(version)?.resource === resource);
    if (aliases.length > 0 || versions.length > 0) return "ok";
    if (!stack.isComplete || property(resource, "Publish") !== undefined) return undefined;
    const change = { kind: "set", resource, path: ["AutoPublishAlias"], value: "live" } as const;
    return {
      at: applied.place,
      message: `Only published versions start from a snapshot, and none is published here; publish one behind an alias and let callers use that: ${name}`,
      fixes: () => (stack.dialect === "sam" ? [repair(`Publish an alias: ${name}`, "suggested", rewrite.change([change]))] : []),
    };
  },
});
