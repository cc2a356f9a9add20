/** JSON that stands in a string, heredoc or file, with the places of what is in it. */
import type { Place } from "../../model/code.ts";
import type { Expression } from "../../model/infrastructure.ts";
import type { DataNode } from "../../parse/data.ts";
import { parseJson } from "../../parse/json.ts";
import { computed, literal, map } from "../stack.ts";
import type { Evaluator, TextSource } from "./evaluate.ts";
import { assumed, joined, list, mentionsIn, textOfLiteral } from "./values.ts";

/** Stands for what is put in; nobody writes it. */
const FILLER = "\uE000";

/** The value of JSON text; what is no text (`jsonencode({…})`, a policy document) as it is. Undefined where it cannot be read. */
export function jsonOf(evaluator: Evaluator, value: Expression): Expression | undefined {
  if (value.kind === "choice") {
    const options = value.options.map((option) => jsonOf(evaluator, option) ?? computed(option.place, mentionsIn([option])));
    return { ...value, options };
  }
  if (value.kind !== "literal" && value.kind !== "joined") return value;
  const source = evaluator.texts.get(value);
  const isVerbatim = source !== undefined && !source.file.text.slice(source.start, source.end).includes('\\"');
  const read = source !== undefined && isVerbatim ? readSource(source) : readPlain(value);
  return read === undefined || !value.isAssumed ? read : assumed(read);
}

/** Interpolations are covered, so that every other character keeps its offset. */
function readSource(source: TextSource): Expression | undefined {
  const { file, start, end, interpolations } = source;
  let text = "";
  let at = start;
  for (const each of interpolations) {
    const before = file.text.slice(at, each.start);
    const length = each.end - each.start;
    // Put in where a value belongs, not in a string: it has to look like one.
    const isValue = /[:[,]\s*$/.test(text + before) && !isInString(text + before);
    text += before + (isValue ? `"${FILLER.repeat(Math.max(0, length - 2))}"` : FILLER.repeat(length));
    at = each.end;
  }
  text += file.text.slice(at, end);
  const { root, broken } = parseJson(text);
  if (root === null || root.kind === "scalar" || broken.length > 0) return undefined;
  return convert(root, { ...source, text });
}

function isInString(text: string): boolean {
  const line = text.slice(text.lastIndexOf("\n") + 1).replace(/\\./g, "");
  return (line.match(/"/g)?.length ?? 0) % 2 === 1;
}

/** Escaped or composed text: everything in it has the place of the whole. */
function readPlain(value: Expression): Expression | undefined {
  const text = textOfLiteral(value);
  if (text === undefined) return undefined;
  const { root, broken } = parseJson(text);
  if (root === null || root.kind === "scalar" || broken.length > 0) return undefined;
  return convertPlain(root, value.place);
}

function convertPlain(node: DataNode, place: Place): Expression {
  if (node.kind === "scalar") return literal(place, node.value);
  if (node.kind === "sequence")
    return list(
      place,
      node.items.map((item) => convertPlain(item, place)),
    );
  return map(
    place,
    node.entries.map(({ key, value }) => [String(key.value), convertPlain(value, place)] as const),
  );
}

function convert(node: DataNode, source: TextSource & { readonly text: string }): Expression {
  const place: Place = { file: source.file, start: source.start + node.start, end: source.start + node.end };
  if (node.kind === "sequence")
    return list(
      place,
      node.items.map((item) => convert(item, source)),
    );
  if (node.kind === "map") {
    return map(
      place,
      node.entries.map(({ key, value }) => {
        const at = { file: source.file, start: source.start + key.start, end: source.start + key.end };
        return [String(key.value), { key: at, value: convert(value, source) }] as const;
      }),
    );
  }
  return typeof node.value === "string" && node.value.includes(FILLER) ? fill(place, source) : literal(place, node.value);
}

/** A string with something put in. */
function fill(place: Place, source: TextSource & { readonly text: string }): Expression {
  const parts: (string | Expression)[] = [];
  const isQuoted = source.file.text[place.start] === '"';
  let at = place.start + (isQuoted ? 1 : 0);
  const end = place.end - (isQuoted ? 1 : 0);
  for (const each of source.interpolations) {
    if (each.start < at || each.end > end) continue;
    if (each.start > at) parts.push(source.file.text.slice(at, each.start));
    parts.push(each.value);
    at = each.end;
  }
  if (at < end) parts.push(source.file.text.slice(at, end));
  const [only] = parts;
  return parts.length === 1 && only !== undefined && typeof only !== "string" ? only : joined(place, parts);
}
