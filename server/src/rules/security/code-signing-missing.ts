import { isAbsent } from "../../model/expressions.ts";
import { defineRule } from "../rule.ts";

export const codeSigningMissing = defineRule({
  id: "code-signing-missing",
  title: "Function that takes unsigned code",
  section: "security",
  checklist: "safe-rollout",
  severity: "info",
  profile: "security",
  languages: ["cloudformation", "terraform"],
  on: "deployed-function",
  check({ resource, packageType, name }) {
    if (packageType === "Image") return undefined;
    if (!isAbsent(resource, "CodeSigningConfigArn")) return "ok";
    return {
      at: resource.head,
      message: `Whoever may update this function may deploy any code; name a code signing configuration, so that Lambda takes only what your pipeline signed: ${name}`,
    };
  },
});
