/** Functions that read the disk. */
import type { Place } from "../../model/code.ts";
import type { Expression } from "../../model/infrastructure.ts";
import { literal } from "../stack.ts";
import type { Evaluator } from "./evaluate.ts";
import { resolvePath } from "./paths.ts";
import { derived, list, textOfLiteral, unknown } from "./values.ts";

/** The longest file whose text is taken in. */
const LONGEST_FILE = 500_000;

export function file(args: readonly Expression[], place: Place, evaluator: Evaluator): Expression | undefined {
  const path = textOfLiteral(args[0]);
  if (path === undefined) return undefined;
  const absolutePath = resolvePath(evaluator.root, path);
  evaluator.inputs.add(absolutePath);
  const text = evaluator.around.text(absolutePath);
  if (text === undefined || text.length > LONGEST_FILE) return undefined;
  const value = derived(literal(place, text), args);
  evaluator.texts.set(value, { file: { path: absolutePath, text }, start: 0, end: text.length, interpolations: [] });
  return value;
}

/** Nobody knows it, but of what archive it is. */
export function hash(of: Expression | undefined, place: Place, evaluator: Evaluator): Expression {
  const archive = of && evaluator.archives.get(of);
  const value = unknown(place, [of]);
  if (archive !== undefined) evaluator.archives.set(value, archive);
  return value;
}

export function fileset(args: readonly Expression[], place: Place, evaluator: Evaluator): Expression | undefined {
  const [directory, pattern] = args.map(textOfLiteral);
  if (directory === undefined || pattern === undefined) return undefined;
  const names = namesMatching(evaluator, resolvePath(evaluator.root, directory), pattern);
  return (
    names &&
    derived(
      list(
        place,
        names.map((name) => literal(place, name)),
      ),
      args,
    )
  );
}

/** More names than that are no list somebody means to read. */
const MOST_NAMES = 1_000;
const MAX_DEPTH = 8;

/** Paths below a directory that match a pattern, sorted; undefined where there are too many to look at. */
function namesMatching({ around, inputs }: Evaluator, directory: string, pattern: string): readonly string[] | undefined {
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
