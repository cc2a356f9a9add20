/** An answers file without conflicts, entry by entry. */
import type { Range } from "../../model/code.ts";
import type { DataDocument, DataEntry, DataNode, MapNode } from "../../parse/data.ts";
import { parseYaml } from "../../parse/yaml.ts";
import { keyOf } from "../../rewrite/data/places.ts";
import { type ChecklistItem, checklistItems } from "../../rules/rule.ts";
import type { AnswersProblem } from "./answer.ts";
import { type Complain, didYouMean, isEmpty, type NewAnswer, readAnswer, shortened } from "./entry.ts";

/** The version of the format that this release reads and writes. */
export const ANSWERS_VERSION = 1;

/** An item of a function as it is in the file. */
export interface AnswersEntry {
  readonly functionName: string;
  readonly item: ChecklistItem;
  /** Undefined where it is not understood: then nothing answers for the function, what is said for every function neither. */
  readonly answer: NewAnswer | undefined;
  readonly at: Range;
}

export interface Reading {
  readonly document: DataDocument;
  readonly entries: readonly AnswersEntry[];
  /** Names of functions, `*` among them, in their order. */
  readonly functions: ReadonlyMap<string, Range>;
  readonly problems: readonly AnswersProblem[];
  /** Why the file as a whole is not understood. */
  readonly obstacle: AnswersProblem | undefined;
}

/** Reads the text. Never throws; what is not understood is a problem. */
export function readText(text: string): Reading {
  const document = parseYaml(text);
  const reader = new AnswersReader();
  reader.root(document.root);
  const structural = reader.problems;
  const broken = [...document.broken].sort((a, b) => a.start - b.start);
  const syntax = onceALine(
    text,
    broken.map((part) => syntaxProblem(text, part)),
  );
  const further = furtherDocument(document);
  // Where the syntax is broken, keys may stand where nobody wrote them: that is not worth saying before it is repaired.
  const problems = [...(syntax.length > 0 ? syntax : structural), ...(further ? [further] : [])];
  const entries = reader.entries.map((entry) => (document.broken.some((part) => touches(part, entry.at)) ? withoutAnswer(entry) : entry));
  const isUnknown = reader.obstacle !== undefined && syntax.length === 0;
  return {
    document,
    entries: isUnknown ? [] : entries,
    functions: reader.functions,
    problems,
    obstacle: syntax[0] ?? reader.obstacle,
  };
}

/** Do the ranges share an offset, or does one stand where the other begins or ends? */
export function touches(a: Range, b: Range): boolean {
  return a.start <= b.end && b.start <= a.end;
}

export function withoutAnswer(entry: AnswersEntry): AnswersEntry {
  return { ...entry, answer: undefined };
}

/** A hundred brackets that nothing closes are one mistake. @param problems in their order */
function onceALine(text: string, problems: readonly AnswersProblem[]): AnswersProblem[] {
  const said = new Set<string>();
  let lineStart = 0;
  return problems.filter(({ at, message }) => {
    if (text.slice(lineStart, at.start).includes("\n")) {
      said.clear();
      lineStart = at.start;
    }
    const isNew = !said.has(message);
    said.add(message);
    return isNew;
  });
}

function syntaxProblem(text: string, { start, end, reason }: DataDocument["broken"][number]): AnswersProblem {
  const isStar = /^\*[ \t]*(?::|$)/m.test(text.slice(start, start + 20));
  const why = isStar ? 'Put the star in quotes: "*".' : `${reason ?? "An alias leads to nothing, or a key is no text"}.`;
  return { severity: "error", message: `Not valid YAML. ${why}`, at: { start, end: Math.max(start, end) } };
}

/** A file may hold several documents; only the first one is read. */
function furtherDocument({ root, text }: DataDocument): AnswersProblem | undefined {
  const rest = root ? text.slice(root.end) : "";
  const mark = /(?<=^|\n)---(?=\s|$)/.exec(rest);
  if (!root || !mark) return undefined;
  const start = root.end + mark.index;
  return { severity: "error", message: "What follows is another YAML document. It is not read.", at: { start, end: start + 3 } };
}

