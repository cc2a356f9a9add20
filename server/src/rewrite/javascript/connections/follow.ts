/** Where a connection goes once it is made, and who ends it. */
import type { Program } from "../../../flow/program.ts";
import type { Binding, Call, Module, Range, Scope } from "../../../model/code.ts";
import { childByField, type SyntaxNode, type SyntaxTree } from "../../../parse/syntax.ts";
import { functionAround, isInside } from "../scopes.ts";
import { nodeAround, nodeAt, treeOf, withWrappers } from "../tree.ts";
import { closingOf, type Removal } from "./closings.ts";
import type { Driver } from "./drivers.ts";

/** What was found on the way. */
export interface Following {
  readonly program: Program;
  readonly driver: Driver;
  /** What ends it. */
  readonly closings: { readonly module: Module; readonly removal: Removal }[];
  /** Calls of the method that opens it. */
  readonly openings: { readonly module: Module; readonly node: SyntaxNode }[];
  /** Statements that listen to it. */
  readonly listeners: { readonly module: Module; readonly node: SyntaxNode }[];
  /** The methods that are used otherwise. */
  readonly methods: Set<string>;
  readonly seen: Set<Binding | Scope>;
}

const MAX_DEPTH = 8;

export function startFollowing(program: Program, driver: Driver): Following {
  return { program, driver, closings: [], openings: [], listeners: [], methods: new Set(), seen: new Set() };
}

/** @returns false where it gets out of sight. */
export function follow(following: Following, module: Module, expression: SyntaxNode, depth = 0): boolean {
  let node = withWrappers(expression);
  while (node.parent?.type === "await_expression") node = withWrappers(node.parent);
  const { parent } = node;
  const tree = treeOf(module);
  if (parent === null || tree === undefined || depth > MAX_DEPTH) return false;
  switch (parent.type) {
    case "member_expression":
      return node.field === "object" && followMember(following, module, tree, parent, depth);
    case "variable_declarator":
    case "assignment_expression": {
      const target = childByField(parent, parent.type === "variable_declarator" ? "name" : "left");
      return target !== null && target !== node && followTarget(following, module, target, depth);
    }
    case "return_statement":
      return followReturn(following, module, parent, depth);
    case "arrow_function":
      return node.field === "body" && followReturn(following, module, node, depth);
    case "arguments":
      return followArgument(following, module, node, parent, depth);
    case "expression_statement":
    case "if_statement":
    case "unary_expression":
    case "binary_expression":
    case "ternary_expression":
      return isOnlyTested(node, parent);
    default:
      return parent.type === "parenthesized_expression";
  }
}

/** Asked whether it is there. */
function isOnlyTested(node: SyntaxNode, parent: SyntaxNode): boolean {
  if (parent.type === "expression_statement" || node.field === "condition" || parent.type === "unary_expression") return true;
  const operator = childByField(parent, "operator")?.type ?? parent.children[1]?.type ?? "";
  return parent.type === "binary_expression" && (/^[!=]==?$|^instanceof$/.test(operator) || (operator === "&&" && node.field === "left"));
}

function followMember(following: Following, module: Module, tree: SyntaxTree, member: SyntaxNode, depth: number): boolean {
  const property = childByField(member, "property");
  const name = property === null ? "" : module.text.slice(property.start, property.end);
  const called = member.parent?.type === "call_expression" && member.field === "function" ? member.parent : undefined;
  if (called === undefined) return !(member.parent?.type === "assignment_expression" && member.field === "left");
  const { driver } = following;
  if (driver.ends.includes(name)) {
    const removal = closingOf(module, called);
    if (removal !== undefined) following.closings.push({ module, removal });
    return removal !== undefined;
  }
  if (name === driver.opens) following.openings.push({ module, node: called });
  else if (/^(on|once|addListener)$/.test(name)) following.listeners.push({ module, node: called });
  else if (name === "then" && !driver.ends.includes("then")) return followThen(following, module, tree, called, depth);
  else following.methods.add(name);
  return true;
}

