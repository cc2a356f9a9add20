import { walk } from "../../model/expressions.ts";
import type { Expression, Stack } from "../../model/infrastructure.ts";
import { defineRule, type Problem, placeOf } from "../rule.ts";

const DATABASES = ["AWS::RDS::DBInstance", "AWS::RDS::DBCluster"];

export const dbDirectWithoutProxy = defineRule({
  id: "db-direct-without-proxy",
  title: "Each environment connects to the database itself",
  section: "database",
  checklist: "connections-managed",
  severity: "info",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource: fn, code }, { resources }) {
    if (!fn || !code || fn.environment.kind !== "set" || !fn.stack.isComplete) return undefined;
    // One invocation at a time, or no more than somebody has thought about, takes no more connections than a server would.
    if (fn.reservedConcurrency.kind !== "absent" || fn.triggers.every(({ type }) => type === "schedule")) return undefined;
    if (resources(fn.stack, "AWS::RDS::DBProxy").length > 0) return undefined;
    const entries = [...fn.environment.value.entries].filter(([, { value }]) => namesEndpoint(value, fn.stack));
    const database = entries.length > 0 ? code.program.databaseUse(code.handler) : undefined;
    if (!database) return undefined;
    return entries.slice(0, 1).map(
      ([name, { value }]): Problem => ({
        at: value.place,
        message: `Every execution environment holds a connection of its own to this database, which can run out of them under load; put an RDS Proxy between, or limit the function's concurrency: ${name}`,
        related: [{ at: placeOf(database.connection), message: "Here it is connected" }],
      }),
    );
  },
});

function namesEndpoint(value: Expression, { resources }: Stack): boolean {
  if (value.kind === "choice") return false;
  for (const each of walk(value)) {
    if (each.kind !== "reference" || !each.attribute?.includes("Endpoint")) continue;
    if (DATABASES.includes(resources.get(each.id)?.type ?? "")) return true;
  }
  return false;
}
