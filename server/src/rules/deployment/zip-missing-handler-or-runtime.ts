import { isAbsent } from "../../model/expressions.ts";
import { defineRule } from "../rule.ts";

export const zipMissingHandlerOrRuntime = defineRule({
  id: "zip-missing-handler-or-runtime",
  title: "Function that does not say what to run",
  section: "deployment",
  checklist: "safe-rollout",
  severity: "error",
  profile: "recommended",
  languages: ["sam", "cloudformation", "terraform"],
  on: "deployed-function",
  check({ resource, packageType, name, stack }) {
    // What a module, a plugin or an image names is not seen.
    if (packageType === "Image" || !stack.isComplete || !isAbsent(resource, "PackageType") || !isAbsent(resource, "ImageConfig"))
      return undefined;
    if (!isAbsent(resource, "Code.ImageUri") || resource.properties.isOpen) return undefined;
    const missing = ["Handler", "Runtime"].filter((key) => isAbsent(resource, key));
    if (missing.length === 0) return "ok";
    return {
      at: resource.head,
      message: `A function from an archive needs a handler and a runtime, so this deployment is refused; ${name} has no ${missing.join(" and no ")}`,
    };
  },
});
