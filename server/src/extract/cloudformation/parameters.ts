/** Parameters of a template: their default is what a deployment may have. */
import type { Place } from "../../model/code.ts";
import type { Expression } from "../../model/infrastructure.ts";
import type { DataNode } from "../../parse/data.ts";
import { computed, literal } from "../stack.ts";
import { constantOf, entryOf } from "./scope.ts";

/** What a reference to the parameter gives. */
export function parameterValue(parameter: DataNode, place: Place): Expression {
  const value = plainValue(parameter, place);
  return constantOf(entryOf(parameter, "NoEcho"))?.toLowerCase() === "true" ? { ...value, isSecretParameter: true } : value;
}

function plainValue(parameter: DataNode, place: Place): Expression {
  const type = constantOf(entryOf(parameter, "Type")) ?? "String";
  const text = constantOf(entryOf(parameter, "Default"));
  // The default of an SSM parameter is its name, not its value.
  if (text === undefined || type.startsWith("AWS::SSM::Parameter::Value")) return computed(place);
  if (type !== "CommaDelimitedList" && !type.startsWith("List<")) return assumed(text, type, place);
  const items = text.split(",").map((item) => assumed(item.trim(), "String", place));
  return { kind: "list", items: text === "" ? [] : items, isOpen: false, place, isAssumed: true };
}

function assumed(text: string, type: string, place: Place): Expression {
  const isNumber = type === "Number" && /^-?\d+(\.\d+)?$/.test(text);
  return { ...literal(place, isNumber ? Number(text) : text), isAssumed: true };
}
