import { property, textOf } from "../../model/expressions.ts";
import type { FunctionResource } from "../../model/infrastructure.ts";
import { defineRule, everyDialect } from "../rule.ts";

/** From here on a package is the whole application rather than two doors to the same thing. */
const MANY = 5;

/** Plugins that make a package of its own for each function. */
const PACKAGES_EACH = /esbuild|webpack|bundle|rollup|optimi[sz]er|individually|plugin-typescript|python-requirements/i;

export const sharedCodePackage = defineRule({
  id: "shared-code-package",
  title: "Every function carries the code of all",
  section: "single-purpose",
  checklist: { none: "How functions are packed says nothing about what each of them does." },
  severity: "hint",
  profile: "recommended",
  languages: everyDialect,
  on: "stack",
  check(stack, { functionsOf }) {
    if (stack.plugins.some((plugin) => PACKAGES_EACH.test(plugin))) return undefined;
    const groups = new Map<string, FunctionResource[]>();
    for (const fn of functionsOf(stack)) {
      if (fn.code.kind !== "directory" || fn.packageType === "Image" || isBuiltAlone(fn)) continue;
      groups.set(fn.code.path, [...(groups.get(fn.code.path) ?? []), fn]);
    }
    const largest = [...groups.values()].sort((a, b) => b.length - a.length)[0] ?? [];
    const handlers = new Set(largest.flatMap(({ handler }) => (handler.kind === "set" ? handler.value.replace(/\.[^./]*$/, "") : [])));
    const [first] = largest;
    if (first === undefined || handlers.size < MANY) return undefined;
    return {
      at: first.resource.head,
      functions: largest,
      message: `A change of one of these functions deploys all of them anew, and each starts with the code and the packages of all; give each its own directory, or let a bundler pack what each one imports: ${largest.length} functions from one directory, the first is ${first.name}`,
    };
  },
});

/** A build method that packs what the handler imports. */
function isBuiltAlone({ resource }: FunctionResource): boolean {
  const method = resource.metadata === null ? undefined : property(resource.metadata, "BuildMethod");
  return method !== undefined && textOf(method) !== "python3";
}
