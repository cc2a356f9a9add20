/** The checklist for people at a terminal: a block a function, what fails first, then what all functions have in common. */
import { adviceFor, worstSeverity } from "../checklist/advice.ts";
import type { Assessment, ShownEvidence } from "../checklist/assessment.ts";
import {
  answerText,
  type ChecklistDocument,
  type DescribedItem,
  decisive,
  type Groups,
  groupsOf,
  placeText,
  scoreText,
  spotText,
  summaryOf,
  summaryText,
  triggerTexts,
} from "./checklist.ts";
import { type Palette, paletteOf, plain } from "./palette.ts";

/** Of so many functions everything is said; of more, what there is to do. */
const SAID_IN_FULL = 3;
/** Findings of one item that are shown where there are more functions. */
const FINDINGS_SHOWN = 3;
/** Items in the summary. */
const FAILING_SHOWN = 5;
const TRIGGERS_SHOWN = 3;

interface View extends ChecklistDocument {
  readonly palette: Palette;
  readonly inFull: boolean;
}

/** @param color whether the terminal shows colours */
export function formatChecklistText(document: ChecklistDocument, { color }: { readonly color: boolean }): string {
  const view: View = { ...document, palette: paletteOf(color), inFull: document.assessments.length <= SAID_IN_FULL };
  const blocks = document.assessments.map((assessment) => functionBlock(assessment, view));
  return [...blocks, summaryBlock(view)].join("\n");
}

function functionBlock(assessment: Assessment, view: View): string {
  const groups = groupsOf(assessment, view.items);
  return [
    headline(assessment, view),
    ...failingLines(groups, view),
    ...notSeenLines(groups, view),
    ...yoursLines(groups, view),
    ...metLines(groups, view),
    ...oneLine("Does not apply", groups.doesNotApply, view.inFull ? whyNot : undefined),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

function headline(assessment: Assessment, { palette, show }: View): string {
  const { name, score } = assessment;
  const paint = score.met === score.total ? palette.good : palette.bold;
  const triggers = triggerTexts(assessment);
  const more = triggers.length > TRIGGERS_SHOWN ? [`and ${triggers.length - TRIGGERS_SHOWN} more`] : [];
  const shown = [...triggers.slice(0, TRIGGERS_SHOWN), ...more].join(", ");
  const rest = [placeText(assessment, show), shown].filter((part) => part !== undefined && part !== "").map((part) => plain(part ?? ""));
  return [palette.bold(plain(name)), paint(scoreText(score)), ...rest.map(palette.dim)].join("  ");
}

function failingLines({ failing }: Groups, view: View): string[] {
  if (failing.length === 0) return [];
  const lines = failing.flatMap((item) => [
    `    ${severityOf(item, view)} ${item.text}${contradiction(item)}`,
    ...(view.inFull ? [view.palette.dim(`      ${adviceFor(item, item) ?? ""}`)] : []),
    ...evidenceLines(decisive(item), view),
  ]);
  return ["  Failing", ...lines];
}

function severityOf(item: DescribedItem, { palette }: View): string {
  const severity = worstSeverity(item) ?? "hint";
  return palette.severity[severity](severity);
}

function contradiction(item: DescribedItem): string {
  return item.isContradicted ? `  (answered ${plain(answerText(item) ?? "")})` : "";
}

function evidenceLines(evidence: readonly ShownEvidence[], view: View): string[] {
  const shown = view.inFull ? evidence : evidence.slice(0, FINDINGS_SHOWN);
  const lines = shown.map((each) => evidenceLine(each, view));
  const rest = evidence.length - shown.length;
  return rest > 0 ? [...lines, view.palette.dim(`      and ${rest} more`)] : lines;
}

function evidenceLine({ message, spot, rule }: ShownEvidence, { palette, show }: View): string {
  const place = spot ? [palette.dim(plain(spotText(spot, show)))] : [];
  const source = rule === undefined ? [] : [palette.dim(rule)];
  return `      ${[...place, plain(message), ...source].join("  ")}`;
}

function notSeenLines({ notSeen }: Groups, view: View): string[] {
  if (!view.inFull || notSeen.length === 0) return oneLine("Not seen", notSeen);
  const lines = notSeen.flatMap((item) => [
    `    ${item.text}`,
    view.palette.dim(`      ${adviceFor(item, item) ?? ""}`),
    ...evidenceLines(item.evidence, view),
  ]);
  return ["  Not seen", ...lines];
}

function yoursLines({ yours }: Groups, view: View): string[] {
  if (!view.inFull && !yours.some(({ isContradicted }) => isContradicted)) return oneLine("Yours", yours);
  const shown = view.inFull ? yours : yours.filter(({ isContradicted }) => isContradicted);
  const lines = shown.flatMap((item) => [
    `    ${item.text} (${plain(answerText(item) ?? "")})`,
    ...(item.isContradicted
      ? [view.palette.severity.warning(`      ${adviceFor(item, item) ?? ""}`), ...evidenceLines(item.evidence, view)]
      : []),
  ]);
  const others = yours.filter((item) => !shown.includes(item)).map(({ text }) => `    ${text}`);
  return lines.length === 0 ? [] : ["  Yours", ...lines, ...others];
}

/** What proves it, so that a person can look; what was only seen beside that proves nothing. */
function metLines({ met }: Groups, view: View): string[] {
  if (!view.inFull || met.length === 0) return oneLine("Met", met);
  const proofs = (item: DescribedItem) => decisive(item).filter(({ says }) => says === "proves");
  return ["  Met", ...met.flatMap((item) => [`    ${item.text}`, ...evidenceLines(proofs(item), view)])];
}

function oneLine(title: string, items: readonly DescribedItem[], shown = ({ text }: DescribedItem): string => text): string[] {
  return items.length === 0 ? [] : [`  ${title}: ${items.map(shown).join("; ")}`];
}

function whyNot({ text, evidence }: DescribedItem): string {
  const reason = evidence.find(({ says }) => says === "does-not-apply")?.message;
  return reason === undefined ? text : `${text} (${plain(reason)})`;
}

function summaryBlock(view: View): string {
  const summary = summaryOf(view);
  if (summary.functions === 0) return "";
  const head = `${view.palette.bold(summaryText(summary))}.\n`;
  if (summary.functions === 1 || summary.failing.length === 0) return head;
  const width = String(summary.failing[0]?.functions ?? 0).length;
  const lines = summary.failing.slice(0, FAILING_SHOWN).map(({ text, functions }) => `  ${String(functions).padStart(width)}  ${text}\n`);
  return `${head}What fails in most functions:\n${lines.join("")}`;
}
