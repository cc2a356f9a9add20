import { defineRule, everyDialect, repair } from "../rule.ts";

export const noAlias = defineRule({
  id: "no-alias",
  title: "Every deployment reaches everybody at once",
  section: "deployment",
  checklist: "rollback-known",
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn, { rewrite }) {
    const { aliases, stack, resource, triggers, name } = fn;
    if (aliases.length > 0) return "ok";
    // Only where somebody waits for an answer does a broken version hurt at once; plugins of the Serverless Framework make aliases.
    const isAnswering = triggers.some(({ invocation }) => invocation === "synchronous");
    if (!isAnswering || !stack.isComplete || stack.plugins.some((plugin) => /canary|alias|blue-?green/i.test(plugin))) return undefined;
    const change = { kind: "set", resource, path: ["AutoPublishAlias"], value: "live" } as const;
    return {
      at: resource.head,
      message: `Callers use whatever was deployed last, so there is nothing to go back to when it is broken; publish versions behind an alias: ${name}`,
      fixes: () =>
        stack.dialect === "sam" ? [repair(`Publish versions behind an alias: ${name}`, "suggested", rewrite.change([change]))] : [],
    };
  },
});
