/** Checklists for tests of the readiness tree, said shortly. */
import type {
  Checklist,
  ChecklistEvidence,
  ChecklistFunction,
  ChecklistItemStatus,
  ChecklistReport,
  ChecklistReportItem,
} from "../../server/src/protocol.ts";

/** Items by id: `met`, `not seen`, `none` (does not apply), `yours`, or the severity of what fails. */
export type Said = Record<string, string>;

export const translate = (message: string, ...args: (string | number)[]): string =>
  message.replace(/\{(\d)\}/g, (_, index: string) => String(args[Number(index)]));

export const places = { relative: (uri: string) => uri.replace("file:///w/", "") };

const severities = ["error", "warning", "info", "hint"] as const;

export function place(file: string, line = 0) {
  return { uri: `file:///w/${file}`, range: { start: { line, character: 0 }, end: { line, character: 5 } } };
}

export function itemStatus(id: string, said: string): ChecklistItemStatus {
  const severity = severities.find((each) => each === said) ?? null;
  const status = severity ? "failing" : said === "met" || said === "yours" ? said : "not seen";
  return { id, status, applies: said !== "none", isContradicted: false, severity };
}

/** @param id `template.yaml#Name`, or a handler's file */
export function fn(id: string, said: Said, score?: { met: number; total: number }): ChecklistFunction {
  const [file = "", name] = id.split("#");
  const items = Object.entries(said).map(([item, status]) => itemStatus(item, status));
  const counted = items.filter(({ applies }) => applies);
  const met = counted.filter(({ status }) => status === "met" || status === "yours").length;
  return {
    id,
    name: name ?? file,
    template: name ? { uri: place(file).uri, label: file, dialect: "sam" } : null,
    triggers: ["sqs Orders"],
    entry: name ? place(file, 3) : null,
    handler: place("src/app.py", 4),
    score: score ?? { met, total: counted.length },
    items,
  };
}

export function checklist(functions: readonly ChecklistFunction[], rest: Partial<Checklist> = {}): Checklist {
  const ids = [...new Set(functions.flatMap(({ items }) => items.map(({ id }) => id)))];
  const items = ids.map((id) => ({ id, text: `Text of ${id}`, group: "Group", manual: null }));
  return { state: "ready", items, functions, problems: [], ...rest };
}

export function evidence(says: ChecklistEvidence["says"], message: string, at: ChecklistEvidence["place"] = null): ChecklistEvidence {
  const isFinding = says === "finding";
  return {
    says,
    kind: isFinding ? "finding" : "code",
    message,
    place: at,
    rule: isFinding ? "a-rule" : null,
    severity: isFinding ? "warning" : null,
  };
}

export function report(of: ChecklistFunction, below: Record<string, Partial<ChecklistReportItem>> = {}): ChecklistReport {
  return { ...of, items: of.items.map((item) => ({ ...item, evidence: [], answer: null, advice: null, ...below[item.id] })), next: [] };
}

/** A promise and what settles it. */
export function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
