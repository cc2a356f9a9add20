/** Exports of CommonJS: assignments to `exports` and `module.exports`, and what compilers write instead. */
import type { Call, Exports, MemberValue, NameValue, Value } from "../../model/code.ts";
import type { Mutable, Walk } from "./walk.ts";

/** Notes an assignment to a member when its object may be the module's exports. */
export function noteExport(walk: Walk, target: MemberValue, value: Value): void {
  const { object, property } = target;
  if (object.kind === "name") {
    if (object.name === "exports") walk.commonJs.push({ root: object, name: property, value });
    else if (property === "exports" && object.name === "module") walk.commonJs.push({ root: object, name: null, value });
    return;
  }
  const root = exportsRoot(object);
  if (root !== undefined) walk.commonJs.push({ root, name: property, value });
}

/** `exports` or `module.exports`: the name at its root. */
function exportsRoot(value: Value | undefined): NameValue | undefined {
  if (value?.kind === "name") return value.name === "exports" ? value : undefined;
  if (value?.kind !== "member" || value.property !== "exports" || value.object.kind !== "name") return undefined;
  return value.object.name === "module" ? value.object : undefined;
}

/** `Object.defineProperty(exports, "x", { get: () => … })`, `Object.assign(exports, {…})`, `__exportStar(require("./x"), exports)`. */
export function noteExportCall(walk: Walk, call: Call): void {
  const { callee } = call;
  const name = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
  if (name !== "defineProperty" && name !== "assign" && name !== "__exportStar") return;
  const [first, second, third] = call.args.map((argument) => argument.value);
  if (name === "__exportStar") {
    if (first?.kind === "module" && exportsRoot(second) !== undefined) walk.module.exports.stars.push(first);
    return;
  }
  const root = exportsRoot(first);
  if (root === undefined) return;
  if (name === "assign") {
    if (second?.kind === "map")
      for (const entry of second.entries) if (entry.key !== null) walk.commonJs.push({ root, name: entry.key, value: entry.value });
    return;
  }
  if (second?.kind !== "literal" || typeof second.value !== "string" || third?.kind !== "map") return;
  const value = describedValue(third.entries);
  if (value !== undefined && second.value !== "__esModule") walk.commonJs.push({ root, name: second.value, value });
}

/** What a property descriptor gives: `value`, or what its getter returns. */
function describedValue(entries: readonly { readonly key: string | null; readonly value: Value }[]): Value | undefined {
  for (const { key, value } of entries) {
    if (key === "value") return value;
    if (key === "get" && value.kind === "function") return value.scope.returns[0]?.value ?? undefined;
  }
  return undefined;
}

/** Once names are bound: keeps the exports whose root really is the module's. The last one wins, as it does when it runs. */
export function finishExports(walk: Walk): void {
  const exports: Mutable<Exports> = walk.module.exports;
  for (const { root, name, value } of walk.commonJs) {
    if (root.binding.kind !== "builtin" || (value.kind === "literal" && value.value === null)) continue;
    if (name === null) exportWhole(exports, value);
    else if (name !== "__esModule") exports.named.set(name, value);
  }
}

/** `module.exports = value`; an object's members are exported by name as well. */
export function exportWhole(exports: Mutable<Exports>, value: Value): void {
  exports.whole = value;
  if (value.kind !== "map") return;
  for (const entry of value.entries) {
    if (entry.key !== null) exports.named.set(entry.key, entry.value);
    else if (entry.isSpread && entry.value.kind === "module") exports.stars.push(entry.value);
  }
}
