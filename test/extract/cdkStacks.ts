/** CDK programs given as texts, the stacks they deploy, and these as short lines. */
import { readCdk } from "../../server/src/extract/cdk.ts";
import { extractModule } from "../../server/src/extract/extract.ts";
import { analyze } from "../../server/src/flow/analyze.ts";
import type { Module } from "../../server/src/model/code.ts";
import type { Expression, Resource, Stack } from "../../server/src/model/infrastructure.ts";
import { initParser } from "../../server/src/parse/parser.ts";

await initParser();

export const ROOT = "/project";

/** Texts by path below the project. */
export function readStacks(texts: Readonly<Record<string, string>>): readonly Stack[] {
  const files = new Map(Object.entries(texts).map(([name, text]) => [`${ROOT}/${name}`, text]));
  const modules = new Map<string, Module>();
  for (const [path, text] of files) {
    const module = extractModule(path, text);
    if (module !== undefined) modules.set(path, module);
  }
  const program = analyze([...modules.values()], (from, specifier) => modules.get(resolved(from.path, specifier)));
  const namesIn = (directory: string): string[] => {
    const below = [...files.keys()].filter((path) => path.startsWith(`${directory}/`));
    return [...new Set(below.map((path) => path.slice(directory.length + 1).split("/")[0] ?? ""))].sort();
  };
  return readCdk(program, {
    text: (path) => files.get(path),
    kind: (path) => (files.has(path) ? "file" : namesIn(path).length > 0 ? "directory" : undefined),
    names: namesIn,
  });
}

/** `./stack` beside the importing file; a Python module from the project's root. */
function resolved(from: string, specifier: string): string {
  if (from.endsWith(".py")) return `${ROOT}/${specifier.replaceAll(".", "/")}.py`;
  return `${new URL(specifier, `file://${from}`).pathname}${/\.\w+$/.test(specifier) ? "" : ".ts"}`;
}

/** The one stack of a program of one file. */
export function readStack(text: string, name = "lib/stack.ts"): Stack {
  const [stack, another] = readStacks({ "cdk.json": "{}", [name]: text });
  if (stack === undefined || another !== undefined) throw new Error("not one stack");
  return stack;
}

export function resource(stack: Stack, id: string): Resource {
  const found = stack.resources.get(id);
  if (found === undefined) throw new Error(`no ${id} among ${[...stack.resources.keys()].join(", ")}`);
  return found;
}

/** The properties of a resource in one line. */
export function properties(stack: Stack, id: string): string {
  return print(resource(stack, id).properties);
}

/** `@Queue.Arn` for a reference, `?` for what is computed (with what it names), `~` before what is assumed, `^` before what is inherited. */
export function print(value: Expression): string {
  const flags = `${value.isInherited ? "^" : ""}${value.isAssumed ? "~" : ""}`;
  switch (value.kind) {
    case "literal":
      return flags + JSON.stringify(value.value);
    case "list":
      return `${flags}[${[...value.items.map(print), ...(value.isOpen ? ["…"] : [])].join(", ")}]`;
    case "map":
      return `${flags}{${[...[...value.entries].map(([key, entry]) => `${key}: ${print(entry.value)}`), ...(value.isOpen ? ["…"] : [])].join(", ")}}`;
    case "reference":
      return `${flags}@${value.id}${value.attribute === null ? "" : `.${value.attribute}`}`;
    case "joined":
      return `${flags}\`${value.parts.map((part) => (typeof part === "string" ? part : `\${${print(part)}}`)).join("")}\``;
    case "choice":
      return `${flags}(${value.options.map(print).join(" | ")})`;
    case "none":
      return "none";
    case "computed":
      return `${flags}?${value.mentions.length > 0 ? `<${value.mentions.join(", ")}>` : ""}`;
  }
}
