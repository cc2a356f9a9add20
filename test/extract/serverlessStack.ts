/** Services in memory, and what was read of them in few words. */
import assert from "node:assert/strict";
import { readServerless } from "../../server/src/extract/serverless.ts";
import type { Surroundings } from "../../server/src/extract/stack.ts";
import type { Expression, Resource, Stack } from "../../server/src/model/infrastructure.ts";

const ROOT = "/service";

/** A workspace of files, by their path from the service's directory. */
export function surroundings(files: Readonly<Record<string, string>>): Surroundings {
  const texts = new Map(Object.entries(files).map(([name, text]) => [`${ROOT}/${name}`, text]));
  const isDirectory = (path: string) => [...texts.keys()].some((one) => one.startsWith(`${path}/`));
  return {
    text: (path) => texts.get(path),
    kind: (path) => (texts.has(path) ? "file" : isDirectory(path) ? "directory" : undefined),
    names: (directory) => {
      const inside = [...texts.keys()].filter((path) => path.startsWith(`${directory}/`));
      return [...new Set(inside.map((path) => path.slice(directory.length + 1).split("/")[0] ?? ""))].sort();
    },
  };
}

/** The stack of the first file. */
export function read(files: Readonly<Record<string, string>>): Stack {
  const stack = tryRead(files);
  assert.ok(stack, "is a service");
  return stack;
}

export function tryRead(files: Readonly<Record<string, string>>): Stack | undefined {
  const [[name, text] = ["serverless.yml", ""]] = Object.entries(files);
  return readServerless(`${ROOT}/${name}`, text, surroundings(files));
}

export function resource(stack: Stack, id: string): Resource {
  const found = stack.resources.get(id);
  assert.ok(found, `${id} is one of ${[...stack.resources.keys()].join(", ")}`);
  return found;
}

/** `provider` and what stands for it left out: ids with their types. */
export function typesOf(stack: Stack): string[] {
  return [...stack.resources.values()].filter((one) => one.id !== "provider").map((one) => `${one.id}: ${one.type}`);
}

/** Some properties of a resource, as `show` prints them. */
export function shown(stack: Stack, id: string, ...names: readonly string[]): Record<string, unknown> {
  const { properties } = resource(stack, id);
  const known = [...properties.entries].filter(([name]) => names.length === 0 || names.includes(name));
  return Object.fromEntries(known.map(([name, { value }]) => [name, show(value)]));
}

/** An expression as plain data: references as `→ id.Attribute`, what is assumed with `?`, what is inherited with `^`. */
export function show(value: Expression): unknown {
  const marks = `${value.isAssumed ? "?" : ""}${value.isInherited ? "^" : ""}`;
  switch (value.kind) {
    case "literal":
      return marks === "" ? value.value : `${marks}${value.value}`;
    case "list":
      return [...value.items.map(show), ...(value.isOpen ? ["…"] : [])];
    case "map":
      return Object.fromEntries([
        ...[...value.entries].map(([name, one]) => [name, show(one.value)]),
        ...(value.isOpen ? [["…", ""]] : []),
      ]);
    case "reference":
      return `${marks}→ ${value.id}${value.attribute === null ? "" : `.${value.attribute}`}`;
    case "joined":
      return marks + value.parts.map((part) => (typeof part === "string" ? part : `{${show(part)}}`)).join("");
    case "choice":
      return { choice: value.options.map(show) };
    default:
      return value.kind;
  }
}

/** The text a place covers. */
export function covered({ place }: { place: Resource["place"] }): string {
  return place.file.text.slice(place.start, place.end);
}
