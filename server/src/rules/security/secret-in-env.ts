import type { Expression } from "../../model/infrastructure.ts";
import { secretInVariable } from "../../secrets/environmentVariable.ts";
import { canBeShown } from "../../secrets/names.ts";
import { defineRule, everyDialect, type Problem, repair } from "../rule.ts";

export const secretInEnv = defineRule({
  id: "secret-in-env",
  title: "Secret in a function's environment",
  section: "security",
  checklist: "secrets-managed",
  severity: "error",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ environment, resource, name, stack }, { rewrite }) {
    if (environment.kind !== "set") return undefined;
    return [...environment.value.entries].flatMap(([key, { value }]): Problem[] => {
      const kind = secretInVariable(key, textWith(value));
      if (kind === undefined) return [];
      const reference = `{{resolve:secretsmanager:${name}:SecretString:${key}}}`;
      return [
        {
          at: value.place,
          message: `This is ${kind}, and it is now in every copy of the repository; revoke it, keep the new one in Secrets Manager and refer to it${canBeShown(key) ? `: ${key}` : ""}`,
          fixes: () => [
            // Terraform would read the secret into its state.
            value.kind !== "literal" || stack.dialect === "terraform" || value.place.file.path !== resource.template.path
              ? undefined
              : repair(
                  `Read it from the secret "${name}" of Secrets Manager, which you have to make`,
                  "suggested",
                  rewrite.change([{ kind: "replace", resource, start: value.place.start, end: value.place.end, value: reference }]),
                ),
          ],
        },
      ];
    });
  },
});

/** What is put into a text when it is deployed stands in it as one character that is in no text. */
function textWith(value: Expression): string {
  if (value.kind === "literal") return value.isAssumed || value.value === null ? "" : String(value.value);
  if (value.kind !== "joined") return "";
  return value.parts.map((part) => (typeof part === "string" ? part : "\u0000")).join("");
}
