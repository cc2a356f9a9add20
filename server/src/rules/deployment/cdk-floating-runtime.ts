import { property, textOf } from "../../model/expressions.ts";
import { defineRule } from "../rule.ts";

export const cdkFloatingRuntime = defineRule({
  id: "cdk-floating-runtime",
  title: "Runtime that changes with the CDK",
  section: "deployment",
  checklist: "safe-rollout",
  severity: "info",
  profile: "recommended",
  languages: ["cdk"],
  on: "deployed-function",
  check({ resource, name }) {
    const constant = property(resource, "RuntimeConstant");
    if (!constant || !/_LATEST$/.test(textOf(constant) ?? "")) return undefined;
    return {
      at: constant.place,
      message: `This runtime is another one after an update of the CDK, without a change of yours (Node.js 24 takes no callback handlers); name the version you tested with: ${name}`,
    };
  },
});
