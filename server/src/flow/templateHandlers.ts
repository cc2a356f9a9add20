/** The function behind an export that a template names. Nothing has to be told by its looks: the template is evidence enough. */
import type { Module, Value } from "../model/code.ts";
import type { FoundHandler } from "./handlers.ts";
import type { Names } from "./names.ts";
import type { InnerReferent } from "./referents.ts";
import { unwrap } from "./unwrap.ts";

/** @param name `handler`, or `api.get` for one nested in an object. */
export function namedByTemplate(module: Module, name: string, names: Names): FoundHandler[] {
  const [first = "", ...rest] = name.split(".");
  const values = rest.length === 0 ? valuesOf(module, first) : [];
  const found = values.map((value) => unwrap(value, names, 0)).find((each) => each.scopes.length > 0);
  const { scopes, wrappers } = found ?? ofReferents(exported(module, first, rest, names), names);
  const own = scopes.filter((scope) => scope.kind === "function");
  return own.map((scope) => ({
    scope,
    name,
    module,
    evidence: "template",
    eventIndex: scope.module.language === "python" && scope.owner !== null && !scope.isStatic ? 1 : 0,
    wrappers: wrappers.filter((each) => each !== scope),
  }));
}

/** What the name is given in the module itself; the last assignment counts first. */
function valuesOf(module: Module, name: string): Value[] {
  if (module.language !== "python") return [module.exports.named.get(name)].filter((value) => value !== undefined);
  const binding = module.root.bindings.find((each) => each.name === name && each.kind !== "builtin" && each.kind !== "import");
  if (!binding || binding.function !== null) return [];
  return binding.writes
    .filter((write) => write.operator === "=")
    .map((write) => write.value)
    .reverse();
}

function exported(module: Module, first: string, rest: readonly string[], names: Names): readonly InnerReferent[] {
  let found = names.exportOf(module, first);
  for (const property of rest) found = found.flatMap((referent) => names.members.ofReferent(referent, property));
  return found;
}

function ofReferents(
  referents: readonly InnerReferent[],
  names: Names,
): Pick<FoundHandler, "wrappers"> & { scopes: FoundHandler["scope"][] } {
  const scopes = referents.flatMap((referent) => (referent.kind === "function" ? [referent.scope] : []));
  if (scopes.length > 0) return { scopes, wrappers: [] };
  for (const referent of referents) {
    const inner = referent.kind === "value" ? unwrap(referent.value, names, 0) : undefined;
    if (inner && inner.scopes.length > 0) return inner;
  }
  return { scopes: [], wrappers: [] };
}
