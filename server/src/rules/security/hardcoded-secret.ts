import type { Secret } from "../../secrets/detect.ts";
import { findSecret } from "../../secrets/detect.ts";
import { isTestFile } from "../../secrets/testFiles.ts";
import { defineRule, placeOf } from "../rule.ts";

export const hardcodedSecret = defineRule({
  id: "hardcoded-secret",
  title: "Secret in the code of a function",
  section: "security",
  checklist: "secrets-managed",
  severity: "error",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "string",
  check(fact, context) {
    const { module } = fact.scope;
    if (isTestFile(module, context.modules)) return undefined;
    const secret = findSecret(fact, context);
    if (secret === undefined) return undefined;
    return {
      at: placeOf(fact),
      message: messageFor(secret, fact.role === "argument" ? " in a call of" : " in"),
      fixes: () => [context.rewrite.readFromEnvironment(fact), context.rewrite.readFromSecretsManager(fact)],
    };
  },
});

/** Says what was found by kind and name only: a message ends up in logs, reports and screenshots. */
function messageFor(secret: Secret, where: string): string {
  const kind = secret.kind[0]?.toUpperCase() + secret.kind.slice(1);
  const what = secret.lookup === null ? "is hardcoded" : "is hardcoded as a default";
  const place = secret.variable === null ? "" : `${secret.lookup === null ? where : " of"} \`${secret.variable}\``;
  const advice = secret.kind.startsWith("an AWS ")
    ? "Grant the access to the function's role, or read it from Secrets Manager."
    : "Read it from Secrets Manager or an environment variable.";
  return `${kind} ${what}${place}; anyone with the code or the package can read it, and it can't be rotated without a deployment. ${advice}`;
}
