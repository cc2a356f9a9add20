/** The report's deployed side in a real browser: that everybody can read its charts, and that they say what the figures say. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import type { DeployedShown } from "../../client/src/checklist/panel/deployedShown.ts";
import { type Look, type Opened, PanelBrowser } from "./browser.ts";
import { metrics, now, series, showingDeployed, states, subject } from "./deployedSamples.ts";
import { report, showing } from "./samples.ts";
import { themeNames } from "./themes.ts";

let browser: PanelBrowser;

before(async () => {
  browser = await PanelBrowser.launch();
});

after(() => browser?.close());

/** The deployed side of the page, at the fixtures' time. */
async function open(deployed: DeployedShown = states.charts, look: Look = {}): Promise<Opened> {
  const opened = await browser.open(look);
  await opened.page.clock.setFixedTime(now);
  await opened.turn("deployed");
  await opened.show(showingDeployed(deployed));
  return opened;
}

const chart = (page: Page, title: string) => page.locator(".chart-card", { has: page.getByRole("heading", { name: title, exact: true }) });

for (const theme of themeNames) {
  test(`axe-core finds nothing in any state in ${theme}`, async () => {
    const { page, complaints, show, accessibility } = await open(states.closed, { theme });
    for (const [name, deployed] of Object.entries(states)) {
      await show(showingDeployed(deployed));
      assert.deepEqual(await accessibility(), [], name);
    }
    await unfold(page);
    assert.deepEqual(await accessibility(), [], "all unfolded");
    assert.deepEqual(complaints, []);
    await page.context().close();
  });
}

test("nothing is wider than the panel, also with everything unfolded", async () => {
  for (const width of [320, 400, 800, 1200]) {
    const { page, show } = await open(states.stale, { width });
    for (const deployed of [states.quiet, states.failed, states.noMatch, states.cost, states.read]) {
      await show(showingDeployed(deployed));
      assert.equal(await overflow(page), 0, `${deployed.kind}, ${width} pixels`);
    }
    await unfold(page);
    assert.equal(await overflow(page), 0, `unfolded, ${width} pixels`);
    await page.context().close();
  }
});

async function unfold(page: Page): Promise<void> {
  const folded = page.locator(".disclosure[aria-expanded=false]");
  while ((await folded.count()) > 0) await folded.first().click();
}

function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

test("before a click nothing is asked, and the button asks", async () => {
  const { page, sent } = await open(states.closed);
  assert.deepEqual(
    (await sent()).filter(({ type }) => type === "deployed"),
    [],
  );
  await page.getByRole("button", { name: "Connect" }).click();
  assert.deepEqual((await sent()).at(-1), { type: "deployed", do: "connect" });
  await page.context().close();
});

test("the sides are tabs, turned by mouse and by arrow keys; only the one that is seen is drawn", async () => {
  const { page, show, sent } = await browser.open();
  await show(showingDeployed(states.charts));
  assert.equal(await page.locator("canvas").count(), 0);
  await page.getByRole("tab", { name: "Checklist" }).focus();
  await page.keyboard.press("ArrowRight");
  assert.ok((await page.locator("canvas").count()) > 5);
  assert.equal(await page.locator(".checklist").count(), 0);
  assert.deepEqual((await sent()).at(-1), { type: "tab", tab: "deployed" });
  assert.equal(await page.evaluate(() => document.activeElement?.id), "tab-deployed");
  await page.getByRole("tab", { name: "Checklist" }).click();
  assert.equal(await page.locator("canvas").count(), 0);
  await page.context().close();
});

test("a chart's table holds its figures, the newest first, and no data is not zero", async () => {
  const { page } = await open();
  await chart(page, "Invocations and errors").getByRole("button", { name: "Table: Invocations and errors" }).click();
  const table = page.getByRole("table", { name: /^Invocations and errors, last 24 hours, a row for each 5 min/ });
  const cells = await table
    .locator("tbody tr")
    .evaluateAll((rows) => rows.map((row) => [...row.children].slice(1).map((cell) => cell.textContent)));
  const expected = ["invocations", "errors"].map((metric) =>
    series(metric as "invocations").values.map((value) => (value === null ? "No data" : String(value))),
  );
  assert.deepEqual(
    cells.toReversed(),
    expected[0]?.map((value, index) => [value, expected[1]?.[index]]),
  );
  assert.ok(cells.flat().includes("No data"));
  assert.deepEqual(await table.locator("thead th").allInnerTexts(), ["Time", "Invocations", "Errors"]);
  await page.context().close();
});

