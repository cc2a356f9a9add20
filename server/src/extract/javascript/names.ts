/** Declares names in their blocks while the file is read, and binds every name when it has been. */
import type { Binding, NameValue, Range } from "../../model/code.ts";
import { newBinding } from "./facts.ts";
import type { Block, Mutable, Walk } from "./walk.ts";

/** Every module has these; assigning one makes no global. */
const COMMON_JS = new Set(["exports", "module", "require"]);

/** Declares a name in the current block. */
export function declare(walk: Walk, name: string, kind: Binding["kind"], at: Range, type: string | null): Mutable<Binding> {
  return declareIn(walk.block, name, kind, at, type);
}

/** Declares a name where `var` does. */
export function declareVar(walk: Walk, name: string, at: Range, type: string | null): Mutable<Binding> {
  let block = walk.block;
  while (!block.holdsVars && block.parent !== null) block = block.parent;
  return declareIn(block, name, "variable", at, type);
}

/** Functions are seen in their block, and by sloppy code in the function around it. */
export function declareFunction(walk: Walk, name: string, at: Range): Mutable<Binding> {
  const binding = declare(walk, name, "function", at, null);
  if (walk.block.holdsVars) return binding;
  let block = walk.block;
  while (!block.holdsVars && block.parent !== null) block = block.parent;
  block.hoisted ??= new Map();
  if (!block.hoisted.has(name)) block.hoisted.set(name, binding);
  return binding;
}

function declareIn(block: Block, name: string, kind: Binding["kind"], at: Range, type: string | null): Mutable<Binding> {
  block.names ??= new Map();
  const known: Mutable<Binding> | undefined = block.names.get(name);
  if (known === undefined) {
    const binding = newBinding(name, block.scope, kind, at, type);
    block.names.set(name, binding);
    block.scope.bindings.push(binding);
    return binding;
  }
  if (kind === "function" || kind === "class") known.kind = kind;
  known.type ??= type;
  return known;
}

function lookUp(from: Block, name: string): Binding | undefined {
  for (let block: Block | null = from; block !== null; block = block.parent) {
    const found = block.names?.get(name) ?? block.hoisted?.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Binds everything that was left pending. */
export function bindNames(walk: Walk): void {
  const globals = new Map<string, Mutable<Binding>>();
  const { root } = walk.module;
  const global = (name: string): Mutable<Binding> => {
    let binding = globals.get(name);
    if (binding === undefined) {
      binding = newBinding(name, root, "builtin", null, null);
      globals.set(name, binding);
    }
    return binding;
  };
  walk.writes.forEach((write, i) => {
    const target = write.target as Mutable<Extract<typeof write.target, { kind: "binding" }>>;
    const name = walk.text.slice(target.start, target.end);
    let binding = lookUp(walk.writeBlocks[i] as Block, name);
    if (binding === undefined) {
      const implicit = global(name);
      if (implicit.kind === "builtin" && !COMMON_JS.has(name)) {
        implicit.kind = "undeclared";
        root.bindings.push(implicit);
      }
      binding = implicit;
    }
    target.binding = binding;
    binding.writes.push(write);
  });
  const bind = (values: readonly NameValue[], blocks: readonly Block[], isRead: boolean): void => {
    values.forEach((value, i) => {
      const binding = lookUp(blocks[i] as Block, value.name) ?? global(value.name);
      (value as Mutable<NameValue>).binding = binding;
      if (!isRead) return;
      binding.reads.push(value);
      value.scope.reads.push(value);
    });
  };
  bind(walk.names, walk.nameBlocks, true);
  bind(walk.mentions, walk.mentionBlocks, false);
  for (const binding of globals.values()) sortFacts(binding);
}

/** Puts facts in source order; they are made in the order of evaluation, which is nearly the same. */
export function inSourceOrder(facts: Range[]): void {
  for (let i = 1; i < facts.length; i++) {
    if ((facts[i - 1] as Range).start > (facts[i] as Range).start) {
      facts.sort((a, b) => a.start - b.start);
      return;
    }
  }
}

export function sortFacts(binding: Binding): void {
  inSourceOrder(binding.writes);
  inSourceOrder(binding.reads);
}
