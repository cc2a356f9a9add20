/** Imports of every form, at any depth. */
import type { Value } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { member, module } from "./values.ts";
import type { StatementTable, Walker } from "./walker.ts";

/** `import a.b.c` binds a; `import a.b as c` binds c to a.b. */
function importStatement(w: Walker, node: SyntaxNode): boolean {
  for (const child of node.children) {
    if (child.field !== "name") continue;
    if (child.type === "aliased_import") {
      const name = childByField(child, "name");
      const alias = childByField(child, "alias");
      if (name === null || alias === null) continue;
      const specifier = dotted(w, name);
      w.import(specifier, 0, "import", false);
      write(w, alias, child, module(specifier, 0, w.frame.scope, name));
    } else {
      const first = child.children[0];
      w.import(dotted(w, child), 0, "import", false);
      if (first !== undefined && first.type === "identifier") write(w, first, child, module(w.slice(first), 0, w.frame.scope, first));
    }
  }
  return false;
}

function write(w: Walker, name: SyntaxNode, range: SyntaxNode, value: Value): void {
  if (name.start === name.end) return;
  w.bind(w.slice(name), name, w.frame, "import", range).value = value;
}

/** `a.b`, also where it is written with spaces. */
function dotted(w: Walker, node: SyntaxNode): string {
  return w.slice(node).replace(/\s+/g, "");
}

/** `from ..a import b as c`, `from a import *`. */
function fromStatement(w: Walker, node: SyntaxNode): boolean {
  const from = childByField(node, "module_name");
  let specifier = "";
  let level = 0;
  let at = from ?? node;
  if (from === null) {
    const future = node.children.find((child) => child.type === "__future__");
    if (future === undefined) return false;
    specifier = "__future__";
    at = future;
  } else {
    const whole = dotted(w, from);
    while (whole.charAt(level) === ".") level++;
    specifier = whole.slice(level);
  }
  w.import(
    specifier,
    level,
    "from",
    node.children.some((child) => child.type === "wildcard_import"),
  );
  for (const child of node.children) {
    if (child.field !== "name") continue;
    const name = child.type === "aliased_import" ? childByField(child, "name") : child;
    const alias = child.type === "aliased_import" ? childByField(child, "alias") : child;
    if (name === null || alias === null) continue;
    write(w, alias, child, member(module(specifier, level, w.frame.scope, at), dotted(w, name), false, name));
  }
  return false;
}

export const importStatements: StatementTable = [
  ["import_statement", importStatement],
  ["import_from_statement", fromStatement],
  ["future_import_statement", fromStatement],
];
