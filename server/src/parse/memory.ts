/**
 * Copies a tree straight out of the linear memory, without one crossing into WebAssembly: about a tenth of the cost of
 * the cursor walk. It relies on the layout of tree-sitter's `Subtree` (subtree.h) where pointers have 32 bits;
 * `reader.ts` compares it with the cursor walk when a grammar is loaded, and does without it where they differ.
 *
 * A `Subtree` is two words. Small leaves are stored in them (lowest bit 1); otherwise the first is the address of a
 * `SubtreeHeapData`, whose children stand right before it. Lengths are in bytes of UTF-16: two a unit.
 */
import type { Tree } from "web-tree-sitter";
import { addressOf, ERROR_SYMBOL, type GrammarTables } from "./grammarTables.ts";
import { NO_CHILDREN, PlainNode } from "./node.ts";
import type { Memory } from "./runtime.ts";

/** Words of `SubtreeHeapData`. */
const PADDING = 1;
const SIZE = 4;
const CHILD_COUNT = 9;
const SYMBOL = 10;
const FLAGS = 11;
const VISIBLE_CHILD_COUNT = 12;
const PRODUCTION = 16;

/** Bits of `FLAGS`; an inline leaf has the first three one bit higher, and the last elsewhere. */
const VISIBLE = 1;
const NAMED = 2;
const EXTRA = 4;
const MISSING = 1 << 9;
const INLINE_MISSING = 1 << 5;

/** Reads one tree. The fields are the level whose children are being read; the levels above wait on two stacks. */
class TreeReader {
  readonly words: Uint32Array;
  readonly tables: GrammarTables;
  /** The visible node that takes the children, and how many it has. */
  node: PlainNode;
  filled = 0;
  /** The next child and the end of the children, in words. */
  slot = 0;
  end = 0;
  /** Where the next child's padding begins, in bytes. */
  position = 0;
  /** The next child in the tables: the row of the production, plus the children so far that are no extras. -1: no row. */
  index = 0;
  /** The field of the level itself where it is hidden: its children have it unless they have their own. */
  field = 0;
  readonly levels: number[] = [];
  readonly nodes: PlainNode[] = [];

  constructor(words: Uint32Array, tables: GrammarTables, root: PlainNode) {
    this.words = words;
    this.tables = tables;
    this.node = root;
  }

  /** Reads the children of `node`, which is stored at word `heap` and begins at byte `start`, and all below. */
  read(heap: number, start: number): void {
    this.enter(heap, start, 0);
    for (;;) {
      while (this.slot !== this.end) this.next();
      if (this.nodes.length === 0) return;
      this.leave();
    }
  }

  /** Takes the next child. */
  next(): void {
    const first = this.words[this.slot] as number;
    if ((first & 1) === 0) {
      this.nextOnHeap(first >>> 2);
      return;
    }
    const second = this.words[this.slot + 1] as number;
    const start = this.position + ((second >>> 16) & 0xff);
    this.slot += 2;
    this.position = start + (second >>> 24);
    const missing = (first & INLINE_MISSING) === 0 ? 0 : MISSING;
    this.add((first >>> 8) & 0xff, ((first >>> 1) & (VISIBLE | NAMED | EXTRA)) | missing, start, 0);
  }

  nextOnHeap(heap: number): void {
    const { words } = this;
    const start = this.position + (words[heap + PADDING] as number);
    this.slot += 2;
    this.position = start + (words[heap + SIZE] as number);
    this.add((words[heap + SYMBOL] as number) & 0xffff, words[heap + FLAGS] as number, start, heap);
  }

  /** Makes a node of the subtree just passed, unless it is hidden, and goes into its children if it has visible ones. */
  add(symbol: number, flags: number, start: number, heap: number): void {
    let alias = 0;
    let field = 0;
    if ((flags & EXTRA) === 0) {
      field = this.field;
      if (this.index >= 0) {
        alias = this.tables.aliases[this.index] as number;
        field = (this.tables.fieldIds[this.index] as number) || field;
        this.index++;
      }
    }
    const inner = heap === 0 || this.words[heap + CHILD_COUNT] === 0 ? 0 : (this.words[heap + VISIBLE_CHILD_COUNT] as number);
    if ((flags & VISIBLE) === 0 && alias === 0) {
      if (inner !== 0) this.descend(heap, start, field, -1);
      return;
    }
    const isNamed = alias === 0 ? (flags & NAMED) !== 0 : this.tables.named[alias] === 1;
    const child = this.makeNode(alias === 0 ? symbol : alias, isNamed, field, start, (flags & MISSING) !== 0);
    this.node.children[this.filled++] = child;
    if (inner !== 0) {
      child.children = new Array(inner);
      this.descend(heap, start, 0, this.filled);
      this.node = child;
      this.filled = 0;
    }
  }

  makeNode(symbol: number, isNamed: boolean, field: number, start: number, isMissing: boolean): PlainNode {
    const isError = symbol === ERROR_SYMBOL;
    const type = isError ? "ERROR" : (this.tables.types[symbol] as string);
    const fieldName = field === 0 ? null : (this.tables.fieldNames[field] as string);
    return new PlainNode(type, isNamed, fieldName, start >>> 1, this.position >>> 1, this.node, NO_CHILDREN, isError || isMissing);
  }

  /** @param filled of the level that is left for a while; -1 when its node goes on being filled from the hidden level below. */
  descend(heap: number, start: number, field: number, filled: number): void {
    this.levels.push(this.slot, this.end, this.position, this.index, this.field, filled);
    this.nodes.push(this.node);
    this.enter(heap, start, field);
  }

  /** Turns to the children of the subtree at `heap`. It begins where its first child does, after the padding they share. */
  enter(heap: number, start: number, field: number): void {
    this.end = heap;
    this.slot = heap - 2 * (this.words[heap + CHILD_COUNT] as number);
    this.position = start - this.padding(this.slot);
    const production = (this.words[heap + PRODUCTION] as number) >>> 16;
    this.index = production === 0 ? -1 : production * this.tables.width;
    this.field = field;
  }

  padding(slot: number): number {
    const first = this.words[slot] as number;
    return first & 1 ? ((this.words[slot + 1] as number) >>> 16) & 0xff : (this.words[(first >>> 2) + PADDING] as number);
  }

  /** Goes on with the level above. */
  leave(): void {
    const { levels } = this;
    const filled = levels.pop() as number;
    if (filled >= 0) this.filled = filled;
    this.field = levels.pop() as number;
    this.index = levels.pop() as number;
    this.position = levels.pop() as number;
    this.end = levels.pop() as number;
    this.slot = levels.pop() as number;
    this.node = this.nodes.pop() as PlainNode;
  }
}

/** The plain copy of a tree. */
export function readFromMemory(tree: Tree, tables: GrammarTables, memory: Memory): PlainNode {
  const words = memory.HEAPU32;
  const heap = (words[addressOf(tree) >>> 2] as number) >>> 2;
  const symbol = (words[heap + SYMBOL] as number) & 0xffff;
  const start = words[heap + PADDING] as number;
  const end = start + (words[heap + SIZE] as number);
  const isError = symbol === ERROR_SYMBOL;
  const type = isError ? "ERROR" : (tables.types[symbol] as string);
  const root = new PlainNode(type, true, null, start >>> 1, end >>> 1, null, NO_CHILDREN, isError);
  if (words[heap + CHILD_COUNT] !== 0) {
    root.children = new Array(words[heap + VISIBLE_CHILD_COUNT] as number);
    new TreeReader(words, tables, root).read(heap, start);
  }
  return root;
}
