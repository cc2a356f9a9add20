import { isAbsent, isGiven } from "../../model/expressions.ts";
import { defineRule, everyDialect } from "../rule.ts";

export const envNotCmkEncrypted = defineRule({
  id: "env-not-cmk-encrypted",
  title: "Environment encrypted with AWS's key",
  section: "security",
  checklist: { none: "Whose key encrypts the environment does not say whether there are secrets in it." },
  severity: "info",
  profile: "security",
  languages: everyDialect,
  on: "deployed-function",
  check({ resource, environment, name }) {
    if (environment.kind !== "set" || environment.value.entries.size === 0) return undefined;
    if (!isAbsent(resource, "KmsKeyArn")) return isGiven(resource, "KmsKeyArn") ? "ok" : undefined;
    return {
      at: resource.properties.entries.get("Environment")?.key ?? environment.place,
      message: `Variables are encrypted, but with a key of AWS that everybody who may read the function can use; where rules ask for a key of your own, name it in KmsKeyArn: ${name}`,
    };
  },
});
