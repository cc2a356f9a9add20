/** The built command over a large workspace. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { writeTemplates, writeWorkspace } from "./generate.ts";
import { median, type Row, row } from "./report.ts";

const RUNS = 3;
const SECONDS = 15;
const MEGABYTES = 400;

/** Loaded before the command: writes what it took when it ends. */
const WITNESS = `if (require("node:worker_threads").isMainThread) process.on("exit", () => {
  require("node:fs").writeFileSync(process.env.BENCH_WITNESS, JSON.stringify(process.resourceUsage()));
});
`;

/** Without templates: a workspace whose functions are known by their code alone. */
export function measureScan(files: number, templates = 0): Row[] {
  const folder = mkdtempSync(path.join(tmpdir(), "lambda-ready-bench-"));
  try {
    const root = path.join(folder, "workspace");
    mkdirSync(root);
    const size = writeWorkspace(root, files) + writeTemplates(root, templates, files);
    const runs = Array.from({ length: RUNS }, () => scan(folder, root));
    const { functions, findings } = runs[0] as Scan;
    const cpu = median(runs.map((run) => run.cpu));
    const found = `${functions} functions, ${findings} findings`;
    const written = templates > 0 ? `${files} files and ${templates} templates` : `${files} files`;
    const note = `${written}, ${(size / 1e6).toFixed(0)} MB, ${availableParallelism()} cores, ${cpu.toFixed(1)} s of CPU; ${found}`;
    const what = templates > 0 ? "scan with templates" : "scan of a workspace";
    const seconds = runs.map((run) => run.seconds);
    const megabytes = runs.map((run) => run.megabytes);
    return [
      row(what, seconds, { by: "median", budget: SECONDS, unit: "s", note }),
      row(`${what}, peak memory`, megabytes, { by: "median", budget: MEGABYTES, unit: "MB", note: `${RUNS} runs` }),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Scan {
  readonly seconds: number;
  readonly megabytes: number;
  /** Seconds of all threads. */
  readonly cpu: number;
  readonly functions: number;
  readonly findings: number;
}

function scan(folder: string, root: string): Scan {
  const preload = path.join(folder, "witness.cjs");
  const witness = path.join(folder, "witness.txt");
  writeFileSync(preload, WITNESS);
  const command = path.resolve(import.meta.dirname, "../../dist/cli.cjs");
  const start = performance.now();
  const run = spawnSync(process.execPath, ["--require", preload, command, "check", ".", "--format", "json", "--fail-on", "never"], {
    cwd: root,
    env: { ...process.env, BENCH_WITNESS: witness },
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  const seconds = (performance.now() - start) / 1000;
  if (run.status !== 0) throw new Error(`the command failed: ${run.stderr}`);
  const { summary } = JSON.parse(run.stdout) as { summary: { functions: number; findings: number } };
  const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(readFileSync(witness, "utf8")) as NodeJS.ResourceUsage;
  return { seconds, megabytes: maxRSS / 1024, cpu: (userCPUTime + systemCPUTime) / 1e6, ...summary };
}
