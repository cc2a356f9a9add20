/** The command over templates, and cfn-lint over the same ones. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ensurePythonTools } from "../../scripts/python-tools.ts";
import { type Row, row } from "./report.ts";
import { type TemplateFlavour, template } from "./templateFiles.ts";

const SIZES = [20, 100, 300];
const FLAVOURS: readonly TemplateFlavour[] = ["sam", "cloudformation"];
const EACH = 5;
/** Percent: cfn-lint takes at least twenty times as long. */
const SHARE = 5;

/** The package has a program but no module that can be run. */
const CFN_LINT = "from cfnlint.runner import main; main()";
const command = path.resolve(import.meta.dirname, "../../dist/cli.cjs");

/** Both as whole processes: their start is part of what people wait for. */
export async function measureTemplates(): Promise<Row[]> {
  const python = await ensurePythonTools();
  const folder = mkdtempSync(path.join(tmpdir(), "lambda-ready-bench-"));
  try {
    const names = writeTemplates(folder);
    const start = performance.now();
    const findings = check(folder);
    const checked = performance.now();
    lint(python, folder, names);
    const ours = (checked - start) / 1000;
    const theirs = (performance.now() - checked) / 1000;
    const ratio = (100 * ours) / theirs;
    const times = `${ours.toFixed(2)} s : ${theirs.toFixed(1)} s, ${(100 / ratio).toFixed(0)} x as fast`;
    const note = `${names.length} templates of ${SIZES.join(", ")} resources, ${times}; ${findings} findings of all rules`;
    return [row("check : cfn-lint", [ratio], { by: "median", budget: SHARE, unit: "%", note })];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeTemplates(folder: string): string[] {
  writeFileSync(path.join(folder, ".lambda-ready.yaml"), "profile: strict\n");
  const kinds = FLAVOURS.flatMap((flavour) => SIZES.map((size) => ({ flavour, size })));
  return kinds.flatMap(({ flavour, size }) =>
    Array.from({ length: EACH }, (_, seed) => {
      const name = `${flavour}-${size}-${seed}.yaml`;
      writeFileSync(path.join(folder, name), template(flavour, seed, size));
      return name;
    }),
  );
}

/** @returns the number of findings. */
function check(folder: string): number {
  const args = [command, "check", ".", "--format", "json", "--fail-on", "never"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 30 });
  if (status !== 0) throw new Error(`the command failed: ${stderr}`);
  return (JSON.parse(stdout) as { summary: { findings: number } }).summary.findings;
}

function lint(python: string, folder: string, names: readonly string[]): void {
  const args = ["-c", CFN_LINT, "--format", "json", "--regions", "us-east-1", "--non-zero-exit-code", "none", "--", ...names];
  // Nobody's own settings.
  const env = { ...process.env, HOME: folder, USERPROFILE: folder, AWS_DEFAULT_REGION: "us-east-1" };
  execFileSync(python, args, { cwd: folder, env, encoding: "utf8", maxBuffer: 1 << 30 });
}
