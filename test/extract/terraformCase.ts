/** Terraform modules given as texts, and how tests look at what was read of them. */
import assert from "node:assert/strict";
import type { Surroundings } from "../../server/src/extract/stack.ts";
import { readTerraform } from "../../server/src/extract/terraform.ts";
import type { Expression, Resource, Stack } from "../../server/src/model/infrastructure.ts";
import { initParser } from "../../server/src/parse/parser.ts";

await initParser();

export const ROOT = "/project";

/** Files by path relative to the project. */
export function surroundings(texts: Readonly<Record<string, string>>): Surroundings {
  const files = new Map(Object.entries(texts).map(([name, text]) => [`${ROOT}/${name}`, text]));
  const below = (path: string) =>
    [...files.keys()].filter((file) => file.startsWith(`${path}/`)).map((file) => file.slice(path.length + 1));
  return {
    text: (path) => files.get(path),
    kind: (path) => (files.has(path) ? "file" : below(path).length > 0 ? "directory" : undefined),
    names: (directory) => [...new Set(below(directory).map((path) => path.split("/")[0] as string))].sort(),
  };
}

export function read(texts: Readonly<Record<string, string>> | string, directory = ""): Stack {
  const files = typeof texts === "string" ? { "main.tf": texts } : texts;
  const stack = readTerraform(directory === "" ? ROOT : `${ROOT}/${directory}`, surroundings(files));
  assert.ok(stack);
  return stack;
}

export function resource(stack: Stack, id: string): Resource {
  const found = stack.resources.get(id);
  assert.ok(found, `${id} is not among ${[...stack.resources.keys()].join(", ")}`);
  return found;
}

/** What a resource says, short: references as `id.Attribute`, what cannot be known as `?`, what is assumed with `~`. */
export function said(of: Resource | Expression | undefined): unknown {
  if (of === undefined) return undefined;
  if ("properties" in of) return said(of.properties);
  const sign = of.isAssumed ? "~" : "";
  switch (of.kind) {
    case "literal":
      return of.isAssumed ? `${sign}${of.value}` : of.value;
    case "list":
      return [...of.items.map(said), ...(of.isOpen ? ["…"] : [])];
    case "map":
      return Object.fromEntries([...[...of.entries].map(([key, { value }]) => [key, said(value)]), ...(of.isOpen ? [["…", true]] : [])]);
    case "reference":
      return `<${of.id}${of.attribute === null ? "" : `.${of.attribute}`}>`;
    case "joined":
      return of.parts.map((part) => (typeof part === "string" ? part : said(part))).join("");
    case "choice":
      return { either: of.options.map(said) };
    case "none":
      return null;
    case "computed":
      return of.mentions.length === 0 ? "?" : `?${of.mentions.map((id) => `<${id}>`).join("")}`;
  }
}

/** The text at an expression's place. */
export function source(value: Expression | undefined): string {
  assert.ok(value);
  return value.place.file.text.slice(value.place.start, value.place.end);
}
