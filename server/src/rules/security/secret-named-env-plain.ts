import { textOf, walk } from "../../model/expressions.ts";
import type { Expression } from "../../model/infrastructure.ts";
import { plainUnderSecretName, secretInVariable } from "../../secrets/environmentVariable.ts";
import { canBeShown } from "../../secrets/names.ts";
import { defineRule, everyDialect, type Problem, repair } from "../rule.ts";

export const secretNamedEnvPlain = defineRule({
  id: "secret-named-env-plain",
  title: "Secret given to a function in plain text",
  section: "security",
  checklist: "secrets-managed",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ environment, resource, name, stack }, { rewrite }) {
    if (environment.kind !== "set") return undefined;
    return [...environment.value.entries].flatMap(([key, { value }]): Problem[] => {
      const why = reason(key, value);
      if (why === undefined) return [];
      const reference = `{{resolve:secretsmanager:${name}:SecretString:${key}}}`;
      return [
        {
          at: value.place,
          message: `${why}; keep it in Secrets Manager or Parameter Store, and let the code read it from there${canBeShown(key) ? `: ${key}` : ""}`,
          fixes: () => [
            value.kind !== "literal" || value.isAssumed || stack.dialect === "terraform" || value.place.file.path !== resource.template.path
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

function reason(key: string, value: Expression): string | undefined {
  if ([...walk(value)].some((part) => part.isSecretParameter))
    return "A parameter that is said to be secret is given to the function as a variable, where everybody who may see the function can read it";
  const text = textOf(value) ?? "";
  // What is a secret for certain is the business of secret-in-env.
  const kind = text === "" || secretInVariable(key, text) !== undefined ? undefined : plainUnderSecretName(key, text);
  return kind === undefined
    ? undefined
    : `By its name this is ${kind}, written where everybody with the repository or the console can read it`;
}
