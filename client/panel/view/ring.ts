/** The score as a ring: what is met, what fails, and the rest. */
import { html, nothing, svg, type TemplateResult } from "lit";
import type { Score } from "../../src/checklist/panel/messages.ts";
import type { PanelStrings } from "../../src/checklist/panel/strings.ts";
import { fill } from "../fill.ts";

const radius = 42;

/** @param failing of the items that count */
export function scoreRing({ met, total }: Score, failing: number, strings: PanelStrings): TemplateResult {
  const text = total === 0 ? strings.scoreNothing : fill(strings.scoreText, met, total);
  const share = (count: number) => (total === 0 ? 0 : (100 * count) / total);
  return html`<div class="ring" role="img" aria-label=${`${strings.score}: ${text}`}>
    <svg viewBox="0 0 96 96" width="96" height="96" aria-hidden="true">
      ${svg`<g transform="rotate(-90 48 48)">
        <circle class="ring-track" cx="48" cy="48" r=${radius} />
        ${arc("ring-met", 0, share(met))}${arc("ring-failing", share(met), share(failing))}
      </g>`}
    </svg>
    <span class="ring-figures" aria-hidden="true"><b>${total === 0 ? "–" : met}</b>${total === 0 ? nothing : html`<span>${fill(strings.of, total)}</span>`}</span>
  </div>`;
}

/** A part of the ring, in per cent of it. */
function arc(name: string, from: number, length: number): TemplateResult {
  // A line of no length would still be drawn as a dot in some browsers.
  const drawn = length === 0 ? "0 101" : `${length} ${100 - length}`;
  return svg`<circle class=${name} cx="48" cy="48" r=${radius} pathLength="100" stroke-dasharray=${drawn} stroke-dashoffset=${-from} />`;
}
