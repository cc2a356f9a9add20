/**
 * Python programs that judge what the tests make (cfn-lint, which reads templates as CloudFormation and SAM do): in a virtual
 * environment of their own under .cache/, made once for each set of versions. `node scripts/python-tools.ts` makes it.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { inRoot } from "./paths.ts";
import { main, run, step, Unavailable } from "./vscode/steps.ts";

/** Pinned: another version complains of other things. */
const requirements = ["cfn-lint==1.58.0", "aws-sam-translator==1.115.0"];

const name = `python-${requirements.join("-").replaceAll("==", "-")}`;
const folder = inRoot(".cache", name);
const isWindows = process.platform === "win32";

/** The interpreter of an environment. */
function interpreter(environment: string): string {
  return isWindows ? path.join(environment, "Scripts", "python.exe") : path.join(environment, "bin", "python");
}

/** The interpreter that has the tools, which are installed if they have to be. */
export async function ensurePythonTools(): Promise<string> {
  if (!existsSync(folder)) await step(`Installing ${requirements.join(" and ")} into .cache/ (once, about 230 MB)`, install);
  return interpreter(folder);
}

async function install(): Promise<void> {
  // Several tests may do this at once: each makes its own, the first one done stays.
  const own = `${folder}.${process.pid}`;
  mkdirSync(path.dirname(own), { recursive: true });
  try {
    await makeEnvironment(own);
    await packages(own);
    if (!existsSync(folder)) renameSync(own, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(own, { recursive: true, force: true, maxRetries: 5 });
  }
  const outdated = readdirSync(path.dirname(folder)).filter((one) => one.startsWith("python-") && !one.startsWith(name));
  for (const one of outdated) rmSync(path.join(path.dirname(folder), one), { recursive: true, force: true });
}

async function makeEnvironment(own: string): Promise<void> {
  const create = () => run(isWindows ? "python" : "python3", ["-m", "venv", own]);
  try {
    await create();
  } catch (error) {
    const help = "The tests need Python 3.10 or newer with its module venv (Debian: apt-get install python3-venv).";
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
    const [program = "", ...rest] = [...asRoot, "apt-get", ...args];
    await run(program, rest, { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  }
}

async function packages(own: string): Promise<void> {
  const pip = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", "--only-binary=:all:"];
  try {
    await run(interpreter(own), [...pip, ...requirements]);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new Unavailable(`${requirements.join(" and ")} could not be installed: is PyPI, Python's package index, in reach?\n${cause}`);
  }
}

if (import.meta.main) await main(async () => void (await ensurePythonTools()));
