/** The checklist as a comment of a pull request: short enough for GitHub, and nothing in it can become markup or mention somebody. */
import { adviceFor } from "../checklist/advice.ts";
import type { Assessment, ShownEvidence } from "../checklist/assessment.ts";
import {
  answerText,
  byScore,
  type ChecklistDocument,
  type DescribedItem,
  decisive,
  distinction,
  groupsOf,
  placeText,
  scoreText,
  spotText,
  summaryOf,
  summaryText,
  triggerTexts,
} from "./checklist.ts";
import { codeSpan, escapeHtmlInMarkdown, escapeText } from "./markdownText.ts";
import { counted } from "./report.ts";

/** The first line of the comment, by which a workflow finds the one to update. */
export const COMMENT_MARKER = "<!-- lambda-ready checklist -->";

/** Characters that GitHub takes in a comment. */
export const COMMENT_LIMIT = 65_536;
/** Of these for the table; the rest is for the details. */
const TABLE_LIMIT = 24_000;
/** For what says what was left out. */
const RESERVED = 2_000;
const MESSAGE_LIMIT = 400;
const NAME_LIMIT = 120;
const EVIDENCE_SHOWN = 10;
const FAILING_SHOWN = 5;

/**
 * Functions with the lowest scores come first; where there is no room for all, their details are the last to be shortened.
 * @param limit characters
 */
export function formatChecklistMarkdown(document: ChecklistDocument, limit = COMMENT_LIMIT): string {
  const assessments = byScore(document.assessments);
  const head = `${COMMENT_MARKER}\n## Readiness of Lambda functions\n\n${summary(document)}\n`;
  if (assessments.length === 0) return head;
  const { text: rows, shown } = table(assessments, document, Math.min(TABLE_LIMIT, limit / 3));
  const unlisted = assessments.length - shown;
  const note = unlisted === 0 ? "" : `\nNot in this table: ${counted(unlisted, "function")} with higher scores.\n`;
  const upToHere = `${head}\n${rows}${note}`;
  return upToHere + details(assessments, document, limit - upToHere.length - RESERVED);
}

function summary(document: ChecklistDocument): string {
  const found = summaryOf(document);
  if (found.functions === 0) return "No Lambda functions were found.";
  const most = found.failing.slice(0, FAILING_SHOWN).map(({ text, functions }) => `${escapeText(text)} (${functions})`);
  const isWorthIt = found.functions > 1 && most.length > 0;
  return `${summaryText(found)}.${isWorthIt ? ` What fails most often: ${most.join(", ")}.` : ""}`;
}

function table(assessments: readonly Assessment[], document: ChecklistDocument, limit: number): { text: string; shown: number } {
  const distinctionOf = distinction(document);
  let text = "| Function | Score | Failing |\n| --- | ---: | --- |\n";
  let shown = 0;
  for (const assessment of assessments) {
    const failing = groupsOf(assessment, document.items).failing.map(({ text: item }) => escapeText(item));
    const place = distinctionOf(assessment);
    const name = `${clipped(assessment.name, NAME_LIMIT)}${place === undefined ? "" : ` (${clipped(place, NAME_LIMIT)})`}`;
    const row = `| ${escapeText(name)} | ${scoreText(assessment.score)} | ${failing.join("<br>") || "nothing"} |\n`;
    if (text.length + row.length > limit && shown > 0) break;
    text += row;
    shown += 1;
  }
  return { text, shown };
}

/** First everybody's failing items as far as there is room, then the other items, the lowest scores first. */
function details(assessments: readonly Assessment[], document: ChecklistDocument, room: number): string {
  const blocks = assessments.map((assessment) => ({ assessment, text: "" }));
  let left = room;
  for (const inFull of [false, true]) {
    for (const block of blocks) {
      const text = detail(block.assessment, document, inFull);
      const needed = text.length - block.text.length;
      // Who has not got the short one is named below; a long one instead would look as if it had been chosen.
      if (needed > left || (inFull && block.text === "")) continue;
      left -= needed;
      block.text = text;
    }
  }
  const without = blocks.filter(({ text }) => text === "").map(({ assessment }) => assessment.name);
  return blocks.map(({ text }) => text).join("") + leftOut(without);
}

