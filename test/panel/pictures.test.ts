/** Pictures of the report for the eye: in each theme and in three widths, in out/panel. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { inRoot } from "../../scripts/paths.ts";
import { PanelBrowser } from "./browser.ts";
import { now, showingDeployed, states } from "./deployedSamples.ts";
import { manyReports, nastyReport, report, showing, showingAll } from "./samples.ts";
import { themeNames } from "./themes.ts";

const folder = inRoot("out", "panel");
const widths = [400, 800, 1200];

const scenes = {
  function: showing(report()),
  all: showingAll(manyReports(14)),
  nasty: showing(nastyReport(), { problems: [{ message: "There is no item called «idempotence».", place: nastyReport().entry! }] }),
  "no-history": showing(report(), { history: { kind: "none", why: "no-git" } }),
  gone: showing(report(), { subject: { kind: "gone", id: "t#Gone", name: "Gone" } }),
  failed: showing(report(), { server: "failed" }),
  empty: showingAll([], { choices: [] }),
  reading: showingAll(manyReports(3), { isReading: true }),
};

let browser: PanelBrowser;

before(async () => {
  mkdirSync(folder, { recursive: true });
  browser = await PanelBrowser.launch();
});

after(() => browser?.close());

for (const theme of themeNames) {
  for (const width of [360, 800, 1200]) {
    test(`deployed, ${theme}, ${width} pixels`, async () => {
      const { page, show, turn } = await browser.open({ theme, width, reducedMotion: true });
      await page.clock.setFixedTime(now);
      await turn("deployed");
      for (const [state, deployed] of Object.entries(states)) {
        // Of the others one theme and two widths tell enough.
        if (state !== "charts" && (theme !== "dark" || width === 1200)) continue;
        await show(showingDeployed(deployed));
        await page.screenshot({ path: path.join(folder, `deployed-${state}-${theme}-${width}.png`), fullPage: true });
      }
      await page.context().close();
    });
  }
}

for (const theme of themeNames) {
  for (const width of widths) {
    test(`${theme}, ${width} pixels`, async () => {
      const { page, show } = await browser.open({ theme, width, reducedMotion: true });
      for (const [scene, shown] of Object.entries(scenes)) {
        // Of bad states one width of one theme tells enough.
        if (!["function", "all"].includes(scene) && (theme !== "dark" || width === 1200)) continue;
        await show(shown);
        await page.screenshot({ path: path.join(folder, `${scene}-${theme}-${width}.png`), fullPage: true });
      }
      await page.context().close();
    });
  }
}
