/**
 * Python programs of the tests and of the demo, each set in a virtual environment of its own under .cache/, made once for each set of
 * versions: the judges of what the tests make (cfn-lint reads templates as CloudFormation and SAM do; `aws` and boto3 read what our
 * emulator of AWS answers), and moto, which is that emulator's ground. The demo needs moto alone, so it is apart.
 * `node scripts/python-tools.ts` makes both.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { inRoot } from "./paths.ts";
import { main, run, step, Unavailable } from "./vscode/steps.ts";

interface ToolSet {
  /** Pinned: another version complains of other things, or answers otherwise. The first names the folder. */
  readonly requirements: readonly [string, ...string[]];
  readonly megabytes: number;
}

/** botocore is one and the same for cfn-lint, boto3 and awscli: awscli pins it. */
const judges: ToolSet = {
  requirements: ["cfn-lint==1.58.0", "aws-sam-translator==1.115.0", "boto3==1.44.5", "awscli==1.46.3"],
  megabytes: 390,
};

/** Not `moto[server]`, which brings cfn-lint and Docker's client along for services we do not ask. */
const moto: ToolSet = { requirements: ["moto==5.2.5", "flask==3.1.3", "flask-cors==6.0.5"], megabytes: 150 };

const isWindows = process.platform === "win32";

/** The folder of a set; another set of versions has another one. */
function folderOf({ requirements }: ToolSet): string {
  return inRoot(".cache", `python-${requirements.join("-").replaceAll("==", "-")}`);
}

/** A program of an environment. */
function program(environment: string, name: string): string {
  return isWindows ? path.join(environment, "Scripts", `${name}.exe`) : path.join(environment, "bin", name);
}

/** The interpreter that has cfn-lint, `aws` and boto3, which are installed if they have to be. */
export async function ensurePythonTools(): Promise<string> {
  return program(await ensure(judges), "python");
}

/** The interpreter that has moto, which is installed if it has to be. */
export async function ensureMoto(): Promise<string> {
  return program(await ensure(moto), "python");
}

async function ensure(set: ToolSet): Promise<string> {
  const folder = folderOf(set);
  const what = `Installing ${set.requirements.join(", ")} into .cache/ (once, about ${set.megabytes} MB)`;
  if (!existsSync(folder)) await step(what, () => install(set, folder));
  return folder;
}

async function install(set: ToolSet, folder: string): Promise<void> {
  // Several tests may do this at once: each makes its own, the first one done stays.
  const own = `${folder}.${process.pid}`;
  mkdirSync(path.dirname(own), { recursive: true });
  try {
    await makeEnvironment(own);
    await packages(own, set.requirements);
    if (!existsSync(folder)) renameSync(own, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(own, { recursive: true, force: true, maxRetries: 5 });
  }
  removeOutdated();
}

/** Environments of other sets of versions; not one that is being made. */
function removeOutdated(): void {
  const current = [judges, moto].map((set) => path.basename(folderOf(set)));
  const cache = inRoot(".cache");
  for (const name of readdirSync(cache)) {
    if (!name.startsWith("python-") || current.some((one) => name.startsWith(one))) continue;
    rmSync(path.join(cache, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

async function makeEnvironment(own: string): Promise<void> {
  const create = () => run(isWindows ? "python" : "python3", ["-m", "venv", own]);
  try {
    await create();
  } catch (error) {
    const help = "Python 3.10 or newer with its module venv is needed (Debian: apt-get install python3-venv).";
    const cause = error instanceof Error ? error.message : String(error);
    if (!existsSync("/usr/bin/apt-get")) throw new Unavailable(`${help}\n${cause}`);
    await step("Installing Python's venv through apt", installVenv).catch((failure: unknown) => {
      throw new Unavailable(`${help}\n${cause}\napt-get says: ${failure instanceof Error ? failure.message : failure}`);
    });
    rmSync(own, { recursive: true, force: true });
    await create();
  }
}

async function installVenv(): Promise<void> {
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", "python3", "python3-venv"]]) {
    const [command = "", ...rest] = [...asRoot, "apt-get", ...args];
    await run(command, rest, { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  }
}

async function packages(own: string, requirements: readonly string[]): Promise<void> {
  const pip = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", "--only-binary=:all:"];
  try {
    await run(program(own, "python"), [...pip, ...requirements]);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new Unavailable(`${requirements.join(" and ")} could not be installed: is PyPI, Python's package index, in reach?\n${cause}`);
  }
}

if (import.meta.main) {
  await main(async () => {
    await ensurePythonTools();
    await ensureMoto();
    return 0;
  });
}
