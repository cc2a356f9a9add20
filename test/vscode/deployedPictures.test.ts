/** The installed package with the emulator's AWS: view, report and the line above a handler hold figures; pictures are kept in out/pictures. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { type Demo, startDemo } from "../../scripts/aws/demo.ts";
import { packVsix, vsix } from "../../scripts/package.ts";
import { inRoot } from "../../scripts/paths.ts";
import { photograph, type ThemeName } from "../../scripts/vscode/screenshots.ts";

const workspace = mkdtempSync(path.join(tmpdir(), "lambda-ready-pictures-"));
let demo: Demo;

before(async () => {
  cpSync(inRoot("examples"), workspace, { recursive: true });
  await packVsix();
  demo = await startDemo();
  // VS Code's server, and so the extension, has it from this process.
  Object.assign(process.env, demo.environment);
});
after(async () => {
  await demo.stop();
  rmSync(workspace, { recursive: true, force: true, maxRetries: 5 });
});

const settings = { "lambdaReady.deployed.codeLens": true };
const size = { width: 1440, height: 1000 };

/** Picks what is typed at a quick input that the keys open. */
async function pick(page: Page, keys: string, entry: string): Promise<void> {
  const input = page.locator(".quick-input-widget .quick-input-box input");
  await page.keyboard.press(keys);
  await input.waitFor();
  // Not typed: a key that comes before the input has the focus would be another part's.
  await input.fill(`${await input.inputValue()}${entry}`);
  await page.locator(".quick-input-list .monaco-list-row.focused").filter({ hasText: entry }).waitFor();
  await input.press("Enter");
  await input.waitFor({ state: "hidden" });
}

for (const theme of ["light", "dark", "high-contrast"] as const satisfies readonly ThemeName[]) {
  test(`what is deployed, ${theme}`, () =>
    photograph({ workspace, vsix, themes: [theme], settings, size }, async (page, take) => {
      const view = page.locator(".part.sidebar .pane", { hasText: "Deployed" });
      const row = (text: string | RegExp) => view.locator(".monaco-list-row").filter({ hasText: text }).first();
      await page.locator('.activitybar .action-label[aria-label^="Lambda Ready"]').click();
      // Room for the view below.
      await page.locator(".part.sidebar .pane-header", { hasText: "Readiness" }).click();
      await pick(page, "F1", "Connect to AWS");
      await row(/Checkout.*invocations/).waitFor();
      await take("deployed");
      await row("Checkout").click();
      await page.keyboard.press("ArrowRight");
      await row(/Errors.*24 hours/).waitFor();
      await row(/Cost estimate/).waitFor();
      await take("deployed-unfolded");
      await pick(page, "Control+p", "checkout.py");
      await page.locator(".codelens-decoration", { hasText: "24 hours" }).first().waitFor();
      await take("deployed-line");
      await row("Checkout").hover();
      await row("Checkout").locator('.action-label[aria-label^="Open Report"]').click();
      const report = page.frameLocator("iframe.webview").frameLocator("iframe");
      await report.locator("canvas").first().waitFor();
      await take("deployed-report");
      await report.locator("canvas").first().scrollIntoViewIfNeeded();
      await take("deployed-charts");
      demo.faults.set("lambda:ListFunctions", "expired-token");
      try {
        await pick(page, "F1", "Lambda Ready: Refresh Deployed Functions");
        await row("have expired").waitFor();
        await take("deployed-failed");
      } finally {
        demo.faults.clear();
      }
    }));
}
