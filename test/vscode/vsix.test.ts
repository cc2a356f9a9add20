/** The package as a person gets it: installed in a fresh VS Code, a file opened, the squiggle seen, the fix taken by keyboard. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { packVsix, vsix } from "../../scripts/package.ts";
import { inRoot } from "../../scripts/paths.ts";
import { launchChromium } from "../../scripts/vscode/chromium.ts";
import { type RunningServer, startServer } from "../../scripts/vscode/server.ts";

const pictures = inRoot("out", "vsix");
const workspace = mkdtempSync(path.join(tmpdir(), "lambda-ready-vsix-"));
let server: RunningServer;
let browser: Browser;
let page: Page;

before(async () => {
  cpSync(inRoot("test/vscode/workspace"), workspace, { recursive: true });
  mkdirSync(pictures, { recursive: true });
  await packVsix();
  server = await startServer({ vsix: [vsix] });
  browser = await launchChromium();
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(60_000);
  await page.goto(server.address(workspace));
});

after(async () => {
  await page?.screenshot({ path: path.join(pictures, "end.png") });
  await browser?.close();
  await server?.stop();
  rmSync(workspace, { recursive: true, force: true, maxRetries: 5 });
});

/** Picks an entry of VS Code's quick input. */
async function pick(text: string, row: string | RegExp): Promise<void> {
  await page.locator(".quick-input-widget input").fill(text);
  await page.locator(".quick-input-widget .monaco-list-row").filter({ hasText: row }).first().click();
}

/** Opens the quick fixes at the cursor; again, should the menu have closed over a late layout of the editor. */
async function openQuickFixes(): Promise<void> {
  const menu = page.locator(".action-widget .monaco-list-row").first();
  for (let left = 5; left > 0; left--) {
    await page.keyboard.press("Control+.");
    const seen = menu.waitFor({ timeout: 10_000 }).then(
      () => true,
      () => false,
    );
    if (await seen) return;
    await page.keyboard.press("Escape");
  }
  throw new Error("the quick fixes do not open");
}

test("the installed package shows its finding and repairs it", async () => {
  await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
  await page.keyboard.press("F1");
  await pick("orders.py", "orders.py");
  const squiggle = page.locator(".squiggly-warning");
  await squiggle.first().waitFor();
  assert.equal(await squiggle.count(), 1);
  await page.screenshot({ path: path.join(pictures, "squiggle.png") });

  await page.keyboard.press("F8");
  await page.locator(".marker-widget").getByText("sdk-client-in-handler").first().waitFor();
  await page.screenshot({ path: path.join(pictures, "finding.png") });

  await openQuickFixes();
  await page.locator(".action-widget .monaco-list-row").filter({ hasText: /^Move/ }).first().click();
  await squiggle.first().waitFor({ state: "detached" });
  await page.screenshot({ path: path.join(pictures, "repaired.png") });
});

test("the command palette opens a rule's page", async () => {
  await page.keyboard.press("F1");
  await pick(">Lambda Ready: Show Documentation", "Show Documentation of a Rule");
  await pick("hardcoded-secret", "hardcoded-secret");
  await page.locator(".tab").filter({ hasText: "hardcoded-secret.md" }).waitFor();
  const preview = page.frameLocator("iframe.webview").frameLocator("#active-frame");
  await preview.getByRole("heading", { name: "What it flags" }).waitFor();
  await page.screenshot({ path: path.join(pictures, "documentation.png") });
});

test("the tree of the installed package opens an item's text", async () => {
  await page.locator('.activitybar .action-label[aria-label^="Lambda Ready"]').click();
  const rows = page.locator(".part.sidebar .monaco-list-row");
  await rows
    .filter({ hasText: /\d+\/\d+/ })
    .first()
    .click();
  await page.keyboard.press("ArrowRight");
  const item = rows.filter({ hasText: "Timeout chosen on purpose" }).first();
  await item.hover();
  await item.getByRole("button", { name: "What the Item Means" }).click();
  await page.locator(".tab").filter({ hasText: "timeout-chosen.md" }).waitFor();
  const previews = page.locator("iframe.webview");
  await previews.last().contentFrame().locator("#active-frame").contentFrame().getByRole("heading").first().waitFor();
  await page.screenshot({ path: path.join(pictures, "guide.png") });
});
