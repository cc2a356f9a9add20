/** if chains, switches, try: statements of which only a part runs. */
import type { Branch, Region, Value } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { assign } from "./assignments.ts";
import { newBlock, newBranch, newRegion } from "./facts.ts";
import { regionOf } from "./statements.ts";
import { expression, firstNamed, statementList, unknown, type Walk, walkErrors } from "./walk.ts";

/** A chain of `else if` is one branch. */
export function ifStatement(walk: Walk, node: SyntaxNode): boolean {
  const branch = newBranch(walk, node, "if", null);
  let exits = true;
  for (let current = node; ; ) {
    const condition = childByField(current, "condition");
    const consequence = childByField(current, "consequence");
    const test = condition === null ? unknown(current, []) : expression(walk, condition);
    if (consequence !== null && !arm(walk, branch, consequence, "then", test)) exits = false;
    const clause = childByField(current, "alternative");
    const alternative = clause === null ? null : firstNamed(clause);
    if (clause === null || alternative === null) return false;
    if (walk.hasErrors && current !== node) walkErrors(walk, current);
    if (walk.hasErrors && alternative.type !== "ERROR") walkErrors(walk, clause);
    if (alternative.type !== "if_statement") return arm(walk, branch, alternative, "else", null) && exits;
    current = alternative;
  }
}

function arm(walk: Walk, branch: Branch, node: SyntaxNode, kind: "then" | "else", test: Value | null): boolean {
  const region = newRegion(walk.scope, walk.region, kind, node, test, false, branch);
  branch.arms.push({ region, test, labels: [] });
  return regionOf(walk, node, region);
}

/** Each piece of code is an arm; the labels that lead to it are its own and those of cases that fall through to it. */
export function switchStatement(walk: Walk, node: SyntaxNode): boolean {
  const value = childByField(node, "value");
  const body = childByField(node, "body");
  const subject = value === null ? unknown(node, []) : expression(walk, value);
  const branch = newBranch(walk, node, "switch", subject);
  const outer = { block: walk.block, breaks: walk.breaks };
  walk.block = newBlock(outer.block, walk.scope, false);
  walk.breaks = 0;
  const arms = new SwitchArms(walk, branch, value);
  for (const child of body?.children ?? []) {
    if (child.type === "switch_case" || child.type === "switch_default") arms.read(child);
    else if (child.isNamed && child.type !== "comment") statementList(walk, [child]);
  }
  arms.finish(body ?? node);
  const exits = arms.hasDefault && arms.lastExits && walk.breaks === 0;
  walk.block = outer.block;
  walk.breaks = outer.breaks;
  return exits;
}

class SwitchArms {
  hasDefault = false;
  lastExits = false;
  private readonly walk: Walk;
  private readonly branch: Branch;
  private readonly subject: SyntaxNode | null;
  private labels: Value[] = [];
  private isDefault = false;
  /** There are labels without code so far. */
  private isOpen = false;

  constructor(walk: Walk, branch: Branch, subject: SyntaxNode | null) {
    this.walk = walk;
    this.branch = branch;
    this.subject = subject;
  }

  read(node: SyntaxNode): void {
    const { walk } = this;
    const value = childByField(node, "value");
    if (node.type === "switch_default") this.hasDefault = this.isDefault = true;
    else if (value !== null) this.labels.push(expression(walk, value, this.subject, "compare"));
    this.isOpen = true;
    const body = node.children.filter((child) => child.isNamed && child !== value && child.type !== "comment");
    const first = body[0];
    const last = body[body.length - 1];
    if (first === undefined || last === undefined) return;
    const region = this.add({ start: first.start, end: last.end });
    const outer = walk.region;
    walk.region = region;
    region.exits = this.lastExits = statementList(walk, body);
    walk.region = outer;
    if (this.lastExits) {
      this.labels = [];
      this.isDefault = false;
    }
  }

  /** Labels at the end without code lead out of the switch. */
  finish(body: { readonly end: number }): void {
    if (!this.isOpen) return;
    this.add({ start: body.end, end: body.end });
    this.lastExits = false;
  }

  private add(at: { start: number; end: number }): Region {
    const region = newRegion(this.walk.scope, this.walk.region, "case", at, null, false, this.branch);
    this.branch.arms.push({ region, test: null, labels: this.isDefault ? [] : [...this.labels] });
    this.isOpen = false;
    return region;
  }
}

export function tryStatement(walk: Walk, node: SyntaxNode): boolean {
  let exits = false;
  let caught = true;
  let finished = false;
  const make = (kind: Region["kind"], at: SyntaxNode): Region => newRegion(walk.scope, walk.region, kind, at, null, false, null);
  for (const child of node.children) {
    if (child.field === "body") exits = regionOf(walk, child, make("try", child));
    else if (child.field === "handler") caught = catchClause(walk, child, make("catch", childByField(child, "body") ?? child));
    else if (child.field === "finalizer") {
      const body = childByField(child, "body");
      if (body !== null) finished = regionOf(walk, body, make("finally", body));
    }
  }
  return finished || (exits && caught);
}

function catchClause(walk: Walk, node: SyntaxNode, region: Region): boolean {
  const outer = { block: walk.block, region: walk.region };
  walk.block = newBlock(outer.block, walk.scope, false);
  const parameter = childByField(node, "parameter");
  if (parameter !== null) {
    walk.region = region;
    assign(walk, parameter, unknown(parameter, []), {
      at: { start: parameter.start, end: parameter.end },
      operator: "catch",
      declares: "catch",
      type: null,
    });
    walk.region = outer.region;
  }
  if (walk.hasErrors) walkErrors(walk, node);
  const body = childByField(node, "body");
  const exits = body !== null && regionOf(walk, body, region);
  walk.block = outer.block;
  return exits;
}
