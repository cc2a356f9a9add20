/** Checklists as the protocol has them. */
import { adviceFor, byRisk, worstSeverity } from "./checklist/advice.ts";
import type { Answer } from "./checklist/answers/answer.ts";
import type { AssessedItem, Assessment, ShownEvidence, Spot } from "./checklist/assessment.ts";
import type { Item } from "./checklist/item.ts";
import { Lines } from "./lines.ts";
import type { Range } from "./model/code.ts";
import type {
  ChecklistAnswer,
  ChecklistEvidence,
  ChecklistFunction,
  ChecklistItemDescription,
  ChecklistItemStatus,
  ChecklistPlace,
  ChecklistReport,
  ChecklistReportItem,
} from "./protocol.ts";
import { triggerTexts } from "./report/checklist.ts";
import type { Section } from "./rules/rule.ts";
import type { Uris } from "./uris.ts";

/** The guide's own titles. */
const SECTIONS: Readonly<Record<Section, string>> = {
  "single-purpose": "Write Small, Single-Purpose Functions",
  idempotency: "Design for Idempotency",
  "event-source": "Choose the Right Event Source",
  stateless: "Keep Functions Stateless",
  initialization: "Optimize Initialization",
  database: "Manage Database Connections Correctly",
  errors: "Handle Errors Properly",
  concurrency: "Control Concurrency",
  security: "Secure Your Lambda Functions",
  observability: "Build for Observability",
  cost: "Monitor Costs",
  deployment: "Deploy Safely",
  testing: "Testing Lambda Functions",
};

/** A file and what of its text matters. */
export interface AnswersText {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/** What the functions of one folder have in common. */
export interface FolderNames {
  readonly uris: Uris;
  /** The folder, absolute. */
  readonly root: string;
  /** The answers file of the folder. */
  readonly answers: AnswersText;
  /** An id of the folder's checklists as one of the workspace. */
  readonly idOf: (id: string) => string;
}

export function describedItem({ id, text, section, manual }: Item): ChecklistItemDescription {
  return { id, text, group: SECTIONS[section], manual: manual ?? null };
}

export function functionMessage(assessment: Assessment, names: FolderNames): ChecklistFunction {
  return { ...headOf(assessment, names), items: assessment.items.map(statusOf) };
}

export function reportMessage(assessment: Assessment, items: readonly Item[], names: FolderNames): ChecklistReport {
  const described = new Map<string, Item>(items.map((item) => [item.id, item]));
  const reported = assessment.items.map((each) => reportItem(each, described.get(each.id), names));
  const advised = new Set(reported.filter(({ advice }) => advice !== null).map(({ id }) => id));
  const next = byRisk(assessment.items).flatMap(({ id }) => (advised.has(id) ? [id] : []));
  return { ...headOf(assessment, names), items: reported, next };
}

/** A range of a text that is not one of code. */
export function placeIn(uris: Uris, { path, text }: AnswersText, at: Range): ChecklistPlace {
  const lines = new Lines(text);
  return { uri: uris.uri(path), range: { start: lines.position(at.start), end: lines.position(at.end) } };
}

function headOf(assessment: Assessment, { uris, root, idOf }: FolderNames): Omit<ChecklistFunction, "items"> {
  const { id, name, dialect, entry, handler, score } = assessment;
  const label = (path: string): string => (path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path);
  return {
    id: idOf(id),
    name,
    template: entry && dialect ? { uri: uris.uri(entry.path), label: label(entry.path), dialect } : null,
    triggers: triggerTexts(assessment),
    entry: placeOf(entry, uris),
    handler: placeOf(handler, uris),
    score: { met: score.met, total: score.total },
  };
}

function statusOf(item: AssessedItem): ChecklistItemStatus {
  const { id, status, applies, isContradicted } = item;
  return { id, status, applies, isContradicted, severity: worstSeverity(item) };
}

function reportItem(assessed: AssessedItem, item: Item | undefined, names: FolderNames): ChecklistReportItem {
  const { answer, evidence } = assessed;
  return {
    ...statusOf(assessed),
    evidence: evidence.map((each) => evidenceMessage(each, names.uris)),
    answer: answer ? answerMessage(answer, names) : null,
    advice: item ? adviceFor(assessed, item) : null,
  };
}

function evidenceMessage({ says, kind, message, spot, rule, severity }: ShownEvidence, uris: Uris): ChecklistEvidence {
  return { says, kind, message, place: placeOf(spot, uris), rule: rule ?? null, severity: severity ?? null };
}

function answerMessage({ answer, who, date, note, isForAll, at }: Answer, { uris, answers }: FolderNames): ChecklistAnswer {
  return { answer, who: who ?? null, date: date ?? null, note: note ?? null, isForAll, place: placeIn(uris, answers, at) };
}

export function placeOf(spot: Spot, uris: Uris): ChecklistPlace;
export function placeOf(spot: Spot | undefined, uris: Uris): ChecklistPlace | null;
export function placeOf(spot: Spot | undefined, uris: Uris): ChecklistPlace | null {
  return spot ? { uri: uris.uri(spot.path), range: { start: spot.start, end: spot.end } } : null;
}
