/** Small parts that several sections are made of. */
import { html, nothing, svg, type TemplateResult } from "lit";
import type { ChecklistPlace, ChecklistStatus } from "../../../server/src/protocol.ts";
import type { Score } from "../../src/checklist/panel/messages.ts";
import type { PanelStrings } from "../../src/checklist/panel/strings.ts";
import { fill } from "../fill.ts";
import type { Part, View } from "./view.ts";

export function statusWord(status: ChecklistStatus, applies: boolean, strings: PanelStrings): string {
  if (!applies && status !== "yours") return strings.notApplicable;
  return { failing: strings.failing, met: strings.met, "not seen": strings.notSeen, yours: strings.yours }[status];
}

/**
 * Opens a line in the editor.
 * @param key tells it from other links while the page changes
 */
export function placeLink(view: View, place: ChecklistPlace | null, key: string): Part {
  if (!place) return nothing;
  const { strings, send } = view;
  const name = placeName(view, place);
  return html`<button type="button" class="link place" data-focus=${key} title=${fill(strings.openPlace, name)}
    @click=${() => send({ type: "open", place })}><bdi>${breakable(name)}</bdi></button>`;
}

/** `src/template.yaml:12` */
export function placeName({ shown }: View, { uri, range }: ChecklistPlace): string {
  return `${shown.paths[uri] ?? uri}:${range.start.line + 1}`;
}

/** A path that is broken at its slashes where it has to be, and not in the middle of a name. */
export function breakable(path: string): TemplateResult[] {
  return path.split(/(?<=\/)/).map((part) => html`${part}<wbr>`);
}

/** A thin bar; the figures stand beside it. */
export function scoreBar({ met, total }: Score): TemplateResult {
  const width = total === 0 ? 0 : (100 * met) / total;
  return html`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<rect class="bar-track" width="100" height="4" /><rect class="bar-fill" width=${width} height="4" />`}
  </svg>`;
}

/** The beginning of a long list and a button for the rest. */
export function shortened<T>(
  view: View,
  name: string,
  all: readonly T[],
  few: number,
): { readonly visible: readonly T[]; readonly more: Part } {
  const { store, strings, redraw } = view;
  // One more is no reason for a button.
  if (all.length <= few + 1) return { visible: all, more: nothing };
  const isExpanded = store.isExpanded(name);
  const toggle = () => {
    store.toggleExpanded(name);
    redraw();
  };
  const label = isExpanded ? strings.showLess : fill(strings.showMore, all.length - few);
  const more = html`<button type="button" class="link more" data-focus=${`more ${name}`} aria-expanded=${isExpanded}
    @click=${toggle}>${label}</button>`;
  return { visible: isExpanded ? all : all.slice(0, few), more };
}
