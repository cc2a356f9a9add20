/** Variables that hold constructs, and names for new ones. */
import type { Call, Module, Region, Scope } from "../../model/code.ts";
import { snakeCase } from "../../vocabulary/dialects/cdk.ts";
import { freshName } from "../text.ts";

/** Where code is to be written. */
export interface Spot {
  readonly scope: Scope;
  readonly region: Region;
  readonly start: number;
}

/** How the construct a call makes can be written somewhere else: `queue`, `this.queue`; undefined where no name is sure to hold it there. */
export function variableAt(made: Call, at: Spot): string | undefined {
  const { module } = made.scope;
  if (at.scope.module !== module) return undefined;
  for (const scope of module.scopes) {
    for (const { value, target, operator, region } of scope.writes) {
      if (value.kind !== "call" || value.call !== made || operator !== "=") continue;
      if (made.end > at.start || !encloses(region, at.region)) continue;
      if (target.kind === "binding" && isVisible(target.binding.scope, at.scope)) return target.binding.name;
      if (target.kind === "member" && scope === at.scope) return module.text.slice(target.start, target.end);
    }
  }
  return undefined;
}

/** Does the region, once it was run, hold for all that runs in the other one? */
function encloses(outer: Region, inner: Region): boolean {
  for (let at: Region | null = inner; at !== null; at = at.parent) if (at === outer) return true;
  return outer.kind === "body" && outer.scope !== inner.scope;
}

function isVisible(holder: Scope, from: Scope): boolean {
  for (let at: Scope | null = from; at !== null; at = at.parent) if (at === holder) return true;
  return false;
}

/** A variable for a construct with this id that the file does not use yet. */
export function nameFor(module: Module, id: string): string {
  const words = id.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const joined = words.map((word, index) => (index === 0 ? word : word.slice(0, 1).toUpperCase() + word.slice(1))).join("");
  const lower = joined.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+(?![a-z])|^[A-Z]/, (start) => start.toLowerCase());
  const plain = /^[a-z]/.test(lower) ? lower : `construct${joined}`;
  const isPython = module.language === "python";
  const isTaken = (name: string): boolean => new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(module.text);
  return freshName(isPython ? snakeCase(plain) : plain, isTaken, isPython ? "_" : "");
}
