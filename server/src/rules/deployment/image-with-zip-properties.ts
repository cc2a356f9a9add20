import { property } from "../../model/expressions.ts";
import { defineRule, type everyDialect, type Problem, repair } from "../rule.ts";

const OF_ARCHIVES = ["Handler", "Runtime", "Layers"];

export const imageWithZipProperties = defineRule({
  id: "image-with-zip-properties",
  title: "Image with what only archives have",
  section: "deployment",
  checklist: "safe-rollout",
  severity: "error",
  profile: "recommended",
  languages: ["sam", "cloudformation", "terraform"] satisfies readonly (typeof everyDialect)[number][],
  on: "deployed-function",
  check({ resource, packageType }, { rewrite }) {
    if (packageType !== "Image") return undefined;
    return OF_ARCHIVES.flatMap((name): Problem[] => {
      const value = property(resource, name);
      const entry = resource.properties.entries.get(name);
      // Defaults for all functions are left out where they do not fit.
      if (!value || !entry || value.isInherited || value.kind === "choice" || value.kind === "computed") return [];
      if (value.kind === "list" && value.items.length === 0) return [];
      const remove = { kind: "remove", resource, path: [name] } as const;
      return [
        {
          at: entry.key,
          message: `An image brings its own handler, runtime and libraries, so this deployment is refused; take the property away: ${name}`,
          fixes: () => [repair(`Remove the property: ${name}`, "safe", rewrite.change([remove]))],
        },
      ];
    });
  },
});
