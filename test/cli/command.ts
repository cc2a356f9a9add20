/** Runs the real command in a folder of its own. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";

/** Node keeps what it made of the sources here: the command starts in half the time. */
const COMPILE_CACHE = path.join(tmpdir(), "lambda-ready-compile-cache");
const CLI = path.resolve(import.meta.dirname, "../../server/src/cli.ts");

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const made: string[] = [];
after(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A new folder with these files, gone after the tests. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "lambda-ready-cli-")));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

/** Runs `lambda-ready` with these arguments. */
export async function run(folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: folder,
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const texts = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (texts.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (texts.stderr += text));
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  return { code, ...texts };
}

export interface JsonPosition {
  readonly line: number;
  readonly column: number;
}
export interface JsonRange {
  readonly start: JsonPosition;
  readonly end: JsonPosition;
}
export interface JsonReport {
  readonly version: number;
  readonly tool: { readonly name: string; readonly version: string };
  readonly summary: { readonly files: number; readonly functions: number; readonly findings: number; readonly durationMs: number };
  readonly findings: readonly {
    readonly ruleId: string;
    readonly severity: string;
    readonly message: string;
    readonly path: string;
    readonly range: JsonRange;
    readonly function: string | null;
    readonly related: readonly { readonly path: string; readonly range: JsonRange; readonly message: string }[];
    readonly fixes: readonly {
      readonly title: string;
      readonly safety: string;
      readonly edits: readonly { path: string; range: JsonRange; newText: string }[];
    }[];
  }[];
  readonly errors: readonly { readonly path: string; readonly message: string }[];
}

/** `check --format json` with these arguments, and its report. */
export async function checkJson(folder: string, ...args: string[]): Promise<Ran & { report: JsonReport }> {
  const ran = await run(folder, ["check", "--format", "json", ...args]);
  return { ...ran, report: JSON.parse(ran.stdout) as JsonReport };
}

/** `fn/app.py:3 sdk-client-in-handler`, by finding. */
export function shown(report: JsonReport): string[] {
  return report.findings.map((finding) => `${finding.path}:${finding.range.start.line} ${finding.ruleId}`);
}

/** A handler with a client of its own: one warning with a safe fix. */
export const CLIENT_IN_HANDLER = `import boto3


def lambda_handler(event, context):
    s3 = boto3.client("s3")
    return s3.list_buckets()
`;
