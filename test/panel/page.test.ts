/** The page of the readiness report: that everybody can use it, that it keeps the reader's place, and that data stays data. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Shown } from "../../client/src/checklist/panel/messages.ts";
import { PanelBrowser } from "./browser.ts";
import { items, manyReports, nastyReport, report, showing, showingAll } from "./samples.ts";
import { themeNames } from "./themes.ts";

let browser: PanelBrowser;

before(async () => {
  browser = await PanelBrowser.launch();
});

after(() => browser?.close());

const samples: Record<string, Shown> = {
  "a function": showing(report()),
  "nasty names": showing(nastyReport(), { problems: [{ message: "<b>Unknown item</b>", place: nastyReport().entry! }] }),
  "all functions": showingAll(manyReports(12)),
  "no function": showingAll([], { choices: [] }),
  "a function that is gone": showing(report(), { subject: { kind: "gone", id: "t#Gone", name: "Gone" } }),
  "the server is off": showing(report(), { server: "off" }),
  "the server failed": showing(report(), { server: "failed" }),
  "still reading": showingAll([], { choices: [], isReading: true }),
};

for (const theme of themeNames) {
  test(`axe-core finds nothing in ${theme}`, async () => {
    const { page, complaints, show, accessibility } = await browser.open({ theme });
    for (const [name, shown] of Object.entries(samples)) {
      await show(shown);
      assert.deepEqual(await accessibility(), [], name);
    }
    assert.deepEqual(complaints, []);
    await page.context().close();
  });
}

test("axe-core finds nothing with everything unfolded, in a narrow panel", async () => {
  const { page, show, accessibility } = await browser.open({ width: 320 });
  await show(showing(report()));
  const closed = page.locator("details:not([open]) > summary");
  while ((await closed.count()) > 0) await closed.first().click();
  assert.deepEqual(await accessibility(), []);
  await page.context().close();
});

test("markup in names and messages stays text", async () => {
  const { page, show, complaints } = await browser.open();
  await show(samples["nasty names"]!);
  assert.equal(await page.title(), "Lambda Ready");
  assert.equal(await page.locator("#report img, #report script, #report b:not(.counts b, .ring b)").count(), 0);
  assert.match(await page.locator("h1").innerText(), /<img src=x onerror=/);
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("nothing is wider than the panel", async () => {
  for (const width of [320, 400, 800, 1200]) {
    const { page, show } = await browser.open({ width });
    for (const shown of [samples["nasty names"]!, samples["all functions"]!]) {
      await show(shown);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(overflow, 0, `${width} pixels`);
    }
    await page.context().close();
  }
});

test("the policy keeps everything out but the page's own script and style", async () => {
  const { page, show, complaints } = await browser.open();
  await show(samples["a function"]!);
  const wanted = ["connect-src", "img-src", "script-src-elem", "style-src-elem"];
  await page.evaluate(async (directives) => {
    const left = new Set(directives);
    const blocked = new Promise<void>((resolve) => {
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
        left.delete(effectiveDirective);
        if (left.size === 0) resolve();
      });
    });
    const script = document.createElement("script");
    script.textContent = "document.title = 'broken in'";
    const image = document.createElement("img");
    image.src = "https://example.com/x.png";
    const style = document.createElement("style");
    style.textContent = "body { display: none }";
    document.body.append(script, image, style);
    await fetch("https://example.com/").catch(() => undefined);
    await blocked;
  }, wanted);
  assert.equal(await page.title(), "Lambda Ready");
  assert.ok(complaints.every((line) => /Content Security Policy/.test(line)));
  await page.context().close();
});

test("an update keeps scroll, focus, what is unfolded and what is selected", async () => {
  const { page, show } = await browser.open({ height: 500 });
  await show(showing(report()));
  const memory = page.locator("[data-place='item memory-measured']");
  await memory.locator("summary").click();
  const button = memory.getByRole("button", { name: "Answer" });
  await button.focus();
  await page.evaluate(() => {
    const text = document.querySelector("[data-place='item memory-measured'] .evidence p")!;
    getSelection()?.selectAllChildren(text);
  });
  await button.focus();
  const top = () => button.evaluate((element) => Math.round(element.getBoundingClientRect().top));
  const before = { top: await top(), selected: await page.evaluate(() => String(getSelection())) };
  assert.ok((await page.evaluate(() => scrollY)) > 0);
  await show(
    showing(report({}, { "secrets-managed": { status: "met", evidence: [], advice: null }, "timeout-chosen": { status: "failing" } })),
  );
  assert.equal(await page.evaluate(() => String(getSelection())), before.selected);
  assert.match(before.selected, /Memory is 512 MB/);
  // What is read stays where it is on the screen, though what is above became shorter.
  assert.equal(await top(), before.top);
  assert.ok(await button.evaluate((element) => element === document.activeElement));
  assert.ok(await memory.evaluate((element) => (element as HTMLDetailsElement).open));
  assert.ok(await page.locator("[data-place='item secrets-managed']").evaluate((element) => (element as HTMLDetailsElement).open));
  await page.context().close();
});

test("another function is read from its beginning", async () => {
  const { page, show } = await browser.open({ height: 300 });
  await show(showing(report()));
  await page.evaluate(() => scrollTo(0, 300));
  await show(showingAll(manyReports(12)));
  assert.equal(await page.evaluate(() => scrollY), 0);
  await page.context().close();
});

test("an update leaves what did not change untouched", async () => {
  const { page, show } = await browser.open();
  await show(showing(report()));
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new MutationObserver((changes) => seen.push(...changes.map(({ target }) => target.textContent ?? ""))).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  await show(showing(report()));
  assert.deepEqual(await page.evaluate(() => (window as unknown as { seen: string[] }).seen), []);
  await page.context().close();
});

test("when a button is gone, the focus stays at its item", async () => {
  const { page, show } = await browser.open();
  await show(showing(report()));
  await page.getByRole("button", { name: "Fix… Secrets come from a secret store" }).focus();
  await show(showing(report({}, { "secrets-managed": { status: "met", evidence: [], advice: null } })));
  assert.equal(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.focus), "item secrets-managed");
  await page.context().close();
});

test("a change of the score is said to screen readers, once", async () => {
  const { page, show } = await browser.open();
  await show(showing(report()));
  assert.equal(await page.getByRole("status").innerText(), "");
  await show(showing(report({ score: { met: 6, total: 18 } })));
  assert.equal((await page.getByRole("status").textContent())?.trim(), "CreateOrder: 6 of 18 items are met, 5 of 17 before.");
  await page.context().close();
});

test("everything can be done by keyboard, in the order in which it is read", async () => {
  const { page, show, sent } = await browser.open({ height: 2000 });
  await show(showing(report()));
  const walk: string[] = [];
  for (let left = 200; left > 0; left--) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => (document.activeElement as HTMLElement).dataset.focus ?? null);
    if (at === null) break;
    walk.push(at);
  }
  assert.deepEqual(walk.slice(0, 5), ["choose", "export markdown", "export html", "entry", "handler"]);
  for (const { id } of items) assert.ok(walk.includes(`item ${id}`), id);
  const positions = walk.filter((key) => key.startsWith("item ")).map((key) => key.slice(5));
  assert.deepEqual(
    positions,
    items.map(({ id }) => id),
  );
  await page.locator("[data-focus='fix secrets-managed']").focus();
  const scroll = await page.evaluate(() => scrollY);
  await page.keyboard.press("Space");
  assert.equal(await page.evaluate(() => scrollY), scroll);
  await page.locator("[data-focus='place secrets-managed 0']").focus();
  await page.keyboard.press("Enter");
  const done = (await sent()).filter(({ type }) => type !== "ready" && type !== "rendered");
  assert.deepEqual(
    done.map(({ type }) => type),
    ["act", "open"],
  );
  await page.context().close();
});

test("every element that has the focus shows it", async () => {
  const { page, show } = await browser.open();
  await show(showing(report()));
  const shown = async () =>
    page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const inner = element.shadowRoot?.querySelector<HTMLElement>(".base, .face") ?? element;
      const { outlineStyle, outlineWidth, borderColor } = getComputedStyle(inner);
      const focusBorder = getComputedStyle(document.documentElement).getPropertyValue("--vscode-focusBorder");
      return { key: element.dataset.focus, outline: outlineStyle !== "none" && outlineWidth !== "0px", borderColor, focusBorder };
    });
  for (let left = 30; left > 0; left--) {
    await page.keyboard.press("Tab");
    const { key, outline } = await shown();
    if (key !== "choose") assert.ok(outline, key);
  }
  await page.context().close();
});

test("a function is chosen by typing its name", async () => {
  const { page, show, sent } = await browser.open();
  await show(showing(report()));
  const selector = page.getByRole("combobox", { name: "Function" });
  assert.equal(await selector.inputValue(), "CreateOrder");
  await selector.click();
  await page.keyboard.type("cancel");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.deepEqual((await sent()).at(-1), { type: "select", id: "t#CancelOrder" });
  await page.context().close();
});

test("a step leads to its item", async () => {
  const { page, show } = await browser.open({ height: 500 });
  await show(showing(report()));
  await page.locator("[data-focus='step retries-understood']").click();
  const summary = page.locator("[data-focus='item retries-understood']");
  assert.ok(await summary.evaluate((element) => element === document.activeElement));
  assert.ok(await page.locator("[data-place='item retries-understood']").evaluate((element) => (element as HTMLDetailsElement).open));
  await page.context().close();
});

test("500 functions are drawn, and sorted with the focus where it is", async () => {
  const { page, show } = await browser.open();
  await show(showingAll(manyReports(500)));
  assert.equal(await page.getByRole("combobox", { name: "Function" }).inputValue(), "All functions");
  assert.equal(await page.locator(".function-table tbody tr").count(), 500);
  const failing = async () => (await page.locator(".function-table tbody td:nth-child(3)").allInnerTexts()).map(Number);
  const before = await failing();
  assert.deepEqual(
    before,
    before.toSorted((a, b) => b - a),
  );
  await page.getByRole("button", { name: "Name" }).click();
  assert.equal(await page.locator("th[aria-sort=ascending]").innerText(), "Name↑");
  assert.ok(await page.locator("[data-focus='sort name']").evaluate((element) => element === document.activeElement));
  await page.context().close();
});

test("after a reload it is as it was left", async () => {
  const { page, show } = await browser.open({ height: 500 });
  await show(showing(report()));
  await page.locator("[data-focus='item secrets-managed']").click();
  await page.locator("[data-focus='item memory-measured']").click();
  await page.evaluate(() => scrollTo(0, 300));
  await page.waitForFunction(() => JSON.parse(sessionStorage.getItem("state") ?? "{}").scroll === 300);
  await page.reload();
  await page.waitForFunction(() => window.kept.sent.some(({ type }) => type === "ready"));
  const state = await page.evaluate(() => JSON.parse(sessionStorage.getItem("state") ?? "{}"));
  assert.equal(state.selected, report().id);
  assert.ok(state.unfolded[report().id].includes("memory-measured"));
  assert.ok(!state.unfolded[report().id].includes("secrets-managed"));
  await page.context().close();
});

test("without motion for those who want none", async () => {
  const { page, show } = await browser.open({ reducedMotion: true });
  await show(showing(report()));
  const duration = await page.locator(".ring-met").evaluate((element) => getComputedStyle(element).transitionProperty);
  assert.equal(duration, "none");
  await page.context().close();
});
