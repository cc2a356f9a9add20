/** Parameters of functions and lambdas. */
import type { Parameter, Value } from "../../model/code.ts";
import { childByField, type SyntaxNode } from "../../parse/syntax.ts";
import { nameStrings } from "./strings.ts";
import { fill, target } from "./targets.ts";
import { type Frame, isContent, type Mutable, type Walker } from "./walker.ts";

/**
 * Adds the parameters to the scope of `frame`; their defaults and types belong to the scope around.
 * @returns what is left to do within the function: taking apart the tuples of Python 2.
 */
export function parameters(w: Walker, node: SyntaxNode, frame: Frame): (() => void) | null {
  const tuples: [SyntaxNode, number][] = [];
  let keywordOnly = false;
  for (const child of node.children) {
    if (child.type === "keyword_separator") keywordOnly = true;
    if (!isContent(child) || child.type === "keyword_separator" || child.type === "positional_separator") continue;
    const parameter = addParameter(w, child, frame, keywordOnly);
    if (parameter.kind === "rest") keywordOnly = true;
    const pattern = child.type === "tuple_pattern" ? child : childByField(child, "name");
    if (pattern?.type === "tuple_pattern") tuples.push([pattern, parameter.index]);
  }
  if (w.hasErrors) w.errors(node);
  if (tuples.length === 0) return null;
  return () => {
    for (const [pattern, index] of tuples) {
      fill(w, target(w, pattern, "=", pattern), {
        kind: "parameter",
        start: pattern.start,
        end: pattern.end,
        scope: frame.scope,
        index,
      });
    }
  };
}

function addParameter(w: Walker, node: SyntaxNode, frame: Frame, keywordOnly: boolean): Parameter {
  const { scope } = frame;
  let inner = childByField(node, "name") ?? (node.type === "typed_parameter" ? (node.children[0] ?? node) : node);
  let kind: Parameter["kind"] = keywordOnly ? "keyword-only" : "positional";
  if (inner.type === "list_splat_pattern" || inner.type === "dictionary_splat_pattern") {
    kind = inner.type === "list_splat_pattern" ? "rest" : "keyword-rest";
    inner = inner.children.find(isContent) ?? inner;
  }
  const name = inner.type === "identifier" && inner.end > inner.start ? w.slice(inner) : null;
  const type = childByField(node, "type");
  const parameter: Mutable<Parameter> = {
    name,
    binding: null,
    index: scope.params.length,
    kind,
    default: null,
    type: type === null ? null : w.slice(type),
    start: node.start,
    end: node.end,
  };
  scope.params.push(parameter);
  if (name !== null) {
    const binding = w.declare(frame, name, "parameter", inner);
    binding.parameter ??= parameter;
    binding.type ??= parameter.type;
    parameter.binding = binding;
  }
  if (type !== null) w.expr(type);
  parameter.default = defaultValue(w, node, name);
  if (w.hasErrors) w.errors(node);
  return parameter;
}

function defaultValue(w: Walker, node: SyntaxNode, name: string | null): Value | null {
  const given = childByField(node, "value");
  if (given === null) return null;
  const value = w.expr(given);
  nameStrings(w, value, name, "default");
  return value;
}
