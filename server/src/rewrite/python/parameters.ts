/** Adding a parameter to a function, and its argument to a call. */
import type { Call, Module, Scope } from "../../model/code.ts";
import { childByField, namedChildren, type SyntaxNode, type SyntaxTree } from "../../parse/syntax.ts";
import type { Edit } from "../rewriter.ts";
import { edit, indentAt, lineStart, newlineOf } from "../text.ts";
import { nodeAround, nodeAt } from "./tree.ts";

const PLAIN = new Set(["identifier", "typed_parameter"]);

/** The definition whose name is the function's. */
function definitionOf(tree: SyntaxTree, scope: Scope): SyntaxNode | undefined {
  const name = scope.nameRange === null ? undefined : nodeAround(tree, scope.nameRange).parent;
  return name?.type === "function_definition" ? name : undefined;
}

/** Are all parameters such that one more at the end can be given by position? */
function isPlain(parameters: readonly SyntaxNode[]): boolean {
  return parameters.every((parameter) => PLAIN.has(parameter.type) && !parameter.children.some((child) => /splat/.test(child.type)));
}

/** Adds a parameter: at the end, or as one that is given by name where defaults or `*args` stand before it. */
export function addParameter(module: Module, tree: SyntaxTree, scope: Scope, name: string): Edit | undefined {
  const definition = definitionOf(tree, scope);
  const list = definition && childByField(definition, "parameters");
  if (list === null || list === undefined) return undefined;
  const parameters = namedChildren(list);
  const last = parameters.at(-1);
  if (last === undefined) return edit(module, list.start + 1, list.start + 1, name);
  if (isPlain(parameters)) return insertBehind(module, list, last, name);
  const rest = parameters.find((parameter) => isSplat(parameter, "dictionary_splat_pattern"));
  if (rest !== undefined) return undefined;
  const hasStar = parameters.some((parameter) => parameter.type === "keyword_separator" || isSplat(parameter, "list_splat_pattern"));
  return insertBehind(module, list, last, hasStar ? name : `*, ${name}`);
}

function isSplat(parameter: SyntaxNode, type: string): boolean {
  return parameter.type === type || parameter.children.some((child) => child.type === type);
}

/** Gives the argument; by name wherever position would not be certain. */
export function addArgument(
  module: Module,
  tree: SyntaxTree,
  call: Call,
  target: Scope,
  targetTree: SyntaxTree,
  name: string,
): Edit | undefined {
  const node = nodeAt(tree, call, "call");
  const list = node && childByField(node, "arguments");
  const definition = definitionOf(targetTree, target);
  const parameters = definition && childByField(definition, "parameters");
  if (list?.type !== "argument_list" || parameters === null || parameters === undefined) return undefined;
  const given = namedChildren(list);
  const isPositional =
    isPlain(namedChildren(parameters)) &&
    call.args.length === target.params.length &&
    call.args.every((argument) => argument.name === null && !argument.isSpread);
  const argument = isPositional ? name : `${name}=${name}`;
  const last = given.at(-1);
  return last === undefined ? edit(module, list.start + 1, list.start + 1, argument) : insertBehind(module, list, last, argument);
}

/** Behind the last item of a list in parentheses, in the layout the list has. */
function insertBehind(module: Module, list: SyntaxNode, last: SyntaxNode, added: string): Edit {
  const { text } = module;
  const isOnItsOwnLine = lineStart(text, last.start) > list.start && text.slice(lineStart(text, last.start), last.start).trim() === "";
  const separator = isOnItsOwnLine ? `,${newlineOf(text)}${indentAt(text, last.start)}` : ", ";
  return edit(module, last.end, last.end, separator + added);
}
