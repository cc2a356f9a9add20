/** Which rows the tree has above the items, and in which order. */
import type { Checklist, ChecklistFunction } from "../../../server/src/protocol.ts";
import { asksForWork, type FolderNode, type FunctionNode, type Node, type TemplateNode } from "./nodes.ts";

/** `failing`: what fails most comes first. `template`: as the server says them, in the order of templates and their lines. */
export type Order = "failing" | "name" | "template";

export interface Arrangement {
  readonly order: Order;
  /** Only functions and items that fail, or whose answer is contradicted. */
  readonly onlyFailing: boolean;
}

/** The workspace folder something lies in. */
export type FolderOf = (uri: string) => { readonly id: string; readonly label: string } | undefined;

/** The rows from the top down to the functions. Folders have rows only where the functions lie in several. */
export function arrange({ problems, functions }: Checklist, { order, onlyFailing }: Arrangement, folderOf: FolderOf): Node[] {
  const shown = onlyFailing ? functions.filter(({ items }) => items.some(asksForWork)) : functions;
  const folders = new Map<string, { label: string; functions: ChecklistFunction[] }>();
  for (const fn of shown) {
    const { id, label } = folderOf(uriOf(fn)) ?? { id: "", label: "" };
    const folder = folders.get(id) ?? { label, functions: [] };
    folder.functions.push(fn);
    folders.set(id, folder);
  }
  const problemRows = problems.map((problem, index): Node => {
    const { uri } = problem.place;
    return { kind: "problem", id: `problem:${uri}:${problem.message}:${index}`, parent: undefined, problem };
  });
  const rows = [...folders].map(([id, { label, functions }]): FolderNode => {
    const folder: FolderNode = { kind: "folder", id: `folder:${id}`, parent: undefined, label, children: [] };
    folder.children = templateRows(functions, order, id, folders.size > 1 ? folder : undefined);
    return folder;
  });
  const ordered = order === "name" ? sorted(rows, ({ label }) => [label]) : rows;
  return [...problemRows, ...(folders.size > 1 ? ordered : rows.flatMap(({ children }) => children))];
}

/** Any file of a function tells its folder. */
export function uriOf({ template, handler, entry }: ChecklistFunction): string {
  return template?.uri ?? handler?.uri ?? entry?.uri ?? "";
}

function templateRows(functions: readonly ChecklistFunction[], order: Order, folder: string, parent: FolderNode | undefined) {
  const groups = new Map<string, TemplateNode>();
  const members = new Map<string, FunctionNode[]>();
  for (const fn of functions) {
    const id = fn.template ? `template:${fn.template.uri}` : `no-template:${folder}`;
    const group: TemplateNode = groups.get(id) ?? { kind: "template", id, parent, template: fn.template, average: undefined, children: [] };
    groups.set(id, group);
    const rows = members.get(id) ?? [];
    rows.push({ kind: "function", id: `function:${fn.id}`, parent: group, fn });
    members.set(id, rows);
  }
  for (const [id, group] of groups) {
    const rows = members.get(id) ?? [];
    group.average = average(rows.map(({ fn }) => fn));
    group.children = sortedFunctions(rows, order);
  }
  return sortedTemplates([...groups.values()], order);
}

function average(functions: readonly ChecklistFunction[]): number | undefined {
  const counted = functions.filter(({ score }) => score.total > 0);
  if (counted.length === 0) return undefined;
  return counted.reduce((sum, { score }) => sum + score.met / score.total, 0) / counted.length;
}

function sortedFunctions(rows: readonly FunctionNode[], order: Order): FunctionNode[] {
  if (order === "template") return [...rows];
  if (order === "name") return sorted(rows, ({ fn }) => [fn.name]);
  return sorted(rows, ({ fn }) => [...byFailing(fn), fn.name]);
}

/** A template comes where its first function would. */
function sortedTemplates(rows: readonly TemplateNode[], order: Order): TemplateNode[] {
  if (order === "template") return [...rows];
  const label = ({ template }: TemplateNode): readonly Key[] => [template ? 0 : 1, template?.label ?? ""];
  if (order === "name") return sorted(rows, label);
  return sorted(rows, (row) => [...(row.children[0] ? byFailing(row.children[0].fn) : []), ...label(row)]);
}

type Key = number | string;

/** More failing items first, among those more errors, then the lower score. */
function byFailing({ items, score }: ChecklistFunction): readonly Key[] {
  const failing = items.filter(({ status }) => status === "failing");
  const errors = failing.filter(({ severity }) => severity === "error");
  return [-failing.length, -errors.length, score.total === 0 ? 1 : score.met / score.total];
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** Keys are made once for each row: there may be hundreds. */
function sorted<T>(rows: readonly T[], keysOf: (row: T) => readonly Key[]): T[] {
  const keyed = rows.map((row) => ({ row, keys: keysOf(row) }));
  return keyed.sort((a, b) => compare(a.keys, b.keys)).map(({ row }) => row);
}

function compare(a: readonly Key[], b: readonly Key[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? 0;
    const result = typeof left === "number" && typeof right === "number" ? left - right : collator.compare(String(left), String(right));
    if (result !== 0) return result;
  }
  return 0;
}
