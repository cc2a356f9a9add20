/** What stands out in what was read: the deployed rules, and the advice about memory. */
import { html, nothing, type TemplateResult } from "lit";
import type { DeployedFinding } from "../../../../server/src/protocol.ts";
import { fill } from "../../fill.ts";
import { icon } from "../icons.ts";
import { placeLink } from "../parts.ts";
import type { Part } from "../view.ts";
import type { SubjectContext } from "./context.ts";

export function findingsPart(context: SubjectContext): Part {
  const { strings, subject } = context;
  const { judged } = subject;
  if (!judged) return nothing;
  return html`<section aria-labelledby="deployed-findings">
    <h3 id="deployed-findings">${strings.findings}</h3>
    ${
      judged.findings.length === 0
        ? html`<p class="all-done">${icon("met")}<span>${strings.noFindings}</span></p>`
        : html`<ul class="evidence">${judged.findings.map((finding, index) => line(context, finding, index))}</ul>`
    }
  </section>`;
}

function line({ view }: SubjectContext, { rule, severity, message, place }: DeployedFinding, index: number): TemplateResult {
  return html`<li>
    ${icon(severity)}
    <div>
      <p dir="auto"><span class="sr">${view.strings[severity]}: </span>${message}</p>
      <p class="sources">${placeLink(view, place, `deployed-finding ${index}`)}
        <button type="button" class="link rule" data-focus=${`deployed-rule ${index}`} title=${fill(view.strings.showRule, rule)}
          @click=${() => view.send({ type: "rule", rule })}>${rule}</button></p>
    </div>
  </li>`;
}
