/** One answer put into the answers file, or taken out of it; everything else in the file stays as it is, byte for byte. */
import type { Range } from "../../model/code.ts";
import type { DataDocument, DataEntry, MapNode } from "../../parse/data.ts";
import { parseYaml } from "../../parse/yaml.ts";
import { insertLines } from "../../rewrite/data/block.ts";
import { removeEntry } from "../../rewrite/data/blockRemoval.ts";
import { createDataEditor } from "../../rewrite/data/editor.ts";
import { emptied, removeAt } from "../../rewrite/data/edits.ts";
import { indentTo, keyOf, locate, type Spot } from "../../rewrite/data/places.ts";
import type { ChecklistItem } from "../../rules/rule.ts";
import type { AnswersProblem } from "./answer.ts";
import { Draft, fill, replaceScalar } from "./draft.ts";
import { ANSWER_KEYS, isEmpty, isWritten, type NewAnswer } from "./entry.ts";
import { meansAnswer, meansNone } from "./meaning.ts";
import { positionOfFunction, positionOfItem } from "./order.ts";
import { readAnswers } from "./read.ts";
import { ANSWERS_VERSION } from "./reading.ts";
import { fieldsOf, writtenField, writtenFields, writtenFunction, writtenItem, writtenScalar } from "./written.ts";

export type EditedAnswers =
  /** The whole new text. */
  | { readonly text: string }
  /** Why nothing can be written, and where the reason stands. */
  | { readonly problem: string; readonly at: Range };

const HEADER = "# Answers to the readiness checklist of Lambda Ready. Edit freely: comments and order are kept.";

/** An entry of the file. */
interface Target {
  readonly functionName: string;
  readonly item: ChecklistItem;
  readonly path: readonly ["functions", string, ChecklistItem];
}

/**
 * The answers file with one answer set, replaced or taken back.
 * @param text the file as it is; undefined where there is none
 * @param functionName the function's `answerKey`, or `*` for every function
 * @param answer undefined takes it back, and the function's entry when it becomes empty
 * @param known why the file cannot be edited, where its text does not tell
 */
export function withAnswer(
  text: string | undefined,
  functionName: string,
  item: ChecklistItem,
  answer: NewAnswer | undefined,
  known?: AnswersProblem,
): EditedAnswers {
  const before = text ?? "";
  const obstacle = known ?? readAnswers(before).obstacle;
  if (obstacle) return { problem: `The answers file has to be repaired first. ${obstacle.message}`, at: obstacle.at };
  const target: Target = { functionName, item, path: ["functions", functionName, item] };
  const document = parseYaml(before);
  const after = answer ? textWith(document, target, answer) : textWithout(document, target);
  return after === undefined ? byHand(document, target) : { text: after };
}

/** The deepest entry on the way that is there. */
function byHand({ root }: DataDocument, { path }: Target): EditedAnswers {
  let map = root;
  let at: Range = { start: 0, end: 0 };
  for (const step of path) {
    const entry: DataEntry | undefined = map?.kind === "map" ? map.entries.find((each) => keyOf(each) === step) : undefined;
    if (!entry) break;
    at = { start: entry.key.start, end: entry.key.end };
    map = entry.value;
  }
  return { problem: "This entry cannot be changed without changing what others rely on or wrote. Change it by hand.", at };
}

function textWith(document: DataDocument, target: Target, answer: NewAnswer): string | undefined {
  if (document.root === null) return meansAnswer(document, newFile(document.text, target, answer), target.path, answer);
  const draft = new Draft(document);
  if (!set(draft, target, answer)) return undefined;
  return meansAnswer(document, draft.text, target.path, answer);
}

/** A file without entries: what it holds are comments at most. */
function newFile(text: string, { functionName, item }: Target, answer: NewAnswer): string {
  const draft = new Draft(parseYaml(text));
  const { unit } = draft.style;
  const entry = writtenFunction(functionName, writtenItem(item, answer, draft.style, unit + unit), draft.style, unit);
  const header = text.replace("\uFEFF", "").trim() === "" ? `${HEADER}\n` : "";
  const gap = text === "" || /[\n\uFEFF]$/.test(text) ? "" : "\n";
  draft.apply([
    { start: text.length, end: text.length, newText: `${gap}${header}version: ${ANSWERS_VERSION}\nfunctions:\n${unit}${entry}\n` },
  ]);
  return draft.text;
}

function textWithout(document: DataDocument, { path }: Target): string | undefined {
  const found = locate(document, path);
  if (document.root === null || (found && found.rest.length > 0)) return document.text;
  if (found === undefined) return undefined;
  const outermost = emptied(document, path, 2);
  const draft = new Draft(document);
  return draft.apply(removeAt(document, outermost)) ? meansNone(document, draft.text, outermost) : undefined;
}

