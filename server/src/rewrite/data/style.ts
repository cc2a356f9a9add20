/** The habits of a YAML or JSON file, which whatever is written into it follows. */
import type { DataDocument, DataNode } from "../../parse/data.ts";
import { indentUnit, newlineOf } from "../text.ts";
import { columnOf } from "./places.ts";

export interface DataStyle {
  readonly syntax: "yaml" | "json";
  readonly newline: string;
  /** One step of indentation. */
  readonly unit: string;
  /** Block sequences stand further in than the key they belong to. */
  readonly indentsSequences: boolean;
  /** Quotes of text that needs some. */
  readonly quote: '"' | "'";
  /** `{ a: 1 }` rather than `{a: 1}`. */
  readonly padsBraces: boolean;
}

const known = new WeakMap<DataDocument, DataStyle>();

/** The style of a document, by what most of it does. */
export function styleOf(document: DataDocument): DataStyle {
  let style = known.get(document);
  if (style === undefined) {
    style = observe(document);
    known.set(document, style);
  }
  return style;
}

/** The document is another one with a few edits: it keeps that one's habits. */
export function keepStyle(document: DataDocument, of: DataDocument): void {
  known.set(document, styleOf(of));
}

function observe(document: DataDocument): DataStyle {
  const count = { single: 0, double: 0, indented: 0, flush: 0, padded: 0, tight: 0 };
  const steps = new Map<number, number>();
  const pending: DataNode[] = document.root ? [document.root] : [];
  // Shared nodes are met again at every alias; a bound keeps a bomb of them from going off.
  for (let visited = 0; pending.length > 0 && visited < 100_000; visited++) {
    const node = pending.pop();
    if (node?.kind === "map") {
      const inside = document.text[node.start + 1] ?? "";
      if (node.isFlow && !/[\r\n}]/.test(inside)) count[inside === " " ? "padded" : "tight"]++;
      for (const { key, value, isShared } of node.entries) {
        pending.push(value);
        if (isShared || node.isFlow || value.kind === "scalar" || value.isFlow || value.start < key.start) continue;
        const step = columnOf(document.text, value.start) - columnOf(document.text, key.start);
        if (value.kind === "sequence") count[step > 0 ? "indented" : "flush"]++;
        else if (step > 0) steps.set(step, (steps.get(step) ?? 0) + 1);
      }
    } else if (node?.kind === "sequence") pending.push(...node.items);
    else if (node?.style === "single" || node?.style === "double") count[node.style]++;
  }
  return {
    syntax: document.syntax,
    newline: newlineOf(document.text),
    unit: document.syntax === "json" ? indentUnit(document.text, "  ") : " ".repeat(most(steps) ?? 2),
    indentsSequences: count.indented >= count.flush,
    quote: document.syntax === "json" || count.double >= count.single ? '"' : "'",
    padsBraces: count.padded >= count.tight,
  };
}

function most(counts: ReadonlyMap<number, number>): number | undefined {
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
}
