/** Python: tree to facts. One pass over the tree, then the names are bound. */
import type { Module, Range, Region, Scope } from "../model/code.ts";
import type { SyntaxTree } from "../parse/syntax.ts";
import { bindNames } from "./python/bind.ts";
import { callExpressions } from "./python/calls.ts";
import { findComments } from "./python/comments.ts";
import { controlStatements } from "./python/control.ts";
import { definitionExpressions, definitionStatements } from "./python/definitions.ts";
import { displayExpressions } from "./python/displays.ts";
import { basicExpressions } from "./python/expressions.ts";
import { importStatements } from "./python/imports.ts";
import { matchStatements } from "./python/match.ts";
import { operatorExpressions } from "./python/operators.ts";
import { simpleStatements } from "./python/statements.ts";
import { stringExpressions } from "./python/strings.ts";
import { assignmentExpressions } from "./python/targets.ts";
import { type ExpressionHandler, type Frame, type Mutable, type StatementHandler, Walker } from "./python/walker.ts";

const EXPRESSIONS: ReadonlyMap<string, ExpressionHandler> = new Map([
  ...basicExpressions,
  ...operatorExpressions,
  ...stringExpressions,
  ...displayExpressions,
  ...callExpressions,
  ...assignmentExpressions,
  ...definitionExpressions,
]);

const STATEMENTS: ReadonlyMap<string, StatementHandler> = new Map([
  ...simpleStatements,
  ...controlStatements,
  ...matchStatements,
  ...definitionStatements,
  ...importStatements,
]);

/** @returns the facts of a Python file; of text that does not parse, those of the pieces that do. */
export function extractPython(tree: SyntaxTree, path: string): Module {
  const module = emptyModule(tree, path);
  const root: Frame = { kind: "module", scope: module.root, parent: null, names: new Map(), globals: null, nonlocals: null };
  const walker = new Walker(module, tree.broken.length > 0, root, EXPRESSIONS, STATEMENTS);
  walker.block(tree.root, module.root.body);
  bindNames(walker);
  findComments(tree, module.comments);
  return module;
}

function emptyModule(tree: SyntaxTree, path: string): Module {
  const whole: Range = { start: 0, end: tree.text.length };
  const module: Mutable<Module> = {
    path,
    language: "python",
    text: tree.text,
    root: undefined as unknown as Scope,
    scopes: [],
    classes: [],
    imports: [],
    exports: { named: new Map(), whole: null, stars: [] },
    branches: [],
    strings: [],
    broken: tree.broken.map(({ start, end }) => ({ start, end })),
    comments: [],
  };
  const scope: Mutable<Scope> = {
    kind: "module",
    name: null,
    module,
    parent: null,
    params: [],
    bindings: [],
    body: undefined as unknown as Region,
    isAsync: false,
    isGenerator: false,
    decorators: [],
    owner: null,
    isStatic: false,
    isArrow: false,
    calls: [],
    writes: [],
    returns: [],
    throws: [],
    reads: [],
    nameRange: null,
    ...whole,
  };
  scope.body = { kind: "body", scope, parent: null, test: null, negated: false, branch: null, exits: false, ...whole };
  module.root = scope;
  module.scopes.push(scope);
  return module;
}
