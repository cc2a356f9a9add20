/** JavaScript and TypeScript: tree to facts, in one pass; names are bound when the whole file has been read. */
import type { ClassFact, Module, Range, Scope } from "../model/code.ts";
import type { SyntaxNode, SyntaxTree } from "../parse/syntax.ts";
import { finishExports } from "./javascript/exports.ts";
import { newBlock, newScope } from "./javascript/facts.ts";
import { bindNames, inSourceOrder, sortFacts } from "./javascript/names.ts";
import { fillTables } from "./javascript/tables.ts";
import { type Mutable, statementList, Walk } from "./javascript/walk.ts";

fillTables();

/** Every fact of a file. Never throws: what does not parse is walked for what is inside. */
export function extractJavaScript(tree: SyntaxTree, path: string, language: "javascript" | "typescript"): Module {
  const { comments, hasErrors } = scan(tree.root);
  const module: Mutable<Module> = {
    path,
    language,
    text: tree.text,
    root: null as unknown as Scope,
    scopes: [],
    classes: [] as ClassFact[],
    imports: [],
    exports: { named: new Map(), whole: null, stars: [] },
    branches: [],
    strings: [],
    broken: tree.broken.map(({ start, end }) => ({ start, end })),
    comments,
  };
  const whole = { start: 0, end: tree.text.length };
  module.root = newScope(module, null, whole, whole, {
    kind: "module",
    name: null,
    nameRange: null,
    owner: null,
    decorators: [],
    isAsync: false,
    isGenerator: false,
    isStatic: false,
    isArrow: false,
  });
  const walk = new Walk(module, newBlock(null, module.root, true), hasErrors);
  module.root.body.exits = statementList(walk, tree.root.children);
  bindNames(walk);
  finishExports(walk);
  sort(module);
  return module;
}

/** Comments stand anywhere, types included, where the pass does not go. */
function scan(root: SyntaxNode): { comments: Range[]; hasErrors: boolean } {
  const comments: Range[] = [];
  let hasErrors = root.isError;
  const pending = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const child of node.children) {
      if (child.isError) hasErrors = true;
      if (child.children.length > 0) pending.push(child);
      else if (child.type === "comment") comments.push({ start: child.start, end: child.end });
    }
  }
  comments.sort((a, b) => a.start - b.start);
  return { comments, hasErrors };
}

function sort(module: Module): void {
  inSourceOrder(module.branches);
  inSourceOrder(module.strings);
  inSourceOrder(module.imports);
  for (const scope of module.scopes) {
    inSourceOrder(scope.calls);
    inSourceOrder(scope.writes);
    inSourceOrder(scope.reads);
    inSourceOrder(scope.returns);
    for (const binding of scope.bindings) sortFacts(binding);
  }
}
