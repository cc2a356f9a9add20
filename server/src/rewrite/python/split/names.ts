/** Names of new modules, and how they and the original import each other. */
import type { Program } from "../../../flow/program.ts";
import type { Binding, Module } from "../../../model/code.ts";
import { importStatement } from "../imports.ts";
import { isStandardLibrary } from "../stdlib.ts";

/** `OrderCreated`, `order.created`, `ORDER-CREATED` as `order_created`; undefined where nothing is left. */
export function snakeCase(label: string): string | undefined {
  const words = label
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toLowerCase();
  if (words === "") return undefined;
  return /^[0-9]/.test(words) ? `event_${words}` : words;
}

export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** The name by which a file next to it can import the module; undefined where its file name is no identifier. */
export function importName(program: Program, module: Module): string | undefined {
  const stem = /([^/]+)\.py$/.exec(module.path)?.[1];
  return stem === undefined || !/^[A-Za-z_]\w*$/.test(stem) ? undefined : siblingPrefix(program, module) + stem;
}

/** How the module names its neighbours: `.`, `src.handlers.` or nothing. */
export function siblingPrefix(program: Program, module: Module): string {
  if (module.imports.some((one) => one.level > 0)) return ".";
  for (const binding of module.root.bindings) {
    for (const write of binding.writes) {
      const source = write.value.kind === "member" ? write.value.object : write.value;
      if (write.operator !== "import" || source.kind !== "module" || !source.specifier.includes(".")) continue;
      const isNeighbour = program
        .referents(source)
        .some((referent) => referent.kind === "module" && folderOf(referent.module.path) === folderOf(module.path));
      if (isNeighbour) return source.specifier.slice(0, source.specifier.lastIndexOf(".") + 1);
    }
  }
  return "";
}

/** Carries the import of a name into another file of the same folder; undefined for one that is no plain import. */
export function carriedImport(binding: Binding): string | undefined {
  const write = binding.writes[0];
  if (binding.kind !== "import" || binding.writes.length !== 1 || write?.region !== binding.scope.body) return undefined;
  const { value } = write;
  const source = value.kind === "member" ? value.object : value;
  if (source.kind !== "module") return undefined;
  const module = ".".repeat(source.level) + source.specifier;
  if (value.kind === "member") return importStatement({ module, name: value.property }, binding.name);
  const isRootOfDotted = source.specifier.startsWith(`${binding.name}.`);
  return isRootOfDotted ? `import ${source.specifier}` : importStatement({ module }, binding.name);
}

/** Imports in the order of PEP 8, sections set apart; names of one module in one statement. */
export function importBlock(imports: readonly string[]): string[] {
  const joined = new Map<string, string[]>();
  for (const statement of new Set(imports)) {
    const match = /^from (\S+) import (.+)$/.exec(statement);
    const key = match === null ? statement : `from ${match[1] ?? ""} import `;
    joined.set(key, [...(joined.get(key) ?? []), match?.[2] ?? ""]);
  }
  const lines = [...joined].map(([key, names]) => key + names.sort().join(", "));
  const sections: string[][] = [[], [], [], []];
  for (const line of lines) sections[sectionOf(line)]?.push(line);
  return sections
    .filter((section) => section.length > 0)
    .flatMap((section, index) => [...(index > 0 ? [""] : []), ...section.sort(byKind)]);
}

function sectionOf(statement: string): number {
  const module = statement.split(" ")[1] ?? "";
  if (module === "__future__") return 0;
  return module.startsWith(".") ? 3 : isStandardLibrary(module) ? 1 : 2;
}

function byKind(a: string, b: string): number {
  const kind = Number(a.startsWith("from ")) - Number(b.startsWith("from "));
  return kind !== 0 ? kind : a < b ? -1 : a > b ? 1 : 0;
}
