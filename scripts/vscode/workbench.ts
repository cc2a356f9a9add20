/** The workbench of the VS Code server in a browser: to run a suite in, or to look at. */
import { format } from "node:util";
import type { Page } from "playwright-core";
import { inRoot } from "../paths.ts";
import { launchChromium } from "./chromium.ts";
import { suiteMark } from "./mark.ts";
import { startServer } from "./server.ts";

/** A suite that says nothing for this long hangs. */
const silence = 300_000;

/** Runs a suite in the extension host of the VS Code server. @returns the exit code. */
export async function runInServer(suite: string, workspace: string): Promise<number> {
  const server = await startServer({ forTests: true });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    let finish: (code: number) => void = () => {};
    const ended = new Promise<number>((resolve) => {
      finish = resolve;
    });
    await listen(page, finish);
    const remote = (file: string) => `vscode-remote://127.0.0.1:${server.port}${file}`;
    await page.goto(
      server.address(workspace, [
        ["extensionDevelopmentPath", remote(inRoot())],
        ["extensionTestsPath", remote(suite)],
        ["enableProposedApi", ""],
        ["skipWelcome", "true"],
      ]),
    );
    return await ended;
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Passes on what the suite prints, and its exit code when it ends or falls silent. */
async function listen(page: Page, finish: (code: number) => void): Promise<void> {
  const noise: string[] = [];
  const giveUp = () => {
    console.error(`The suite has said nothing for ${silence / 1000} seconds. What the workbench logged:\n${noise.join("\n")}`);
    finish(1);
  };
  const watchdog = setTimeout(giveUp, silence);
  await page.exposeFunction("codeAutomationLog", (_type: string, words: unknown[]) => {
    const text = format(...words);
    if (!text.startsWith(suiteMark)) return noise.push(text);
    watchdog.refresh();
    console.log(text.slice(suiteMark.length));
  });
  await page.exposeFunction("codeAutomationExit", (code: number) => {
    clearTimeout(watchdog);
    if (code !== 0) console.error(`What the workbench logged:\n${noise.join("\n")}`);
    finish(code);
  });
}
