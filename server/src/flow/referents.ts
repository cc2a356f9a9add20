/** What a value may be, as flow sees it while it follows names. */
import type { Module, ModuleValue } from "../model/code.ts";
import type { Referent } from "./program.ts";

export type ResolveImport = (from: Module, specifier: string, level: number) => Module | undefined;

/** Like a public referent, but an import that is no file of the workspace remembers itself: `pkg.sub` may still be one. */
export type InnerReferent = Referent | { readonly kind: "import"; readonly value: ModuleValue; readonly specifier: string };

/** More answers than this say nothing. */
const MAX_REFERENTS = 40;

export function isRelative(specifier: string): boolean {
  return specifier.startsWith(".") || specifier.startsWith("/");
}

export function bare(specifier: string): string {
  return specifier.startsWith("node:") ? specifier.slice(5) : specifier;
}

/** The qualified name of an import outside of the workspace; undefined for a relative one, which is a file we cannot see. */
export function importName(referent: Extract<InnerReferent, { kind: "import" }>): string | undefined {
  const { value, specifier } = referent;
  if (value.scope.module.language === "python") return value.level > 0 ? undefined : `pypi:${specifier}`;
  return isRelative(specifier) ? undefined : `npm:${bare(specifier)}`;
}

export function unique(referents: readonly InnerReferent[]): readonly InnerReferent[] {
  if (referents.length < 2) return referents;
  const seen = new Map<unknown, InnerReferent>();
  for (const referent of referents) {
    seen.set(identity(referent), referent);
    if (seen.size >= MAX_REFERENTS) break;
  }
  return [...seen.values()];
}

function identity(referent: InnerReferent): unknown {
  switch (referent.kind) {
    case "external":
      return referent.name;
    case "import":
      return importName(referent) ?? referent.value;
    case "function":
      return referent.scope;
    case "class":
      return referent.class;
    case "instance":
      return referent.class.scope;
    case "module":
      return referent.module;
    case "value":
      return referent.value;
  }
}
