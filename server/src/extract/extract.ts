/** Picks the extractor by file name. */
import type { Module } from "../model/code.ts";
import { DEADLINE, type Grammar, parse } from "../parse/parser.ts";
import { extractJavaScript } from "./javascript.ts";
import { extractPython } from "./python.ts";

/** Extensions that are read as code, without the dot. */
export const CODE_EXTENSIONS = ["py", "js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts"] as const;

const TYPESCRIPT: Partial<Record<string, Grammar>> = { ts: "typescript", mts: "typescript", cts: "typescript", tsx: "tsx" };
const DECLARATIONS = /\.d\.(?:[^./]+\.)?[mc]?ts$/;

let report: (path: string, error: unknown) => void = () => {};

/** Says who is told of files whose extraction failed: a defect of ours, or code nested deeper than the stack. */
export function onExtractionFailure(listener: (path: string, error: unknown) => void): void {
  report = listener;
}

/**
 * Never throws. `initParser` has to be awaited before.
 * @returns undefined when the file is no code of ours, is a declaration file or minified, or did not parse within its deadline.
 */
export function extractModule(path: string, text: string): Module | undefined {
  const extension = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  if (!(CODE_EXTENSIONS as readonly string[]).includes(extension) || DECLARATIONS.test(path)) return undefined;
  try {
    return extension === "py" ? python(path, text) : script(path, text, extension);
  } catch (error) {
    report(path, error);
    return undefined;
  }
}

function python(path: string, text: string): Module | undefined {
  const tree = parse("python", text, DEADLINE, path);
  return tree && extractPython(tree, path);
}

/** JavaScript is read with the grammar of TSX, of which it is a part. */
function script(path: string, text: string, extension: string): Module | undefined {
  if (isMinified(text)) return undefined;
  const grammar = TYPESCRIPT[extension];
  const tree = parse(grammar ?? "tsx", text, DEADLINE, path);
  return tree && extractJavaScript(tree, path, grammar === undefined ? "javascript" : "typescript");
}

const LONG_LINE = 500;

/** Is most of the text in very long lines, and are they statements rather than data? */
export function isMinified(text: string): boolean {
  let long = 0;
  let statements = 0;
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    end = text.indexOf("\n", start);
    if (end < 0) end = text.length;
    if (end - start <= LONG_LINE) continue;
    long += end - start;
    for (let index = start; index < end; index++) {
      const unit = text.charCodeAt(index);
      if (unit === 0x28 || unit === 0x3b) statements++; // "(" and ";"
    }
  }
  return long * 2 > text.length && statements * 100 > long;
}
