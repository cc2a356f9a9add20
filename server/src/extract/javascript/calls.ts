/** Calls, members and subscripts: the chains they form, `new`, `require` and `import()`. */
import type { Argument, Call, Value } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { noteExportCall } from "./exports.ts";
import { newImport, newMember } from "./facts.ts";
import { constantText } from "./literals.ts";
import { expression, firstNamed, inside, MAX_DEPTH, unknown, type Walk, walkErrors } from "./walk.ts";

/** What compilers wrap a `require` in; the module is the same. */
const INTEROP = new Set(["__importDefault", "__importStar", "_interopRequireDefault", "_interopRequireWildcard", "__toESM"]);

function isLink(node: SyntaxNode): boolean {
  const { type } = node;
  return type === "member_expression" || type === "call_expression" || type === "subscript_expression" || type === "non_null_expression";
}

/** `a.b().c[d]`: nests to the left, so it is unrolled and read from its head. */
export function chain(walk: Walk, node: SyntaxNode): Value {
  const { spine } = walk;
  const base = spine.length;
  let head = node;
  while (isLink(head)) {
    const next = firstNamed(head);
    if (next === null || spine.length - base >= MAX_DEPTH) break;
    spine.push(head);
    head = next;
  }
  const innermost = spine.length > base ? spine[spine.length - 1] : undefined;
  let value = innermost?.type === "call_expression" ? required(walk, innermost, head) : undefined;
  if (value !== undefined) spine.pop();
  value ??= isLink(head) ? unknown(head, []) : expression(walk, head);
  for (let i = spine.length - 1; i >= base; i--) {
    const link = spine[i] as SyntaxNode;
    spine.length = i;
    value = follow(walk, link, value);
    if (walk.hasErrors && link !== node) walkErrors(walk, link);
  }
  return value;
}

function follow(walk: Walk, link: SyntaxNode, object: Value): Value {
  switch (link.type) {
    case "member_expression": {
      const property = childByField(link, "property");
      if (property === null || property.start === property.end) return unknown(link, [object]);
      return newMember(link, object, walk.text.slice(property.start, property.end), false);
    }
    case "subscript_expression": {
      const index = childByField(link, "index");
      if (index === null) return unknown(link, [object]);
      const constant = constantText(walk, index);
      if (constant !== undefined) return newMember(link, object, constant, true);
      return { kind: "element", start: link.start, end: link.end, object, key: expression(walk, index) };
    }
    case "call_expression":
      return called(walk, link, object);
    default:
      return object;
  }
}

function called(walk: Walk, node: SyntaxNode, callee: Value): Value {
  const args = argumentsOf(walk, childByField(node, "arguments"), firstNamed(node));
  const wrapped = args[0]?.value;
  if (wrapped?.kind === "module" && INTEROP.has(callee.kind === "name" ? callee.name : callee.kind === "member" ? callee.property : ""))
    return wrapped;
  const call = addCall(walk, node, callee, args, false);
  noteExportCall(walk, call);
  return { kind: "call", start: node.start, end: node.end, call };
}

function addCall(walk: Walk, at: SyntaxNode, callee: Value, args: Argument[], isNew: boolean): Call {
  const call: Call = {
    start: at.start,
    end: at.end,
    callee,
    args,
    scope: walk.scope,
    region: walk.region,
    isNew,
    isAwaited: false,
    statement: walk.statement,
  };
  walk.scope.calls.push(call);
  return call;
}

/** The arguments; the template of a tagged one is its only argument. */
function argumentsOf(walk: Walk, list: SyntaxNode | null, callee: SyntaxNode | null): Argument[] {
  const args: Argument[] = [];
  if (list === null) return args;
  if (list.type !== "arguments") {
    args.push({ start: list.start, end: list.end, value: expression(walk, list, callee, "argument"), name: null, isSpread: false });
    return args;
  }
  for (const child of list.children) {
    if (!child.isNamed || child.type === "comment") continue;
    const isSpread = child.type === "spread_element";
    const inner = isSpread ? firstNamed(child) : child;
    const value = inner === null ? unknown(child, []) : expression(walk, inner, callee, "argument");
    args.push({ start: child.start, end: child.end, value, name: null, isSpread });
  }
  return args;
}

export function construction(walk: Walk, node: SyntaxNode): Value {
  const made = childByField(node, "constructor");
  if (made === null) return inside(walk, node);
  const callee = expression(walk, made);
  const call = addCall(walk, node, callee, argumentsOf(walk, childByField(node, "arguments"), made), true);
  return { kind: "call", start: node.start, end: node.end, call };
}

/** `require("x")` and `import("x")` with a constant. */
function required(walk: Walk, call: SyntaxNode, callee: SyntaxNode): Value | undefined {
  const isImport = callee.type === "import";
  if (!isImport && (callee.type !== "identifier" || walk.text.slice(callee.start, callee.end) !== "require")) return undefined;
  const list = childByField(call, "arguments");
  const first = list === null ? null : firstNamed(list);
  const specifier = first === null ? undefined : constantText(walk, first);
  if (first === null || specifier === undefined) {
    return isImport
      ? unknown(
          call,
          argumentsOf(walk, list, null).map((argument) => argument.value),
        )
      : undefined;
  }
  return newImport(walk, call, first, specifier, isImport ? "dynamic" : "require", false, false);
}
