import { defineRule } from "../rule.ts";

/** Lambda makes a file of inline code only for these. */
const SUPPORTED = /^(nodejs|python)/;

export const inlineZipfileRuntime = defineRule({
  id: "inline-zipfile-runtime",
  title: "Inline code in a language that has none",
  section: "deployment",
  checklist: "safe-rollout",
  severity: "error",
  profile: "recommended",
  languages: ["sam", "cloudformation"],
  on: "deployed-function",
  check({ code, runtime }) {
    if (code.kind !== "inline" || runtime.kind !== "set" || SUPPORTED.test(runtime.value)) return undefined;
    return {
      at: runtime.place,
      message: `Inline code works only for Node.js and Python, so this deployment is refused; deploy a package, or take one of these: ${runtime.value}`,
    };
  },
});
