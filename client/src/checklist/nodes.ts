/** The rows of the readiness tree, as plain data. A row keeps its identity as long as what it stands for is there. */
import type {
  ChecklistAnswer,
  ChecklistEvidence,
  ChecklistFunction,
  ChecklistItemDescription,
  ChecklistProblem,
  ChecklistReportItem,
} from "../../../server/src/protocol.ts";

interface Row {
  /** The same for as long as the row stands for the same thing: what is unfolded and selected hangs on it. */
  readonly id: string;
  parent: Node | undefined;
}

/** Something that is wrong in an answers file. */
export interface ProblemNode extends Row {
  readonly kind: "problem";
  problem: ChecklistProblem;
}

/** A workspace folder, where there are several. */
export interface FolderNode extends Row {
  readonly kind: "folder";
  label: string;
  children: readonly TemplateNode[];
}

/** Functions of one template, or those that no template names. */
export interface TemplateNode extends Row {
  readonly kind: "template";
  template: ChecklistFunction["template"];
  /** Of the functions' scores, 0 to 1; undefined where nothing counts. */
  average: number | undefined;
  children: readonly FunctionNode[];
}

export interface FunctionNode extends Row {
  readonly kind: "function";
  fn: ChecklistFunction;
}

export interface ItemNode extends Row {
  readonly kind: "item";
  fn: ChecklistFunction;
  item: ChecklistReportItem;
  about: ChecklistItemDescription;
}

export interface AnswerNode extends Row {
  readonly kind: "answer";
  fn: ChecklistFunction;
  item: ChecklistReportItem;
  answer: ChecklistAnswer;
}

export interface EvidenceNode extends Row {
  readonly kind: "evidence";
  fn: ChecklistFunction;
  item: ChecklistReportItem;
  evidence: ChecklistEvidence;
}

export type Node = ProblemNode | FolderNode | TemplateNode | FunctionNode | ItemNode | AnswerNode | EvidenceNode;

/** A row that belongs to an item of a function. */
export type ItemRow = ItemNode | AnswerNode | EvidenceNode;

export function isItemRow(node: Node | undefined): node is ItemRow {
  return node?.kind === "item" || node?.kind === "answer" || node?.kind === "evidence";
}

/** What speaks against an item. */
export function findingsOf({ evidence }: ChecklistReportItem): readonly ChecklistEvidence[] {
  return evidence.filter(({ says }) => says === "finding");
}

/** The rows below an item: the answer first, then its evidence as the server orders it. */
export function rowsOf(parent: ItemNode): Node[] {
  const { fn, item } = parent;
  const path = `${fn.id}:${item.id}`;
  const answer: AnswerNode[] = item.answer ? [{ kind: "answer", id: `answer:${path}`, parent, fn, item, answer: item.answer }] : [];
  const seen = new Map<string, number>();
  const rows = item.evidence.map((evidence): EvidenceNode => {
    // Without the line: what a line is added above is the same evidence.
    const name = `evidence:${path}:${evidence.says}:${evidence.rule ?? evidence.kind}:${evidence.place?.uri ?? ""}:${evidence.message}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { kind: "evidence", id: `${name}:${count}`, parent, fn, item, evidence };
  });
  return [...answer, ...rows];
}

/** @param onlyFailing leaves out items that ask for nothing */
export function itemRows(
  parent: FunctionNode,
  items: readonly ChecklistReportItem[],
  about: ReadonlyMap<string, ChecklistItemDescription>,
  onlyFailing: boolean,
): ItemNode[] {
  const { fn } = parent;
  return items
    .filter((item) => !onlyFailing || asksForWork(item))
    .flatMap((item): ItemNode[] => {
      const description = about.get(item.id);
      return description ? [{ kind: "item", id: `item:${fn.id}:${item.id}`, parent, fn, item, about: description }] : [];
    });
}

/** It fails, or somebody answered what evidence speaks against. */
export function asksForWork({ status, isContradicted }: Pick<ChecklistReportItem, "status" | "isContradicted">): boolean {
  return status === "failing" || isContradicted;
}
