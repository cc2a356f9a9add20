/** The blocks of a body as they are deployed: `dynamic` ones where it is known how many. */
import type { Expression } from "../../model/infrastructure.ts";
import type { HclBody, HclExpression, HclRange } from "../../parse/hcl.ts";
import type { Evaluator } from "./evaluate.ts";
import { forEach } from "./instances.ts";
import type { Frame } from "./module.ts";
import { argument } from "./source.ts";
import { textOfLiteral } from "./values.ts";

export interface Nested {
  readonly type: string;
  readonly body: HclBody;
  readonly frame: Frame;
  readonly head: HclRange;
  readonly range: HclRange;
  /** It may not be there, or there may be several. */
  readonly isUnsure: boolean;
}

/** @param named arguments that are blocks in another spelling: `environment = {…}` of Terraform 0.11, everything in JSON. */
export function nestedBlocks(evaluator: Evaluator, body: HclBody, frame: Frame, named: readonly string[] = []): Nested[] {
  const spelled = body.attributes.flatMap(({ name, value, key, start, end }): Nested[] => {
    const bodies = named.includes(name) ? (blocksOfArgument(value) ?? []) : [];
    return bodies.map((one) => ({ type: name, body: one, frame, head: key, range: { start, end }, isUnsure: false }));
  });
  const blocks = body.blocks.flatMap((block): Nested[] => {
    const range = { start: block.start, end: block.end };
    if (block.type !== "dynamic") return [{ type: block.type, body: block.body, frame, head: block.head, range, isUnsure: false }];
    const [type] = block.labels;
    const content = block.body.blocks.find((inner) => inner.type === "content");
    const over = argument(block, "for_each");
    if (type === undefined || content === undefined || over === undefined) return [];
    const iterator = argument(block, "iterator")?.value;
    const name = iterator?.kind === "traversal" && typeof iterator.root === "string" ? iterator.root : type;
    return forEach(evaluator, evaluator.evaluate(over.value, frame), frame, name).map(({ key, bound, isConditional }) => ({
      type,
      body: content.body,
      frame: { ...frame, bound },
      head: block.head,
      range,
      isUnsure: key === null || isConditional,
    }));
  });
  return [...spelled, ...blocks];
}

/** The blocks that an argument stands for; undefined where it is something else. */
export function blocksOfArgument(value: HclExpression): HclBody[] | undefined {
  if (value.kind === "tuple") {
    const bodies = value.items.map(blocksOfArgument);
    return bodies.every((one) => one !== undefined) ? bodies.flat() : undefined;
  }
  if (value.kind !== "object") return undefined;
  const attributes = value.entries.flatMap((entry) => {
    const name = entry.key.kind === "literal" ? String(entry.key.value) : undefined;
    const { start, end, key } = entry;
    return name === undefined ? [] : [{ name, key: { start: key.start, end: key.end }, value: entry.value, start, end }];
  });
  if (attributes.length < value.entries.length) return undefined;
  return [{ attributes, blocks: [], start: value.start + 1, end: value.end - 1 }];
}

/** The argument of a block as a value. */
export function argumentOf(evaluator: Evaluator, body: HclBody, name: string, frame: Frame): Expression | undefined {
  const attribute = argument(body, name);
  return attribute === undefined ? undefined : evaluator.evaluate(attribute.value, frame);
}

/** Its text, assumed or not. */
export function argumentText(evaluator: Evaluator, body: HclBody, name: string, frame: Frame): string | undefined {
  return textOfLiteral(argumentOf(evaluator, body, name, frame));
}