test("where there is no data there is no line", async () => {
  const { page } = await open();
  const { values } = series("concurrentExecutions");
  const columns = await chart(page, "Concurrent executions")
    .locator("canvas")
    .evaluate((canvas: HTMLCanvasElement, count) => {
      const over = canvas.parentElement?.querySelector<HTMLElement>(".u-over");
      const scale = canvas.width / canvas.clientWidth;
      const [left, width, height] = [over!.offsetLeft * scale, over!.offsetWidth * scale, over!.offsetHeight * scale];
      const context = canvas.getContext("2d")!;
      return Array.from({ length: count }, (_, index) => {
        const { data } = context.getImageData(Math.round(left + ((index + 0.5) / count) * width), over!.offsetTop * scale, 1, height);
        // More blue than anything else: the line and nothing of the grid.
        return data.some((_, at) => at % 4 === 2 && (data[at] ?? 0) > 150 && (data[at - 2] ?? 0) < 130);
      });
    }, values.length);
  const middle = values.flatMap((value, index) =>
    value === null && values[index - 1] === null && values[index + 1] === null ? [index] : [],
  );
  assert.ok(middle.length > 3);
  for (const index of middle) assert.equal(columns[index], false, `no line at ${index}`);
  assert.ok(columns.filter(Boolean).length > values.length / 2);
  await page.context().close();
});

test("a chart says in words what it shows", async () => {
  const { page } = await open();
  const words = (title: string) => chart(page, title).locator("canvas").getAttribute("aria-label");
  const duration = (await words("Duration")) ?? "";
  assert.match(duration, /^Duration, last 24 hours\. maximum, maximum: 14\.\d s\./);
  assert.match(duration, /Timeout: 15 s\. Alarm orders-prod-slow: 3 s\. Deployment 41: /);
  assert.match(duration, /No data for \d+ of 288 periods\. Arrow keys move the cursor\.$/);
  assert.equal(await chart(page, "Duration").locator("canvas").getAttribute("role"), "img");
  await page.context().close();
});

test("limits far above the figures are told and do not press them to the ground; alarms on other scales are not drawn", async () => {
  const alarm = { ...subject.alarms![0]!, name: "other-period", period: 60 };
  const { page } = await open({ kind: "function", ...subject, alarms: [alarm, ...subject.alarms!] });
  const legend = (title: string) => chart(page, title).locator(".legend").innerText();
  assert.match(await legend("Concurrent executions"), /Reserved 50\s+Account limit 1,000 \(above the chart\)/);
  assert.match(await legend("Invocations and errors"), /Alarm orders-prod-errors 25/);
  assert.doesNotMatch(await legend("Invocations and errors"), /other-period/);
  await page.context().close();
});

test("the cursor moves by keyboard, in all charts, and is read out", async () => {
  const { page } = await open();
  const canvas = chart(page, "Invocations and errors").locator("canvas");
  await canvas.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  const [invocations, throttles] = [series("invocations"), series("throttles")].map(({ values }) => values.at(-2));
  const legend = (title: string) => chart(page, title).locator(".legend b").first().innerText();
  assert.equal(await legend("Invocations and errors"), String(invocations));
  assert.equal(await legend("Throttles"), String(throttles));
  assert.match(
    await chart(page, "Invocations and errors").locator("[aria-live]").innerText(),
    new RegExp(`: Invocations ${invocations}, Errors \\d+$`),
  );
  await page.keyboard.press("Escape");
  assert.equal(await legend("Throttles"), "237");
  await page.context().close();
});

test("the cursor of the mouse shows figures and time, and leaves with it", async () => {
  const { page } = await open();
  const card = chart(page, "Error rate");
  await card.locator(".u-over").hover({ position: { x: 100, y: 40 } });
  assert.match(await card.locator(".when").innerText(), /^Nov 2\d, 2026, \d\d:\d\d$/);
  await page.locator("h1").hover();
  assert.ok(await card.locator(".when").isHidden());
  assert.match(await card.locator(".legend b").innerText(), /^0\.5\d%$/);
  await page.context().close();
});

test("new figures keep scroll, focus and what is unfolded, and the canvas stays", async () => {
  const { page, show } = await open(states.charts, { height: 500 });
  const card = chart(page, "Duration");
  await card.getByRole("button", { name: "Table: Duration" }).click();
  await card.locator("canvas").focus();
  await page.evaluate(() => Object.assign(window, { canvases: [...document.querySelectorAll("canvas")] }));
  const [scroll, before] = [await page.evaluate(() => scrollY), await card.locator("canvas").screenshot()];
  assert.ok(scroll > 0);
  const changed = metrics();
  const doubled = changed.series.map((each) => ({
    ...each,
    values: each.values.map((value) => (value === null ? null : value * 2)),
    summary: 1,
  }));
  await show(showingDeployed({ kind: "function", ...subject, metrics: { ...changed, series: doubled, readAt: now } }));
  assert.equal(await page.evaluate(() => scrollY), scroll);
  assert.ok(await card.locator("canvas").evaluate((canvas) => canvas === document.activeElement));
  assert.ok(await card.getByRole("table").isVisible());
  const same = await page.evaluate(() => {
    const { canvases } = window as unknown as { canvases: Element[] };
    return canvases.every((canvas, index) => canvas === document.querySelectorAll("canvas")[index]);
  });
  assert.ok(same);
  assert.notDeepEqual(await card.locator("canvas").screenshot(), before);
  assert.match(await page.locator(".bar-facts").innerText(), /Read now/);
  await page.context().close();
});

