/** What a module exports under a name. */
import type { Module } from "../model/code.ts";
import type { Names } from "./names.ts";
import type { InnerReferent } from "./referents.ts";

const NOTHING: readonly InnerReferent[] = [];

/** Re-exports are followed; Python exports every name of the module. */
export function findExport(names: Names, module: Module, name: string): readonly InnerReferent[] {
  if (module.language === "python") {
    const binding = module.root.bindings.find((b) => b.name === name && b.kind !== "builtin");
    if (binding !== undefined) return names.ofBinding(binding);
    for (const imported of module.imports) {
      if (!imported.star) continue;
      const from = names.resolveImport(module, imported.specifier, imported.level);
      const found = from === undefined || from === module ? NOTHING : names.exportOf(from, name);
      if (found.length > 0) return found;
    }
    return NOTHING;
  }
  const value = module.exports.named.get(name);
  if (value !== undefined) return names.referents(value);
  if (module.exports.whole !== null) {
    const whole = names.referents(module.exports.whole);
    if (name === "default") return whole;
    const members = whole.flatMap((referent) => names.members.ofReferent(referent, name));
    if (members.length > 0) return members;
  }
  for (const star of module.exports.stars) {
    const from = names.moduleOf(star);
    const found = from === undefined || from === module ? NOTHING : names.exportOf(from, name);
    if (found.length > 0) return found;
  }
  return NOTHING;
}
