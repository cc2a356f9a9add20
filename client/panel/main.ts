/** The page of the readiness report: draws what the extension posts, and keeps the reader's place while it changes. */
import "uplot/dist/uPlot.min.css";
import "./style.css";
import "./deployed.css";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-progress-bar/index.js";
import "@vscode-elements/elements/dist/vscode-single-select/index.js";
import { render } from "lit";
import type { FromPage, RenderedReport, Shown, ToPage } from "../src/checklist/panel/messages.ts";
import type { PanelStrings } from "../src/checklist/panel/strings.ts";
import { announcement } from "./announce.ts";
import { keepingFocus } from "./focus.ts";
import { PageStore } from "./state.ts";
import { pageView } from "./view/page.ts";
import type { View } from "./view/view.ts";

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const vscode = acquireVsCodeApi();
const root = document.getElementById("report")!;
const store = new PageStore(vscode.getState(), (state) => vscode.setState(state));
let strings: PanelStrings | undefined;
let shown: Shown | undefined;
let said = "";
let isFirst = true;
let rest: ReturnType<typeof setTimeout> | undefined;

function draw(): void {
  if (!strings || !shown) return;
  const view: View = { shown, strings, said, store, send: (message) => vscode.postMessage(message), redraw: draw };
  keepingFocus(root, () => render(pageView(view), root));
}

function show(next: Shown, texts: PanelStrings): void {
  said = announcement(shown, next, texts) ?? said;
  shown = next;
  const { subject } = next;
  const isAnother = store.select(subject.kind === "all" ? null : subject.kind === "function" ? subject.report.id : subject.id);
  // Where the page of before was scrolled to is not to be remembered of this one.
  if (isAnother) clearTimeout(rest);
  if (subject.kind === "function") store.meet(subject.report);
  draw();
  if (isFirst || isAnother) window.scrollTo(0, store.state.scroll);
  isFirst = false;
  vscode.postMessage({ type: "rendered", ...seen() });
}

/** What is on the page now. */
function seen(): RenderedReport {
  const text = (selector: string) => root.querySelector(selector)?.textContent?.trim() ?? "";
  const score = root.querySelector(".ring")?.getAttribute("aria-label") ?? "";
  const charts = [...root.querySelectorAll(".chart-card:has(canvas) h4")].map((title) => title.textContent ?? "");
  const deployed = root.querySelector(".deployed") && shown?.subject.kind === "function" ? shown.subject.deployed.kind : null;
  return { heading: text("h1"), score, commits: root.querySelectorAll(".history tbody tr").length, charts, deployed };
}

window.addEventListener("message", ({ data }: MessageEvent<ToPage>) => {
  if (data.type === "strings") strings = data.strings;
  else if (data.type === "show" && strings) show(data.shown, strings);
  else if (data.type === "turn") {
    store.turn(data.tab);
    draw();
  }
});

// Figures have an age, and it grows.
setInterval(draw, 30_000);

// The button of vscode-elements takes the space key and lets it scroll the page as well.
document.addEventListener("keydown", (event) => {
  if (event.key === " " && event.target instanceof HTMLElement && event.target.localName === "vscode-button") event.preventDefault();
});

window.addEventListener("scroll", () => {
  clearTimeout(rest);
  rest = setTimeout(() => store.scrolled(window.scrollY), 200);
});

vscode.postMessage({ type: "ready", tab: store.state.tab });
