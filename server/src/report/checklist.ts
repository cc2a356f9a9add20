/** The readiness checklist as all its reports see it: items with their texts, by status, the most urgent first. */
import { byRisk } from "../checklist/advice.ts";
import type { AssessedFunction, AssessedItem, Assessment, Score, ShownEvidence, Spot } from "../checklist/assessment.ts";
import type { Item } from "../checklist/item.ts";
import { counted, SEVERITIES } from "./report.ts";

/** What a report says of an item besides how it stands. */
export type ItemDescription = Pick<Item, "id" | "text" | "manual">;

export interface ChecklistDocument {
  readonly assessments: readonly Assessment[];
  /** The items in the guide's order. */
  readonly items: readonly ItemDescription[];
  /** How an absolute path is shown. */
  readonly show: (path: string) => string;
}

/** How an item of a function stands, with its text. */
export interface DescribedItem extends AssessedItem {
  readonly text: string;
  readonly manual?: string;
}

/** A function's items by what there is to do about them; each once, the most urgent first. */
export interface Groups {
  readonly failing: readonly DescribedItem[];
  readonly notSeen: readonly DescribedItem[];
  /** Answered by a person; first those that evidence contradicts. */
  readonly yours: readonly DescribedItem[];
  readonly met: readonly DescribedItem[];
  readonly doesNotApply: readonly DescribedItem[];
}

export function groupsOf(assessment: Assessment, items: readonly ItemDescription[]): Groups {
  const described = byRisk(describedItems(assessment, items));
  const of = (status: DescribedItem["status"]) => described.filter((item) => item.status === status);
  return {
    failing: of("failing"),
    notSeen: of("not seen").filter(({ applies }) => applies),
    yours: of("yours"),
    met: of("met"),
    doesNotApply: of("not seen").filter(({ applies }) => !applies),
  };
}

/** In the guide's order. */
export function describedItems({ items }: Assessment, descriptions: readonly ItemDescription[]): DescribedItem[] {
  const texts = new Map(descriptions.map((description) => [description.id, description]));
  return items.map((item) => {
    const { text = item.id, manual } = texts.get(item.id) ?? {};
    return { ...item, text, ...(manual !== undefined && { manual }) };
  });
}

export interface ChecklistSummary {
  readonly functions: number;
  /** Of the functions to which something applies, in percent, rounded down; null where there are none. */
  readonly averagePercent: number | null;
  /** Items that fail in at least one function, those of most functions first. */
  readonly failing: readonly { readonly id: string; readonly text: string; readonly functions: number }[];
}

export function summaryOf({ assessments, items }: ChecklistDocument): ChecklistSummary {
  const scored = assessments.filter(({ score }) => score.total > 0);
  const sum = scored.reduce((total, { score }) => total + score.met / score.total, 0);
  const failing = items.map(({ id, text }) => {
    const isFailing = ({ items: own }: Assessment): boolean => own.some((item) => item.id === id && item.status === "failing");
    return { id, text, functions: assessments.filter(isFailing).length };
  });
  return {
    functions: assessments.length,
    averagePercent: scored.length === 0 ? null : Math.floor((sum / scored.length) * 100 + 1e-9),
    failing: failing.filter(({ functions }) => functions > 0).sort((a, b) => b.functions - a.functions),
  };
}

/** `3 functions; on average 71% of what applies is met`. */
export function summaryText({ functions, averagePercent }: ChecklistSummary): string {
  if (averagePercent === null) return counted(functions, "function");
  return `${counted(functions, "function")}; ${functions > 1 ? "on average " : ""}${averagePercent}% of what applies is met`;
}

/** Lowest score first; those to which nothing applies last. */
export function byScore(assessments: readonly Assessment[]): Assessment[] {
  const share = ({ score }: Assessment): number => (score.total === 0 ? 2 : score.met / score.total);
  return [...assessments].sort((a, b) => share(a) - share(b));
}

/** What tells a function from others of its name: its place, or nothing where the name does. */
export function distinction({ assessments, show }: ChecklistDocument): (assessment: Assessment) => string | undefined {
  const names = new Map<string, number>();
  for (const { name } of assessments) names.set(name, (names.get(name) ?? 0) + 1);
  return (assessment) => ((names.get(assessment.name) ?? 0) > 1 ? placeText(assessment, show) : undefined);
}

/** `12/17`. */
export function scoreText({ met, total }: Score): string {
  return `${met}/${total}`;
}

/** `src/app.py:5`, of the function's entry, else of its handler. */
export function placeText({ entry, handler }: AssessedFunction, show: (path: string) => string): string | undefined {
  const spot = entry ?? handler;
  return spot && spotText(spot, show);
}

export function spotText({ path, start }: Spot, show: (path: string) => string): string {
  return `${show(path)}:${start.line + 1}`;
}

/** `http POST /orders`, one text a trigger. */
export function triggerTexts({ triggers }: AssessedFunction): string[] {
  return triggers.map(({ type, source }) => (source === null ? type : `${type} ${source}`));
}

/** `met, Ann, 2026-03-01: measured in May`. */
export function answerText({ answer }: AssessedItem): string | undefined {
  if (!answer) return undefined;
  const who = answer.isForAll ? [answer.who, "for every function"] : [answer.who];
  const head = [answer.answer, ...who, answer.date].filter((part) => part !== undefined).join(", ");
  return answer.note === undefined ? head : `${head}: ${answer.note}`;
}

/** Of the evidence what matters to the status: against a failing item what was found, the worst first; else what was seen. */
export function decisive({ status, evidence }: AssessedItem): ShownEvidence[] {
  if (status !== "failing") return [...evidence];
  const rank = ({ severity = "hint" }: ShownEvidence): number => SEVERITIES.indexOf(severity);
  return evidence.filter(({ says }) => says === "finding").sort((a, b) => rank(a) - rank(b));
}