class AnswersReader {
  readonly entries: AnswersEntry[] = [];
  readonly functions = new Map<string, Range>();
  readonly problems: AnswersProblem[] = [];
  obstacle: AnswersProblem | undefined;
  /** Where in `entries` an item of a function is. */
  readonly #places = new Map<string, number>();
  readonly #said = new Set<string>();

  root(root: DataNode | null): void {
    if (root === null || isEmpty(root)) return;
    if (root.kind !== "map" || root.tag !== null) {
      this.#complain("error", root, 'A map with "version" and "functions" is expected here.');
      this.obstacle = this.problems.at(-1);
      return;
    }
    for (const entry of this.#once(root)) {
      const name = keyOf(entry);
      if (name === "version") this.#version(entry.value);
      else if (name === "functions") this.#functions(entry.value);
      else this.#complain("warning", entry.key, `Unknown key "${shortened(name)}".${didYouMean(name, ["version", "functions"])}`);
    }
  }

  #version(node: DataNode): void {
    if (node.kind === "scalar" && node.tag === null && node.value === ANSWERS_VERSION) return;
    const written = node.kind === "scalar" ? ` "${shortened(node.source)}"` : "";
    this.#complain("error", node, `Version${written} of this file is not known. Its answers are not used. This release reads version 1.`);
    this.obstacle ??= this.problems.at(-1);
  }

  #functions(node: DataNode): void {
    if (isEmpty(node)) return;
    if (node.kind !== "map" || node.tag !== null) this.#complain("error", node, "A map of functions is expected here.");
    else for (const entry of this.#once(node)) this.#function(entry);
  }

  #function(entry: DataEntry): void {
    const { key, value } = entry;
    const name = keyOf(entry);
    if (name === "") {
      this.#complain("error", key, "The name of a function is missing.");
      return;
    }
    if (!this.functions.has(name)) this.functions.set(name, { start: key.start, end: key.end });
    if (isEmpty(value)) return;
    if (value.kind !== "map" || value.tag !== null) {
      this.#complain("error", value, "Items with their answers are expected here, like `idempotent: met`.");
      return;
    }
    for (const inner of this.#once(value)) {
      const id = keyOf(inner);
      const item = checklistItems.find((each) => each === id);
      if (item) this.#item(name, item, inner);
      else this.#complain("error", inner.key, `The checklist has no item "${shortened(id)}".${didYouMean(id, checklistItems)}`);
    }
  }

  #item(functionName: string, item: ChecklistItem, entry: DataEntry): void {
    const answer = readAnswer(entry, this.#complain);
    const { key, value } = entry;
    const at = { start: key.start, end: value.start >= key.start && !entry.isShared ? Math.max(key.end, value.end) : key.end };
    const name = `${item} ${functionName}`;
    const known = this.#places.get(name);
    const before = known === undefined ? undefined : this.entries[known];
    if (before && known !== undefined) this.entries[known] = withoutAnswer(before);
    else this.#places.set(name, this.entries.length);
    this.entries.push({ functionName, item, answer: before ? undefined : answer, at });
  }

  /** The entries of a map; those whose key stands there already are named. */
  #once(map: MapNode): readonly DataEntry[] {
    const seen = new Set<string>();
    for (const entry of map.entries) {
      const name = keyOf(entry);
      if (seen.has(name)) {
        this.#complain("error", entry.key, `"${shortened(name)}" is written twice. What both of them answer does not count.`);
      }
      seen.add(name);
    }
    return map.entries;
  }

  /** What is shared by aliases is met again at each of them, and said once. */
  readonly #complain: Complain = (severity, node, message) => {
    const at = { start: node.outerStart, end: Math.max(node.outerStart, node.end) };
    const said = `${at.start} ${at.end} ${message}`;
    if (!this.#said.has(said)) this.problems.push({ severity, message, at });
    this.#said.add(said);
  };
}
