/** How a JavaScript or TypeScript file writes what a repair adds: quotes, semicolons, indentation, kind of modules. */
import type { Module } from "../../model/code.ts";
import { indentUnit, newlineOf } from "../text.ts";

export interface Style {
  readonly quote: '"' | "'";
  /** `;` or nothing. */
  readonly semicolon: string;
  readonly indent: string;
  readonly newline: string;
}

const cache = new WeakMap<Module, Style>();

/** The ways of the file, by majority; quotes and semicolons where nothing tells. */
export function styleOf(module: Module): Style {
  const known = cache.get(module);
  if (known !== undefined) return known;
  const { text } = module;
  let double = 0;
  let single = 0;
  for (const { start } of [...module.strings, ...module.imports.map(({ end }) => ({ start: lastQuote(text, end) }))]) {
    if (text[start] === '"') double++;
    else if (text[start] === "'") single++;
  }
  const statements = text.match(/[\w)\]}'"`];?[ \t]*\r?$/gm) ?? [];
  const ended = text.match(/;[ \t]*\r?$/gm)?.length ?? 0;
  const style: Style = {
    quote: single > double ? "'" : '"',
    semicolon: ended === 0 && statements.length > 1 ? "" : ";",
    indent: indentUnit(text, "  "),
    newline: newlineOf(text),
  };
  cache.set(module, style);
  return style;
}

/** The closing quote of an import's specifier stands near its end. */
function lastQuote(text: string, end: number): number {
  for (let at = end - 1; at > end - 4 && at >= 0; at--) if (text[at] === '"' || text[at] === "'") return at;
  return -1;
}

/** Is the file written with `import` and `export`? TypeScript is, unless it shows otherwise. */
export function usesImports(module: Module): boolean {
  if (/\.[cm][jt]s$/.test(module.path)) return /\.m[jt]s$/.test(module.path) || (module.path.endsWith(".cts") && hasImports(module));
  if (hasImports(module)) return true;
  return module.language === "typescript" && !module.imports.some((one) => one.kind === "require" && one.scope === module.root);
}

function hasImports(module: Module): boolean {
  return (
    module.imports.some((one) => one.kind === "import" || one.kind === "from" || one.kind === "reexport") || /^export\s/m.test(module.text)
  );
}
