/** Several edits of one YAML or JSON file put together, each of them checked by reading the result again. */
import type { DataDocument, DataRange } from "../../parse/data.ts";
import { parseJson } from "../../parse/json.ts";
import { parseYaml } from "../../parse/yaml.ts";
import type { Edit } from "../rewriter.ts";
import { withLineEnds } from "../text.ts";
import { appendItems, emptied, insertAfter, removeAt, setEntry, type TextEdits } from "./edits.ts";
import { changedAt, isSame, type Meaning, meaningOf, meaningOfData } from "./meaning.ts";
import { EditedText } from "./pieces.ts";
import { type DataPath, pathTo } from "./places.ts";
import { sectionOf } from "./section.ts";
import { spliced } from "./splice.ts";
import { styleOf } from "./style.ts";
import { type DataValue, isTagged } from "./values.ts";

/**
 * Every method says whether it could be done; one that could not has changed nothing. A thing is done when the text, read
 * again, means what it meant before but for the one difference, and no part of it is broken that was not.
 */
export interface DataEditor {
  /** The document as it is after what was done so far. */
  readonly document: DataDocument;
  /** Sets the value at a path; maps that lead there are made where they are missing. */
  set(path: DataPath, value: DataValue): boolean;
  /** Adds items to a sequence; it is made where it is missing, and of a single value that stands there. */
  append(path: DataPath, items: readonly DataValue[]): boolean;
  /** Takes out what is at a path, and what is empty without it, but nothing whose path is shorter than `floor`. */
  remove(path: DataPath, floor?: number): boolean;
  /** Puts a new entry behind the one at a path, as its sibling. */
  insertAfter(path: DataPath, key: string, value: DataValue): boolean;
  /** Sets the value that stands at a range of the first text, with or without its tag. */
  replace(range: DataRange, value: DataValue): boolean;
  /** The path, now, to the value that stands at a range of the first text. */
  pathTo(range: DataRange): DataPath | undefined;
  /** A path of the first document as it is now, when items in front may have been taken out; undefined where it leads through one that was. */
  current(path: DataPath): DataPath | undefined;
  /** All that was done as edits of the first text. */
  edits(path: string): Edit[];
}

/** An editor of a document, which itself is not touched. */
export function createDataEditor(document: DataDocument): DataEditor {
  return new Editor(document);
}

class Editor implements DataEditor {
  readonly #syntax: DataDocument["syntax"];
  readonly #newline: string;
  #text: EditedText;
  #document: DataDocument | undefined;
  /** Makes the document when somebody asks: after the last edit nobody does. */
  #pending: () => DataDocument | undefined = () => undefined;
  #meaning: Meaning | undefined;
  /** Items that were taken out, each by its path at the time. */
  readonly #removed: DataPath[] = [];

  constructor(document: DataDocument) {
    this.#document = document;
    this.#syntax = document.syntax;
    this.#newline = styleOf(document).newline;
    this.#text = new EditedText(document.text);
  }

  get document(): DataDocument {
    this.#document ??= this.#pending() ?? this.#read(this.#text.text);
    return this.#document;
  }

  set(path: DataPath, value: DataValue): boolean {
    return this.#make(setEntry(this.document, path, value), path, () => meaningOfData(value), [value]);
  }

  append(path: DataPath, items: readonly DataValue[]): boolean {
    if (items.length === 0) return true;
    const longer = (old: Meaning | undefined): Meaning => {
      const before = old === undefined || isNull(old) ? [] : old.kind === "sequence" && old.tag === null ? old.items : [old];
      return { kind: "sequence", tag: null, items: [...before, ...items.map(meaningOfData)] };
    };
    return this.#make(appendItems(this.document, path, items), path, longer, items);
  }

  remove(path: DataPath, floor = 1): boolean {
    const outermost = emptied(this.document, path, floor);
    const isDone = this.#make(removeAt(this.document, outermost), outermost, () => undefined, []);
    if (isDone && typeof outermost.at(-1) === "number") this.#removed.push(outermost);
    return isDone;
  }

  insertAfter(path: DataPath, key: string, value: DataValue): boolean {
    const added = [...path.slice(0, -1), key];
    const isNew = (old: Meaning | undefined) => (old === undefined ? meaningOfData(value) : undefined);
    return this.#make(insertAfter(this.document, path, key, value), added, isNew, [value]);
  }

  replace(range: DataRange, value: DataValue): boolean {
    const path = this.pathTo(range);
    return path !== undefined && this.set(path, value);
  }

  pathTo(range: DataRange): DataPath | undefined {
    const now = this.#text.now(range);
    return now && pathTo(this.document, now);
  }

  current(path: DataPath): DataPath | undefined {
    let now = path;
    for (const removed of this.#removed) {
      const depth = removed.length - 1;
      const [gone, step] = [removed[depth], now[depth]];
      if (typeof gone !== "number" || typeof step !== "number" || !removed.slice(0, depth).every((each, i) => each === now[i])) continue;
      if (step === gone) return undefined;
      if (step > gone) now = [...now.slice(0, depth), step - 1, ...now.slice(depth + 1)];
    }
    return now;
  }

  edits(path: string): Edit[] {
    return this.#text.edits(path);
  }

  #make(
    edits: TextEdits,
    path: DataPath,
    change: (old: Meaning | undefined) => Meaning | undefined,
    values: readonly DataValue[],
  ): boolean {
    if (edits === undefined || (this.#syntax === "json" && values.some(hasTag))) return false;
    const written = edits.map((edit) => ({ ...edit, newText: withLineEnds(edit.newText, this.#newline) }));
    const text = this.#text.copy();
    text.apply(written);
    const before = this.document;
    const section = sectionOf(before, path, written);
    if (section) {
      const added = text.text.length - before.text.length;
      const after = this.#read(text.text.slice(section.start, section.end + added));
      if (after.broken.length > 0 || !isSame(meaningOf(after), changedAt(section.meaning, path.slice(1), change))) return false;
      this.#became(text, undefined, undefined);
      this.#pending = () => spliced(before, section, after);
      return true;
    }
    return this.#makeWhole(text, path, change);
  }

  /** Judged by the whole document. */
  #makeWhole(text: EditedText, path: DataPath, change: (old: Meaning | undefined) => Meaning | undefined): boolean {
    const before = (this.#meaning ??= meaningOf(this.document));
    if (before === undefined) return false;
    const document = this.#read(text.text);
    const meaning = meaningOf(document);
    if (document.broken.length > this.document.broken.length || !isSame(meaning, changedAt(before, path, change))) return false;
    this.#became(text, document, meaning);
    return true;
  }

  #became(text: EditedText, document: DataDocument | undefined, meaning: Meaning | undefined): void {
    this.#text = text;
    this.#document = document;
    this.#meaning = meaning;
    this.#pending = () => undefined;
  }

  #read(text: string): DataDocument {
    return this.#syntax === "json" ? parseJson(text) : parseYaml(text);
  }
}

function isNull(meaning: Meaning): boolean {
  return meaning.kind === "scalar" && meaning.value === null && meaning.tag === null;
}

function hasTag(value: DataValue): boolean {
  if (typeof value !== "object" || value === null) return false;
  return isTagged(value) || Object.values(value).some(hasTag);
}
