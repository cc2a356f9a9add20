/** The function that keeps a connection. */
import type { Call, Module } from "../../../model/code.ts";
import { childByField, type SyntaxNode } from "../../../parse/syntax.ts";
import type { Edit } from "../../rewriter.ts";
import { freshName, withLineEnds } from "../../text.ts";
import type { LocalStatement } from "../needs.ts";
import { isUsed } from "../scopes.ts";
import { movedText } from "../statements.ts";
import { styleOf } from "../style.ts";
import { contains } from "../tree.ts";
import type { Driver } from "./drivers.ts";

export interface Getter {
  readonly name: string;
  readonly text: string;
  readonly isAsync: boolean;
}

/** What the function is made of. */
export interface Making {
  readonly module: Module;
  readonly driver: Driver;
  readonly call: Call;
  readonly node: SyntaxNode;
  /** Statements that work out what the connection needs. */
  readonly moved: readonly LocalStatement[];
  /** Names that are handed in. */
  readonly parameters: readonly string[];
  readonly changes: readonly Edit[];
}

/** `getClient()`: makes the connection when it is asked for and not there, and again when it was lost. */
export function getterFor({ module, driver, call, node, moved: locals, parameters, changes }: Making): Getter {
  const { indent, semicolon, newline, quote } = styleOf(module);
  const { noun } = driver;
  const capital = noun.charAt(0).toUpperCase() + noun.slice(1);
  const isTaken = (name: string): boolean => isUsed(module, name);
  const name = freshName(`get${capital}`, isTaken, "");
  const cache = freshName(`cached${capital}`, isTaken, "");
  const depth = indent.repeat(2);
  const type = module.language === "typescript" ? typeOf(module, call, node) : undefined;
  const moved = locals.map(
    (local) => depth + movedText(module, local.node, local.extent.hasOwnLines ? local.extent : local.node, changes, depth),
  );
  const made = movedText(module, node, node, changes, depth);
  const isAsync =
    driver.way !== "hoist" ||
    call.isAwaited ||
    [node, ...locals.map((local) => local.node)].some((one) => contains(one, "await_expression"));
  const lines = [
    `let ${cache}${type === undefined ? "" : `: ${type} | undefined`}${semicolon}`,
    "",
    `/** The ${noun} of this execution environment, ${driver.probe === null && driver.lostOn.length === 0 ? "made once" : "made again when it was lost"}. */`,
    `${isAsync ? "async " : ""}function ${name}(${parameters.join(", ")})${type === undefined ? "" : isAsync ? `: Promise<${type}>` : `: ${type}`} {`,
    ...probeLines(driver, cache, semicolon).map((line) => indentLine(line, indent)),
    `${indent}if (${cache} === undefined) {`,
    ...moved,
    ...makingLines(module, driver, cache, made, semicolon, quote).map((line) => indentLine(line, indent, depth)),
    `${indent}}`,
    `${indent}return ${cache}${semicolon}`,
    "}",
  ];
  return { name, isAsync, text: withLineEnds(lines.join("\n").replace(/\r\n/g, "\n"), newline) };
}

/** Leading tabs stand for steps of indentation; text that was moved has its own. */
function indentLine(line: string, indent: string, base = indent): string {
  const tabs = /^\t*/.exec(line)?.[0].length ?? 0;
  return base + indent.repeat(tabs) + line.slice(tabs);
}

function probeLines(driver: Driver, cache: string, semicolon: string): string[] {
  if (driver.probe === null) return [];
  return [
    `if (${cache} !== undefined) {`,
    "\ttry {",
    `\t\tawait ${cache}.${driver.probe}()${semicolon}`,
    "\t} catch {",
    `\t\t${cache} = undefined${semicolon}`,
    "\t}",
    "}",
  ];
}

function makingLines(module: Module, driver: Driver, cache: string, made: string, semicolon: string, quote: string): string[] {
  if (driver.way === "hoist" || driver.opens === null) return [`${cache} = ${driver.way === "hoist" ? "" : "await "}${made}${semicolon}`];
  const local = freshName(
    driver.noun,
    (name) => new RegExp(`\\b${name}\\b`).test(made) || (name !== driver.noun && isUsed(module, name)),
    "",
  );
  const lost = driver.lostOn.map((event) => `${local}.on(${quote}${event}${quote}, forget)${semicolon}`);
  const forget = ["const forget = () => {", `\tif (${cache} === ${local}) ${cache} = undefined${semicolon}`, `}${semicolon}`];
  return [
    `const ${local} = ${made}${semicolon}`,
    ...(lost.length === 0 ? [] : [...forget, ...lost]),
    `await ${local}.${driver.opens}()${semicolon}`,
    `${cache} = ${local}${semicolon}`,
  ];
}

/** The type of what the call makes, in terms of what is called. */
function typeOf(module: Module, call: Call, node: SyntaxNode): string {
  const callee = module.text.slice(call.callee.start, call.callee.end).replace(/\s+/g, "");
  if (!call.isNew) return `Awaited<ReturnType<typeof ${callee}>>`;
  const isClass = call.callee.kind === "name" && call.callee.binding.kind === "import";
  const parameters = childByField(node, "type_arguments");
  if (isClass) return callee + (parameters === null ? "" : module.text.slice(parameters.start, parameters.end));
  return `InstanceType<typeof ${callee}>`;
}
