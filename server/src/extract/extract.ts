/** Picks the extractor by file name. */
import type { Module } from "../model/code.ts";

/** Extensions that are read as code, without the dot. */
export const CODE_EXTENSIONS = ["py", "js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts"] as const;

/** @returns undefined when the file is no code of ours, is a declaration file, or did not parse within its deadline. */
export declare function extractModule(path: string, text: string): Module | undefined;
