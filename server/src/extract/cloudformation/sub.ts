/** `Fn::Sub`: text with `${Name}`, `${Name.Attribute}`, `${!Literal}` and variables of its own. */
import type { Place } from "../../model/code.ts";
import type { Expression } from "../../model/infrastructure.ts";
import type { DataNode, MapNode, ScalarNode } from "../../parse/data.ts";
import { computed, placeIn } from "../stack.ts";
import { refer, referToAttribute } from "./intrinsics.ts";
import { entryOf, type Scope, stringOf } from "./scope.ts";
import { joined } from "./text.ts";
import { readValue, unknown } from "./values.ts";

export function substitute(argument: DataNode, place: Place, scope: Scope): Expression {
  const [text, variables] = argument.kind === "sequence" ? argument.items : [argument];
  if (text?.kind !== "scalar" || text.tag !== null) return unknown(argument, place, scope);
  const own = variables?.kind === "map" ? variables : null;
  const parts: (string | Expression)[] = [];
  const places = placesIn(text, scope);
  for (const part of partsOf(stringOf(text) ?? "")) {
    if (part.kind === "text") parts.push(part.text);
    else parts.push(variable(part.text, places() ?? place, own, scope));
  }
  return joined(parts, place);
}

function variable(name: string, place: Place, own: MapNode | null, scope: Scope): Expression {
  const given = entryOf(own, name.trim());
  if (given !== undefined) return readValue(given, scope);
  const foreign = scope.readVariable?.(name, place);
  if (foreign !== undefined) return foreign;
  const plain = name.trim();
  return plain.includes(".")
    ? referToAttribute(plain, place, scope)
    : /^[\w:]+$/.test(plain)
      ? refer(plain, place, scope)
      : computed(place);
}

/** The pieces of the text. `${!Name}` is the text `${Name}`. Braces of other languages may be nested. */
function* partsOf(text: string): Generator<{ readonly kind: "text" | "variable"; readonly text: string }> {
  let from = 0;
  for (let at = text.indexOf("${"); at >= 0; at = text.indexOf("${", from)) {
    const end = closingBrace(text, at + 2);
    if (end < 0) break;
    if (at > from) yield { kind: "text", text: text.slice(from, at) };
    const inside = text.slice(at + 2, end);
    yield inside.startsWith("!") ? { kind: "text", text: `\${${inside.slice(1)}}` } : { kind: "variable", text: inside };
    from = end + 1;
  }
  if (from < text.length) yield { kind: "text", text: text.slice(from) };
}

function closingBrace(text: string, from: number): number {
  let open = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "{") open++;
    else if (text[at] === "}" && --open === 0) return at;
  }
  return -1;
}

/** Yields, one after the other, where the variables stand; undefined where escapes hide it. */
function placesIn(node: ScalarNode, scope: Scope): () => Place | undefined {
  let from = 0;
  return () => {
    for (let at = node.source.indexOf("${", from); at >= 0; at = node.source.indexOf("${", from)) {
      const end = closingBrace(node.source, at + 2);
      if (end < 0) return undefined;
      from = end + 1;
      if (node.source[at + 2] !== "!") return placeIn(scope.template, node.start + at, node.start + end + 1);
    }
    return undefined;
  };
}
