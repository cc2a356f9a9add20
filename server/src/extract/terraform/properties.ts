/** Arguments and blocks of a resource as CloudFormation's properties. */

import type { Place } from "../../model/code.ts";
import type { Expression } from "../../model/infrastructure.ts";
import type { HclBody } from "../../parse/hcl.ts";
import { canonicalName, type TerraformType } from "../../vocabulary/dialects/terraform.ts";
import { computed } from "../stack.ts";
import { blocksOfArgument, type Nested, nestedBlocks } from "./blocks.ts";
import { append, type DraftMap, draftMap, put } from "./draft.ts";
import type { Evaluator } from "./evaluate.ts";
import { jsonOf } from "./jsonText.ts";
import type { Frame } from "./module.ts";
import { choice, mentionsIn } from "./values.ts";

/** What every resource may have and none is. */
const META = new Set([
  "count",
  "for_each",
  "provider",
  "providers",
  "depends_on",
  "lifecycle",
  "provisioner",
  "connection",
  "region",
  "timeouts",
]);

/** Fills a map from a body. @param path of the blocks that lead there, with a dot at its end. */
export function fillProperties(
  evaluator: Evaluator,
  type: TerraformType | undefined,
  body: HclBody,
  frame: Frame,
  target: DraftMap,
  path = "",
): void {
  const spelled = (type?.blocks ?? []).flatMap((one) =>
    one.startsWith(path) && !one.slice(path.length).includes(".") ? [one.slice(path.length)] : [],
  );
  for (const { name, value, key } of body.attributes) {
    if ((path === "" && META.has(name)) || type?.ignored?.includes(path + name)) continue;
    if (spelled.includes(name) && blocksOfArgument(value) !== undefined) continue;
    const evaluated = evaluator.evaluate(value, frame);
    const isJson = type?.json?.includes(path + name) === true;
    put(target, canonicalName(type, path + name), evaluator.place(frame, key), isJson ? parsed(evaluator, evaluated) : evaluated);
  }
  for (const block of nestedBlocks(evaluator, body, frame, spelled)) {
    if ((path === "" && META.has(block.type)) || type?.ignored?.includes(path + block.type)) continue;
    addBlock(evaluator, type, block, target, path);
  }
}

function parsed(evaluator: Evaluator, value: Expression): Expression {
  const read = jsonOf(evaluator, value);
  if (read !== undefined) return read;
  return value.kind === "literal" ? computed(value.place) : computed(value.place, mentionsIn([value]));
}

function addBlock(evaluator: Evaluator, type: TerraformType | undefined, block: Nested, target: DraftMap, path: string): void {
  const name = canonicalName(type, path + block.type);
  const key: Place = evaluator.place(block.frame, block.head);
  const content = draftMap(evaluator.place(block.frame, block.range));
  fillProperties(evaluator, type, block.body, block.frame, content, `${path}${block.type}.`);
  const before = name.includes(".") ? undefined : target.entries.get(name)?.value;
  if (type?.lists?.includes(path + block.type) || before?.kind === "list") {
    addItem(target, name, key, content, block.isUnsure);
  } else if (before?.kind === "map") {
    // Several blocks of a kind that is not in the table.
    target.entries.set(name, { key, value: { kind: "list", items: [before, content], isOpen: block.isUnsure, place: before.place } });
  } else {
    put(target, name, key, block.isUnsure ? choice(content.place, [content, { kind: "none", place: content.place }]) : content);
  }
}

function addItem(target: DraftMap, name: string, key: Place, content: DraftMap, isUnsure: boolean): void {
  const parts = name.split(".");
  let at = target;
  for (const part of parts.slice(0, -1)) {
    const existing = at.entries.get(part)?.value;
    const next = existing?.kind === "map" ? (existing as DraftMap) : draftMap(content.place);
    at.entries.set(part, { key, value: next });
    at = next;
  }
  append(at, parts.at(-1) as string, key, isUnsure ? [] : [content], isUnsure);
}
