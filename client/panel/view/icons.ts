/** Small drawings, always beside a word: they repeat it for the eye and are nothing to a screen reader. */
import { svg, type TemplateResult } from "lit";
import type { ChecklistEvidence, ChecklistStatus } from "../../../server/src/protocol.ts";

const ring = svg`<circle cx="8" cy="8" r="6.5" />`;

const drawings = {
  failing: svg`${ring}<path d="m5.75 5.75 4.5 4.5m0-4.5-4.5 4.5" />`,
  met: svg`${ring}<path d="m5 8.25 2 2 4-4.25" />`,
  "not seen": svg`<circle cx="8" cy="8" r="6.5" stroke-dasharray="2.4 1.7" />`,
  yours: svg`<circle cx="8" cy="5" r="2.75" /><path d="M2.75 14c0-2.9 2.35-4.75 5.25-4.75S13.25 11.1 13.25 14" />`,
  "not applicable": svg`${ring}<path d="M5.25 8h5.5" />`,
  contradicted: svg`<path d="M8 2.25 14.5 13.5h-13Z" /><path d="M8 6.5v3.25m0 1.5v.75" />`,
  error: svg`${ring}<path d="M8 4.75v4m0 1.75v.75" />`,
  warning: svg`<path d="M8 2.25 14.5 13.5h-13Z" /><path d="M8 6.5v3.25m0 1.5v.75" />`,
  info: svg`${ring}<path d="M8 7.25v4M8 4.75v.75" />`,
  hint: svg`<path d="M6 11.25h4M6.75 13.5h2.5M6 11.25c0-1.5-2-2.5-2-5a4 4 0 0 1 8 0c0 2.5-2 3.5-2 5" />`,
  proves: svg`<path d="m3 8.5 3.25 3.25L13 4.75" />`,
  supports: svg`<circle cx="8" cy="8" r="2" /><path d="M1.5 8C3 5 5.3 3.5 8 3.5S13 5 14.5 8C13 11 10.7 12.5 8 12.5S3 11 1.5 8Z" />`,
  chevron: svg`<path d="m6 3.5 4.5 4.5L6 12.5" />`,
  cloud: svg`<path d="M4.5 12.5a3 3 0 0 1-.3-6A4 4 0 0 1 12 7.2a2.7 2.7 0 0 1-.4 5.3Z" />`,
  next: svg`<path d="M2.5 8h10.5M9 4l4 4-4 4" />`,
} as const;

export type IconName = keyof typeof drawings;

export function icon(name: IconName): TemplateResult {
  return svg`<svg class="icon icon-${name.replace(" ", "-")}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${drawings[name]}</svg>`;
}

/** An item that does not apply is drawn as such, unless a person answered it. */
export function statusIcon(status: ChecklistStatus, applies: boolean): IconName {
  return applies || status === "yours" ? status : "not applicable";
}

export function evidenceIcon({ says, severity }: ChecklistEvidence): IconName {
  if (says === "finding") return severity ?? "info";
  return says === "does-not-apply" ? "not applicable" : says;
}
