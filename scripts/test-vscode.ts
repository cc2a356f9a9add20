/**
 * `npm run test:vscode`: the suites of test/vscode/suite inside a real VS Code: the desktop program where it can be had, the
 * server with a browser elsewhere. LAMBDA_READY_VSCODE=desktop or =server decides it.
 */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { bundleOptions } from "./build.ts";
import { inRoot } from "./paths.ts";
import { startAws } from "./vscode/aws.ts";
import { downloadedVsCode, runInDesktop } from "./vscode/desktop.ts";
import { main, step, Unavailable } from "./vscode/steps.ts";
import { runInServer } from "./vscode/workbench.ts";

async function compileSuite(): Promise<string> {
  const outfile = inRoot("out", "vscode", "suite.cjs");
  const external = [...(bundleOptions.external ?? []), "mocha"];
  await build({ ...bundleOptions, external, entryPoints: [inRoot("test/vscode/suite/index.ts")], outfile, sourcemap: "inline" });
  return outfile;
}

async function runSuite(suite: string, workspace: string): Promise<number> {
  const wanted = process.env.LAMBDA_READY_VSCODE;
  const desktop = wanted === "server" ? { reason: "the server was asked for" } : await downloadedVsCode();
  if ("program" in desktop) return runInDesktop(desktop.program, suite, workspace);
  if (wanted === "desktop") throw new Unavailable(`No desktop VS Code: ${desktop.reason}.`);
  console.log(`VS Code's server and a browser, not the desktop program: ${desktop.reason}.`);
  return runInServer(suite, workspace);
}

await main(async () => {
  const suite = await compileSuite();
  // A copy, outside of the repository: the suites write to it, and what is ignored by git is not analysed.
  const workspace = mkdtempSync(path.join(tmpdir(), "lambda-ready-workspace-"));
  const aws = await step("Starting an emulator of AWS", startAws);
  try {
    // VS Code hands its environment on to the extension.
    Object.assign(process.env, aws.environment);
    cpSync(inRoot("test/vscode/workspace"), workspace, { recursive: true });
    return await runSuite(suite, workspace);
  } finally {
    await aws.stop();
    rmSync(workspace, { recursive: true, force: true, maxRetries: 5 });
  }
});
