/** The checklist for machines; DESIGN.md section 7 is its contract. */
import { adviceFor } from "../checklist/advice.ts";
import type { Assessment, ShownEvidence, Spot } from "../checklist/assessment.ts";
import { type ChecklistDocument, type DescribedItem, describedItems, summaryOf } from "./checklist.ts";

export interface ChecklistReportProblem {
  /** Relative to the working directory, with `/`. */
  readonly path: string;
  /** From 1; null where it is about the whole file. */
  readonly line: number | null;
  readonly message: string;
}

export interface ChecklistReportProblems {
  /** What is wrong with the answers. */
  readonly problems: readonly ChecklistReportProblem[];
  /** What could not be read. */
  readonly errors: readonly ChecklistReportProblem[];
}

export function formatChecklistJson(document: ChecklistDocument, { problems, errors }: ChecklistReportProblems): string {
  const functions = document.assessments.map((assessment) => functionOf(assessment, document));
  return `${JSON.stringify({ version: 1, summary: summaryOf(document), functions, problems, errors }, null, 2)}\n`;
}

function functionOf(assessment: Assessment, { items, show }: ChecklistDocument) {
  const { id, name, dialect, entry, handler, triggers, score } = assessment;
  const [template, code] = [at(entry, show), at(handler, show)];
  return {
    id,
    name,
    dialect,
    template: template.path,
    templateLine: template.line,
    handlerFile: code.path,
    handlerLine: code.line,
    triggers,
    score,
    items: describedItems(assessment, items).map((item) => itemOf(item, show)),
  };
}

function itemOf(item: DescribedItem, show: ChecklistDocument["show"]) {
  const { id, text, status, applies, evidence, answer, isContradicted } = item;
  return {
    id,
    text,
    status,
    applies,
    evidence: evidence.map((each) => evidenceOf(each, show)),
    note: answer?.note ?? null,
    answer: answer ? { answer: answer.answer, who: answer.who ?? null, date: answer.date ?? null, isForAll: answer.isForAll } : null,
    isContradicted,
    advice: adviceFor(item, item),
  };
}

function evidenceOf({ kind, says, message, spot, rule, severity }: ShownEvidence, show: ChecklistDocument["show"]) {
  return { kind, says, message, ...at(spot, show), rule: rule ?? null, severity: severity ?? null };
}

function at(spot: Spot | undefined, show: ChecklistDocument["show"]): { path: string | null; line: number | null } {
  return spot ? { path: show(spot.path), line: spot.start.line + 1 } : { path: null, line: null };
}
