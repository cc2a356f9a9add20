/** Text put together from parts. */
import type { Place } from "../../model/code.ts";
import type { Expression } from "../../model/infrastructure.ts";
import { computed, literal } from "../stack.ts";
import { mentionsIn } from "./marks.ts";

/** Text of the parts: a literal where all of it is known, the part itself where it is the only one. */
export function joined(parts: readonly (string | Expression)[], place: Place): Expression {
  const flat = parts.flatMap((part) => (typeof part !== "string" && part.kind === "joined" ? part.parts : [part]));
  const merged: (string | Expression)[] = [];
  for (const part of flat) {
    const text = knownText(part);
    const last = merged.at(-1);
    if (text === undefined) merged.push(part);
    else if (typeof last === "string") merged[merged.length - 1] = last + text;
    else merged.push(text);
  }
  const [first] = merged;
  if (first === undefined) return literal(place, "");
  if (merged.length === 1) return typeof first === "string" ? literal(place, first) : { ...first, place };
  // A list or map is no text; whoever writes that means something else.
  if (merged.some((part) => typeof part !== "string" && (part.kind === "list" || part.kind === "map")))
    return computed(place, mentionsIn(merged));
  return { kind: "joined", parts: merged.filter((part) => part !== ""), place };
}

function knownText(part: string | Expression): string | undefined {
  if (typeof part === "string") return part;
  if (part.kind === "none") return "";
  return part.kind === "literal" && !part.isAssumed && part.value !== null ? String(part.value) : undefined;
}
