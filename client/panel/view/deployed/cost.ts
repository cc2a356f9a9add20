/** What the invocations of the window cost at list price, and what that leaves out. */
import { html, type TemplateResult } from "lit";
import type { MetricWindow } from "../../../../server/src/protocol.ts";
import type { ShownMetrics } from "../../../src/checklist/panel/deployedShown.ts";
import { fill } from "../../fill.ts";
import type { SubjectContext } from "./context.ts";

/** How often a window goes into 30 days. */
const perMonth: Record<MetricWindow, number> = { "1h": 720, "24h": 30, "7d": 30 / 7, "30d": 1 };

export function costPart({ strings, format, window }: SubjectContext, { cost }: ShownMetrics): TemplateResult {
  const heading = html`<h3 id="cost">${strings.costTitle}</h3>`;
  if (!cost) return html`<section aria-labelledby="cost">${heading}<p class="muted">${strings.noCost}</p></section>`;
  const { total, requests, duration, gigabyteSeconds, pricesOf } = cost;
  const month = cost.window === "30d" ? "" : `, ${fill(strings.costMonth, format.dollars(total * perMonth[cost.window]))}`;
  return html`<section aria-labelledby="cost">
    ${heading}
    <p><b class="big">${format.dollars(total)}</b> ${fill(strings.lastWindow, window).toLowerCase()}${month}</p>
    <p>${fill(strings.costParts, format.dollars(requests), format.dollars(duration), format.count(gigabyteSeconds))}</p>
    <p class="muted">${fill(strings.costLeavesOut, pricesOf)}</p>
  </section>`;
}