function set(draft: Draft, target: Target, answer: NewAnswer): boolean {
  const found = locate(draft.document, target.path);
  if (found === undefined) return false;
  const { spot, rest } = found;
  const isEmptyFlow = spot.node.kind === "map" && spot.node.isFlow && spot.node.entries.length === 0;
  if (spot.node.kind === "map" && spot.node.isFlow && !(isEmptyFlow && isInBlock(spot))) return setInFlow(draft, target, answer);
  if (spot.node.kind === "scalar" && spot.parent?.node.isFlow) return setInFlow(draft, target, answer);
  if (rest.length === 0) return replace(draft, spot, target, answer);
  const { style } = draft;
  const lines = (indent: string): string => {
    const item = (at: string) => writtenItem(target.item, answer, style, at);
    const fn = (at: string) => writtenFunction(target.functionName, item(at + style.unit), style, at);
    if (rest.length === 1) return item(indent);
    return rest.length === 2 ? fn(indent) : `functions:\n${indent}${style.unit}${fn(indent + style.unit)}`;
  };
  const entry = entryAt(spot);
  if (spot.node.kind !== "map" || isEmptyFlow) return entry !== undefined && draft.apply(fill(draft, entry, lines));
  return draft.apply(insertLines(draft.document, spot.node, lines, positionIn(spot.node, rest.length, target)));
}

function isInBlock({ parent }: Spot): boolean {
  return parent !== null && !parent.node.isFlow;
}

function entryAt({ parent, index }: Spot): DataEntry | undefined {
  return parent?.node.kind === "map" ? parent.node.entries[index] : undefined;
}

/** Behind which entry of a map a new one goes: `missing` tells whether it is an item, a function, or `functions` itself. */
function positionIn(map: MapNode, missing: number, { functionName, item }: Target): number | undefined {
  if (missing === 1) return positionOfItem(map, item);
  return missing === 2 ? positionOfFunction(map, functionName) : undefined;
}

/** What is written in braces stays in braces. */
function setInFlow(draft: Draft, { path }: Target, answer: NewAnswer): boolean {
  const editor = createDataEditor(draft.document);
  const fields = fieldsOf(answer);
  const old = locate(draft.document, path);
  const isMap = old?.rest.length === 0 && old.spot.node.kind === "map";
  const isShort = old?.rest.length === 0 && fields.length === 1;
  const isDone = isMap
    ? fields.every(([key, value]) => editor.set([...path, key], value)) &&
      ANSWER_KEYS.every((key) => answer[key] || isMissing(draft.document, [...path, key]) || editor.remove([...path, key], path.length + 1))
    : editor.set(path, isShort ? answer.answer : Object.fromEntries(fields));
  if (isDone) draft.document = editor.document;
  return isDone;
}

function isMissing(document: DataDocument, path: readonly string[]): boolean {
  return (locate(document, path)?.rest.length ?? 0) > 0;
}

/** Another answer for an item that has one: keys that are not ours stay, and so do comments. */
function replace(draft: Draft, spot: Spot, target: Target, answer: NewAnswer): boolean {
  const entry = entryAt(spot);
  const fields = fieldsOf(answer);
  if (entry === undefined || spot.node.tag !== null || spot.node.kind === "sequence") return false;
  if (spot.node.kind === "map") return ANSWER_KEYS.every((key) => setField(draft, target, key, answer));
  if (fields.length > 1) return draft.apply(fill(draft, entry, (indent) => writtenFields(answer, draft.style, indent)));
  return draft.apply(replaceScalar(draft, entry, { head: answer.answer, body: "" }));
}

/** One key of an answer that is a map in block style. */
function setField(draft: Draft, { path }: Target, key: (typeof ANSWER_KEYS)[number], answer: NewAnswer): boolean {
  const { document, style } = draft;
  const map = locate(document, path)?.spot.node;
  if (map?.kind !== "map") return false;
  const index = map.entries.findIndex((entry) => keyOf(entry) === key);
  const entry = map.entries[index];
  const value = answer[key];
  if (!value) return entry === undefined || draft.apply(removeEntry(document, map, index));
  if (entry === undefined) {
    const before = ANSWER_KEYS.slice(0, ANSWER_KEYS.indexOf(key));
    const position = map.entries.findLastIndex((each) => before.some((one) => one === keyOf(each)));
    return draft.apply(insertLines(document, map, (indent) => writtenField(key, value, style, indent), position));
  }
  if (!isWritten(map, entry) || entry.value.tag !== null || (entry.value.kind !== "scalar" && !isEmpty(entry.value))) return false;
  const indent = indentTo(document.text, entry.key.outerStart);
  return draft.apply(replaceScalar(draft, entry, writtenScalar(value, style, indent)));
}