test("the same figures again touch nothing", async () => {
  const { page, show } = await open();
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    const note = (changes: MutationRecord[]) => seen.push(...changes.map(({ target }) => target.nodeName));
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  await show(showingDeployed(states.charts));
  assert.deepEqual(await page.evaluate(() => (window as unknown as { seen: string[] }).seen), []);
  await page.context().close();
});

test("another theme draws the charts anew", async () => {
  const { page } = await open();
  const canvas = chart(page, "Error rate").locator("canvas");
  const before = await canvas.screenshot();
  await page.evaluate(() => document.documentElement.style.setProperty("--vscode-charts-red", "#00ff00"));
  await page.waitForFunction(() => {
    const [, second] = document.querySelectorAll<HTMLCanvasElement>(".chart-card canvas");
    const { data } = second!.getContext("2d")!.getImageData(0, 0, second!.width, second!.height);
    return data.some((_, at) => at % 4 === 0 && data[at] === 0 && data[at + 1] === 255 && data[at + 2] === 0);
  });
  assert.notDeepEqual(await canvas.screenshot(), before);
  await page.context().close();
});

test("charts follow the width of the panel", async () => {
  const { page } = await open(states.charts, { width: 1200 });
  const width = () =>
    chart(page, "Duration")
      .locator("canvas")
      .evaluate((canvas) => canvas.clientWidth);
  const wide = await width();
  await page.setViewportSize({ width: 340, height: 900 });
  await page.waitForFunction((before) => document.querySelector("canvas")!.clientWidth < before, wide);
  assert.ok((await width()) <= 308);
  await page.context().close();
});

test("every metric of a chart is explained where one asks for it", async () => {
  const { page } = await open();
  await chart(page, "Duration").getByRole("button", { name: "What it means: Duration" }).click();
  assert.deepEqual(await page.locator(".explanation dt").allInnerTexts(), [
    "Duration maximum",
    "Duration p99",
    "Duration p95",
    "Duration average",
  ]);
  assert.match(
    await page.locator(".explanation dd").first().innerText(),
    /^The longest invocation\. An invocation that reaches the timeout/,
  );
  await page.context().close();
});

test("REPORT lines are read only after their cost was shown", async () => {
  const { page, show, sent } = await open();
  const last = async () => (await sent()).findLast(({ type }) => type === "deployed");
  assert.equal(await page.getByRole("button", { name: "Read REPORT lines" }).count(), 0);
  await page.getByRole("button", { name: "Show what reading costs" }).click();
  assert.deepEqual(await last(), { type: "deployed", do: "reports", step: "cost" });
  await show(showingDeployed(states.cost));
  assert.match(await page.locator("#side").innerText(), /Reading costs \$0\.029 at most: Logs Insights looks through 4\.94 GB\./);
  await page.getByRole("button", { name: "Read REPORT lines" }).click();
  assert.deepEqual(await last(), { type: "deployed", do: "reports", step: "read" });
  await show(showingDeployed(states.read));
  assert.match(await page.locator("#side").innerText(), /301 MB\s+maximum of 1,024 MB/);
  await page.context().close();
});

test("a failure says what to do, and its command is copied", async () => {
  const { page, sent } = await open(states.stale);
  const text = await page.locator(".failure").innerText();
  assert.match(text, /The login of the profile shop-dev has expired\./);
  assert.match(await page.locator(".bar-facts").innerText(), /Read 2 hours ago · 15 metrics requested/);
  await page.getByRole("button", { name: "Copy command" }).click();
  assert.deepEqual((await sent()).at(-1), { type: "deployed", do: "copy", text: "aws sso login --profile shop-dev" });
  assert.ok((await page.locator("canvas").count()) > 0);
  await page.context().close();
});

test("stage, window, connection and the template's line are chosen from here", async () => {
  const { page, sent } = await open();
  await page.getByRole("combobox", { name: "Deployed function" }).selectOption("orders-dev-CreateOrder-9Z8Y7X6W");
  await page.getByRole("button", { name: "7d" }).click();
  await page.getByRole("button", { name: "Profile shop-dev, region eu-west-1" }).click();
  await page.getByRole("button", { name: "10 s. Open services/orders/template.yaml:19" }).click();
  const done = (await sent()).slice(-4).map((message) => ("do" in message ? message.do : message.type));
  assert.deepEqual(done, ["stage", "window", "profile", "open"]);
  await page.context().close();
});

test("a report without anything deployed in sight stays as it was", async () => {
  const { page, show } = await browser.open();
  await show(showing(report()));
  assert.equal(await page.getByRole("tab", { selected: true }).innerText(), "Checklist");
  assert.equal(await page.locator(".deployed").count(), 0);
  await page.context().close();
});
