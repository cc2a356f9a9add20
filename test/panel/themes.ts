/**
 * The variables that VS Code sets in webviews for its themes, read from a running VS Code, once for each of its versions: they are
 * kept in .cache/. A theme's file holds only what differs from the defaults, which are code.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { inRoot } from "../../scripts/paths.ts";
import { launchChromium } from "../../scripts/vscode/chromium.ts";
import { startServer, version } from "../../scripts/vscode/server.ts";

/** By the name that a picture of it gets; the ids are those of the setting `workbench.colorTheme`. */
const ids = {
  dark: "Dark Modern",
  light: "Light Modern",
  "high-contrast": "Default High Contrast",
  "high-contrast-light": "Default High Contrast Light",
} as const;

export type ThemeName = keyof typeof ids;
export const themeNames = Object.keys(ids) as ThemeName[];

export interface Theme {
  /** The classes of `body`. */
  readonly classes: string;
  /** As the text of a `style` attribute. */
  readonly variables: string;
  /** The style sheet of every webview. */
  readonly defaults: string;
}

export type Themes = Readonly<Record<ThemeName, Theme>>;

const cache = inRoot(".cache", `webview-themes-${version}.json`);

export async function webviewThemes(): Promise<Themes> {
  if (!existsSync(cache)) {
    const themes = await readThemes();
    mkdirSync(path.dirname(cache), { recursive: true });
    writeFileSync(cache, JSON.stringify(themes));
  }
  return JSON.parse(readFileSync(cache, "utf8")) as Themes;
}

/** Opens the preview of a Markdown file, which is a webview, in a window of each theme. */
async function readThemes(): Promise<Record<string, Theme>> {
  const workspace = mkdtempSync(path.join(tmpdir(), "lambda-ready-themes-"));
  const file = path.join(workspace, "page.md");
  const settings = path.join(workspace, ".vscode", "settings.json");
  mkdirSync(path.dirname(settings));
  writeFileSync(file, "# Page\n");
  const server = await startServer();
  const browser = await launchChromium();
  try {
    const remote = `vscode-remote://127.0.0.1:${server.port}${pathToFileURL(file).pathname}`;
    const themes: Record<string, Theme> = {};
    for (const [name, id] of Object.entries(ids)) {
      writeFileSync(settings, JSON.stringify({ "workbench.colorTheme": id }));
      const page = await browser.newPage();
      page.setDefaultTimeout(120_000);
      await page.goto(server.address(workspace, [["openFile", remote]]));
      await page.locator(".view-lines").first().click();
      await page.keyboard.press("Control+Shift+V");
      themes[name] = await themeOf(page, id);
      await page.context().close();
    }
    return themes;
  } finally {
    await browser.close();
    await server.stop();
    rmSync(workspace, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function themeOf(page: Page, id: string): Promise<Theme> {
  const body = page.frameLocator("iframe.webview").frameLocator("#active-frame").locator(`body[data-vscode-theme-id="${id}"]`);
  await body.waitFor({ state: "attached" });
  return body.evaluate(({ className, ownerDocument }) => ({
    classes: className.match(/vscode-(?:dark|light|high-contrast(?:-light)?)(?= |$)/g)?.join(" ") ?? "",
    variables: ownerDocument.documentElement.style.cssText,
    defaults: ownerDocument.getElementById("_defaultStyles")?.textContent ?? "",
  }));
}
