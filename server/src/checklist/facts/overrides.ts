/** Methods that classes put in the place of those of their bases: `self.send()` in a base class may be any of them. */
import type { Program } from "../../flow/program.ts";
import type { ClassFact, Scope } from "../../model/code.ts";

const known = new WeakMap<Program, ReadonlyMap<Scope, readonly Scope[]>>();

/** What may run instead of a method, of all classes of the program. */
export function overridesOf(method: Scope, program: Program): readonly Scope[] {
  let found = known.get(program);
  if (!found) known.set(program, (found = allOverrides(program)));
  return found.get(method) ?? [];
}

function allOverrides(program: Program): ReadonlyMap<Scope, readonly Scope[]> {
  const found = new Map<Scope, Scope[]>();
  for (const each of program.modules.flatMap(({ classes }) => classes)) {
    const inherited = basesOf(each, program).flatMap(({ methods }) => methods);
    for (const method of each.methods) {
      for (const replaced of inherited.filter(({ name }) => name === method.name)) {
        const others = found.get(replaced);
        if (others) others.push(method);
        else found.set(replaced, [method]);
      }
    }
  }
  return found;
}

/** Bases at any depth, as far as they are in the workspace. */
function basesOf(owner: ClassFact, program: Program): ClassFact[] {
  const found = new Set([owner]);
  for (const { bases } of found) {
    for (const referent of bases.flatMap((base) => program.referents(base))) if (referent.kind === "class") found.add(referent.class);
  }
  found.delete(owner);
  return [...found];
}
