/** Reads expressions from tree-sitter's nodes. */
import type { SyntaxNode } from "../syntax.ts";
import type { HclEntry, HclExpression, HclLiteral, HclStep } from "./syntax.ts";
import { readHeredoc, readQuoted } from "./templates.ts";

/** Nobody writes such nesting; the recursion of all who walk the tree stays far from its end. */
const MAX_DEPTH = 120;

export interface Reader {
  readonly text: string;
  depth: number;
}

/** An `expression` node: a term with the steps that follow it, flat among its children. */
export function readExpression(node: SyntaxNode, reader: Reader): HclExpression {
  return readTerms(meaningful(node.children), node, reader);
}

function meaningful(nodes: readonly SyntaxNode[]): SyntaxNode[] {
  return nodes.filter((node) => node.type !== "comment" && node.type !== "strip_marker");
}

/** @param within the node whose range the expression takes. */
function readTerms(nodes: readonly SyntaxNode[], within: { start: number; end: number }, reader: Reader): HclExpression {
  const { start, end } = within;
  if (reader.depth >= MAX_DEPTH || nodes.length === 0 || nodes.some((node) => node.isError)) {
    return { kind: "unknown", inside: [], start, end };
  }
  reader.depth++;
  try {
    let rest = nodes.slice(1);
    let first: HclExpression;
    const head = nodes[0] as SyntaxNode;
    if (head.type === "(") {
      const inner = nodes[1] as SyntaxNode;
      first = { ...readExpression(inner, reader), start: head.start, end: nodes[2]?.end ?? inner.end };
      rest = nodes.slice(3);
    } else if (rest.length === 0) {
      return readTerm(head, reader);
    } else {
      first = readTerm(head, reader);
    }
    return rest.length === 0 ? first : traverse(first, rest, end, reader);
  } finally {
    reader.depth--;
  }
}

function traverse(first: HclExpression, nodes: readonly SyntaxNode[], end: number, reader: Reader): HclExpression {
  const steps: HclStep[] = [];
  for (const node of nodes) if (!readStep(node, steps, reader)) return { kind: "unknown", inside: [first], start: first.start, end };
  const { start } = first;
  if (first.kind === "traversal") return { ...first, steps: [...first.steps, ...steps], start, end };
  return { kind: "traversal", root: first, steps, start, end };
}

function readStep(node: SyntaxNode, steps: HclStep[], reader: Reader): boolean {
  const [inner] = node.children;
  if (node.type === "get_attr") {
    const name = node.children.find((child) => child.type === "identifier");
    if (name === undefined) return false;
    steps.push({ kind: "attribute", name: reader.text.slice(name.start, name.end) });
    return true;
  }
  if (node.type === "index" && inner !== undefined) {
    steps.push({ kind: "index", key: readIndex(inner, reader) });
    return true;
  }
  if (node.type === "splat" && inner !== undefined) {
    steps.push({ kind: "splat" });
    return inner.children.filter((child) => child.isNamed).every((child) => readStep(child, steps, reader));
  }
  return false;
}

function readIndex(node: SyntaxNode, reader: Reader): HclExpression {
  const key = node.children.find((child) => child.type === "expression");
  if (key !== undefined) return readExpression(key, reader);
  const value = Number(reader.text.slice(node.start + 1, node.end));
  return literal(node, Number.isNaN(value) ? null : value);
}

function literal(node: { start: number; end: number }, value: HclLiteral["value"]): HclLiteral {
  return { kind: "literal", value, content: { start: node.start, end: node.end }, isHeredoc: false, start: node.start, end: node.end };
}

function readTerm(node: SyntaxNode, reader: Reader): HclExpression {
  const { start, end } = node;
  const [first] = node.children;
  switch (node.type) {
    case "expression":
      return readExpression(node, reader);
    case "literal_value":
      return first === undefined ? { kind: "unknown", inside: [], start, end } : readLiteral(first, reader);
    case "template_expr":
      if (first?.type === "heredoc_template") return readHeredoc(first, reader);
      return first === undefined ? { kind: "unknown", inside: [], start, end } : readQuoted(first, reader);
    case "collection_value":
      return first?.type === "object" ? readObject(first, reader) : readTuple(first ?? node, reader);
    case "variable_expr":
      return { kind: "traversal", root: reader.text.slice(start, end), steps: [], start, end };
    case "function_call":
      return readCall(node, reader);
    case "conditional":
      return readConditional(node, reader);
    case "operation":
      return readOperation(first ?? node, reader);
    case "for_expr":
      return readFor(first ?? node, reader);
    default:
      return { kind: "unknown", inside: [], start, end };
  }
}

