/** The text of what keeps a connection: a module-level variable and the function that fills it. */
import type { Module } from "../../../model/code.ts";
import { namedChildren, type SyntaxNode } from "../../../parse/syntax.ts";
import { indentAt, indentUnit, lineStart, newlineOf } from "../../text.ts";
import { type Driver, forVariable } from "./drivers.ts";

/** The lines that make sure the variable is set to something that works, up to where it is set. */
export function ensuringLines(driver: Driver, variable: string, unit: string): string[] {
  const probe = driver.probe.map((statement) => `${unit}${unit}${forVariable(statement, variable)}`);
  const check =
    probe.length === 0
      ? []
      : [
          `if ${variable} is not None:`,
          `${unit}try:`,
          ...probe,
          `${unit}except Exception:  # gone stale`,
          `${unit}${unit}${variable} = None`,
        ];
  return [`global ${variable}`, ...check, `if ${variable} is None:`];
}

/** A whole function. `make` is written for the depth of two steps. */
export function helperText(module: Module, driver: Driver, variable: string, name: string, make: readonly string[]): string {
  const unit = indentUnit(module.text);
  const what =
    driver.probe.length === 0
      ? `The ${driver.noun} of this execution environment, made once.`
      : `The ${driver.noun} of this execution environment, made again when it has gone stale.`;
  const body = [`"""${what}"""`, ...ensuringLines(driver, variable, unit)];
  const newline = newlineOf(module.text);
  return [`${variable} = None`, "", "", `def ${name}():`, ...body.map((line) => unit + line), ...make, `${unit}return ${variable}`].join(
    newline,
  );
}

/** The options that hold a client or engine to one connection, as text behind the last argument; empty where it has its own. */
export function optionsFor(module: Module, driver: Driver, call: SyntaxNode): { readonly at: number; readonly text: string } | undefined {
  const { text } = module;
  const list = call.children.find((child) => child.type === "argument_list");
  if (driver.options.length === 0 || list === undefined || driver.unless.test(text.slice(call.start, call.end))) return undefined;
  const last = namedChildren(list).at(-1);
  if (last === undefined) return { at: list.start + 1, text: driver.options.join(", ") };
  const ownLine = lineStart(text, last.start) > list.start;
  const separator = ownLine ? `,${newlineOf(text)}${indentAt(text, last.start)}` : ", ";
  return { at: last.end, text: driver.options.map((option) => separator + option).join("") };
}
