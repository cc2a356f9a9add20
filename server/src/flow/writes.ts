/** Writes to a module's variable from other files: `import config` and `config.user = …`. */
import type { Binding, Module, Write } from "../model/code.ts";
import type { Names } from "./names.ts";

export function foreignWrites(binding: Binding, modules: readonly Module[], names: Names): Write[] {
  if (binding.scope.kind !== "module") return [];
  const own = binding.scope.module;
  const found: Write[] = [];
  for (const module of modules) {
    if (module === own) continue;
    for (const scope of module.scopes) {
      for (const write of scope.writes) {
        if (write.target.kind !== "member" || write.target.property !== binding.name) continue;
        const isOwn = names.referents(write.target.object).some((referent) => referent.kind === "module" && referent.module === own);
        if (isOwn) found.push(write);
      }
    }
  }
  return found;
}
