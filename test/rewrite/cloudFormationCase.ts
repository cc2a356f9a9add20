/** A template, the changes a rule might ask for, and the text that comes of them. */
import assert from "node:assert/strict";
import { readCloudFormation } from "../../server/src/extract/cloudformation.ts";
import type { Resource } from "../../server/src/model/infrastructure.ts";
import type { Change } from "../../server/src/rewrite/template.ts";
import { createTemplateRewriter } from "../../server/src/rewrite/templates.ts";
import { applyEdits } from "../../server/src/rewrite/text.ts";

/** Finds a resource by its id; those made of an event or property are called `Owner/Name`. */
export type Find = (id: string) => Resource;

const alone = { text: () => undefined, kind: () => undefined, names: () => [] };

/** The text after the changes; undefined where they were not made. */
export function changed(text: string, changes: (find: Find) => readonly Change[], name = "template.yaml"): string | undefined {
  const path = `/app/${name}`;
  const stack = readCloudFormation(path, text, alone);
  assert.ok(stack, "it is a template");
  const find = (id: string): Resource => {
    const resource = stack.resources.get(id);
    assert.ok(resource, `${id} is among ${[...stack.resources.keys()].join(", ")}`);
    return resource;
  };
  const edits = createTemplateRewriter(stack).change(changes(find));
  return edits && applyEdits(text, path, edits);
}

export function lines(...all: readonly string[]): string {
  return `${all.join("\n")}\n`;
}
