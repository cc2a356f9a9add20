/** `object.property` and `object[key]`: of modules, classes, instances, maps and what lies outside of the workspace. */
import type { Module, Value } from "../model/code.ts";
import { classMember, instanceMember } from "./classes.ts";
import type { Names } from "./names.ts";
import { bare, type InnerReferent, isRelative, unique } from "./referents.ts";

const NOTHING: readonly InnerReferent[] = [];

export class Members {
  private readonly asked = new Map<string, Set<Value>>();
  private readonly names: Names;

  constructor(names: Names) {
    this.names = names;
  }

  of(object: Value, property: string): readonly InnerReferent[] {
    if (isOwnExports(object)) return this.names.exportOf(object.scope.module, property);
    return this.names.referents(object).flatMap((referent) => this.ofReferent(referent, property));
  }

  ofReferent(referent: InnerReferent, property: string): readonly InnerReferent[] {
    return referent.kind === "value" ? unique(this.ofValue(referent.value, property, new Set())) : this.findMember(referent, property);
  }

  /**
   * Maps spread into one another, and into themselves (`x = { ...x, a }`): each is asked for a property once at a time.
   * @param seen the maps that were asked before on any way from the first one: what they hold is found already.
   */
  private ofValue(value: Value, property: string, seen: Set<Value>): readonly InnerReferent[] {
    const asked = this.asked.get(property) ?? new Set<Value>();
    this.asked.set(property, asked);
    if (value.kind !== "map" || asked.has(value) || seen.has(value)) return NOTHING;
    asked.add(value);
    seen.add(value);
    const found: InnerReferent[] = [];
    for (const entry of value.entries) {
      if (entry.key === property) found.push(...this.names.referents(entry.value));
      else if (entry.isSpread) {
        for (const each of this.names.referents(entry.value)) {
          found.push(...(each.kind === "value" ? this.ofValue(each.value, property, seen) : this.findMember(each, property)));
        }
      }
    }
    asked.delete(value);
    return found;
  }

  private findMember(referent: Exclude<InnerReferent, { kind: "value" }>, property: string): readonly InnerReferent[] {
    switch (referent.kind) {
      case "external":
        return [{ kind: "external", name: property === "default" ? referent.name : `${referent.name}.${property}` }];
      case "import":
        return this.ofReferentImport(referent, property);
      case "module": {
        const found = this.names.exportOf(referent.module, property);
        if (found.length > 0) return found;
        if (property === "default") return [referent]; // CommonJS seen through a default import
        const sub = this.submodule(referent.module, property);
        return sub === undefined ? NOTHING : [{ kind: "module", module: sub }];
      }
      case "instance":
        return instanceMember(this.names, referent.class, property);
      case "class":
        return classMember(this.names, referent.class, property);
      case "function":
        return property === "bind" || property === "call" || property === "apply" ? [referent] : NOTHING;
    }
  }

  ofReferentImport(referent: Extract<InnerReferent, { kind: "import" }>, property: string): readonly InnerReferent[] {
    const { value, specifier } = referent;
    if (value.scope.module.language === "python") {
      const inner = specifier === "" ? property : `${specifier}.${property}`;
      const module = this.names.moduleOf(value, inner);
      if (module !== undefined) return [{ kind: "module", module }];
      return [{ kind: "import", value, specifier: inner }];
    }
    if (isRelative(specifier)) return NOTHING;
    return property === "default" ? [referent] : [{ kind: "external", name: `npm:${bare(specifier)}.${property}` }];
  }

  private submodule(module: Module, property: string): Module | undefined {
    if (module.language !== "python" || !module.path.endsWith("/__init__.py")) return undefined;
    return this.names.resolveImport(module, property, 1);
  }

  itemsOf(referent: InnerReferent): readonly InnerReferent[] {
    if (referent.kind === "external") return [{ kind: "external", name: `${referent.name}[]` }];
    if (referent.kind !== "value") return NOTHING;
    if (referent.value.kind === "map") return referent.value.entries.flatMap((entry) => this.names.referents(entry.value));
    if (referent.value.kind === "list") return referent.value.items.flatMap((item) => this.names.referents(item));
    return NOTHING;
  }
}

/** `exports.save()`: CommonJS modules call their own exports by it. */
function isOwnExports(object: Value): object is Extract<Value, { kind: "name" }> {
  return object.kind === "name" && object.name === "exports" && object.binding.kind === "builtin";
}
