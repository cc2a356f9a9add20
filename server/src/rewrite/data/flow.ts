/** Edits inside of flow collections: JSON, and `{…}` and `[…]` of YAML. */
import type { DataDocument, DataNode, MapNode, SequenceNode } from "../../parse/data.ts";
import { indentAt, isFirstOnLine, lineStart } from "../text.ts";
import type { TextEdit } from "./places.ts";
import { type FlowStyle, flow } from "./render.ts";
import { styleOf } from "./style.ts";
import { type DataValue, isScalar } from "./values.ts";

/** How new parts of a flow collection are written: as those that are there. */
export function flowStyle(document: DataDocument, container: DataNode): FlowStyle {
  const style = styleOf(document);
  const first = container.kind === "map" ? container.entries[0]?.key : container.kind === "sequence" ? container.items[0] : undefined;
  const isQuoted = document.syntax === "json" || (container.kind === "map" && first?.kind === "scalar" && first.style === "double");
  const spreads = first === undefined ? document.syntax === "json" && document.text.trim().includes("\n") : isSpread(document, container);
  return { ...style, isQuoted, indent: spreads ? indentAt(document.text, container.start) : null };
}

/** Does it have its parts on lines of their own? */
function isSpread({ text }: DataDocument, container: DataNode): boolean {
  const first = container.kind === "map" ? container.entries[0]?.key : container.kind === "sequence" ? container.items[0] : undefined;
  return first !== undefined && isFirstOnLine(text, first.outerStart) && lineStart(text, first.outerStart) > container.start;
}

/** A value inside of a flow collection that is written again, or written new at the offset's line. */
export function flowValue(document: DataDocument, container: DataNode, at: number, value: DataValue): string {
  const style = flowStyle(document, container);
  const onLines = style.indent !== null || document.text.slice(container.start, container.end).includes("\n");
  return flow(value, { ...style, indent: onLines ? indentAt(document.text, at) : null });
}

/** A list of the value that stands there and more items. */
export function flowListOf(document: DataDocument, container: DataNode, first: DataNode, items: readonly DataValue[]): string {
  const { text } = document;
  const style = flowStyle(document, container);
  const written = text.slice(first.outerStart, first.end);
  const isShort = style.indent === null || written.includes("\n") || items.every(isScalar);
  if (isShort) return `[${[written, ...items.map((item) => flow(item, { ...style, indent: null }))].join(", ")}]`;
  const indent = indentAt(text, first.outerStart);
  const inner = indent + style.unit;
  const lines = [written, ...items.map((item) => flow(item, { ...style, indent: inner }))];
  return `[\n${inner}${lines.join(`,\n${inner}`)}\n${indent}]`;
}

/** Parts (`key: value` or items) put behind the part at `index`; -1 puts them into an empty collection. */
export function insertIntoFlow(
  document: DataDocument,
  container: MapNode | SequenceNode,
  index: number,
  parts: (style: FlowStyle) => readonly string[],
): TextEdit[] | undefined {
  const { text } = document;
  const style = flowStyle(document, container);
  const previous = partAt(container, index);
  if (previous === undefined) return intoEmpty(document, container, style, parts);
  const isLast = index === length(container) - 1;
  const start = previous.outerStart;
  const comma = isLast ? /^\s*,/.exec(text.slice(previous.end, container.end)) : null;
  // A comma behind the last part stays the last sign, one is put before each new part elsewhere.
  const at = previous.end + (comma?.[0].length ?? 0);
  const spread = isSpread(document, container);
  const indent = indentAt(text, start);
  const gap = spread ? `\n${indent}` : " ";
  const written = parts({ ...style, indent: spread ? indent : null });
  const newText = comma ? written.map((part) => `${gap}${part},`).join("") : written.map((part) => `,${gap}${part}`).join("");
  return [{ start: at, end: at, newText }];
}

function intoEmpty(
  { text }: DataDocument,
  container: MapNode | SequenceNode,
  style: FlowStyle,
  parts: (style: FlowStyle) => readonly string[],
): TextEdit[] | undefined {
  const inside = { start: container.start + 1, end: container.end - 1 };
  if (text.slice(inside.start, inside.end).trim() !== "") return undefined;
  const inner = style.indent === null ? null : style.indent + style.unit;
  const written = parts({ ...style, indent: inner });
  const pad = style.padsBraces && container.kind === "map" ? " " : "";
  if (inner === null) return [{ ...inside, newText: pad + written.join(", ") + pad }];
  return [{ ...inside, newText: `\n${inner}${written.join(`,\n${inner}`)}\n${style.indent}` }];
}

/** Takes the part at `index` out, with the comma that belongs to it. */
export function removeFromFlow({ text }: DataDocument, container: MapNode | SequenceNode, index: number): TextEdit[] | undefined {
  const part = partAt(container, index);
  const next = partAt(container, index + 1);
  const previous = partAt(container, index - 1);
  if (part === undefined) return undefined;
  if (next) return [{ start: part.outerStart, end: next.outerStart, newText: "" }];
  if (previous) return [{ start: previous.end, end: part.end, newText: "" }];
  return text[container.end - 1] === "}" || text[container.end - 1] === "]"
    ? [{ start: container.start + 1, end: container.end - 1, newText: "" }]
    : undefined;
}

/** The whole range of an entry or item. */
function partAt(container: MapNode | SequenceNode, index: number): { outerStart: number; end: number } | undefined {
  if (container.kind === "sequence") return container.items[index];
  const entry = container.entries[index];
  return entry && { outerStart: entry.key.outerStart, end: Math.max(entry.key.end, entry.value.end) };
}

function length(container: MapNode | SequenceNode): number {
  return container.kind === "map" ? container.entries.length : container.items.length;
}
