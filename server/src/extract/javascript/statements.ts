/** Blocks, declarations of variables, jumps and loops. */
import type { Range, Region, Value } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { type Assigning, assign } from "./assignments.ts";
import { newBlock, newRegion } from "./facts.ts";
import { typeText } from "./functions.ts";
import { declaration, expression, firstNamed, inside, statement, statementList, unknown, type Walk, walkErrors } from "./walk.ts";

export function block(walk: Walk, node: SyntaxNode): boolean {
  const outer = walk.block;
  walk.block = newBlock(outer, walk.scope, false);
  const exits = statementList(walk, node.children);
  walk.block = outer;
  return exits;
}

/** A statement under a condition of its own. @returns whether control never passes its end. */
export function regionOf(walk: Walk, node: SyntaxNode, region: Region): boolean {
  const outer = walk.region;
  walk.region = region;
  region.exits = statement(walk, node);
  walk.region = outer;
  return region.exits;
}

/** A bare string is a directive (`"use strict"`) or says nothing. */
export function expressionStatement(walk: Walk, node: SyntaxNode): boolean {
  for (const child of node.children) {
    if (child.isNamed && child.type !== "comment" && child.type !== "string") declaration(walk, child);
  }
  return false;
}

export function variables(walk: Walk, node: SyntaxNode): boolean {
  const kind = node.type === "variable_declaration" ? "var" : (childByField(node, "kind")?.type ?? "const");
  const declares = kind === "var" || kind === "let" ? kind : "const";
  for (const child of node.children) {
    if (child.type === "variable_declarator") declarator(walk, child, declares);
    else if (child.type === "ERROR") inside(walk, child);
  }
  return false;
}

function declarator(walk: Walk, node: SyntaxNode, declares: "const" | "let" | "var"): void {
  const name = childByField(node, "name");
  const right = childByField(node, "value");
  if (walk.hasErrors) walkErrors(walk, node);
  if (name === null) return;
  const value = right === null ? null : expression(walk, right, name.type === "identifier" ? name : null, "variable");
  const type = typeText(walk, childByField(node, "type")) ?? (right === null ? null : assertedType(walk, right));
  const how: Assigning = { at: { start: node.start, end: node.end }, operator: value === null ? "declare" : "=", declares, type };
  assign(walk, name, value ?? unknown(node, []), how);
}

/** `… satisfies Handler` says as much as a declared type. */
function assertedType(walk: Walk, node: SyntaxNode): string | null {
  if (node.type !== "satisfies_expression" && node.type !== "as_expression") return null;
  const last = node.children[node.children.length - 1];
  if (last === undefined || !last.isNamed || last === firstNamed(node)) return null;
  const text = walk.text.slice(last.start, last.end);
  return text === "const" ? null : text;
}

export function returned(walk: Walk, node: SyntaxNode): boolean {
  const inner = firstNamed(node);
  const value = inner === null ? null : expression(walk, inner);
  walk.scope.returns.push({ start: node.start, end: node.end, value, scope: walk.scope, region: walk.region });
  return true;
}

export function thrown(walk: Walk, node: SyntaxNode): boolean {
  const inner = firstNamed(node);
  const value = inner === null ? null : expression(walk, inner);
  walk.scope.throws.push({ start: node.start, end: node.end, value, scope: walk.scope, region: walk.region });
  return true;
}

export function breaks(walk: Walk): boolean {
  walk.breaks++;
  return true;
}

export function continues(): boolean {
  return true;
}

export function nothing(): boolean {
  return false;
}

/** A label may be jumped to the end of: what comes after is reached. */
export function labeled(walk: Walk, node: SyntaxNode): boolean {
  const body = childByField(node, "body");
  if (body !== null) statement(walk, body);
  return false;
}

/** `break` in the body leaves the loop and not the switch around it. */
function loopBody(walk: Walk, node: SyntaxNode, region: Region): void {
  const outer = walk.breaks;
  regionOf(walk, node, region);
  walk.breaks = outer;
}

function loopRegion(walk: Walk, at: Range, test: Value | null): Region {
  return newRegion(walk.scope, walk.region, "loop", at, test, false, null);
}

/** `while` and `do`. */
export function whileLoop(walk: Walk, node: SyntaxNode): boolean {
  const condition = childByField(node, "condition");
  const body = childByField(node, "body");
  const test = condition === null ? null : expression(walk, condition);
  if (body !== null) loopBody(walk, body, loopRegion(walk, body, test));
  return false;
}

export function forLoop(walk: Walk, node: SyntaxNode): boolean {
  const outer = walk.block;
  walk.block = newBlock(outer, walk.scope, false);
  let test: Value | null = null;
  let increment: SyntaxNode | null = null;
  let body: SyntaxNode | null = null;
  for (const child of node.children) {
    if (!child.isNamed || child.type === "comment") continue;
    if (child.field === "initializer") declaration(walk, child);
    else if (child.field === "condition" && child.type !== "empty_statement") test = expression(walk, child);
    else if (child.field === "increment") increment = child;
    else if (child.field === "body") body = child;
  }
  if (body !== null) {
    const region = loopRegion(walk, body, test);
    loopBody(walk, body, region);
    if (increment !== null) {
      const around = walk.region;
      walk.region = region;
      expression(walk, increment);
      walk.region = around;
    }
  }
  walk.block = outer;
  return false;
}

/** `for (… of …)` gives the items, `for (… in …)` the keys. */
export function forIn(walk: Walk, node: SyntaxNode): boolean {
  const left = childByField(node, "left");
  const right = childByField(node, "right");
  const body = childByField(node, "body");
  const kind = childByField(node, "kind")?.type ?? null;
  const iterable = right === null ? unknown(node, []) : expression(walk, right);
  const outer = { block: walk.block, region: walk.region };
  walk.block = newBlock(outer.block, walk.scope, false);
  const region = loopRegion(walk, body ?? node, iterable);
  if (left !== null) {
    walk.region = region;
    const isOf = childByField(node, "operator")?.type === "of";
    const item: Value = isOf
      ? { kind: "element", start: left.start, end: left.end, object: iterable, key: null }
      : unknown(left, [iterable]);
    const declares = kind === null ? null : kind === "var" || kind === "let" ? kind : "const";
    assign(walk, left, item, { at: { start: left.start, end: left.end }, operator: "for", declares, type: null });
    walk.region = outer.region;
  }
  if (body !== null) loopBody(walk, body, region);
  walk.block = outer.block;
  return false;
}
