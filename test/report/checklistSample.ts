/** Checklists with something of everything. */
import type { Answer } from "../../server/src/checklist/answers/answer.ts";
import { scoreOf } from "../../server/src/checklist/assess.ts";
import type { AssessedItem, Assessment, ShownEvidence, Spot } from "../../server/src/checklist/assessment.ts";
import type { ChecklistDocument, ItemDescription } from "../../server/src/report/checklist.ts";

export const items: readonly ItemDescription[] = [
  { id: "idempotent", text: "Handler is idempotent" },
  { id: "timeout-chosen", text: "Timeout chosen on purpose" },
  { id: "memory-measured", text: "Memory measured", manual: "Only a measurement tells" },
  { id: "sdk-clients-reused", text: "SDK clients reused" },
  { id: "failure-destination", text: "Failed events kept" },
  { id: "secrets-managed", text: "Secrets managed" },
  { id: "rollback-known", text: "Rollback known" },
];

export function spot(path: string, line: number): Spot {
  return { path: `/project/${path}`, start: { line: line - 1, character: 0 }, end: { line: line - 1, character: 5 } };
}

export function finding(message: string, severity: "error" | "warning" | "hint", line = 5): ShownEvidence {
  return { says: "finding", kind: "finding", message, spot: spot("src/app.py", line), rule: "a-rule", severity };
}

export function item(id: AssessedItem["id"], status: AssessedItem["status"], more: Partial<AssessedItem> = {}): AssessedItem {
  return { id, status, applies: true, evidence: [], answer: undefined, isContradicted: false, ...more };
}

export function answer(value: Answer["answer"], more: Partial<Answer> = {}): Answer {
  return { answer: value, who: "Ann", date: "2026-03-01", note: undefined, isForAll: false, at: { start: 0, end: 1 }, ...more };
}

export function assessment(name: string, own: readonly AssessedItem[] = EVERYTHING): Assessment {
  return {
    id: `template.yaml#${name}`,
    name,
    dialect: "sam",
    entry: spot("template.yaml", 14),
    handler: spot("src/app.py", 3),
    triggers: [{ type: "http", source: "POST /orders" }],
    answerKey: name,
    items: own,
    score: scoreOf(own),
  };
}

/** Each status, a contradicted answer, an item that does not apply. */
export const EVERYTHING: readonly AssessedItem[] = [
  item("idempotent", "yours", { answer: answer("met", { note: "conditional write" }) }),
  item("timeout-chosen", "failing", { evidence: [finding("No timeout: CreateOrder", "warning")] }),
  item("memory-measured", "not seen", {
    evidence: [{ says: "supports", kind: "resource", message: "Memory is 512 MB", spot: spot("template.yaml", 16) }],
  }),
  item("sdk-clients-reused", "met", {
    evidence: [{ says: "proves", kind: "rule", message: "SDK clients are made once", spot: spot("src/app.py", 1), rule: "other-rule" }],
  }),
  item("failure-destination", "not seen", {
    applies: false,
    evidence: [{ says: "does-not-apply", kind: "trigger", message: "Its callers wait for it", spot: undefined }],
  }),
  item("secrets-managed", "failing", {
    evidence: [finding("A secret: KEY", "error", 7), { says: "proves", kind: "code", message: "Reads a parameter", spot: undefined }],
    answer: answer("met"),
    isContradicted: true,
  }),
  item("rollback-known", "not seen"),
];

export function documentOf(...assessments: Assessment[]): ChecklistDocument {
  return { assessments, items, show: (path) => path.replace("/project/", "") };
}
