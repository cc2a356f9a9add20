/** What stands around a literal: the map, list and call it is part of, and the name of the whole. */
import type { Argument, Binding, Call, ListValue, MapValue, Module, Value, Write } from "../model/code.ts";

export interface Surroundings {
  /** Names from the outermost binding, property or keyword to the innermost map key; the literal's own name comes last. */
  readonly names: readonly string[];
  /** The innermost map the literal is a value of. */
  readonly map: MapValue | null;
  /** The innermost list, with the literal's index in it. */
  readonly list: { readonly value: ListValue; readonly index: number } | null;
  /** The call the literal (or the map or list around it) is an argument of. */
  readonly call: { readonly call: Call; readonly argument: Argument; readonly index: number } | null;
}

interface Uses {
  readonly byStart: Map<number, Surroundings>;
  /** Calls and keys a binding of the file is given to. */
  readonly byBinding: Map<Binding, Surroundings[]>;
}

const NOTHING: Surroundings = { names: [], map: null, list: null, call: null };
const DEPTH = 12;
const cache = new WeakMap<Module, Uses>();

/** @returns what is around the literal at this offset; empty where nothing is known. */
export function surroundingsOf(module: Module, start: number): Surroundings {
  return usesIn(module).byStart.get(start) ?? NOTHING;
}

/** The places of the file in which a binding's value is passed on. */
export function usesOf(module: Module, binding: Binding): readonly Surroundings[] {
  return usesIn(module).byBinding.get(binding) ?? [];
}

/** The binding a literal is assigned to, as a whole. */
export function bindingOf(module: Module, start: number): Binding | undefined {
  for (const scope of module.scopes) {
    for (const write of scope.writes) {
      if (write.start <= start && start < write.end && write.value.start === start && write.target.kind === "binding")
        return write.target.binding;
    }
  }
  return undefined;
}

function usesIn(module: Module): Uses {
  const known = cache.get(module);
  if (known !== undefined) return known;
  const uses: Uses = { byStart: new Map(), byBinding: new Map() };
  for (const scope of module.scopes) {
    for (const write of scope.writes) visit(write.value, { ...NOTHING, names: nameOfTarget(write) }, uses, 0);
    for (const one of scope.returns) if (one.value !== null) visit(one.value, NOTHING, uses, 0);
    for (const call of scope.calls) {
      for (const [index, argument] of call.args.entries()) {
        const names = argument.name === null ? [] : [argument.name];
        visit(argument.value, { names, map: null, list: null, call: { call, argument, index } }, uses, 0);
      }
    }
  }
  cache.set(module, uses);
  return uses;
}

function nameOfTarget(write: Write): string[] {
  const { target } = write;
  if (target.kind === "binding") return [target.binding.name];
  if (target.kind === "member") return [target.property];
  return [];
}

function visit(value: Value, around: Surroundings, uses: Uses, depth: number): void {
  if (depth > DEPTH) return;
  switch (value.kind) {
    case "literal":
    case "template":
      keep(value.start, around, uses);
      return;
    case "name": {
      const known = uses.byBinding.get(value.binding);
      if (known === undefined) uses.byBinding.set(value.binding, [around]);
      else known.push(around);
      return;
    }
    case "map":
      for (const entry of value.entries) {
        const names = entry.key === null ? around.names : [...around.names, entry.key];
        visit(entry.value, { ...around, names, map: value, list: null }, uses, depth + 1);
      }
      return;
    case "list":
      for (const [index, item] of value.items.entries()) visit(item, { ...around, list: { value, index } }, uses, depth + 1);
      return;
    case "choice":
      for (const option of value.options) visit(option, around, uses, depth + 1);
      return;
    default:
  }
}

/** Arguments of calls are told from calls, which come after writes: the more is known the better. */
function keep(start: number, around: Surroundings, uses: Uses): void {
  const known = uses.byStart.get(start);
  if (known === undefined || (known.call === null && around.call !== null && around.names.length >= known.names.length)) {
    uses.byStart.set(start, around);
  }
}
