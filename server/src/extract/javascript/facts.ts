/** Makes facts. Every kind is made in one place, so that its objects share one shape. */
import type {
  Binding,
  Branch,
  ClassFact,
  Import,
  LiteralValue,
  MemberValue,
  Module,
  ModuleValue,
  NameValue,
  Range,
  Region,
  Scope,
  SelfValue,
  Value,
} from "../../model/code.ts";
import type { SyntaxNode } from "../../parse/syntax.ts";
import type { Block, Mutable, Walk } from "./walk.ts";

/** Stands where a binding is found only when the whole file has been read. */
export const PENDING = null as unknown as Binding;

export interface ScopeShape {
  readonly kind: Scope["kind"];
  readonly name: string | null;
  readonly nameRange: Range | null;
  readonly owner: ClassFact | null;
  readonly decorators: Value[];
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly isStatic: boolean;
  readonly isArrow: boolean;
}

/** @param body where the statements stand; the whole where there is none. */
export function newScope(module: Module, parent: Scope | null, at: Range, body: Range, shape: ScopeShape): Scope {
  const scope: Mutable<Scope> = {
    start: at.start,
    end: at.end,
    kind: shape.kind,
    name: shape.name,
    module,
    parent,
    params: [],
    bindings: [],
    body: null as unknown as Region,
    isAsync: shape.isAsync,
    isGenerator: shape.isGenerator,
    decorators: shape.decorators,
    owner: shape.owner,
    isStatic: shape.isStatic,
    isArrow: shape.isArrow,
    calls: [],
    writes: [],
    returns: [],
    throws: [],
    reads: [],
    nameRange: shape.nameRange,
  };
  scope.body = newRegion(scope, null, "body", body, null, false, null);
  module.scopes.push(scope);
  return scope;
}

export function newRegion(
  scope: Scope,
  parent: Region | null,
  kind: Region["kind"],
  at: Range,
  test: Value | null,
  negated: boolean,
  branch: Branch | null,
): Region {
  return { start: at.start, end: at.end, kind, scope, parent, test, negated, branch, exits: false };
}

export function newBranch(walk: Walk, at: Range, kind: Branch["kind"], subject: Value | null): Branch {
  const branch: Branch = { start: at.start, end: at.end, kind, region: walk.region, scope: walk.scope, subject, arms: [] };
  walk.module.branches.push(branch);
  return branch;
}

export function newBlock(parent: Block | null, scope: Scope, holdsVars: boolean): Block {
  return { parent, scope, holdsVars, names: null, hoisted: null };
}

export function newBinding(name: string, scope: Scope, kind: Binding["kind"], at: Range | null, type: string | null): Mutable<Binding> {
  return {
    name,
    scope,
    kind,
    declaration: at === null ? null : { start: at.start, end: at.end },
    type,
    writes: [],
    reads: [],
    function: null,
    class: null,
    parameter: null,
  };
}

export function newLiteral(at: Range, value: LiteralValue["value"]): LiteralValue {
  return { kind: "literal", start: at.start, end: at.end, value };
}

export function newMember(at: Range, object: Value, property: string, subscript: boolean): MemberValue {
  return { kind: "member", start: at.start, end: at.end, object, property, subscript };
}

export function newSelf(at: Range, owner: ClassFact | null, isSuper: boolean): SelfValue {
  return { kind: "self", start: at.start, end: at.end, owner, isSuper };
}

/** The value of an import, with the fact that there is one. */
export function newImport(
  walk: Walk,
  at: Range,
  specifierNode: Range,
  specifier: string,
  kind: Import["kind"],
  typeOnly: boolean,
  star: boolean,
): ModuleValue {
  walk.module.imports.push({
    start: at.start,
    end: at.end,
    specifier,
    level: 0,
    kind,
    scope: walk.scope,
    region: walk.region,
    typeOnly,
    star,
  });
  return { kind: "module", start: specifierNode.start, end: specifierNode.end, specifier, level: 0, scope: walk.scope };
}

/** A name, bound later. */
export function newName(walk: Walk, node: SyntaxNode): NameValue {
  const name = walk.text.slice(node.start, node.end);
  return { kind: "name", start: node.start, end: node.end, name, binding: PENDING, scope: walk.scope, region: walk.region };
}

/** Reads a name. */
export function readName(walk: Walk, node: SyntaxNode): NameValue {
  const value = newName(walk, node);
  walk.names.push(value);
  walk.nameBlocks.push(walk.block);
  return value;
}

/** A name that is exported: bound, but not read. */
export function mentionName(walk: Walk, node: SyntaxNode): NameValue {
  const value = newName(walk, node);
  walk.mentions.push(value);
  walk.mentionBlocks.push(walk.block);
  return value;
}
