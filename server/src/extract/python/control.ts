/** if, for, while, try and with. */
import type { Branch, Region, Value } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { fill, target } from "./targets.ts";
import { element } from "./values.ts";
import { isContent, type Mutable, type StatementTable, unknown, type Walker } from "./walker.ts";

function ifStatement(w: Walker, node: SyntaxNode): boolean {
  const branch = w.branch("if", node);
  let exits = ifArm(w, node, branch);
  let hasElse = false;
  for (const child of node.children) {
    if (child.type === "elif_clause") exits = ifArm(w, child, branch) && exits;
    else if (child.type === "else_clause") {
      hasElse = true;
      exits = elseBlock(w, child, branch) && exits;
    }
  }
  return hasElse && exits;
}

/** `if test: …` or `elif test: …` */
function ifArm(w: Walker, node: SyntaxNode, branch: Branch): boolean {
  const condition = childByField(node, "condition");
  const consequence = childByField(node, "consequence");
  const test = condition === null ? null : w.expr(condition);
  const region: Mutable<Region> = w.open("then", consequence ?? { start: node.end, end: node.end }, branch);
  region.test = test;
  branch.arms.push({ region, test, labels: [] });
  const outer = w.typeOnly;
  if (isTypeChecking(test)) w.typeOnly = true;
  const exits = consequence !== null && w.block(consequence, region);
  w.typeOnly = outer;
  if (node.type === "elif_clause" && w.hasErrors) w.errors(node);
  return exits;
}

function isTypeChecking(test: Value | null): boolean {
  return (test?.kind === "name" && test.name === "TYPE_CHECKING") || (test?.kind === "member" && test.property === "TYPE_CHECKING");
}

/** The else of an if is an arm; that of a loop or a try stands on its own. */
function elseBlock(w: Walker, node: SyntaxNode, branch: Branch | null): boolean {
  const region = w.open("else", childByField(node, "body") ?? { start: node.end, end: node.end }, branch);
  branch?.arms.push({ region, test: null, labels: [] });
  return clauseBlock(w, node, region);
}

function clauseBlock(w: Walker, node: SyntaxNode, region: Region): boolean {
  let exits = false;
  for (const child of node.children) if (child.type === "block") exits = w.block(child, region);
  if (w.hasErrors) w.errors(node);
  return exits;
}

/** A loop never counts as exiting: it may run no time at all. */
function loopStatement(w: Walker, node: SyntaxNode): boolean {
  const body = childByField(node, "body");
  const region: Mutable<Region> = w.open("loop", body ?? { start: node.end, end: node.end }, null);
  region.test = node.type === "for_statement" ? forHeader(w, node, region) : whileHeader(w, node);
  if (body !== null) w.block(body, region);
  const otherwise = childByField(node, "alternative");
  if (otherwise !== null) elseBlock(w, otherwise, null);
  return false;
}

function whileHeader(w: Walker, node: SyntaxNode): Value | null {
  const condition = childByField(node, "condition");
  return condition === null ? null : w.expr(condition);
}

/** The variable is written in the loop, the iterable evaluated before it. */
function forHeader(w: Walker, node: SyntaxNode, region: Region): Value | null {
  const left = childByField(node, "left");
  const right = childByField(node, "right");
  const outer = w.region;
  w.region = region;
  const slot = left === null ? null : target(w, left, "for", headerOf(node, left, right));
  w.region = outer;
  const iterable = right === null ? null : w.expr(right);
  if (slot !== null && iterable !== null) fill(w, slot, element(iterable, null, iterable));
  return iterable;
}

function headerOf(node: SyntaxNode, left: SyntaxNode, right: SyntaxNode | null): { start: number; end: number } {
  return { start: node.start, end: (right ?? left).end };
}

/** Exits when its body (with the else) and every except do, or the finally does. */
function tryStatement(w: Walker, node: SyntaxNode): boolean {
  let exits = false;
  let caught = true;
  let finalExits = false;
  for (const child of node.children) {
    switch (child.type) {
      case "block":
        exits = w.block(child, w.open("try", child, null));
        break;
      case "except_clause":
      case "except_group_clause":
        caught = exceptClause(w, child) && caught;
        break;
      case "else_clause":
        exits = elseBlock(w, child, null) || exits;
        break;
      case "finally_clause": {
        const block = child.children.find((part) => part.type === "block");
        finalExits = clauseBlock(w, child, w.open("finally", block ?? child, null));
        break;
      }
    }
  }
  return (exits && caught) || finalExits;
}

/** The region's test is the type that is caught. */
function exceptClause(w: Walker, node: SyntaxNode): boolean {
  const block = node.children.find((child) => child.type === "block");
  const region: Mutable<Region> = w.open("catch", block ?? { start: node.end, end: node.end }, null);
  const outer = w.region;
  w.region = region;
  for (const child of node.children) {
    if (!isContent(child) || child.type === "block") continue;
    region.test = child.type === "as_pattern" ? alias(w, child, "catch") : w.expr(child);
  }
  w.region = outer;
  return clauseBlock(w, node, region);
}

/** `value as target`; @returns the value. */
function alias(w: Walker, node: SyntaxNode, operator: "with" | "catch"): Value {
  let value: Value | undefined;
  for (const child of node.children) {
    if (!isContent(child)) continue;
    if (value === undefined) value = w.expr(child);
    // What is caught is an instance of the type, what `with` gives mostly the value itself.
    else fill(w, target(w, child, operator, node), operator === "with" ? value : unknown(value, [value]));
  }
  if (w.hasErrors) w.errors(node);
  return value ?? unknown(node, []);
}

function withStatement(w: Walker, node: SyntaxNode): boolean {
  let exits = false;
  for (const child of node.children) {
    if (child.type === "with_clause") withItems(w, child);
    else if (child.type === "block") exits = w.block(child, w.open("with", child, null));
  }
  return exits;
}

function withItems(w: Walker, node: SyntaxNode): void {
  for (const item of node.children) {
    if (item.type !== "with_item") continue;
    for (const child of item.children) {
      if (child.type === "as_pattern") alias(w, child, "with");
      else if (isContent(child)) w.expr(child);
    }
    if (w.hasErrors) w.errors(item);
  }
  if (w.hasErrors) w.errors(node);
}

export const controlStatements: StatementTable = [
  ["if_statement", ifStatement],
  ["for_statement", loopStatement],
  ["while_statement", loopStatement],
  ["try_statement", tryStatement],
  ["with_statement", withStatement],
];
