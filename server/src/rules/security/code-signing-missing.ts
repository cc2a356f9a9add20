import { isAbsent, isGiven } from "../../model/expressions.ts";
import { defineRule } from "../rule.ts";

export const codeSigningMissing = defineRule({
  id: "code-signing-missing",
  title: "Function that takes unsigned code",
  section: "security",
  checklist: { none: "Signing says who may deploy, not how a version reaches its callers." },
  severity: "info",
  profile: "security",
  languages: ["cloudformation", "terraform"],
  on: "deployed-function",
  check({ resource, packageType, name }) {
    if (packageType === "Image") return undefined;
    if (!isAbsent(resource, "CodeSigningConfigArn")) return isGiven(resource, "CodeSigningConfigArn") ? "ok" : undefined;
    return {
      at: resource.head,
      message: `Whoever may update this function may deploy any code; name a code signing configuration, so that Lambda takes only what your pipeline signed: ${name}`,
    };
  },
});
