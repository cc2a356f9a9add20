/** The rows that exist now. New ones take the place of those with their id, which stay the same objects: VS Code knows rows by identity. */
import type { FunctionNode, ItemNode, Node } from "./nodes.ts";

export class Rows {
  #top: readonly Node[] = [];
  readonly #byId = new Map<string, Node>();
  /** What rows showed of themselves when they were taken: made once, for there may be hundreds. */
  readonly #shown = new WeakMap<Node, string>();
  /** Rows below a function or an item that were shown. */
  readonly #below = new Map<Node, readonly Node[]>();

  get top(): readonly Node[] {
    return this.#top;
  }

  get(id: string): Node | undefined {
    return this.#byId.get(id);
  }

  /** Functions whose items were shown. */
  unfoldedFunctions(): FunctionNode[] {
    return [...this.#below.keys()].filter((node) => node.kind === "function");
  }

  /**
   * Takes rows from the top down to the functions.
   * @returns the rows that are another or have other rows below them, or `top` where those at the top are others
   */
  replace(rows: readonly Node[]): readonly Node[] | "top" {
    const changed: Node[] = [];
    const gone = new Set(this.#chain(this.#top));
    const top = rows.map((row) => this.#take(row, changed, gone));
    const isTopAnother = !sameRows(this.#top, top);
    this.#top = top;
    for (const node of gone) this.#forget(node);
    return isTopAnother ? "top" : changed;
  }

  /** Takes the rows below a function or an item. */
  keepBelow(parent: FunctionNode | ItemNode, rows: readonly Node[]): Node[] {
    const kept = rows.map((row) => this.#adopt(row));
    const now = new Set(kept);
    for (const node of this.#below.get(parent) ?? []) if (!now.has(node)) this.#forget(node);
    this.#below.set(parent, kept);
    return kept;
  }

  /** What is below functions will be asked for again. */
  forgetBelowFunctions(): void {
    for (const node of this.unfoldedFunctions()) this.#forgetBelow(node);
  }

  #take(row: Node, changed: Node[], gone: Set<Node>): Node {
    const before = this.#byId.get(row.id);
    const children = childrenOf(before);
    const node = this.#adopt(row);
    gone.delete(node);
    if (node.kind === "folder") node.children = node.children.map((child) => this.#take(child, changed, gone)) as typeof node.children;
    if (node.kind === "template") node.children = node.children.map((child) => this.#take(child, changed, gone)) as typeof node.children;
    for (const child of childrenOf(node)) child.parent = node;
    const shown = signature(node);
    if (before && (shown !== this.#shown.get(node) || !sameRows(children, childrenOf(node)))) changed.push(node);
    this.#shown.set(node, shown);
    return node;
  }

  /** The row of that id with what the new one says. */
  #adopt(row: Node): Node {
    const known = this.#byId.get(row.id);
    if (known) return Object.assign(known, row);
    this.#byId.set(row.id, row);
    return row;
  }

  #forget(node: Node): void {
    this.#byId.delete(node.id);
    this.#forgetBelow(node);
  }

  #forgetBelow(node: Node): void {
    for (const child of this.#below.get(node) ?? []) this.#forget(child);
    this.#below.delete(node);
  }

  #chain(rows: readonly Node[]): Node[] {
    return rows.flatMap((row) => [row, ...this.#chain(childrenOf(row))]);
  }
}

function childrenOf(node: Node | undefined): readonly Node[] {
  return node?.kind === "folder" || node?.kind === "template" ? node.children : [];
}

function sameRows(before: readonly Node[], after: readonly Node[]): boolean {
  return before.length === after.length && before.every((row, index) => row === after[index]);
}

/** What a row shows of itself, in one string. */
function signature(node: Node): string {
  switch (node.kind) {
    case "problem":
      return JSON.stringify(node.problem);
    case "folder":
      return node.label;
    case "template":
      return JSON.stringify([node.template, node.average, node.children.length]);
    case "function":
      return JSON.stringify(node.fn);
    default:
      return "";
  }
}
