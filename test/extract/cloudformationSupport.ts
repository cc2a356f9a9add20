/** Stacks from text, and expressions as short plain data that tests can compare. */
import assert from "node:assert/strict";
import { readCloudFormation } from "../../server/src/extract/cloudformation.ts";
import type { Surroundings } from "../../server/src/extract/stack.ts";
import { property } from "../../server/src/model/expressions.ts";
import type { Expression, Resource, Stack } from "../../server/src/model/infrastructure.ts";

const nothingAround: Surroundings = { text: () => undefined, kind: () => undefined, names: () => [] };

export function readStack(text: string, path = "/app/template.yaml"): Stack {
  const stack = readCloudFormation(path, text, nothingAround);
  assert.ok(stack, "no template");
  return stack;
}

export function maybeStack(text: string, path = "/app/template.yaml"): Stack | undefined {
  return readCloudFormation(path, text, nothingAround);
}

export function resource(stack: Stack, id: string): Resource {
  const found = stack.resources.get(id);
  assert.ok(found, `${id} is none of ${[...stack.resources.keys()].join(", ")}`);
  return found;
}

/** `→Queue.Arn`, `?default` of a parameter, `{choice: […]}`, `??mentions`, `…` in what is open, `*` behind inherited keys. */
export function show(value: Expression | undefined): unknown {
  switch (value?.kind) {
    case undefined:
      return undefined;
    case "literal":
      return value.isAssumed ? `?${value.value}` : value.value;
    case "list":
      return [...value.items.map(show), ...(value.isOpen ? ["…"] : [])];
    case "map": {
      const entries = [...value.entries].map(([key, entry]) => [entry.value.isInherited ? `${key}*` : key, show(entry.value)] as const);
      return Object.fromEntries(value.isOpen ? [...entries, ["…", true] as const] : entries);
    }
    case "reference":
      return `→${value.id}${value.attribute === null ? "" : `.${value.attribute}`}`;
    case "joined":
      return value.parts.map((part) => (typeof part === "string" ? part : `<${String(show(part))}>`)).join("");
    case "choice":
      return { choice: value.options.map(show) };
    case "none":
      return "none";
    case "computed":
      return `??${value.mentions.join()}`;
  }
}

/** A property of a resource, shown. */
export function shown(stack: Stack, id: string, path: string): unknown {
  return show(property(resource(stack, id), path));
}

export function properties(stack: Stack, id: string): unknown {
  return show(resource(stack, id).properties);
}

/** Ids and types of all resources. */
export function types(stack: Stack): Record<string, string> {
  return Object.fromEntries([...stack.resources.values()].map(({ id, type }) => [id, type.replace(/^AWS::/, "")]));
}

/** A template with one function, its properties (indented by six) and whatever else. */
export function sam(of: string, more = "", globals = ""): Stack {
  const body = of.replace(/^/gm, "      ");
  return readStack(
    `Transform: AWS::Serverless-2016-10-31\n${globals}\nResources:\n${more}\n  Fn:\n    Type: AWS::Serverless::Function\n    Properties:\n${body}\n`,
  );
}
