/** The checklist as one document that needs nothing else: for a browser, for paper, for somebody without the repository. */
import { adviceFor, byRisk } from "../checklist/advice.ts";
import type { Assessment, ShownEvidence } from "../checklist/assessment.ts";
import {
  answerText,
  type ChecklistDocument,
  type DescribedItem,
  describedItems,
  distinction,
  groupsOf,
  placeText,
  scoreText,
  spotText,
  summaryOf,
  summaryText,
  triggerTexts,
} from "./checklist.ts";
import { CHECKLIST_STYLE } from "./checklistStyle.ts";
import { escapeHtml } from "./markdownText.ts";
import { counted } from "./report.ts";

export function formatChecklistHtml(document: ChecklistDocument): string {
  const { assessments } = document;
  const title = assessments.length === 1 ? `Readiness of ${assessments[0]?.name ?? ""}` : "Readiness of Lambda functions";
  const sections = assessments.map((assessment, index) => functionSection(assessment, index, document));
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${CHECKLIST_STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${summary(document)}${assessments.length > 1 ? overview(document) : ""}${sections.join("")}</main>
</body>
</html>
`;
}

function summary(document: ChecklistDocument): string {
  const found = summaryOf(document);
  if (found.functions === 0) return "<p>No Lambda functions were found.</p>\n";
  return `<p>${summaryText(found)}. What does not apply, or is answered "not needed", does not count.</p>\n`;
}

function overview(document: ChecklistDocument): string {
  const distinctionOf = distinction(document);
  const rows = document.assessments.map((assessment, index) => {
    const { failing, notSeen } = groupsOf(assessment, document.items);
    const texts = failing.map(({ text }) => escapeHtml(text)).join("; ") || "nothing";
    const place = distinctionOf(assessment);
    const where = place === undefined ? "" : ` <span class="quiet">${escapeHtml(place)}</span>`;
    return `<tr><th scope="row"><a href="#function-${index + 1}">${escapeHtml(assessment.name)}</a>${where}</th><td class="score">${scoreText(assessment.score)}</td><td>${texts}</td><td>${notSeen.length}</td></tr>\n`;
  });
  const head = ["Function", "Met", "Failing", "Not seen"].map((text) => `<th scope="col">${text}</th>`).join("");
  return `<table>\n<caption>All functions</caption>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join("")}</tbody>\n</table>\n${mostFailing(document)}`;
}

function mostFailing(document: ChecklistDocument): string {
  const { failing } = summaryOf(document);
  if (failing.length === 0) return "";
  const items = failing.map(({ text, functions }) => `<li>${escapeHtml(text)}: ${counted(functions, "function")}</li>\n`);
  return `<h2>What fails in most functions</h2>\n<ul>\n${items.join("")}</ul>\n`;
}

function functionSection(assessment: Assessment, index: number, document: ChecklistDocument): string {
  const id = `function-${index + 1}`;
  const where = placeText(assessment, document.show);
  const about = [...(where === undefined ? [] : [`<code>${escapeHtml(where)}</code>`]), ...triggerTexts(assessment).map(escapeHtml)];
  const rows = byRisk(describedItems(assessment, document.items)).map((item) => itemRow(item, document.show));
  const head = ["Item", "Status", "Evidence"].map((text) => `<th scope="col">${text}</th>`).join("");
  return `<section id="${id}" aria-labelledby="${id}-name">
<h2 id="${id}-name">${escapeHtml(assessment.name)}</h2>
<p class="quiet">${about.join(", ")}</p>
<table>
<caption>${scoreText(assessment.score)} of what applies is met; what is most urgent comes first</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${rows.join("")}</tbody>
</table>
</section>
`;
}

function itemRow(item: DescribedItem, show: ChecklistDocument["show"]): string {
  const status = item.applies || item.status === "yours" ? item.status : "does not apply";
  const advice = adviceFor(item, item);
  const answer = answerText(item);
  const parts = [
    ...(answer === undefined ? [] : [`<p>Answered: ${escapeHtml(answer)}</p>`]),
    ...(advice === null ? [] : [`<p>${escapeHtml(advice)}</p>`]),
    ...(item.evidence.length === 0 ? [] : [`<ul>${item.evidence.map((each) => evidenceEntry(each, show)).join("")}</ul>`]),
  ];
  const cell = parts.length === 0 ? '<span class="quiet">none</span>' : parts.join("");
  return `<tr><th scope="row">${escapeHtml(item.text)}</th><td class="status ${status.replaceAll(" ", "-")}">${status}</td><td>${cell}</td></tr>\n`;
}

function evidenceEntry({ message, spot, rule, severity }: ShownEvidence, show: ChecklistDocument["show"]): string {
  const place = spot ? `<code>${escapeHtml(spotText(spot, show))}</code> ` : "";
  const source = [severity, rule].filter((part) => part !== undefined).join(" ");
  return `<li>${place}${escapeHtml(message)}${source === "" ? "" : ` <span class="quiet">(${escapeHtml(source)})</span>`}</li>`;
}
