/**
 * Edits of YAML and JSON by path. Each function works out one edit of the document's text and touches nothing; they return
 * undefined where what is there cannot be edited with certainty: shared by an alias or merge key, tagged, a function that
 * stands for another value, broken, commented inside of what would be written again. `createDataEditor` puts several of
 * them together and checks what they mean.
 */
import type { DataDocument, MapNode } from "../../parse/data.ts";
import { lineEnd, reindent } from "../text.ts";
import { appendToBlock, insertIntoBlock, replaceInBlock, replaceItem } from "./block.ts";
import { removeEntry, removeItem } from "./blockRemoval.ts";
import { flowListOf, flowValue, insertIntoFlow, removeFromFlow } from "./flow.ts";
import {
  colonEnd,
  type DataPath,
  entryOf,
  hasComment,
  indentTo,
  isBroken,
  isInFlow,
  isNothing,
  isPlainMap,
  locate,
  type Spot,
  type TextEdit,
} from "./places.ts";
import { blockItem, flow } from "./render.ts";
import { styleOf } from "./style.ts";
import type { DataValue } from "./values.ts";

export type TextEdits = readonly TextEdit[] | undefined;

/** Sets the value at a path; maps that lead there are made where they are missing. */
export function setEntry(document: DataDocument, path: DataPath, value: DataValue): TextEdits {
  const found = locate(document, path);
  if (found === undefined) return undefined;
  const [key, ...inner] = found.rest;
  if (key === undefined) return replaceValue(document, found.spot, value);
  if (typeof key === "number" || inner.some((step) => typeof step === "number")) return undefined;
  const nested = inner.reduceRight<DataValue>((made, step) => ({ [step]: made }), value);
  return addEntry(document, found.spot, key, nested);
}

/** Adds items at the end of the sequence at a path; it is made where it is missing, and where there is one value it becomes the first item. */
export function appendItems(document: DataDocument, path: DataPath, items: readonly DataValue[]): TextEdits {
  const found = locate(document, path);
  if (found === undefined || isBroken(document, found.spot.node)) return undefined;
  const { node } = found.spot;
  if (found.rest.length > 0 || isNothing(node)) return setEntry(document, path, items);
  // With a tag, or as a function, it may be a list already.
  if ((node.kind === "scalar" && node.tag === null) || isPlainMap(node)) return wrapped(document, found.spot, items);
  if (node.kind !== "sequence" || node.tag !== null) return undefined;
  if (!node.isFlow) return appendToBlock(document, node, items);
  if (node.items.length === 0 && !isInFlow(found.spot)) return replaceValue(document, found.spot, items);
  return insertIntoFlow(document, node, node.items.length - 1, (style) => items.map((item) => flow(item, style)));
}

/** Puts a new entry behind the one at a path, set apart by blank lines as the others are. */
export function insertAfter(document: DataDocument, path: DataPath, key: string, value: DataValue): TextEdits {
  const found = locate(document, path);
  const parent = found?.spot.parent?.node;
  if (found === undefined || found.rest.length > 0 || parent?.kind !== "map" || isBroken(document, found.spot.node)) return undefined;
  return parent.isFlow
    ? intoFlowMap(document, parent, found.spot.index, key, value)
    : insertIntoBlock(document, parent, key, value, found.spot.index);
}

/** Takes out what is at a path. What is empty then is left empty: see `emptied`. */
export function removeAt(document: DataDocument, path: DataPath): TextEdits {
  const found = locate(document, path);
  if (found === undefined || found.rest.length > 0 || isBroken(document, found.spot.node)) return undefined;
  const { parent, index } = found.spot;
  if (parent === null) return undefined;
  const { node } = parent;
  if (node.isFlow) return removeFromFlow(document, node, index);
  return node.kind === "map" ? removeEntry(document, node, index) : removeItem(document, node, index);
}

/** The path to the outermost thing that holds nothing else than what is at the path; nothing shorter than `floor` is taken along. */
export function emptied(document: DataDocument, path: DataPath, floor: number): DataPath {
  let end = path.length;
  while (end > floor) {
    const parent = locate(document, path.slice(0, end - 1))?.spot.node;
    const size = parent?.kind === "map" ? parent.entries.length : parent?.kind === "sequence" ? parent.items.length : 2;
    if (size !== 1) break;
    end--;
  }
  return path.slice(0, end);
}

function replaceValue(document: DataDocument, spot: Spot, value: DataValue): TextEdits {
  const { node, parent } = spot;
  if (parent === null || isBroken(document, node)) return undefined;
  if (parent.node.isFlow) {
    if (hasComment(document, node.outerStart, node.end) || node.outerStart >= node.end) return undefined;
    return [{ start: node.outerStart, end: node.end, newText: flowValue(document, parent.node, node.outerStart, value) }];
  }
  const entry = entryOf(spot);
  return entry ? replaceInBlock(document, entry, value) : replaceItem(document, node, value);
}

function addEntry(document: DataDocument, spot: Spot, key: string, value: DataValue): TextEdits {
  const { node } = spot;
  if (isNothing(node)) return replaceValue(document, spot, { [key]: value });
  if (!isPlainMap(node) || isBroken(document, node)) return undefined;
  if (!node.isFlow) return insertIntoBlock(document, node, key, value);
  if (node.entries.length === 0 && spot.parent && !isInFlow(spot)) return replaceValue(document, spot, { [key]: value });
  return intoFlowMap(document, node, node.entries.length - 1, key, value);
}

function intoFlowMap(document: DataDocument, map: MapNode, index: number, key: string, value: DataValue): TextEdits {
  return insertIntoFlow(document, map, index, (style) => [`${flow(key, style)}: ${flow(value, style)}`]);
}

/** One value, which CloudFormation takes for a list of one, made the first item of a list. */
function wrapped(document: DataDocument, spot: Spot, items: readonly DataValue[]): TextEdits {
  const { text } = document;
  const { node, parent } = spot;
  const written = text.slice(node.outerStart, node.end);
  if (parent === null || written === "" || node.kind === "sequence") return undefined;
  if (parent.node.isFlow) return [{ start: node.outerStart, end: node.end, newText: flowListOf(document, parent.node, node, items) }];
  const entry = entryOf(spot);
  const colon = entry && colonEnd(text, entry);
  const isMultiline = node.kind === "scalar" && written.includes("\n");
  if (entry === undefined || colon === undefined || isMultiline || hasComment(document, colon, node.outerStart)) return undefined;
  const style = styleOf(document);
  const keyIndent = indentTo(text, entry.key.outerStart);
  const indent = style.indentsSequences ? keyIndent + style.unit : keyIndent;
  const old = node.kind === "map" && !node.isFlow ? reindent(written, indentTo(text, node.start), `${indent}  `) : written;
  const added = items.map((item) => `\n${indent}- ${blockItem(item, `${indent}  `, style)}`).join("");
  const end = lineEnd(text, node.end);
  return [{ start: colon, end, newText: `\n${indent}- ${old}${text.slice(node.end, end)}${added}` }];
}
