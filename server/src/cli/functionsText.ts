/** The list of functions for a person: one line a function, in columns. */
import type { ListedFunction } from "./functions.ts";

const HEADINGS = ["NAME", "RUNTIME", "TRIGGERS", "HANDLER", "CODE", "TEMPLATE"];

export function formatFunctions(functions: readonly ListedFunction[]): string {
  if (functions.length === 0) return "No functions found.\n";
  const rows = [HEADINGS, ...functions.map(cells)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return `${lines.join("\n")}\n\n${summary(functions)}\n`;
}

function cells({ name, runtime, triggers, handler, handlerFile, handlerLine, template, templateLine }: ListedFunction): string[] {
  const types = [...new Set(triggers.map(({ type }) => type))].join(", ");
  return [name, runtime ?? "-", types || "-", handler ?? "-", at(handlerFile, handlerLine), at(template, templateLine)];
}

function at(file: string | null, line: number | null): string {
  return file === null ? "-" : line === null ? file : `${file}:${line}`;
}

function summary(functions: readonly ListedFunction[]): string {
  const templates = new Set(functions.flatMap(({ template }) => template ?? [])).size;
  const withoutCode = functions.filter(({ handlerFile }) => handlerFile === null).length;
  const parts = [`${count(functions.length, "function")} in ${count(templates, "template")}`];
  if (withoutCode > 0) parts.push(`the code of ${withoutCode} was not found`);
  return `${parts.join("; ")}.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
