/** What a function's handler loads of the workspace. */
import type { Import, Module } from "./code.ts";
import type { Value } from "./values.ts";

export interface Loaded {
  /** The handler's module first. */
  readonly modules: readonly Module[];
  /** Imports of what is no file of the workspace: packages, and relative ones that could not be followed. */
  readonly others: readonly Import[];
}

/** As `Program.referents`. */
type Referents = (value: Value) => readonly { readonly kind: string; readonly module?: Module }[];

/**
 * Follows imports from a module.
 * @param isFollowed imports that count; all unless told
 */
export function loadedFrom(start: Module, referents: Referents, isFollowed: (each: Import) => boolean = () => true): Loaded {
  const moduleOf = (value: Value) => referents(value).flatMap((each) => (each.kind === "module" ? (each.module ?? []) : []))[0];
  const modules = new Set([start]);
  const others: Import[] = [];
  for (const module of modules) {
    const followed = module.imports.filter((each) => !each.typeOnly && isFollowed(each));
    for (const each of followed) {
      const found = moduleOf({
        kind: "module",
        specifier: each.specifier,
        level: each.level,
        scope: each.scope,
        start: each.start,
        end: each.end,
      });
      const names = namesFrom(module, each).flatMap((value) => moduleOf(value) ?? []);
      for (const one of found === undefined ? names : [found, ...names]) modules.add(one);
      if (found === undefined && names.length === 0) others.push(each);
    }
  }
  return { modules: [...modules], others };
}

/** `from package import module`: what the names of an import stand for. */
function namesFrom(module: Module, { start, end }: Import): Value[] {
  return module.root.writes
    .filter((write) => write.operator === "import" && write.start >= start && write.end <= end)
    .map(({ value }) => value);
}

/** Is the import one that every start of the function comes by: at the top of the file, under no condition? */
export function isUnconditional({ scope, region }: Import): boolean {
  return scope.kind === "module" && region.kind === "body";
}
