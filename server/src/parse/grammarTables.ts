import type { Language } from "web-tree-sitter";
import type { Memory } from "./runtime.ts";

/** The symbol of an ERROR node. */
export const ERROR_SYMBOL = 0xffff;

/** What a grammar says about its symbols and productions, copied out of WebAssembly once. */
export interface GrammarTables {
  /** Symbol to node type. */
  readonly types: readonly string[];
  /** Symbol to 1 when it is a named node: only read for aliases, nodes carry their own flag. */
  readonly named: Uint8Array;
  /** Length of a row of the two tables that follow. */
  readonly width: number;
  /** `[production * width + structural child index]`: the symbol that child is called by, or 0. */
  readonly aliases: Uint16Array;
  /** `[production * width + structural child index]`: the field id of that child, or 0. */
  readonly fieldIds: Uint16Array;
  readonly fieldNames: readonly (string | null)[];
}

/** Offsets in `struct TSLanguage` (tree-sitter's parser.h) where pointers have 32 bits. */
const SYMBOL_COUNT = 4;
const ALIAS_COUNT = 8;
const PRODUCTION_COUNT = 28;
const FIELD_COUNT = 32;
const ROW_WIDTH = 36;
const FIELD_SLICES = 64;
const FIELD_ENTRIES = 68;
const SYMBOL_METADATA = 72;
const PUBLIC_SYMBOLS = 76;
const ALIAS_SEQUENCES = 84;

/** The address of the object behind a web-tree-sitter handle: its numeric property 0. */
export function addressOf(handle: object): number {
  return (handle as { readonly 0: number })[0] >>> 0;
}

/** @returns undefined when the struct is not laid out as expected. */
export function readGrammarTables(language: Language, memory: Memory): GrammarTables | undefined {
  const at = addressOf(language);
  const word = (offset: number): number => memory.HEAPU32[(at + offset) >>> 2] as number;
  const symbols = word(SYMBOL_COUNT) + word(ALIAS_COUNT);
  if (symbols !== language.types.length || word(FIELD_COUNT) !== language.fields.length - 1) return undefined;
  // Production 0 stands for "no alias, no field". Nodes of it may have any number of children, so it has no row to read.
  if (memory.HEAPU16[(word(FIELD_SLICES) >>> 1) + 1] !== 0) return undefined;
  const types: string[] = [];
  const named = new Uint8Array(symbols);
  for (let symbol = 0; symbol < symbols; symbol++) {
    types.push(language.types[memory.HEAPU16[(word(PUBLIC_SYMBOLS) >>> 1) + symbol] as number] ?? "ERROR");
    named[symbol] = memory.HEAPU8[word(SYMBOL_METADATA) + 3 * symbol + 1] as number;
  }
  const width = memory.HEAPU16[(at + ROW_WIDTH) >>> 1] as number;
  const productions = word(PRODUCTION_COUNT);
  const sequences = word(ALIAS_SEQUENCES) >>> 1;
  const aliases = memory.HEAPU16.slice(sequences, sequences + productions * width);
  const fieldIds = readFieldIds(memory, word(FIELD_SLICES), word(FIELD_ENTRIES), productions, width);
  return { types, named, width, aliases, fieldIds, fieldNames: language.fields };
}

/** The first field that is not inherited wins, as in `ts_tree_cursor_current_field_id`. */
function readFieldIds(memory: Memory, slices: number, entries: number, productions: number, width: number): Uint16Array {
  const ids = new Uint16Array(productions * width);
  for (let production = 0; production < productions; production++) {
    const first = memory.HEAPU16[(slices >>> 1) + 2 * production] as number;
    const length = memory.HEAPU16[(slices >>> 1) + 2 * production + 1] as number;
    for (let entry = first; entry < first + length; entry++) {
      const child = memory.HEAPU8[entries + 4 * entry + 2] as number;
      const inherited = memory.HEAPU8[entries + 4 * entry + 3] as number;
      const index = production * width + child;
      if (inherited === 0 && child < width && ids[index] === 0) ids[index] = memory.HEAPU16[(entries >>> 1) + 2 * entry] as number;
    }
  }
  return ids;
}
