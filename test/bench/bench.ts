/**
 * `npm run bench`: the budgets of DESIGN.md section 8, measured in one run. Prints a table and leaves nothing behind.
 *
 *   npm run bench -- [FOLDER] [--check] [--only analysis,edit,start,scan,checklist,template] [--files N]
 *
 * FOLDER: measures the analysis on the source files below it rather than on generated ones. --check: exit code 1 when a
 * budget is missed. --files: size of the workspace that is scanned (10000). `template` runs cfn-lint, which takes minutes.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { CODE_EXTENSIONS } from "../../server/src/extract/extract.ts";
import { initParser } from "../../server/src/parse/parser.ts";
import { measureAnalysis } from "./analysis.ts";
import { measureChecklist } from "./checklist.ts";
import { measureEdits, measureServerEdits } from "./edits.ts";
import { handlerFiles, type SourceFile } from "./generate.ts";
import { isMissed, type Row, table } from "./report.ts";
import { measureScan } from "./scan.ts";
import { measureStart } from "./start.ts";
import { measureTemplateEdits } from "./templateEdits.ts";
import { measureTemplates } from "./templates.ts";

const GENERATED = 60;
const LARGEST = 200_000;
/** The workspace with templates. */
const SOURCES = 2000;
const TEMPLATES = 300;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: "boolean", default: false },
    only: { type: "string", default: "analysis,edit,start,scan,checklist,template" },
    files: { type: "string", default: "10000" },
  },
});

function sourcesBelow(folder: string): SourceFile[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => !/node_modules|\.git[\\/]/.test(name));
  const paths = names.filter((name) => (CODE_EXTENSIONS as readonly string[]).includes(path.extname(name).slice(1)));
  return paths.flatMap((name) => {
    const file = path.join(folder, name);
    const { size } = statSync(file);
    return size > 0 && size <= LARGEST ? [{ path: file, text: readFileSync(file, "utf8") }] : [];
  });
}

const wanted = new Set(values.only.split(","));
const rows: Row[] = [];
let steps = "";
await initParser();
if (wanted.has("analysis")) {
  const [folder] = positionals;
  const result = measureAnalysis(folder === undefined ? handlerFiles(GENERATED) : sourcesBelow(folder));
  rows.push(...result.rows);
  steps = result.steps;
}
if (wanted.has("edit")) rows.push(...(await measureEdits()), ...(await measureTemplateEdits()), ...(await measureServerEdits()));
if (wanted.has("start")) rows.push(await measureStart());
if (wanted.has("scan")) rows.push(...measureScan(Number(values.files)), ...measureScan(SOURCES, TEMPLATES));
if (wanted.has("checklist")) rows.push(...(await measureChecklist()));
if (wanted.has("template")) rows.push(...(await measureTemplates()));

console.log([table(rows), steps].filter((text) => text !== "").join("\n"));
if (values.check && rows.some(isMissed)) process.exitCode = 1;
