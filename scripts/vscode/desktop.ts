/** Desktop VS Code: the person's own for a look, a downloaded one for the tests. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { inRoot } from "../paths.ts";

const releases = "https://update.code.visualstudio.com/api/releases/stable";

/** A window can only open where there is a display. */
function hasDisplay(): boolean {
  return process.platform !== "linux" || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

/** The `code` command of the PATH. */
export function ownVsCode(): string | undefined {
  if (!hasDisplay()) return undefined;
  const name = process.platform === "win32" ? "code.cmd" : "code";
  return (process.env.PATH ?? "")
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find(existsSync);
}

/** A downloaded desktop VS Code, or why there is none. */
export async function downloadedVsCode(): Promise<{ program: string } | { reason: string }> {
  if (!hasDisplay()) return { reason: "there is no display" };
  try {
    const answer = await fetch(releases, { signal: AbortSignal.timeout(5_000) });
    if (!answer.ok) return { reason: `the download site answers ${answer.status}` };
    return { program: await downloadAndUnzipVSCode({ version: "stable", cachePath: inRoot(".vscode-test") }) };
  } catch (error) {
    return { reason: `it cannot be downloaded (${error instanceof Error ? error.message : error})` };
  }
}

/** Runs a suite in desktop VS Code. @returns the exit code. */
export async function runInDesktop(program: string, suite: string, workspace: string): Promise<number> {
  const data = mkdtempSync(path.join(tmpdir(), "lambda-ready-desktop-"));
  const launchArgs = [workspace, "--disable-extensions", "--disable-workspace-trust", "--skip-welcome", "--user-data-dir", data];
  try {
    return await runTests({ vscodeExecutablePath: program, extensionDevelopmentPath: inRoot(), extensionTestsPath: suite, launchArgs });
  } finally {
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
}
