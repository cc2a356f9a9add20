/** cfn-lint as the judge of templates: it reads them as CloudFormation does, SAM ones through SAM's own translator. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { ensurePythonTools } from "../../scripts/python-tools.ts";

export interface Complaint {
  /** `E3012`. */
  readonly rule: string;
  readonly message: string;
  /** Counts from 1. */
  readonly line: number;
}

interface Match {
  readonly Filename: string;
  readonly Message: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Start: { readonly LineNumber: number } };
}

/**
 * What cfn-lint says of each of the templates, in one process. Names ending in `.json` are those of JSON templates, all
 * others of YAML ones; a name that is not in the result never is, each has its list.
 */
export async function complaints(templates: ReadonlyMap<string, string>): Promise<Map<string, Complaint[]>> {
  const python = await ensurePythonTools();
  const folder = mkdtempSync(path.join(tmpdir(), "lambda-ready-cfn-lint-"));
  try {
    const files = new Map<string, string>();
    for (const [name, text] of templates) {
      const file = path.join(folder, `${files.size}.${name.endsWith(".json") ? "json" : "yaml"}`);
      writeFileSync(file, text);
      files.set(file, name);
    }
    const result = new Map<string, Complaint[]>([...templates.keys()].map((name) => [name, []]));
    for (const match of await run(python, folder, [...files.keys()])) {
      const said = result.get(files.get(match.Filename) ?? "");
      said?.push({ rule: match.Rule.Id, message: match.Message, line: match.Location.Start.LineNumber });
    }
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The package has a program but no module that can be run; the program names an interpreter that may have moved. */
const start = "from cfnlint.runner import main; main()";

async function run(python: string, folder: string, files: readonly string[]): Promise<Match[]> {
  if (files.length === 0) return [];
  const args = ["-c", start, "--format", "json", "--regions", "us-east-1", "--non-zero-exit-code", "none", "--", ...files];
  // Nobody's own settings: neither of the working directory nor of the home directory.
  const env = { ...process.env, HOME: folder, USERPROFILE: folder, AWS_DEFAULT_REGION: "us-east-1" };
  const { stdout } = await promisify(execFile)(python, args, { cwd: folder, env, maxBuffer: 100_000_000 });
  return JSON.parse(stdout) as Match[];
}

/** What is said of the second template and was not said of the first, wherever it stands. */
export function newComplaints(before: readonly Complaint[], after: readonly Complaint[]): Complaint[] {
  const known = before.map(({ rule, message }) => `${rule} ${message}`);
  return after.filter(({ rule, message }) => {
    const index = known.indexOf(`${rule} ${message}`);
    if (index >= 0) known.splice(index, 1);
    return index < 0;
  });
}
