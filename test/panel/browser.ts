/** The page of the report in a real browser: built as it is shipped, framed as the extension frames it, in VS Code's own themes. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { type BuildResult, build } from "esbuild";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { frame } from "../../client/src/checklist/panel/frame.ts";
import type { FromPage, Shown, Tab, ToPage } from "../../client/src/checklist/panel/messages.ts";
import { panelStrings } from "../../client/src/checklist/panel/strings.ts";
import { panelOptions } from "../../scripts/build.ts";
import { inRoot } from "../../scripts/paths.ts";
import { launchChromium } from "../../scripts/vscode/chromium.ts";
import { type Theme, type ThemeName, type Themes, webviewThemes } from "./themes.ts";

const origin = "http://127.0.0.1";
const axe = readFileSync(inRoot("node_modules/axe-core/axe.min.js"), "utf8");

/** What the page's stand-in for VS Code keeps; it outlives a reload as VS Code's does. */
interface Kept {
  readonly sent: FromPage[];
}

declare global {
  interface Window {
    kept: Kept;
    axe: {
      run(context: Document): Promise<{ violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
    };
  }
}

export interface Opened {
  readonly page: Page;
  /** Errors and warnings of the console, and what broke. */
  readonly complaints: string[];
  show(shown: Shown): Promise<void>;
  /** Turns to a side of the report, before or after something is shown. */
  turn(tab: Tab): Promise<void>;
  sent(): Promise<FromPage[]>;
  /** What axe-core finds, a line each. */
  accessibility(): Promise<string[]>;
}

export interface Look {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: boolean;
}

export class PanelBrowser {
  readonly #browser: Browser;
  readonly #themes: Themes;
  readonly #files: ReadonlyMap<string, string>;

  private constructor(browser: Browser, themes: Themes, files: ReadonlyMap<string, string>) {
    this.#browser = browser;
    this.#themes = themes;
    this.#files = files;
  }

  static async launch(): Promise<PanelBrowser> {
    const built = await build({ ...panelOptions, minify: true, write: false });
    const themes = await webviewThemes();
    return new PanelBrowser(await launchChromium(), themes, filesOf(built));
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }

  /** Opens the page, as far as that it listens. */
  async open({ theme = "dark", width = 800, height = 900, reducedMotion = false }: Look = {}): Promise<Opened> {
    const context = await this.#browser.newContext({
      viewport: { width, height },
      reducedMotion: reducedMotion ? "reduce" : "no-preference",
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await this.#serve(context);
    await page.addInitScript(asWebview, this.#themes[theme]);
    await page.goto(`${origin}/`);
    await page.waitForFunction(() => window.kept.sent.some(({ type }) => type === "ready"));
    await post(page, { type: "strings", strings: panelStrings((text) => text) });
    return {
      page,
      complaints,
      show: async (shown) => {
        const drawn = await page.evaluate(() => window.kept.sent.length);
        await post(page, { type: "show", shown });
        await page.waitForFunction((from) => window.kept.sent.slice(from).some(({ type }) => type === "rendered"), drawn);
      },
      turn: (tab) => post(page, { type: "turn", tab }),
      sent: () => page.evaluate(() => window.kept.sent),
      accessibility: () => accessibility(page),
    };
  }

  async #serve(context: BrowserContext): Promise<void> {
    const html = frame({ script: `${origin}/panel.js`, style: `${origin}/panel.css`, source: origin, nonce: "bm9uY2U=", language: "en" });
    await context.route("**/*", (route) => {
      const name = path.posix.basename(new URL(route.request().url()).pathname);
      if (name === "") return route.fulfill({ contentType: "text/html", body: html });
      const body = this.#files.get(name);
      if (body === undefined) return route.abort();
      return route.fulfill({ contentType: name.endsWith(".css") ? "text/css" : "text/javascript", body });
    });
  }
}

function filesOf({ outputFiles = [] }: BuildResult): ReadonlyMap<string, string> {
  return new Map(outputFiles.map((file) => [path.basename(file.path), file.text]));
}

function post(page: Page, message: ToPage): Promise<void> {
  return page.evaluate((data) => window.postMessage(data, "*"), message);
}

/** Runs in the page: what a webview of VS Code has. The policy allows no inline style, so the default one is constructed. */
function asWebview({ classes, variables, defaults }: Theme): void {
  const sent: FromPage[] = [];
  window.kept = { sent };
  const key = "state";
  const api = {
    postMessage: (message: FromPage) => void sent.push(message),
    getState: () => JSON.parse(sessionStorage.getItem(key) ?? "null") ?? undefined,
    setState: (state: unknown) => sessionStorage.setItem(key, JSON.stringify(state)),
  };
  Object.assign(window, { acquireVsCodeApi: () => api });
  const dress = () => {
    document.documentElement.style.cssText = variables;
    document.body.className = classes;
    const sheet = new CSSStyleSheet();
    // Behind a webview, which is transparent, is the editor.
    sheet.replaceSync(`${defaults} html { background: var(--vscode-editor-background); }`);
    document.adoptedStyleSheets = [sheet];
  };
  document.addEventListener("DOMContentLoaded", dress);
}

/** The policy of the page does not hold for what the test itself runs in it. */
async function accessibility(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary ?? ""}`),
  );
}