/** `.then((client) => …)` of the promise of it. */
function followThen(following: Following, module: Module, tree: SyntaxTree, called: SyntaxNode, depth: number): boolean {
  const list = childByField(called, "arguments");
  const callback = list?.children.find((child) => child.isNamed);
  const scope = callback && module.scopes.find((one) => isInside(callback, one) && one.start === callback.start);
  const parameter = scope?.params[0];
  if (scope === undefined || parameter === undefined) return scope !== undefined;
  return parameter.binding !== null && followBinding(following, module, tree, parameter.binding, depth + 1);
}

function followTarget(following: Following, module: Module, target: SyntaxNode, depth: number): boolean {
  const tree = treeOf(module);
  const write = module.scopes
    .flatMap((scope) => scope.writes)
    .find((one) => one.target.start === target.start && one.target.end === target.end);
  if (tree === undefined || target.type !== "identifier" || write?.target.kind !== "binding") return false;
  return followBinding(following, module, tree, write.target.binding, depth);
}

/** Every use of a variable that holds nothing else. */
export function followBinding(following: Following, module: Module, tree: SyntaxTree, binding: Binding, depth: number): boolean {
  if (following.seen.has(binding)) return true;
  following.seen.add(binding);
  const real = following.program
    .writesTo(binding)
    .filter((write) => write.operator !== "declare" && !(write.value.kind === "literal" && write.value.value === null));
  if (real.length > 1) return false;
  return binding.reads.every((read) => follow(following, module, nodeAt(tree, read) ?? nodeAround(tree, read), depth + 1));
}

/** What a function returns goes to whoever calls it. */
function followReturn(following: Following, module: Module, node: Range, depth: number): boolean {
  const { program } = following;
  const inner = module.scopes.filter((one) => one.kind === "function" && isInside(node, one)).at(-1);
  const scope = inner && functionAround(inner);
  if (scope === null || scope === undefined || program.handlers.some((handler) => handler.scope === scope)) return false;
  if (following.seen.has(scope)) return true;
  following.seen.add(scope);
  const callers = program.callers(scope);
  if (callers.length === 0 || !areAllCalls(module, scope, callers)) return false;
  return callers.every((call) => {
    const tree = treeOf(call.scope.module);
    const at = tree && nodeAt(tree, call, "call_expression");
    return at !== undefined && program.targets(call).includes(scope) && follow(following, call.scope.module, at, depth + 1);
  });
}

/** In its own file the function is used in no other way than by being called. */
function areAllCalls(module: Module, scope: Scope, callers: readonly Call[]): boolean {
  const name = scope.nameRange;
  const binding =
    name === null ? undefined : module.scopes.flatMap((one) => one.bindings).find((one) => one.declaration?.start === name.start);
  const isCallee = (read: Range): boolean =>
    callers.some((call) => call.scope.module === module && call.callee.start <= read.start && read.end <= call.callee.end);
  const isExported = (read: Range): boolean =>
    [...module.exports.named.values(), module.exports.whole].some((value) => value !== null && isInside(read, value));
  return binding === undefined ? callers.length > 0 : binding.reads.every((read) => isCallee(read) || isExported(read));
}

/** Given to a function: it may use it and must not end it. */
function followArgument(following: Following, module: Module, node: SyntaxNode, list: SyntaxNode, depth: number): boolean {
  const { program } = following;
  const calls = module.scopes.flatMap((scope) => scope.calls);
  const call = calls.find(
    (one) =>
      one.end === list.end &&
      one.start <= list.start &&
      one.args.some((argument) => argument.start <= node.start && node.end <= argument.end),
  );
  const index = call?.args.findIndex((argument) => argument.start <= node.start && node.end <= argument.end) ?? -1;
  if (call === undefined || call.args[index]?.isSpread !== false) return false;
  const targets = program.targets(call);
  if (targets.length === 0) return program.qualifiedName(call.callee) !== undefined;
  return targets.every((target) => {
    const parameter = target.params.find((one) => one.index === index);
    const tree = treeOf(target.module);
    if (parameter === undefined) return true;
    if (parameter.binding === null || parameter.kind !== "positional" || tree === undefined) return false;
    const before = following.closings.length;
    return followBinding(following, target.module, tree, parameter.binding, depth + 1) && following.closings.length === before;
  });
}
