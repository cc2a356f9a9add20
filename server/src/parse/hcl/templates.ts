/** Reads quoted templates and heredocs: text with expressions put in. */
import type { SyntaxNode } from "../syntax.ts";
import { type Reader, readExpression } from "./expressions.ts";
import { heredocIndent, unescapeHeredoc, unquote, withoutIndent } from "./strings.ts";
import type { HclExpression, HclRange } from "./syntax.ts";

export function readQuoted(node: SyntaxNode, reader: Reader): HclExpression {
  const content = { start: node.start + 1, end: Math.max(node.start + 1, node.end - 1) };
  return readTemplate(node, content, false, unquote, reader);
}

export function readHeredoc(node: SyntaxNode, reader: Reader): HclExpression {
  const { text } = reader;
  const words = node.children.filter((child) => child.type === "heredoc_identifier");
  const [opening, closing] = [words[0], words.at(-1)];
  if (opening === undefined || closing === undefined || opening === closing) {
    return { kind: "unknown", inside: [], start: node.start, end: node.end };
  }
  const first = text.indexOf("\n", opening.end) + 1;
  const last = Math.max(first, text.lastIndexOf("\n", closing.start) + 1);
  const content = { start: first, end: last };
  const indent = text.startsWith("<<-", node.start) ? heredocIndent(text.slice(first, last)) : 0;
  const decode = (source: string, at: number) => withoutIndent(unescapeHeredoc(source).replaceAll("\r\n", "\n"), indent, at === first);
  return readTemplate(node, content, true, decode, reader);
}

/** Text is what stands between the interpolations, so that no white space of it is lost. */
function readTemplate(
  node: SyntaxNode,
  content: HclRange,
  isHeredoc: boolean,
  decode: (source: string, at: number) => string,
  reader: Reader,
): HclExpression {
  const { start, end } = node;
  const parts: (string | HclExpression)[] = [];
  const interpolations: HclRange[] = [];
  let at = content.start;
  const addText = (until: number) => {
    if (until > at) parts.push(decode(reader.text.slice(at, until), at));
  };
  for (const child of node.children) {
    if (child.type !== "template_interpolation" && child.type !== "template_directive") continue;
    addText(child.start);
    parts.push(readInterpolation(child, reader));
    interpolations.push({ start: child.start, end: child.end });
    at = child.end;
  }
  addText(content.end);
  if (interpolations.length > 0) return { kind: "template", parts, content, interpolations, isHeredoc, start, end };
  // A quoted string ends on its line; one that does not was left open.
  if (!isHeredoc && reader.text.slice(start, end).includes("\n")) return { kind: "unknown", inside: [], start, end };
  return { kind: "literal", value: parts.join(""), content, isHeredoc, start, end };
}

function readInterpolation(node: SyntaxNode, reader: Reader): HclExpression {
  const expression = node.children.find((child) => child.type === "expression");
  if (node.type === "template_interpolation" && expression !== undefined) return readExpression(expression, reader);
  return { kind: "unknown", inside: expressionsIn(node).map((one) => readExpression(one, reader)), start: node.start, end: node.end };
}

/** The outermost expressions below a node. */
function expressionsIn(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const stack = [...node.children].reverse();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.type === "expression") found.push(next);
    else for (let index = next.children.length - 1; index >= 0; index--) stack.push(next.children[index] as SyntaxNode);
  }
  return found;
}