function readLiteral(node: SyntaxNode, reader: Reader): HclExpression {
  const source = reader.text.slice(node.start, node.end);
  if (node.type === "string_lit") return readQuoted(node, reader);
  if (node.type === "numeric_lit") return literal(node, Number(source));
  return literal(node, node.type === "bool_lit" ? source === "true" : null);
}

function readTuple(node: SyntaxNode, reader: Reader): HclExpression {
  const items = node.children.filter((child) => child.type === "expression").map((child) => readExpression(child, reader));
  return { kind: "tuple", items, start: node.start, end: node.end };
}

function readObject(node: SyntaxNode, reader: Reader): HclExpression {
  const entries: HclEntry[] = [];
  for (const child of node.children) {
    const [key, value] = [child.children.find((one) => one.field === "key"), child.children.find((one) => one.field === "val")];
    if (child.type !== "object_elem" || key === undefined || value === undefined) continue;
    const read = readExpression(key, reader);
    const isWord = read.kind === "traversal" && read.steps.length === 0 && typeof read.root === "string" && reader.text[key.start] !== "(";
    entries.push({
      key: isWord ? literal(key, read.root as string) : read,
      value: readExpression(value, reader),
      start: child.start,
      end: child.end,
    });
  }
  return { kind: "object", entries, start: node.start, end: node.end };
}

function readCall(node: SyntaxNode, reader: Reader): HclExpression {
  const name = node.children.find((child) => child.type === "identifier");
  const list = node.children.find((child) => child.type === "function_arguments")?.children ?? [];
  const args = list.filter((child) => child.type === "expression").map((child) => readExpression(child, reader));
  const isSpread = list.some((child) => child.type === "ellipsis");
  return {
    kind: "call",
    name: name === undefined ? "" : reader.text.slice(name.start, name.end),
    args,
    isSpread,
    start: node.start,
    end: node.end,
  };
}

function readConditional(node: SyntaxNode, reader: Reader): HclExpression {
  const { start, end } = node;
  const inside = node.children.filter((child) => child.type === "expression").map((child) => readExpression(child, reader));
  const [condition, yes, no] = inside;
  if (condition === undefined || yes === undefined || no === undefined) return { kind: "unknown", inside, start, end };
  return { kind: "conditional", condition, yes, no, start, end };
}

const OPERATORS = new Set(["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "!"]);

/** The terms of both sides stand flat around the operator. */
function readOperation(node: SyntaxNode, reader: Reader): HclExpression {
  const { start, end } = node;
  const nodes = meaningful(node.children);
  const at = nodes.findIndex((child) => OPERATORS.has(child.type));
  if (at < 0) return { kind: "unknown", inside: [], start, end };
  const sides = [nodes.slice(0, at), nodes.slice(at + 1)].filter((side) => side.length > 0);
  const operands = sides.map((side) => readTerms(side, { start: side[0]?.start ?? start, end: side.at(-1)?.end ?? end }, reader));
  return { kind: "operation", operator: nodes[at]?.type ?? "", operands, start, end };
}

function readFor(node: SyntaxNode, reader: Reader): HclExpression {
  const { start, end } = node;
  const intro = node.children.find((child) => child.type === "for_intro");
  const over = intro?.children.find((child) => child.type === "expression");
  const results = node.children.filter((child) => child.type === "expression").map((child) => readExpression(child, reader));
  const condition = node.children.find((child) => child.type === "for_cond")?.children.find((child) => child.type === "expression");
  const value = results.at(-1);
  if (intro === undefined || over === undefined || value === undefined || node.children.some((child) => child.isError)) {
    return { kind: "unknown", inside: results, start, end };
  }
  return {
    kind: "for",
    names: intro.children.filter((child) => child.type === "identifier").map((child) => reader.text.slice(child.start, child.end)),
    over: readExpression(over, reader),
    key: node.type === "for_object_expr" ? (results[0] ?? null) : null,
    value,
    condition: condition === undefined ? null : readExpression(condition, reader),
    isGrouped: node.children.some((child) => child.type === "ellipsis"),
    start,
    end,
  };
}
