/** Loads the parser's WebAssembly and, each on first use, the grammars. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Language, Parser } from "web-tree-sitter";
import type { Grammar } from "./parser.ts";
import { chooseReader, type ReadTree } from "./reader.ts";

/** Node's type package leaves the WebAssembly global to the DOM library, which a server does not have. */
declare const WebAssembly: { readonly Module: new (bytes: Uint8Array) => object };

/** The views on the linear memory that the WebAssembly module keeps up to date as the memory grows. */
export interface Memory {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU16: Uint16Array;
  readonly HEAPU32: Uint32Array;
}

/** A grammar, the parser that is set to it, and the way its trees are copied out. */
export interface Loaded {
  readonly language: Language;
  readonly parser: Parser;
  readonly read: ReadTree;
}

const loaded = new Map<Grammar, Loaded>();
let locate: (file: string) => string;
let starting: Promise<void> | undefined;
let ready = false;
/** Emscripten takes this object for its module, so the memory's views appear on it. */
const module: Partial<Memory> & Record<string, unknown> = {};

/** Finds the `.wasm` files: in `directory`, beside the bundle, or in the packages' own folders when run from source. */
function locator(directory: string | undefined): (file: string) => string {
  const beside = directory ?? (typeof __dirname === "string" ? __dirname : undefined);
  if (beside !== undefined) return (file) => join(beside, file);
  const { resolve } = createRequire(import.meta.url);
  const grammars = join(dirname(resolve("@vscode/tree-sitter-wasm/package.json")), "wasm");
  const elsewhere = new Map([
    ["web-tree-sitter.wasm", "web-tree-sitter/web-tree-sitter.wasm"],
    ["tree-sitter-hcl.wasm", "@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm"],
  ]);
  return (file) => {
    const specifier = elsewhere.get(file);
    return specifier === undefined ? join(grammars, file) : resolve(specifier);
  };
}

/** Starts the WebAssembly runtime once; later calls return the same promise. */
export function startRuntime(directory?: string): Promise<void> {
  starting ??= (async () => {
    locate = locator(directory);
    module.locateFile = () => locate("web-tree-sitter.wasm");
    await Parser.init(module);
    ready = true;
  })();
  return starting;
}

/** The grammar with its parser; reads and compiles the grammar on first use. */
export function load(grammar: Grammar): Loaded {
  if (!ready) throw new Error("initParser() has to be awaited before parse()");
  let entry = loaded.get(grammar);
  if (entry === undefined) {
    const bytes = readFileSync(locate(`tree-sitter-${grammar}.wasm`));
    const language = Language.loadSync(new WebAssembly.Module(bytes));
    const parser = new Parser().setLanguage(language);
    entry = { language, parser, read: chooseReader(grammar, language, parser, memory()) };
    loaded.set(grammar, entry);
  }
  return entry;
}

/** The linear memory all trees live in. Take the views from it anew for every tree: they change when the memory grows. */
export function memory(): Memory {
  return module as unknown as Memory;
}
