/** Analysis of a file against parsing it alone. */
import { extractModule } from "../../server/src/extract/extract.ts";
import { findingsOf } from "../../server/src/findings.ts";
import { analyze } from "../../server/src/flow/analyze.ts";
import type { Grammar } from "../../server/src/parse/parser.ts";
import { load } from "../../server/src/parse/runtime.ts";
import { rules } from "../../server/src/rules/index.ts";
import { defaults } from "../../server/src/settings.ts";
import type { SourceFile } from "./generate.ts";
import { median, type Row, row } from "./report.ts";

const WARM_UP = 8;
const ROUNDS = 15;
const settings = { ...defaults, profile: "strict" as const, file: undefined, problems: [] };

const STEPS = ["parse alone", "parse to facts", "facts to program", "rules"] as const;

export interface AnalysisResult {
  readonly rows: Row[];
  /** Share of the time of parsing alone that each step costs, for the reader of the table. */
  readonly steps: string;
}

/** @param files those that are no code of ours are passed over. */
export function measureAnalysis(files: readonly SourceFile[]): AnalysisResult {
  const known = files.filter(({ path, text }) => extractModule(path, text) !== undefined);
  const times = known.map(() => STEPS.map((): number[] => []));
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [index, file] of known.entries()) {
      const measured = measureFile(file);
      if (round >= 0) for (const [step, time] of measured.entries()) times[index]?.[step]?.push(time);
    }
  }
  const medians = times.map((steps) => steps.map(median));
  const ratios = medians.map(([alone = 0, ...steps]) => steps.reduce((sum, step) => sum + step, 0) / alone);
  const totals = STEPS.map((_, step) => medians.reduce((sum, steps) => sum + (steps[step] as number), 0));
  const all = totals.slice(1).reduce((sum, step) => sum + step, 0) / (totals[0] as number);
  const lines = known.reduce((sum, { text }) => sum + text.split("\n").length, 0);
  const shares = STEPS.slice(1).map((name, index) => `${name} ${((totals[index + 1] as number) / (totals[0] as number)).toFixed(2)}`);
  const note = `${known.length} files, ${lines} lines; all files together ${all.toFixed(2)} x`;
  return {
    rows: [row("analysis : parsing alone", ratios, { by: "median", budget: 2, unit: "x", note })],
    steps: `  of parsing alone (${(totals[0] as number).toFixed(0)} ms for all files): ${shares.join(", ")}`,
  };
}

/** Milliseconds of each step. */
function measureFile({ path, text }: SourceFile): number[] {
  const parser = load(grammarOf(path)).parser;
  const start = performance.now();
  parser.parse(text)?.delete();
  const parsed = performance.now();
  const module = extractModule(path, text);
  const extracted = performance.now();
  if (module === undefined) return [0, 0, 0, 0];
  const program = analyze([module], () => undefined, { belongsToFunction: () => true });
  const analyzed = performance.now();
  findingsOf(program, module, settings, rules);
  return [parsed - start, extracted - parsed, analyzed - extracted, performance.now() - analyzed];
}

function grammarOf(path: string): Grammar {
  if (path.endsWith(".py")) return "python";
  return /\.[mc]?ts$/.test(path) ? "typescript" : "tsx";
}
