/** What calls return: instances of classes, what functions return, what stays of wrappers. */
import type { Call } from "../model/code.ts";
import { lookUp } from "../vocabulary/index.ts";
import type { Names } from "./names.ts";
import { type InnerReferent, importName } from "./referents.ts";

const NOTHING: readonly InnerReferent[] = [];

/** What a call returns. */
export function resultOf(names: Names, call: Call): readonly InnerReferent[] {
  const found: InnerReferent[] = [];
  for (const referent of names.callees(call)) {
    switch (referent.kind) {
      case "external":
        found.push(...ofExternalCall(names, call, referent.name));
        break;
      case "import":
        found.push(...ofExternalCall(names, call, importName(referent) ?? ""));
        break;
      case "class":
        found.push({ kind: "instance", class: referent.class });
        break;
      case "function":
        if (isBind(call)) found.push(referent);
        else found.push(...names.ofReturns(referent.scope));
        break;
    }
  }
  return found.length > 0 ? found : lookedUp(names, call);
}

/** `table.get(key)` yields one of the table's values. */
function lookedUp(names: Names, call: Call): readonly InnerReferent[] {
  if (call.callee.kind !== "member" || call.callee.property !== "get") return NOTHING;
  const tables = names.referents(call.callee.object).filter((referent) => referent.kind === "value" && referent.value.kind === "map");
  const other = call.args[1]?.value;
  return [...tables.flatMap((table) => names.members.itemsOf(table)), ...(tables.length > 0 && other ? names.referents(other) : [])];
}

function ofExternalCall(names: Names, call: Call, name: string): readonly InnerReferent[] {
  if (name === "") return NOTHING;
  if (name === "builtins:super") return names.ofSelf(call.scope.owner, true);
  const entry = lookUp(name);
  const argument = call.args[entry?.argument ?? 0]?.value;
  if (entry !== undefined && argument !== undefined) {
    if (entry.role === "same-object" || entry.role === "handler-wrapper") return names.referents(argument);
    if (entry.role === "memoize") {
      const functions = names.referents(argument);
      for (const referent of functions) if (referent.kind === "function") names.memoized.add(referent.scope);
      if (functions.length > 0) return functions;
    }
  }
  return [{ kind: "external", name: `${name}()` }];
}

/** `f.bind(x)` yields f. */
function isBind(call: Call): boolean {
  return call.callee.kind === "member" && call.callee.property === "bind";
}
