/** HCL to blocks and attributes, tolerant to half-typed text. Never throws. */
import { merge, type Span } from "./broken.ts";
import { type BodyReader, readBody } from "./hcl/body.ts";
import { blockStarts, withoutHalfTypedLines } from "./hcl/recover.ts";
import type { HclBody, HclDocument, HclExpression, HclRange } from "./hcl/syntax.ts";
import { DEADLINE } from "./parser.ts";
import { load } from "./runtime.ts";
import { stopwatch } from "./stopwatch.ts";
import type { SyntaxNode } from "./syntax.ts";
import { parseNodes, parseTree } from "./wasmTree.ts";

export type * from "./hcl/syntax.ts";

/** The longest module written by hand has a tenth of it. */
export const HCL_LIMIT = 2_000_000;

/** Blocks that are parsed on their own; a file with more broken ones is not being typed. */
const MOST_REPARSES = 400;

/** Parses a file. What cannot be read, the whole of it when the deadline (milliseconds) passed, is in `broken`. */
export function parseHcl(text: string, deadline = DEADLINE): HclDocument {
  const nothing = { text, root: emptyBody(text), comments: [], broken: [{ start: 0, end: text.length }] };
  if (text.length > HCL_LIMIT) return nothing;
  load("hcl");
  const isOver = stopwatch(deadline);
  const parsed = parseTree({ grammar: "hcl", text, isOver });
  if (parsed === undefined) return nothing;
  parsed.tree.delete();
  const whole = read(text, [parsed.root]);
  if (!parsed.hasError && whole.broken.length === 0) return whole;
  return byBlock(text, isOver) ?? whole;
}

/**
 * Parses an expression that stands in other text, such as a string of `main.tf.json`: the two characters before it are taken
 * for the beginning of an attribute, so that all offsets stay those of the text.
 */
export function parseHclExpression(text: string, { start, end }: HclRange, deadline = DEADLINE): HclExpression {
  const nothing: HclExpression = { kind: "unknown", inside: [], start, end };
  if (start < 2 || text.length > HCL_LIMIT) return nothing;
  load("hcl");
  const attribute = `${text.slice(0, start - 2)}x=${text.slice(start)}`;
  const root = parseNodes({ grammar: "hcl", text: attribute, isOver: stopwatch(deadline), span: { start: start - 2, end } });
  if (root === undefined) return nothing;
  const { root: body, broken } = read(attribute, [root]);
  return broken.length === 0 ? (body.attributes[0]?.value ?? nothing) : nothing;
}

function emptyBody(text: string): HclBody {
  return { attributes: [], blocks: [], start: 0, end: text.length };
}

/** An error in one block can swallow those after it: each is parsed alone, and then without its half-typed lines. */
function byBlock(text: string, isOver: () => boolean): HclDocument | undefined {
  const bounds = [...new Set([0, ...blockStarts(text), text.length])];
  if (bounds.length > MOST_REPARSES) return undefined;
  const roots: SyntaxNode[] = [];
  const blanked: Span[] = [];
  for (const [index, start] of bounds.slice(0, -1).entries()) {
    const span = { start, end: bounds[index + 1] as number };
    let root: SyntaxNode | undefined = parseNodes({ grammar: "hcl", text, isOver, span });
    if (root === undefined) return undefined;
    if (read(text, [root]).broken.length > 0) {
      const draft = withoutHalfTypedLines(text, span);
      const again = parseNodes({ grammar: "hcl", text: draft.text, isOver, span });
      if (again === undefined) return undefined;
      if (sizeOf(read(draft.text, [again]).broken) < sizeOf(read(text, [root]).broken)) {
        root = again;
        blanked.push(...draft.blanked);
      }
    }
    roots.push(root);
  }
  const document = read(text, roots);
  return { ...document, broken: merge([...document.broken, ...blanked]) };
}

function sizeOf(spans: readonly HclRange[]): number {
  return spans.reduce((sum, { start, end }) => sum + Math.max(1, end - start), 0);
}

/** Turns what the parser found into the document. */
function read(text: string, roots: readonly SyntaxNode[]): HclDocument {
  const reader: BodyReader = { text, depth: 0, broken: [] };
  const nodes = roots.flatMap((root) => (root.isError ? [root] : root.children)).flatMap(unwrapped);
  const root = readBody(nodes, { start: 0, end: text.length }, reader);
  return { text, root, comments: roots.flatMap(commentsIn), broken: merge(reader.broken) };
}

/** Of an ERROR, the blocks and attributes that were understood in it are kept. */
function unwrapped(node: SyntaxNode): SyntaxNode[] {
  if (node.type === "body") return node.children;
  if (!node.isError) return [node];
  const kept = node.children.flatMap((child) => (child.type === "body" ? child.children : [child]));
  return [...kept.filter((child) => child.type === "block" || child.type === "attribute"), node];
}

function commentsIn(root: SyntaxNode): HclRange[] {
  const comments: HclRange[] = [];
  const stack: SyntaxNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === "comment") comments.push({ start: node.start, end: node.end });
    else for (let index = node.children.length - 1; index >= 0; index--) stack.push(node.children[index] as SyntaxNode);
  }
  return comments;
}
