/** Pictures of the workbench in the themes that people use, for eyes to judge: test output, never compared by a machine. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { inRoot } from "../paths.ts";
import { launchChromium } from "./chromium.ts";
import { type RunningServer, startServer } from "./server.ts";

/** VS Code's own themes by the name of the picture. */
export const themes = {
  light: "Default Light Modern",
  dark: "Default Dark Modern",
  "high-contrast": "Default High Contrast",
  "high-contrast-light": "Default High Contrast Light",
} as const;

export type ThemeName = keyof typeof themes;

export interface Scene {
  /** The folder that is opened. */
  readonly workspace: string;
  /** The packed extension. */
  readonly vsix: string;
  readonly themes?: readonly ThemeName[];
  readonly settings?: Record<string, unknown>;
  readonly size?: { readonly width: number; readonly height: number };
}

/** Takes a picture of what the page shows now. */
export type TakePicture = (name: string) => Promise<void>;

/**
 * Opens the scene in each theme and shows it.
 * @param play does what a person would and takes pictures, which are kept as `out/pictures/<name>.<theme>.png`
 */
export async function photograph(scene: Scene, play: (page: Page, take: TakePicture) => Promise<void>): Promise<void> {
  const pictures = inRoot("out", "pictures");
  mkdirSync(pictures, { recursive: true });
  const browser = await launchChromium();
  try {
    for (const theme of scene.themes ?? (Object.keys(themes) as ThemeName[])) {
      const server = await openServer(scene, theme);
      const page = await browser.newPage({ viewport: scene.size ?? { width: 1280, height: 800 } });
      try {
        page.setDefaultTimeout(60_000);
        await page.goto(server.address(scene.workspace));
        await play(page, async (name) => {
          await page.screenshot({ path: path.join(pictures, `${name}.${theme}.png`) });
        });
      } finally {
        await page.close();
        await server.stop();
      }
    }
  } finally {
    await browser.close();
  }
}

function openServer({ vsix, settings }: Scene, theme: ThemeName): Promise<RunningServer> {
  return startServer({
    vsix: [vsix],
    settings: { ...settings, "workbench.colorTheme": themes[theme], "window.autoDetectColorScheme": false },
  });
}
