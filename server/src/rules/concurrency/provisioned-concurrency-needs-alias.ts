import { isAbsent, property } from "../../model/expressions.ts";
import { defineRule, repair } from "../rule.ts";

export const provisionedConcurrencyNeedsAlias = defineRule({
  id: "provisioned-concurrency-needs-alias",
  title: "Provisioned concurrency for the unpublished version",
  section: "concurrency",
  checklist: "safe-rollout",
  severity: "error",
  profile: "recommended",
  // Elsewhere it is a property of the alias or version itself.
  languages: ["sam"],
  on: "deployed-function",
  check({ resource, aliases, name }, { rewrite }) {
    const provisioned = property(resource, "ProvisionedConcurrencyConfig");
    if (provisioned?.kind !== "map") return undefined;
    if (aliases.length > 0 || !isAbsent(resource, "AutoPublishAlias")) return "ok";
    const change = { kind: "set", resource, path: ["AutoPublishAlias"], value: "live" } as const;
    return {
      at: resource.properties.entries.get("ProvisionedConcurrencyConfig")?.key ?? provisioned.place,
      message: `Only a published version can have provisioned concurrency, so this deployment is refused; add AutoPublishAlias: ${name}`,
      fixes: () => [repair(`Publish an alias: ${name}`, "suggested", rewrite.change([change]))],
    };
  },
});
