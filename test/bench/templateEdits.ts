/** From a key press to diagnostics where code and template belong together: in the template, and in the code of one of its functions. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { nodeFiles, normalizePath } from "../../server/src/files.ts";
import { rules } from "../../server/src/rules/index.ts";
import { defaultEditorSettings } from "../../server/src/settings.ts";
import { Workspace } from "../../server/src/workspace.ts";
import { handlerFile, type Kind } from "./generate.ts";
import { type Row, row } from "./report.ts";
import { type FunctionCode, longTemplate, templateOfFunctions } from "./templateFiles.ts";

const LINES = 1000;
const FUNCTIONS = 50;
const BUDGET = 10;
/** Edits that are made before any is counted: the engine compiles what is hot. */
const WARM_UP = 60;

const TYPED_IN_TEMPLATE =
  "\n      ReservedConcurrentExecutions: 5\n      Description: orders that are late\n      EphemeralStorage:\n        Size: 1024";
const TYPED_IN_CODE = '\n    extra = client.publish(Message=json.dumps({"id": body["id"], "at": time.time()}))';

/** Functions in Python and TypeScript by turns, each in a directory of its own. */
function codeOf(index: number): FunctionCode {
  const directory = `functions/f${index}/`;
  if (index % 2 === 0) return { directory, handler: "app.lambda_handler", runtime: "python3.13" };
  return { directory, handler: "app.handler", runtime: "nodejs24.x" };
}

function writeCode(root: string, functions: number): void {
  for (let index = 0; index < functions; index++) {
    const kind: Kind = index % 2 === 0 ? "py" : "ts";
    mkdirSync(path.join(root, codeOf(index).directory), { recursive: true });
    writeFileSync(path.join(root, codeOf(index).directory, `app.${kind}`), handlerFile(kind, index, 4, []));
  }
}

export async function measureTemplateEdits(): Promise<Row[]> {
  const long = longTemplate("sam", LINES, codeOf);
  const many = templateOfFunctions("sam", 1, FUNCTIONS, codeOf);
  const inTemplate = await withWorkspace(long, (workspace, root) =>
    typeAfter(workspace, `${root}/template.yaml`, long, "      Timeout: ", TYPED_IN_TEMPLATE),
  );
  const code = handlerFile("py", 0, 4, []);
  const inCode = await withWorkspace(many, (workspace, root) =>
    typeAfter(workspace, `${root}/${codeOf(0).directory}app.py`, code, 'raise ValueError("', TYPED_IN_CODE),
  );
  const presses = (times: readonly number[]): string => `${times.length} key presses`;
  return [
    row("edit to diagnostics, SAM", inTemplate, {
      by: "p95",
      budget: BUDGET,
      unit: "ms",
      note: `${presses(inTemplate)} in ${long.split("\n").length} lines, in the server; with the code of its functions`,
    }),
    row("edit to diagnostics, code of SAM", inCode, {
      by: "p95",
      budget: BUDGET,
      unit: "ms",
      note: `${presses(inCode)} in ${code.split("\n").length} lines, in the server; one of ${FUNCTIONS} functions of a template`,
    }),
  ];
}

async function withWorkspace(template: string, use: (workspace: Workspace, root: string) => number[]): Promise<number[]> {
  const root = normalizePath(mkdtempSync(path.join(tmpdir(), "lambda-ready-bench-")));
  try {
    writeFileSync(path.join(root, "template.yaml"), template);
    writeCode(root, FUNCTIONS);
    const workspace = new Workspace({ rules, files: nodeFiles, log: (message) => console.error(message) });
    await workspace.addFolder(root, defaultEditorSettings).scan();
    const times = use(workspace, root);
    workspace.stop();
    return times;
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Types at the end of the first line that holds some text, takes it back, and types it again. @returns milliseconds of each key press. */
function typeAfter(workspace: Workspace, file: string, text: string, marker: string, typed: string): number[] {
  const at = text.indexOf("\n", text.indexOf(marker));
  const states = Array.from({ length: typed.length + 1 }, (_, length) => text.slice(0, at) + typed.slice(0, length) + text.slice(at));
  return [...states, ...states.toReversed(), ...states]
    .map((state) => {
      const start = performance.now();
      workspace.setDocument(file, state);
      workspace.analyse(file);
      return performance.now() - start;
    })
    .slice(WARM_UP);
}
