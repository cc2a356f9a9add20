/** From an edit of a file of 1,000 lines to its diagnostics, half-typed states included. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { nodeFiles, normalizePath } from "../../server/src/files.ts";
import { load } from "../../server/src/parse/runtime.ts";
import { rules } from "../../server/src/rules/index.ts";
import { defaultEditorSettings } from "../../server/src/settings.ts";
import { Workspace } from "../../server/src/workspace.ts";
import { withClient } from "./client.ts";
import { longHandler, writeWorkspace } from "./generate.ts";
import { median, type Row, row } from "./report.ts";

const LINES = 1000;
const BUDGET = 10;
/** Edits that are made before any is counted: the engine compiles what is hot. */
const WARM_UP = 60;
const NEIGHBOURS = 60;

/** What somebody types at the end of a line of the first function, and, by language, after which text. */
const TYPED = {
  py: {
    after: 'raise ValueError("',
    text: '\n    extra = client.publish(Message=json.dumps({"id": body["id"], "at": time.time()}))\n    return extra',
  },
  ts: {
    after: "throw new Error(",
    text: "\n  const extra = await client.send(new PutCommand({ Item: { ...body, id: `${body.id}` } }));\n  return extra;",
  },
} as const;
type Kind = keyof typeof TYPED;

interface Edited {
  readonly file: string;
  readonly text: string;
  /** The versions of the line that is edited, one a key press; the file begins with the first. */
  readonly lines: string[];
}

function edited(kind: Kind): Edited {
  const text = longHandler(kind, LINES);
  const { after, text: typed } = TYPED[kind];
  const start = text.lastIndexOf("\n", text.indexOf(after)) + 1;
  const line = text.slice(start, text.indexOf("\n", start));
  return { file: `long.${kind}`, text, lines: Array.from({ length: typed.length + 1 }, (_, length) => line + typed.slice(0, length)) };
}

/** Inside of this process: what the server does between the change and the answer. */
export async function measureEdits(): Promise<Row[]> {
  const root = normalizePath(mkdtempSync(path.join(tmpdir(), "lambda-ready-bench-")));
  try {
    writeWorkspace(root, NEIGHBOURS);
    return [await editInside(root, "py"), await editInside(root, "ts")];
  } finally {
    rmSync(root, { recursive: true });
  }
}

async function editInside(root: string, kind: Kind): Promise<Row> {
  const { file, text, lines } = edited(kind);
  const target = `${root}/${file}`;
  writeFileSync(target, text);
  const workspace = new Workspace({ rules, files: nodeFiles, log: (message) => console.error(message) });
  await workspace.addFolder(root, defaultEditorSettings).scan();
  const times: number[] = [];
  const alone: number[] = [];
  for (const line of typedTwice(lines)) {
    const next = text.replace(lines[0] as string, () => line);
    const start = performance.now();
    workspace.setDocument(target, next);
    workspace.analyse(target);
    const analysed = performance.now();
    load(kind === "py" ? "python" : "typescript")
      .parser.parse(text)
      ?.delete();
    times.push(analysed - start);
    alone.push(performance.now() - analysed);
  }
  workspace.stop();
  return rowOf(`edit to diagnostics, ${kind}`, times, `in the server; parsing the file alone ${median(alone).toFixed(1)} ms`);
}

/** From the other end of the built server's standard input and output. */
export async function measureServerEdits(): Promise<Row[]> {
  return [await editOutside("py"), await editOutside("ts")];
}

async function editOutside(kind: Kind): Promise<Row> {
  const { file, text, lines } = edited(kind);
  return withClient({ server: "dist/server.cjs", files: { [file]: text } }, async (client) => {
    await client.open(file, text);
    const times: number[] = [];
    let last = lines[0] as string;
    for (const line of typedTwice(lines)) {
      const start = performance.now();
      await client.replace(file, last, line);
      await client.pull(file);
      times.push(performance.now() - start);
      last = line;
    }
    return rowOf(`edit to diagnostics, ${kind}`, times, "over LSP, the client's part included");
  });
}

/** Typed, taken back, and typed again. */
const typedTwice = (lines: readonly string[]): string[] => [...lines, ...lines.toReversed(), ...lines];

function rowOf(what: string, times: readonly number[], where: string): Row {
  const counted = times.slice(WARM_UP);
  return row(what, counted, { by: "p95", budget: BUDGET, unit: "ms", note: `${counted.length} key presses in ${LINES} lines, ${where}` });
}
