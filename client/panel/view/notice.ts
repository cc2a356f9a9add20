/** When there is nothing to report: what is the matter, and what to do. */
import { html, nothing, type TemplateResult } from "lit";
import { fill } from "../fill.ts";
import type { View } from "./view.ts";

interface Button {
  readonly label: string;
  press(): void;
}

interface Notice {
  readonly text: string;
  readonly help?: string;
  readonly buttons?: readonly Button[];
}

/** Undefined where there is a report. */
export function noticeOf(view: View): Notice | undefined {
  const { shown, strings, send } = view;
  const { subject } = shown;
  const help = (label: string, way: "enable" | "restart" | "output"): Button => ({ label, press: () => send({ type: "help", with: way }) });
  if (shown.server === "off") return { text: strings.off, buttons: [help(strings.turnOn, "enable")] };
  if (shown.server === "failed") {
    return {
      text: strings.failed,
      help: strings.failedHelp,
      buttons: [help(strings.restart, "restart"), help(strings.showOutput, "output")],
    };
  }
  if (shown.server === "starting") return { text: strings.starting };
  const isEmpty = shown.choices.length === 0;
  if (shown.isReading && (isEmpty || subject.kind === "gone")) return { text: strings.reading };
  if (subject.kind === "gone") {
    const all = { label: strings.showAll, press: () => send({ type: "select", id: null }) };
    return { text: strings.gone, help: fill(strings.goneHelp, subject.name), buttons: [all] };
  }
  return isEmpty ? { text: strings.empty, help: strings.emptyHelp } : undefined;
}

export function noticePart({ text, help, buttons = [] }: Notice): TemplateResult {
  const button = ({ label, press }: Button, index: number) =>
    html`<vscode-button ?secondary=${index > 0} data-focus=${`help ${label}`} @click=${press}>${label}</vscode-button>`;
  return html`<section class="notice" data-place="choose">
    <h1 id="subject" tabindex="-1">${text}</h1>
    ${help === undefined ? nothing : html`<p class="muted" dir="auto">${help}</p>`}
    ${buttons.length === 0 ? nothing : html`<div class="actions">${buttons.map(button)}</div>`}
  </section>`;
}
