/** The two sides of a function's report: its checklist, and what is deployed of it. Only the side that is seen is drawn, and asked for. */
import { html, type TemplateResult } from "lit";
import type { Tab } from "../../src/checklist/panel/messages.ts";
import type { Part, View } from "./view.ts";

const tabs: readonly Tab[] = ["checklist", "deployed"];

export function tabbed(view: View, sides: Readonly<Record<Tab, () => Part>>): TemplateResult {
  const { strings, store } = view;
  const { tab } = store.state;
  const name = (each: Tab) => (each === "checklist" ? strings.checklist : strings.deployedTab);
  const button = (each: Tab) => html`<button type="button" role="tab" id="tab-${each}" data-focus=${`tab ${each}`} aria-controls="side"
    aria-selected=${each === tab} tabindex=${each === tab ? 0 : -1} @click=${() => turn(view, each)}>${name(each)}</button>`;
  const key = (event: KeyboardEvent) => {
    const next = nextTab(event.key, tab);
    if (!next) return;
    event.preventDefault();
    turn(view, next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${strings.title} @keydown=${key}>${tabs.map(button)}</div>
    <div id="side" role="tabpanel" aria-labelledby="tab-${tab}">${sides[tab]()}</div>`;
}

function turn({ store, send, redraw }: View, tab: Tab): void {
  if (store.state.tab === tab) return;
  store.turn(tab);
  redraw();
  send({ type: "tab", tab });
}

function nextTab(key: string, now: Tab): Tab | undefined {
  const at = tabs.indexOf(now);
  const to: Record<string, number> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 };
  const index = to[key];
  return index === undefined ? undefined : tabs.at((index + tabs.length) % tabs.length);
}
