/** `main.tf.json` as the blocks it stands for. */
import type { DataEntry, DataNode, ScalarNode } from "../../parse/data.ts";
import {
  type HclAttribute,
  type HclBlock,
  type HclBody,
  type HclDocument,
  type HclExpression,
  parseHclExpression,
} from "../../parse/hcl.ts";
import { parseJson } from "../../parse/json.ts";

/** How many names of blocks stand between the keyword and the body. */
const LABELS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  module: 1,
  variable: 1,
  output: 1,
  provider: 1,
  locals: 0,
  terraform: 0,
};

/** Strings with interpolations that are read; generated files of many megabytes have more. */
const MOST_TEMPLATES = 4000;

interface State {
  readonly text: string;
  templates: number;
}

export function parseJsonModule(text: string): HclDocument {
  const { root, comments, broken } = parseJson(text);
  const state: State = { text, templates: 0 };
  const blocks = entriesOf(root).flatMap(({ key, value }) => {
    const type = String(key.value);
    return LABELS[type] === undefined ? [] : readBlocks(type, [], LABELS[type] as number, key, value, state);
  });
  return { text, root: { attributes: [], blocks, start: 0, end: text.length }, comments, broken };
}

function entriesOf(node: DataNode | null): readonly DataEntry[] {
  if (node?.kind === "map") return node.entries;
  return node?.kind === "sequence" ? node.items.flatMap(entriesOf) : [];
}

function readBlocks(type: string, labels: string[], left: number, key: ScalarNode, value: DataNode, state: State): HclBlock[] {
  if (left > 0) {
    return entriesOf(value).flatMap((entry) =>
      readBlocks(type, [...labels, String(entry.key.value)], left - 1, entry.key, entry.value, state),
    );
  }
  const bodies = value.kind === "sequence" ? value.items : [value];
  return bodies.map((body) => ({
    type,
    labels,
    head: { start: key.start, end: key.end },
    body: readBody(body, state),
    start: key.start,
    end: value.end,
  }));
}

/** Whether a key is an argument or a block is told by the schema alone: all are arguments here. */
function readBody(node: DataNode, state: State): HclBody {
  const attributes = entriesOf(node).map((entry): HclAttribute => {
    const { key, value } = entry;
    const range = { start: key.start, end: key.end };
    return { name: String(key.value), key: range, value: readValue(value, state), start: key.start, end: value.end };
  });
  return { attributes, blocks: [], start: node.start + 1, end: Math.max(node.start + 1, node.end - 1) };
}

function readValue(node: DataNode, state: State): HclExpression {
  const { start, end } = node;
  if (node.kind === "sequence") return { kind: "tuple", items: node.items.map((item) => readValue(item, state)), start, end };
  if (node.kind === "map") {
    const entries = node.entries.map(({ key, value }) => ({
      key: literalOf(key),
      value: readValue(value, state),
      start: key.start,
      end: value.end,
    }));
    return { kind: "object", entries, start, end };
  }
  if (typeof node.value !== "string" || !/[$%]\{/.test(node.value)) return literalOf(node);
  return state.templates++ < MOST_TEMPLATES ? parseHclExpression(state.text, node) : { kind: "unknown", inside: [], start, end };
}

function literalOf({ value, start, end }: ScalarNode): HclExpression {
  const content = typeof value === "string" ? { start: start + 1, end: end - 1 } : { start, end };
  return { kind: "literal", value, content, isHeredoc: false, start, end };
}
