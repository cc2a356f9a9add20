import { property, textOf } from "../../model/expressions.ts";
import type { MapExpression } from "../../model/infrastructure.ts";
import { defineRule, everyDialect, type Problem } from "../rule.ts";

/** Variables that make a function say more than its operators want to pay for and its users want kept. */
const VERBOSE: readonly (readonly [name: RegExp, value: RegExp])[] = [
  [/^(\w+_)?LOG_?LEVEL$/i, /^(debug|trace|10)$/i],
  [/^POWERTOOLS_LOGGER_LOG_EVENT$/, /^(true|1)$/i],
  [/^POWERTOOLS_DEV$/, /^(true|1)$/i],
];

export const debugLoggingInProd = defineRule({
  id: "debug-logging-in-prod",
  title: "Debug logging for every stage",
  section: "observability",
  checklist: "structured-logs",
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ environment }) {
    if (environment.kind !== "set") return undefined;
    return verbose(environment.value);
  },
});

function verbose(variables: MapExpression): Problem[] {
  return [...variables.entries.keys()].flatMap((name) => {
    const value = property(variables, name);
    const text = textOf(value);
    if (!value || text === undefined || !VERBOSE.some(([names, values]) => names.test(name) && values.test(text))) return [];
    return [
      {
        at: value.place,
        message: `Every invocation logs its details, which costs more than the invocation and keeps data of users; take the level from the stage, and INFO in production: ${name}`,
      },
    ];
  });
}
