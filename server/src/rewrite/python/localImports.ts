/** Imports inside a function whose names are needed outside of it. */
import type { Module, Scope } from "../../model/code.ts";
import type { Edit } from "../rewriter.ts";
import { ensureImport, joinImports } from "./imports.ts";
import type { LocalImport } from "./movable.ts";
import { reachesModule } from "./scopes.ts";
import type { Extent } from "./statements.ts";

export interface MovedImports {
  readonly edits: Edit[];
  /** The statements in the function that are not needed any more. */
  readonly removed: Extent[];
}

/** Makes the names available at module level; the local import goes where it brings nothing else. */
export function importsAtModuleLevel(module: Module, scope: Scope, locals: readonly LocalImport[]): MovedImports | undefined {
  const result: MovedImports = { edits: [], removed: [] };
  for (const local of locals) {
    const { name } = local.binding;
    const imported = ensureImport(module, {
      module: local.module,
      ...(local.name === null ? {} : { name: local.name }),
      alias: name,
    });
    if (imported.local !== name || !reachesModule(scope, name, local.binding)) return undefined;
    result.edits.push(...imported.edits);
    if (local.extent !== null) result.removed.push(local.extent);
  }
  return { edits: joinImports(module, result.edits), removed: result.removed };
}
