/** Follows a connection from the call that makes it to where it is closed, and refuses where it cannot be followed. */
import type { Program } from "../../../flow/program.ts";
import type { Binding, Call, Module, NameValue, Scope } from "../../../model/code.ts";
import { childByField, type SyntaxNode, type SyntaxTree } from "../../../parse/syntax.ts";
import type { Edit } from "../../rewriter.ts";
import { edit } from "../../text.ts";
import { nodeAt, plainAssignment, statementOf, treeOf, withParentheses } from "../tree.ts";
import { allCallers } from "./callers.ts";
import { type Closing, closingEdits } from "./closings.ts";
import type { Driver } from "./drivers.ts";
import { withBlockEdits } from "./withBlocks.ts";

export interface Following {
  readonly program: Program;
  readonly driver: Driver;
  /** The functions that hold the connection. */
  readonly holders: Set<Scope>;
  readonly edits: Edit[];
  readonly closings: Closing[];
}

const MAX_DEPTH = 4;

export function startFollowing(program: Program, driver: Driver): Following {
  return { program, driver, holders: new Set(), edits: [], closings: [] };
}

/** The edits for everything that was followed. */
export function followedEdits(following: Following): Edit[] | undefined {
  const edits = [...following.edits];
  for (const module of new Set(following.closings.map((closing) => closing.module))) {
    const closed = closingEdits(
      module,
      following.driver,
      following.closings.filter((closing) => closing.module === module),
    );
    if (closed === undefined) return undefined;
    edits.push(...closed);
  }
  return edits;
}

/**
 * Follows what the call returns.
 * @param replacement what the call is replaced by; null where it stays
 * @returns false where the connection gets out of sight.
 */
export function follow(following: Following, call: Call, replacement: string | null, depth = 0): boolean {
  const { module } = call.scope;
  const tree = treeOf(module);
  const node = tree && nodeAt(tree, call, "call");
  if (tree === undefined || node === undefined || call.isAwaited || depth > MAX_DEPTH) return false;
  following.holders.add(call.scope);
  if (replacement !== null) following.edits.push(edit(module, node.start, node.end, replacement));
  const expression = withParentheses(node);
  const parent = expression.parent;
  switch (parent?.type) {
    case "assignment":
      return followAssignment(following, tree, call, expression, depth);
    case "attribute":
      return !following.driver.ends.includes(module.text.slice(parent.end - (attributeName(module, parent)?.length ?? 0), parent.end));
    case "expression_statement":
      return true;
    case "return_statement":
      return followReturn(following, call.scope, depth);
    case "as_pattern":
    case "with_item":
      return followBlock(following, call, expression, replacement, depth);
    case "argument_list":
      if (isClosing(following.program, call, parent)) return followBlock(following, call, parent.parent as SyntaxNode, replacement, depth);
      return isExternalArgument(following, module, call.scope, parent);
    case "keyword_argument":
      return parent.parent !== null && isExternalArgument(following, module, call.scope, parent.parent);
    default:
      return false;
  }
}

function attributeName(module: Module, attribute: SyntaxNode): string | undefined {
  const name = childByField(attribute, "attribute");
  return name === null ? undefined : module.text.slice(name.start, name.end);
}

function followAssignment(following: Following, tree: SyntaxTree, call: Call, expression: SyntaxNode, depth: number): boolean {
  const { module } = call.scope;
  const statement = statementOf(expression);
  const assignment = statement && plainAssignment(statement);
  if (assignment?.right !== expression) return false;
  if (assignment.left.type === "attribute") return isNeverClosed(following, attributeName(module, assignment.left));
  const write = call.scope.writes.find((one) => one.target.kind === "binding" && one.target.start === assignment.left.start);
  if (write?.target.kind !== "binding") return false;
  const { binding } = write.target;
  const others = binding.writes.filter(
    (one) => one !== write && !(one.value.kind === "literal" && one.value.value === null && one.operator === "="),
  );
  if (others.length > 0 || binding.kind === "parameter") return false;
  if (binding.scope === module.root && !isNeverClosed(following, binding.name, module)) return false;
  return followBinding(following, module, tree, binding, depth);
}

/** An attribute is kept by an object, or a global by other files: nobody may close it there. */
function isNeverClosed(following: Following, name: string | undefined, except?: Module): boolean {
  if (name === undefined) return false;
  const closing = new RegExp(`\\b${name}\\s*\\.\\s*(?:${following.driver.ends.join("|") || "close"})\\b`);
  return !following.program.modules.some((module) => module !== except && closing.test(module.text));
}

/** Follows every use of a variable that holds the connection. */
export function followBinding(following: Following, module: Module, tree: SyntaxTree, binding: Binding, depth: number): boolean {
  return binding.reads.every((read) => followRead(following, module, tree, read, depth));
}

const HARMLESS_PARENTS = new Set([
  "comparison_operator",
  "boolean_operator",
  "not_operator",
  "if_statement",
  "elif_clause",
  "interpolation",
  "expression_statement",
  "subscript",
]);

