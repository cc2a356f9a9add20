/** Tags: a map in SAM, a list of keys and values in CloudFormation. */
import type { Expression } from "../../../model/infrastructure.ts";
import { literal } from "../../stack.ts";
import { madeMap } from "./made.ts";

export function tagList(tags: Expression): Expression {
  if (tags.kind !== "map") return tags;
  const items = [...tags.entries].map(([name, { key, value }]) => madeMap(value.place, { Key: literal(key, name), Value: value }));
  const mark = tags.isInherited ? ({ isInherited: true } as const) : {};
  return { kind: "list", items, isOpen: tags.isOpen, place: tags.place, ...mark };
}
