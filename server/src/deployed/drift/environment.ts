/** Names of environment variables. Their values are not read from AWS, so nothing is said of them. */
import type { DeployedFunction } from "../../model/deployed.ts";
import type { Expression, FunctionResource, MapEntry } from "../../model/infrastructure.ts";
import { type Comparison, differs, SAME, UNKNOWN } from "./comparison.ts";
import { mayHaveMore } from "./tools.ts";

const SET = "set";

export function compareEnvironment({ environment, stack, resource }: FunctionResource, { configuration }: DeployedFunction): Comparison[] {
  if (environment.kind === "computed") return [UNKNOWN];
  const entries: ReadonlyMap<string, MapEntry> = environment.kind === "set" ? environment.value.entries : new Map();
  const deployed = new Set(configuration.environmentKeys);
  const missing = [...entries].filter(([key, { value }]) => isCertain(value) && !deployed.has(key));
  const isOpen = (environment.kind === "set" && environment.value.isOpen) || mayHaveMore(stack);
  const more = isOpen ? [] : [...deployed].filter((key) => !entries.has(key) || entries.get(key)?.value.kind === "none");
  const place = environment.kind === "set" ? environment.place : resource.head;
  const found = [
    ...missing.map(([key, entry]) => differs(nameOf(key), SET, null, entry.key)),
    ...more.map((key) => differs(nameOf(key), null, SET, entries.get(key)?.key ?? place)),
  ];
  if (found.length > 0) return found;
  return entries.size === 0 && isOpen ? [UNKNOWN] : [SAME];
}

/** Is the variable set for sure? A choice may be nothing. */
function isCertain(value: Expression): boolean {
  return value.kind !== "none" && value.kind !== "choice" && !(value.kind === "literal" && value.value === null);
}

function nameOf(key: string): string {
  return `Environment variable ${key}`;
}
