/** `node scripts/icon.ts`: draws media/icon.svg into media/icon.png, which the manifest wants. Run it after changing the drawing. */
import { readFileSync } from "node:fs";
import { inRoot } from "./paths.ts";
import { launchChromium } from "./vscode/chromium.ts";

const browser = await launchChromium();
const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
await page.setContent(`<style>body { margin: 0; background: transparent }</style>${readFileSync(inRoot("media/icon.svg"), "utf8")}`);
await page.screenshot({ path: inRoot("media/icon.png"), omitBackground: true });
await browser.close();
