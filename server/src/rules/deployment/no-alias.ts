import type { FunctionResource, Stack } from "../../model/infrastructure.ts";
import { listed } from "../../model/text.ts";
import { defineRule, everyDialect, repair } from "../rule.ts";

export const noAlias = defineRule({
  id: "no-alias",
  title: "Every deployment reaches everybody at once",
  section: "deployment",
  checklist: "safe-rollout",
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "stack",
  check(stack, { functionsOf, rewrite }) {
    const answering = functionsOf(stack).filter(isAnswering);
    const missing = answering.filter(({ aliases }) => aliases.length === 0);
    const [first, ...others] = missing;
    if (first === undefined) return answering.length > 0 ? "ok" : undefined;
    if (!stack.isComplete || hasPlugin(stack)) return undefined;
    return {
      at: first.resource.head,
      message: `Callers use whatever was deployed last, so there is nothing to go back to when it is broken; publish versions behind an alias: ${listed(missing.map(({ name }) => name))}`,
      functions: missing,
      related: others.map(({ resource, name }) => ({ at: resource.head, message: `${name} has no alias either` })),
      fixes: () =>
        stack.dialect === "sam" ? [repair("Publish versions behind an alias", "suggested", rewrite.change(missing.map(alias)))] : [],
    };
  },
});

/** Only where somebody waits for an answer does a broken version hurt at once. */
function isAnswering({ triggers }: FunctionResource): boolean {
  return triggers.some(({ invocation }) => invocation === "synchronous");
}

/** Plugins of the Serverless Framework that make aliases. */
function hasPlugin({ plugins }: Stack): boolean {
  return plugins.some((plugin) => /canary|alias|blue-?green/i.test(plugin));
}

function alias({ resource }: FunctionResource) {
  return { kind: "set", resource, path: ["AutoPublishAlias"], value: "live" } as const;
}
