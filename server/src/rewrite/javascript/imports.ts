/** JavaScript imports: are the names there, and if not, where does the statement that brings them go? */
import type { Import, Module } from "../../model/code.ts";
import type { Edit } from "../rewriter.ts";
import { edit, lineEnd, nextLine, textStart } from "../text.ts";
import { styleOf, usesImports } from "./style.ts";

/** Where something can be put that the rest of the file uses: behind the imports at its top. */
export interface TopPlace {
  readonly offset: number;
  /** The offset is inside of a line that has to be ended first. */
  readonly needsNewline: boolean;
}

/**
 * Makes sure that the names of a package are there, as `import { a, b } from "x"` or `const { a, b } = require("x")`.
 * @returns undefined where a name is taken by something else.
 */
export function ensureNames(module: Module, specifier: string, names: readonly string[]): readonly Edit[] | undefined {
  const missing = names.filter((name) => !isImported(module, specifier, name));
  if (missing.some((name) => isTaken(module, name))) return undefined;
  if (missing.length === 0) return [];
  const { quote, semicolon, newline } = styleOf(module);
  const list = `{ ${[...missing].sort().join(", ")} }`;
  const statement = usesImports(module)
    ? `import ${list} from ${quote}${specifier}${quote}${semicolon}`
    : `const ${list} = require(${quote}${specifier}${quote})${semicolon}`;
  const place = placeBehindImports(module);
  return [edit(module, place.offset, place.offset, (place.needsNewline ? newline : "") + statement + newline)];
}

function isImported(module: Module, specifier: string, name: string): boolean {
  return module.root.bindings.some(
    (binding) =>
      binding.name === name &&
      binding.writes.length === 1 &&
      binding.writes.every(
        ({ value }) =>
          value.kind === "member" && value.property === name && value.object.kind === "module" && value.object.specifier === specifier,
      ),
  );
}

function isTaken(module: Module, name: string): boolean {
  return module.scopes.some((scope) => scope.bindings.some((binding) => binding.name === name && binding.kind !== "builtin"));
}

/** The imports and requires that begin the file, one a line. */
function topImports(module: Module): Import[] {
  const result: Import[] = [];
  const first = Math.min(
    module.text.length,
    ...module.root.writes.filter((write) => !isRequired(write.value.kind)).map((write) => write.statement.start),
    ...module.scopes.filter((scope) => scope.parent === module.root).map((scope) => scope.start),
  );
  for (const one of module.imports) {
    if (one.scope === module.root && one.region === module.root.body && one.kind !== "dynamic" && one.end <= first) result.push(one);
  }
  return result;
}

/** `const { x } = require("x")` writes members and modules; any other value ends the top of the file. */
function isRequired(kind: string): boolean {
  return kind === "module" || kind === "member";
}

/** Behind the last import at the top; without one behind `#!`, the comment that heads the file and directives. */
export function placeBehindImports(module: Module): TopPlace {
  const { text } = module;
  const last = topImports(module).at(-1);
  if (last !== undefined) {
    const end = lineEnd(text, last.end);
    const offset = nextLine(text, end);
    return { offset, needsNewline: offset === text.length && !text.endsWith("\n") };
  }
  let offset = textStart(text);
  const header =
    /^(?:#![^\n]*\r?\n)?(?:[ \t]*(?:\/\/[^\n]*)?\r?\n)*(?:\/\*[^]*?\*\/[ \t]*\r?\n)?(?:\s*(["'])use strict\1;?[ \t]*\r?\n)?/.exec(
      text.slice(offset),
    );
  if (header !== null && /use strict|^#!|^\/\*/.test(header[0])) offset += header[0].length;
  return { offset, needsNewline: false };
}