function leftOut(names: readonly string[]): string {
  if (names.length === 0) return "";
  let listed = "";
  let count = 0;
  for (const name of names) {
    const next = `${count === 0 ? "" : ", "}${escapeText(clipped(name, NAME_LIMIT))}`;
    if (listed.length + next.length > RESERVED / 2) break;
    listed += next;
    count += 1;
  }
  const more = names.length - count;
  const all = count === 0 ? "" : `: ${listed}${more > 0 ? `, and ${more} more` : ""}`;
  return `\nLeft out for the size of a comment, the details of ${counted(names.length, "function")}${all}. \`lambda-ready checklist\` shows them.\n`;
}

function detail(assessment: Assessment, document: ChecklistDocument, inFull: boolean): string {
  const { failing, notSeen, yours, met, doesNotApply } = groupsOf(assessment, document.items);
  const head = `<b>${escapeHtmlInMarkdown(clipped(assessment.name, NAME_LIMIT))}</b> ${scoreText(assessment.score)}`;
  const counts = [counted(failing.length, "item").replace(/ items?$/, " failing"), `${notSeen.length} not seen`].join(", ");
  const where = placeText(assessment, document.show);
  const about = [...(where === undefined ? [] : [codeSpan(clipped(where, NAME_LIMIT * 2))]), ...triggers(assessment)].join(", ");
  const short = section("Failing", failing, (item) => withEvidence(item, document));
  const rest = inFull
    ? section("Not seen", notSeen, (item) => withEvidence(item, document)) +
      section("Yours", yours, (item) => withEvidence(item, document)) +
      inOneLine("Met", met) +
      inOneLine("Does not apply", doesNotApply)
    : omitted(notSeen.length, yours.length, met.length, doesNotApply.length);
  return `\n<details><summary>${head}: ${counts}</summary>\n\n${about === "" ? "" : `${about}\n\n`}${short}${rest}</details>\n`;
}

function triggers(assessment: Assessment): string[] {
  const texts = triggerTexts(assessment).map((text) => escapeText(clipped(text, NAME_LIMIT)));
  return texts.length > EVIDENCE_SHOWN ? [...texts.slice(0, EVIDENCE_SHOWN), `and ${texts.length - EVIDENCE_SHOWN} more`] : texts;
}

function omitted(notSeen: number, yours: number, met: number, doesNotApply: number): string {
  return `Left out for the size of a comment: ${notSeen} not seen, ${yours} yours, ${met} met, ${doesNotApply} that do not apply.\n\n`;
}

function section(title: string, items: readonly DescribedItem[], shown: (item: DescribedItem) => string): string {
  return items.length === 0 ? "" : `**${title}**\n\n${items.map(shown).join("")}\n`;
}

function inOneLine(title: string, items: readonly DescribedItem[]): string {
  return items.length === 0 ? "" : `**${title}**: ${items.map(({ text }) => escapeText(text)).join("; ")}\n\n`;
}

function withEvidence(item: DescribedItem, { show }: ChecklistDocument): string {
  const answer = answerText(item);
  const advice = adviceFor(item, item);
  const head = `- **${escapeText(item.text)}**${answer === undefined ? "" : ` (answered ${escapeText(clipped(answer, MESSAGE_LIMIT))})`}`;
  const evidence = decisive(item);
  const lines = evidence.slice(0, EVIDENCE_SHOWN).map((each) => `  - ${evidenceText(each, show)}\n`);
  const more = evidence.length > EVIDENCE_SHOWN ? `  - and ${evidence.length - EVIDENCE_SHOWN} more\n` : "";
  return `${head}${advice === null ? "" : `: ${escapeText(advice)}`}\n${lines.join("")}${more}`;
}

function evidenceText({ message, spot, rule }: ShownEvidence, show: ChecklistDocument["show"]): string {
  const place = spot ? `${codeSpan(clipped(spotText(spot, show), NAME_LIMIT * 2))} ` : "";
  return `${place}${escapeText(clipped(message, MESSAGE_LIMIT))}${rule === undefined ? "" : ` (${codeSpan(rule)})`}`;
}

function clipped(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join("")}…`;
}
