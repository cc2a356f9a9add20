/** Text to tree. See DESIGN.md section 2. */
import type { SyntaxTree } from "./syntax.ts";

export type Grammar = "python" | "typescript" | "tsx" | "hcl";

/** Finds the `.wasm` files: `dist/` when bundled, the packages' own folders in development. */
export declare function initParser(wasmDirectory?: string): Promise<void>;
/** @returns undefined when the deadline (milliseconds) passed; the text is then not analysed. */
export declare function parse(grammar: Grammar, text: string, deadline?: number): SyntaxTree | undefined;
