/**
 * YAML to the tree that it shares with JSON. The `yaml` package finds the structure and keeps what it can of half-typed
 * text; scalars are interpreted here, so that no tag, alias or number of the user's makes anything else than a node.
 */
import { Composer, Lexer, Parser } from "yaml";
import type { BrokenRange, DataDocument, DataRange } from "./data.ts";
import { stopwatch } from "./stopwatch.ts";
import { YamlTree } from "./yamlTree.ts";

/** CloudFormation takes no template of more than 1 MB, so whatever is longer is no template. A dense megabyte takes three seconds. */
export const YAML_LIMIT = 1_048_576;

/** Nobody writes such nesting; the recursion of the parser and of those who walk the tree stays far from its end. */
const MAX_DEPTH = 160;

/** Milliseconds; what is read by then is kept. Only text made to be slow takes that long. */
const DEADLINE = 2000;

/** Scalars stay strings and tags stay names: nothing is resolved, nothing is said about either. */
const options = {
  schema: "failsafe",
  resolveKnownTags: false,
  merge: false,
  uniqueKeys: false,
  strict: false,
  stringKeys: false,
  keepSourceTokens: false,
  logLevel: "silent",
} as const;

/** A quoted text over lines that are entries themselves: its quote is not closed yet. */
const SWALLOWED = /\n[ \t]*(?:- |["'\w][\w.:/-]*["']?:(?:\s|$))/;

/** Whoever types has one quote open; a second may be its fellow. */
const MAX_REPAIRS = 2;

/** What one pass over the text finds. */
interface Reading {
  readonly comments: DataRange[];
  readonly broken: BrokenRange[];
  /** Offsets of all tags: the nodes do not say where theirs are. */
  readonly tags: number[];
  /** Offsets of quotes that seem not to be closed. */
  readonly quotes: number[];
  root: DataDocument["root"];
}

/** Parses the first document of the text that has content. Never throws; what cannot be read is in `broken`. */
export function parseYaml(text: string): DataDocument {
  const nothing: DataDocument = { text, syntax: "yaml", root: null, comments: [], broken: [{ start: 0, end: text.length }] };
  if (text.length > YAML_LIMIT) return nothing;
  const { stackTraceLimit } = Error;
  try {
    // The package makes an Error of every complaint; stacks that nobody reads are most of the time that broken text takes.
    Error.stackTraceLimit = 0;
    const { root, comments, broken } = readRepaired(text);
    return { ...nothing, root, comments, broken };
  } catch {
    // It asserts in places, and a stack that overflows in spite of the limits is no reason to fall.
    return nothing;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** An open quote swallows all to the next one, far away: its line is left out, and the rest read again. */
function readRepaired(text: string): Reading {
  let reading = read(text);
  let repaired = text;
  const open: BrokenRange[] = [];
  for (let repairs = 0; repairs < MAX_REPAIRS && reading.broken.length > 0; repairs++) {
    const [start] = reading.quotes;
    if (start === undefined) break;
    const [line = ""] = /^.*/.exec(repaired.slice(start)) ?? [];
    open.push({ start, end: start + line.length, reason: "The quote is not closed" });
    repaired = repaired.slice(0, start) + " ".repeat(line.length) + repaired.slice(start + line.length);
    reading = read(repaired);
  }
  reading.broken.push(...open);
  return reading;
}

function read(text: string): Reading {
  const reading: Reading = { comments: [], broken: [], tags: [], quotes: [], root: null };
  for (const document of new Composer(options).compose(tokens(text, reading))) {
    for (const { pos, message } of document.errors) reading.broken.push({ start: pos[0], end: Math.max(...pos), reason: message });
    const tree = new YamlTree(text, reading.tags, reading.broken);
    const root = document.contents && tree.node(document.contents);
    if (root === null || (root.kind === "scalar" && root.value === null)) continue;
    reading.root = root;
    break;
  }
  return reading;
}

/** The text's structure, while what the tree does not say is noted in passing. */
function* tokens(text: string, { comments, tags, quotes, broken }: Reading) {
  const parser = new Parser();
  const isLate = stopwatch(DEADLINE);
  let inScalar = false;
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const start = parser.offset;
    const first = inScalar ? "" : lexeme[0];
    if (first === "#") comments.push({ start, end: start + lexeme.length });
    else if (first === "!") tags.push(start);
    else if ((first === '"' || first === "'") && SWALLOWED.test(lexeme)) quotes.push(start);
    inScalar = lexeme === "\u001f";
    yield* parser.next(lexeme);
    if (parser.stack.length > MAX_DEPTH || (++count % 1000 === 0 && isLate())) {
      broken.push({ start: parser.offset, end: text.length });
      break;
    }
  }
  yield* parser.end();
}
