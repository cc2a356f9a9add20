/**
 * What can be saved of a file that does not parse as a whole. An error in one function can swallow those after it, so
 * the outermost statements are parsed one by one, and of those that still fail the half-typed lines are left out.
 */
import { brokenIn, hasError, merge, type Span, sizeOf } from "./broken.ts";
import { firstAbove, outsideOfText, statementStarts } from "./chunks.ts";
import { PlainNode } from "./node.ts";
import type { Grammar } from "./parser.ts";
import { type Reading, type Reparse, repair } from "./repair.ts";
import type { SyntaxNode } from "./syntax.ts";

/** Statements whose lines are looked at one by one; a file with more broken ones is not being typed. */
const MOST_REPAIRS = 8;

/** The better of the tree as it is and the statements on their own. */
export function recover(grammar: Grammar, text: string, root: PlainNode, reparse: Reparse): Reading {
  let best: Reading = { root, broken: root.isError ? [{ start: 0, end: text.length }] : brokenIn(root) };
  const starts = statementStarts(text, grammar);
  const outside = outsideOfText(starts, root);
  for (const variant of outside.length === starts.length ? [starts] : [outside, starts]) {
    if (best.broken.length === 0) break;
    const reading = byStatement(grammar, text, root, variant, reparse);
    if (reading !== undefined && sizeOf(reading.broken) <= sizeOf(best.broken)) best = reading;
  }
  // Kept statements are in each of the readings.
  for (const child of best.root.children) (child as PlainNode).parent = best.root;
  return best;
}

/** Keeps the statements that parse and reads the stretches between them anew; undefined when the time is up. */
function byStatement(grammar: Grammar, text: string, root: PlainNode, starts: number[], reparse: Reparse): Reading | undefined {
  const bounds = [0, ...starts.filter((start) => start > 0), text.length];
  const damaged = damagedSpans(root, bounds);
  const children = root.children.filter((child) => !touches(damaged, child));
  const broken: Span[] = [];
  let repairs = 0;
  for (const span of stretches(damaged, bounds)) {
    const chunk = reparse(text, span);
    if (chunk === undefined) return undefined;
    let reading: Reading = { root: chunk, broken: chunk.isError ? [span] : brokenIn(chunk) };
    if (isRepairable(reading, span) && repairs++ < MOST_REPAIRS) reading = repair(text, span, reading, grammar === "python", reparse);
    broken.push(...reading.broken);
    children.push(...(reading.root.isError ? [reading.root] : reading.root.children));
  }
  children.sort((a, b) => a.start - b.start);
  const whole = new PlainNode(grammar === "python" ? "module" : "program", true, null, root.start, root.end, null, children, false);
  return { root: whole, broken: merge(broken) };
}

/** Statements of more characters are data or garbage, where one line more or less changes nothing. */
const LONGEST_REPAIR = 50_000;

function isRepairable(reading: Reading, span: Span): boolean {
  return reading.broken.length > 0 && span.end - span.start <= LONGEST_REPAIR;
}

/** What may stand alone below the root; below an ERROR that is the root, there are pieces of statements too. */
const STATEMENT = /(?:_statement|_declaration|_definition|^comment|^hash_bang_line)$/;

/** Spans from bound to bound around the nodes with an error, wide enough that no other node sticks out of them. */
function damagedSpans(root: PlainNode, bounds: readonly number[]): Span[] {
  const nodes = root.children;
  const isDamaged = (node: SyntaxNode): boolean => (root.isError && !STATEMENT.test(node.type)) || hasError(node);
  let spans: Span[] = [];
  let wider = nodes.filter(isDamaged).map((node) => snap(node, bounds));
  while (wider.length > 0) {
    const grown = merge([...spans, ...wider]);
    wider = nodes.filter((node) => touches(grown, node)).map((node) => snap(node, bounds));
    if (sizeOf(grown) === sizeOf(spans)) break;
    spans = grown;
  }
  return spans;
}

function snap({ start, end }: SyntaxNode, bounds: readonly number[]): Span {
  const first = Math.max(0, firstAbove(bounds, start) - 1);
  const last = Math.max(firstAbove(bounds, Math.max(start, end - 1)), first + 1);
  return { start: bounds[first] as number, end: bounds[Math.min(last, bounds.length - 1)] as number };
}

/** Does a node lie in one of the spans, at least partly? The spans are sorted and apart. */
function touches(spans: readonly Span[], { start, end }: SyntaxNode): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle] as Span).end > start) high = middle;
    else low = middle + 1;
  }
  const span = spans[low];
  return span !== undefined && span.start < Math.max(end, start + 1);
}

/** The spans cut at every bound. */
function stretches(spans: readonly Span[], bounds: readonly number[]): Span[] {
  return spans.flatMap(({ start, end }) => {
    const cuts = [...bounds.slice(firstAbove(bounds, start), firstAbove(bounds, end - 1)), end];
    return cuts.map((cut, index) => ({ start: index === 0 ? start : (cuts[index - 1] as number), end: cut }));
  });
}
