/** The installed package in VS Code's own themes: the readiness view unfolds by keyboard, and its pictures are kept in out/pictures. */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { packVsix, vsix } from "../../scripts/package.ts";
import { inRoot } from "../../scripts/paths.ts";
import { photograph, type ThemeName, themes } from "../../scripts/vscode/screenshots.ts";

const workspace = mkdtempSync(path.join(tmpdir(), "lambda-ready-pictures-"));

before(async () => {
  // A copy, outside of the repository: what is ignored by git is not analysed.
  cpSync(inRoot("examples"), workspace, { recursive: true });
  await packVsix();
});
after(() => rmSync(workspace, { recursive: true, force: true, maxRetries: 5 }));

for (const theme of Object.keys(themes) as ThemeName[]) {
  test(`the readiness view, ${theme}`, () =>
    photograph({ workspace, vsix, themes: [theme] }, async (page, take) => {
      const rows = page.locator(".part.sidebar .monaco-list-row");
      await page.locator('.activitybar .action-label[aria-label^="Lambda Ready"]').click();
      await rows
        .filter({ hasText: /\d+\/\d+/ })
        .first()
        .click();
      await take("readiness");
      await page.keyboard.press("ArrowRight");
      await rows
        .filter({ hasText: /\d findings?/ })
        .first()
        .click();
      await page.keyboard.press("ArrowRight");
      await page.locator('.part.sidebar .monaco-list-row[aria-level="4"]').first().waitFor();
      await take("readiness-unfolded");
      const labels = await rows.evaluateAll((found) => found.map((row) => row.getAttribute("aria-label")));
      assert.ok(labels.length > 19 && labels.every(Boolean), "a screen reader is told of every row");
    }));
}
