/**
 * YAML to the tree that it shares with JSON. The `yaml` package finds the structure and keeps what it can of half-typed
 * text; scalars are interpreted here, so that no tag, alias or number of the user's makes anything else than a node.
 */
import { Composer, Lexer, Parser } from "yaml";
import type { DataDocument, DataRange } from "./data.ts";
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

/** Parses the first document of the text that has content. Never throws; what cannot be read is in `broken`. */
export function parseYaml(text: string): DataDocument {
  const comments: DataRange[] = [];
  const broken: DataRange[] = [];
  const nothing: DataDocument = { text, syntax: "yaml", root: null, comments, broken: [{ start: 0, end: text.length }] };
  if (text.length > YAML_LIMIT) return nothing;
  const { stackTraceLimit } = Error;
  try {
    // The package makes an Error of every complaint; stacks that nobody reads are most of the time that broken text takes.
    Error.stackTraceLimit = 0;
    return { ...nothing, root: read(text, comments, broken), broken };
  } catch {
    // It asserts in places, and a stack that overflows in spite of the limits is no reason to fall.
    return nothing;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function read(text: string, comments: DataRange[], broken: DataRange[]): DataDocument["root"] {
  const tags: number[] = [];
  const composer = new Composer(options);
  for (const document of composer.compose(tokens(text, comments, tags, broken))) {
    for (const error of document.errors) broken.push({ start: error.pos[0], end: Math.max(...error.pos) });
    const tree = new YamlTree(text, tags, broken);
    const root = document.contents && tree.node(document.contents);
    if (root && !(root.kind === "scalar" && root.value === null)) return root;
  }
  return null;
}

/** The text's structure, while comments and tags are noted in passing: the tree itself does not say where they are. */
function* tokens(text: string, comments: DataRange[], tags: number[], broken: DataRange[]) {
  const parser = new Parser();
  const isLate = stopwatch(DEADLINE);
  let inScalar = false;
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const start = parser.offset;
    if (!inScalar && lexeme[0] === "#") comments.push({ start, end: start + lexeme.length });
    if (!inScalar && lexeme[0] === "!") tags.push(start);
    inScalar = lexeme === "\u001f";
    yield* parser.next(lexeme);
    if (parser.stack.length > MAX_DEPTH || (++count % 1000 === 0 && isLate())) {
      broken.push({ start: parser.offset, end: text.length });
      break;
    }
  }
  yield* parser.end();
}
