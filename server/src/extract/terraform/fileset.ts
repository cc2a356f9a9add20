/** The files that `fileset` finds. */
import type { Evaluator } from "./evaluate.ts";

/** More names than that are no list somebody means to read. */
const MOST_NAMES = 1_000;
const MAX_DEPTH = 8;

/** Paths below a directory that match a pattern, sorted; undefined where there are too many to look at. */
export function namesMatching({ around, inputs }: Evaluator, directory: string, pattern: string): readonly string[] | undefined {
  const wanted = matcher(pattern);
  const found: string[] = [];
  let left = MOST_NAMES;
  const visit = (prefix: string, depth: number): void => {
    inputs.add(`${directory}/${prefix}`.replace(/\/$/, ""));
    for (const name of around.names(`${directory}/${prefix}`.replace(/\/$/, ""))) {
      if (left-- <= 0) return;
      const path = `${prefix}${name}`;
      const kind = around.kind(`${directory}/${path}`);
      if (kind === "file" && wanted.test(path)) found.push(path);
      else if (kind === "directory" && depth < MAX_DEPTH && pattern.includes("/")) visit(`${path}/`, depth + 1);
    }
  };
  visit("", 0);
  return left < 0 ? undefined : found.sort();
}

/** `*`, `**`, `?` and `{a,b}`. */
function matcher(pattern: string): RegExp {
  const pieces = pattern.split(/(\*\*\/|\*\*|\*|\?|\{[^{}]*\})/).map((piece) => {
    if (piece === "**/") return "(?:[^/]+/)*";
    if (piece === "**") return ".*";
    if (piece === "*") return "[^/]*";
    if (piece === "?") return "[^/]";
    return /^\{.*\}$/.test(piece) ? `(?:${piece.slice(1, -1).split(",").map(matcherText).join("|")})` : plain(piece);
  });
  return new RegExp(`^${pieces.join("")}$`);
}

function matcherText(piece: string): string {
  return plain(piece).replaceAll("\\*", "[^/]*");
}

function plain(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&");
}