function followRead(following: Following, module: Module, tree: SyntaxTree, read: NameValue, depth: number): boolean {
  const node = nodeAt(tree, read, "identifier");
  const parent = node === undefined ? null : withParentheses(node).parent;
  if (node === undefined || parent === null) return false;
  if (HARMLESS_PARENTS.has(parent.type)) return true;
  if (parent.type === "attribute") return followAttribute(following, module, parent);
  if (parent.type === "return_statement") return followReturn(following, read.scope, depth);
  if (parent.type === "with_item" || parent.type === "as_pattern") return following.driver.block === "transaction";
  if (parent.type === "argument_list") return isUsedAsArgument(following, module, read, parent, depth);
  return parent.type === "keyword_argument" && parent.parent !== null && isUsedAsArgument(following, module, read, parent.parent, depth);
}

/** `connection.method(…)`: closing has to be a statement of its own. */
function followAttribute(following: Following, module: Module, attribute: SyntaxNode): boolean {
  const name = attributeName(module, attribute);
  const object = childByField(attribute, "object");
  if (name === undefined || object === null) return false;
  if (!following.driver.ends.includes(name)) return true;
  const call = attribute.parent;
  const statement = call?.parent;
  if (call?.type !== "call" || statement?.type !== "expression_statement" || statement.children.length > 1) return false;
  following.closings.push({ module, statement, variable: module.text.slice(object.start, object.end) });
  return true;
}

/** A function that hands the connection on: everybody who calls it has to be seen. */
function followReturn(following: Following, scope: Scope, depth: number): boolean {
  if (scope.isGenerator || scope.isAsync || following.program.handlers.some((handler) => handler.scope === scope)) return false;
  const callers = allCallers(following.program, scope);
  return callers?.every((caller) => caller.scope !== scope && follow(following, caller, null, depth + 1)) ?? false;
}

function isClosing(program: Program, inner: Call, list: SyntaxNode): boolean {
  const outer = callAt(inner.scope, list);
  const isWith = list.parent?.parent?.type === "as_pattern" || list.parent?.parent?.type === "with_item";
  return outer !== undefined && isWith && program.qualifiedName(outer.callee) === "pypi:contextlib.closing";
}

function callAt(scope: Scope, list: SyntaxNode): Call | undefined {
  return scope.calls.find((call) => call.start === list.parent?.start && call.end === list.parent.end);
}

/** Given to a library that keeps nothing: `pandas.read_sql(query, connection)`. */
function isExternalArgument(following: Following, _module: Module, scope: Scope, list: SyntaxNode): boolean {
  const call = callAt(scope, list);
  if (call === undefined || following.program.targets(call).length > 0) return false;
  const name = following.program.qualifiedName(call.callee);
  return name !== undefined && !/closing|atexit|register|ExitStack|enter_context/.test(name);
}

/** Given to a function of the workspace: it may use it and must not close it. */
function isUsedAsArgument(following: Following, module: Module, read: NameValue, list: SyntaxNode, depth: number): boolean {
  const call = callAt(read.scope, list);
  const targets = call === undefined ? [] : following.program.targets(call);
  if (call === undefined || targets.length === 0) return isExternalArgument(following, module, read.scope, list);
  const index = call.args.findIndex((argument) => argument.start <= read.start && read.end <= argument.end);
  const argument = call.args[index];
  if (argument === undefined || argument.isSpread || depth > MAX_DEPTH) return false;
  return targets.every((target) => {
    const offset = target.owner !== null && !target.isStatic ? 1 : 0;
    const parameter = target.params.find((one) => (argument.name === null ? one.index === index + offset : one.name === argument.name));
    const tree = treeOf(target.module);
    if (parameter?.binding === undefined || parameter.binding === null || parameter.kind === "rest" || tree === undefined) return false;
    if (parameter.binding.writes.some((write) => write.operator !== "declare")) return false;
    const before = following.closings.length;
    const known = parameter.binding.reads.every((one) => followRead(following, target.module, tree, one, depth + 1));
    return known && following.closings.length === before;
  });
}

/** `with connect() as connection`, `with closing(connect()) as connection`. */
function followBlock(following: Following, call: Call, managed: SyntaxNode, replacement: string | null, depth: number): boolean {
  const { module } = call.scope;
  const tree = treeOf(module);
  const isWrapped = managed.start < call.start;
  const block = withBlockEdits(module, following.driver, managed, isWrapped, replacement ?? module.text.slice(call.start, call.end));
  if (block === undefined || tree === undefined) return false;
  if (block.edits.length > 0 && replacement !== null) following.edits.pop();
  following.edits.push(...block.edits);
  if (block.variable === null) return true;
  const write = call.scope.writes.find((one) => one.target.kind === "binding" && one.target.start === block.variable?.start);
  if (write?.target.kind !== "binding" || write.target.binding.writes.length > 1) return false;
  if (block.isTransaction && /\.(?:commit|rollback)\(/.test(module.text.slice(block.body.start, block.body.end))) return false;
  return followBinding(following, module, tree, write.target.binding, depth);
}
