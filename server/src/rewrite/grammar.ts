/** Which grammar reads a file, by its name. */
import type { Grammar } from "../parse/parser.ts";

/** JavaScript is read with the grammar of TSX, of which it is a part. */
export function grammarOf(path: string): Grammar {
  if (path.endsWith(".py")) return "python";
  return /\.[mc]?ts$/.test(path) ? "typescript" : "tsx";
}
