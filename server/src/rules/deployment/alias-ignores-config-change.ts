import { booleanOf, isAbsent, property } from "../../model/expressions.ts";
import { defineRule, repair } from "../rule.ts";

const KEY = "AutoPublishAliasAllProperties";

export const aliasIgnoresConfigChange = defineRule({
  id: "alias-ignores-config-change",
  title: "Changes of configuration that are never published",
  section: "deployment",
  checklist: "safe-rollout",
  severity: "info",
  profile: "recommended",
  languages: ["sam"],
  on: "deployed-function",
  check(fn, { rewrite }) {
    const alias = fn.aliases.find(({ owner }) => owner === fn.resource);
    if (!alias) return undefined;
    const { resource } = fn;
    const places = [resource, alias].filter((each) => !isAbsent(each, KEY));
    if (places.length > 0) return places.some((each) => booleanOf(property(each, KEY))) ? "ok" : undefined;
    const change = { kind: "set", resource, path: [KEY], value: true } as const;
    return {
      at: alias.head,
      message: `A new version is published only when the code changes, so a new timeout or variable does not reach what calls the alias; set AutoPublishAliasAllProperties: ${fn.name}`,
      fixes: () => [repair(`Publish every change: ${fn.name}`, "suggested", rewrite.change([change]))],
    };
  },
});
