/** JSON, with comments and commas where people leave them, to the tree that it shares with YAML. */
import { createScanner, type JSONScanner } from "jsonc-parser";
import type { DataDocument, DataEntry, DataNode, DataRange, ScalarNode } from "./data.ts";

/** 16 MB take about a second. Templates end at 1 MB; what is read beside them (metadata of bundlers, assemblies) may be longer. */
export const JSON_LIMIT = 16_000_000;

/** Nobody writes such nesting; the recursion of those who walk the tree stays far from its end. */
const MAX_DEPTH = 160;

/** Parses JSON. Never throws; what cannot be read is in `broken`, what stands around it is kept. */
export function parseJson(text: string): DataDocument {
  if (text.length > JSON_LIMIT) return { text, syntax: "json", root: null, comments: [], broken: [{ start: 0, end: text.length }] };
  const reader = new JsonReader(text);
  const root = reader.document();
  return { text, syntax: "json", root, comments: reader.comments, broken: reader.broken };
}

/** The scanner's kinds of token: its own names for them are a `const enum`, which does not outlive type stripping. */
const token = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  lineBreak: 14,
  space: 15,
  unknown: 16,
  end: 17,
} as const;

const closers: ReadonlySet<number> = new Set([token.closeBrace, token.closeBracket, token.end]);

class JsonReader {
  readonly comments: DataRange[] = [];
  readonly broken: DataRange[] = [];
  readonly #text: string;
  readonly #scanner: JSONScanner;
  #token: number = token.unknown;
  #start = 0;
  #end = 0;
  #lastEnd = 0;

  constructor(text: string) {
    this.#text = text;
    this.#scanner = createScanner(text);
  }

  document(): DataNode | null {
    if (this.#text.charCodeAt(0) === 0xfeff) this.#scanner.setPosition(1);
    this.#next();
    let root: DataNode | null = null;
    while (root === null && this.#token !== token.end) {
      root = this.#value(0) ?? null;
      if (root === null) this.#skip();
    }
    if (this.#token !== token.end) this.broken.push({ start: this.#start, end: this.#text.length });
    return root;
  }

  /** To the next token that is neither space nor comment. */
  #next(): void {
    this.#lastEnd = this.#end;
    for (;;) {
      this.#token = this.#scanner.scan();
      this.#start = this.#scanner.getTokenOffset();
      this.#end = this.#start + this.#scanner.getTokenLength();
      const range = { start: this.#start, end: this.#end };
      if (this.#scanner.getTokenError() !== 0) this.broken.push(range);
      if (this.#token === token.lineComment || this.#token === token.blockComment) this.comments.push(range);
      else if (this.#token !== token.space && this.#token !== token.lineBreak) return;
    }
  }

  /** Over a token that fits nowhere; with those before it that fit nowhere either it is one broken part. */
  #skip(): void {
    const last = this.broken.at(-1);
    const start = last?.end === this.#lastEnd ? (this.broken.pop()?.start ?? 0) : this.#start;
    this.broken.push({ start, end: this.#end });
    this.#next();
  }

  /** The value that begins at the token; undefined, and nothing read, where none does. */
  #value(depth: number): DataNode | undefined {
    switch (this.#token) {
      case token.openBrace:
        return depth < MAX_DEPTH ? this.#object(depth + 1) : this.#tooDeep();
      case token.openBracket:
        return depth < MAX_DEPTH ? this.#array(depth + 1) : this.#tooDeep();
      case token.string:
        return this.#scalar(this.#scanner.getTokenValue(), "double");
      case token.number:
        return this.#scalar(Number(this.#scanner.getTokenValue()), "plain");
      case token.true:
      case token.false:
        return this.#scalar(this.#token === token.true, "plain");
      case token.null:
        return this.#scalar(null, "plain");
      default:
        return undefined;
    }
  }

  #scalar(value: ScalarNode["value"], style: ScalarNode["style"]): ScalarNode {
    const [start, end] = [this.#start, this.#end];
    this.#next();
    return { kind: "scalar", start, end, tag: null, outerStart: start, value, source: this.#text.slice(start, end), style };
  }

  #object(depth: number): DataNode {
    const start = this.#start;
    const entries: DataEntry[] = [];
    this.#next();
    while (!closers.has(this.#token)) {
      if (this.#token === token.string) entries.push(this.#entry(depth));
      else if (this.#token === token.comma) this.#next();
      else this.#skip();
    }
    const end = this.#close(token.closeBrace);
    return { kind: "map", start, end, tag: null, outerStart: start, entries, isFlow: true };
  }

  #entry(depth: number): DataEntry {
    const key = this.#scalar(this.#scanner.getTokenValue(), "double");
    const end = this.#end;
    if (this.#token !== token.colon) {
      this.broken.push({ start: key.start, end: key.end });
      return { key, value: nothingAt(key.end), isShared: false };
    }
    this.#next();
    const value = this.#value(depth);
    if (value === undefined) this.broken.push({ start: key.start, end });
    return { key, value: value ?? nothingAt(end), isShared: false };
  }

  #array(depth: number): DataNode {
    const start = this.#start;
    const items: DataNode[] = [];
    this.#next();
    while (!closers.has(this.#token)) {
      const item = this.#value(depth);
      if (item !== undefined) items.push(item);
      else if (this.#token === token.comma) this.#next();
      else this.#skip();
    }
    const end = this.#close(token.closeBracket);
    return { kind: "sequence", start, end, tag: null, outerStart: start, items, isFlow: true };
  }

  /** Another bracket than the one awaited closes something further out: it is left to that. */
  #close(expected: number): number {
    if (this.#token === expected) this.#next();
    else this.broken.push({ start: this.#start, end: this.#end });
    return this.#lastEnd;
  }

  /** Over all that is nested too deep, without nesting. */
  #tooDeep(): ScalarNode {
    const start = this.#start;
    let open = 0;
    do {
      if (this.#token === token.openBrace || this.#token === token.openBracket) open++;
      else if (closers.has(this.#token)) open--;
      this.#next();
    } while (open > 0 && this.#token !== token.end);
    this.broken.push({ start, end: this.#lastEnd });
    return nothingAt(start);
  }
}

function nothingAt(start: number): ScalarNode {
  return { kind: "scalar", start, end: start, tag: null, outerStart: start, value: null, source: "", style: "plain" };
}
