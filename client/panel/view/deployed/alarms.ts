/** The alarms that watch the function. */
import { html, type TemplateResult } from "lit";
import type { DeployedAlarm } from "../../../../server/src/protocol.ts";
import type { Format } from "../../../src/deployed/format.ts";
import { unitOfThreshold } from "../../charts/alarms.ts";
import { icon } from "../icons.ts";
import type { SubjectContext } from "./context.ts";

export function alarmsPart(context: SubjectContext): TemplateResult {
  return html`<section aria-labelledby="alarms"><h3 id="alarms">${context.strings.alarms}</h3>${content(context)}</section>`;
}

function content(context: SubjectContext): TemplateResult {
  const { strings, subject } = context;
  const { alarms } = subject;
  if (!alarms) return html`<p class="muted">${subject.isReading ? strings.reading : strings.alarmsUnknown}</p>`;
  if (alarms.length === 0) return html`<p class="all-done">${icon("warning")}<span>${strings.noAlarms}</span></p>`;
  return html`<table>
    <caption>${strings.alarmsWhat}</caption>
    <thead><tr><th scope="col">${strings.alarmName}</th><th scope="col">${strings.condition}</th><th scope="col">${strings.state}</th></tr></thead>
    <tbody>${alarms.map((alarm) => row(context, alarm))}</tbody>
  </table>`;
}

const signs: Record<string, string> = {
  GreaterThanThreshold: ">",
  GreaterThanOrEqualToThreshold: "≥",
  LessThanThreshold: "<",
  LessThanOrEqualToThreshold: "≤",
};

function row({ strings, format }: SubjectContext, alarm: DeployedAlarm): TemplateResult {
  const { name, metric, statistic, comparison, threshold, period, state, isActing } = alarm;
  const condition = [
    statistic,
    metric,
    threshold === undefined ? undefined : `${signs[comparison] ?? comparison} ${thresholdText(metric, threshold, format)}`,
    period === undefined ? undefined : `· ${format.seconds(period)}`,
  ];
  const isQuiet = !isActing;
  return html`<tr>
    <th scope="row" dir="auto">${name}</th>
    <td>${condition.filter(Boolean).join(" ")}</td>
    <td class="state"><span>${icon(stateIcon(state))}${strings.states[state] ?? state}</span>${isQuiet ? html`<span class="muted">${strings.silent}</span>` : ""}</td>
  </tr>`;
}

function thresholdText(metric: string, threshold: number, format: Format): string {
  const unit = unitOfThreshold(metric);
  return unit === "milliseconds"
    ? format.milliseconds(threshold)
    : unit === "part"
      ? format.percent(100 * threshold)
      : format.count(threshold);
}

function stateIcon(state: string): "met" | "failing" | "not seen" {
  return state === "OK" ? "met" : state === "ALARM" ? "failing" : "not seen";
}
