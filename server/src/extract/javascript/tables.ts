/** Which function reads which node. */
import type { Value } from "../../model/code.ts";
import type { SyntaxNode } from "../../parse/syntax.ts";
import { assignment } from "./assignments.ts";
import { ifStatement, switchStatement, tryStatement } from "./branches.ts";
import { chain, construction } from "./calls.ts";
import { classDeclaration, classExpression } from "./classes.ts";
import { newLiteral, newSelf, readName } from "./facts.ts";
import { functionDeclaration, functionExpression } from "./functions.ts";
import { element, selfClosing } from "./jsx.ts";
import { numberLiteral, regex, stringLiteral, template } from "./literals.ts";
import { exportStatement, importAlias, importStatement } from "./modules.ts";
import { array, object } from "./objects.ts";
import { awaited, binary, sequence, stripped, ternary, yielded } from "./operators.ts";
import {
  block,
  breaks,
  continues,
  expressionStatement,
  forIn,
  forLoop,
  labeled,
  nothing,
  returned,
  thrown,
  variables,
  whileLoop,
} from "./statements.ts";
import { enumDeclaration, namespace, nestedIdentifier } from "./typescript.ts";
import { augmented, increment, unary } from "./updates.ts";
import { type ExpressionHandler, expressions, inside, type StatementHandler, statements, unknown, type Walk } from "./walk.ts";

function identifier(walk: Walk, node: SyntaxNode): Value {
  return node.start === node.end ? unknown(node, []) : readName(walk, node);
}

function constant(value: boolean | null): ExpressionHandler {
  return (_walk, node) => newLiteral(node, value);
}

const opaque: ExpressionHandler = (_walk, node) => unknown(node, []);
const contents: ExpressionHandler = (walk, node) => inside(walk, node);

const EXPRESSIONS: Record<string, ExpressionHandler> = {
  identifier,
  shorthand_property_identifier: identifier,
  this: (walk, node) => newSelf(node, walk.owner, false),
  super: (walk, node) => newSelf(node, walk.owner, true),
  true: constant(true),
  false: constant(false),
  null: constant(null),
  undefined: constant(null),
  string: stringLiteral,
  template_string: template,
  number: numberLiteral,
  regex,
  array,
  object,
  member_expression: chain,
  subscript_expression: chain,
  call_expression: chain,
  non_null_expression: chain,
  new_expression: construction,
  function_expression: functionExpression,
  generator_function: functionExpression,
  arrow_function: functionExpression,
  class: classExpression,
  assignment_expression: assignment,
  augmented_assignment_expression: augmented,
  update_expression: increment,
  binary_expression: binary,
  unary_expression: unary,
  ternary_expression: ternary,
  await_expression: awaited,
  yield_expression: yielded,
  sequence_expression: sequence,
  parenthesized_expression: stripped,
  as_expression: stripped,
  satisfies_expression: stripped,
  type_assertion: stripped,
  instantiation_expression: stripped,
  nested_identifier: nestedIdentifier,
  jsx_element: element,
  jsx_self_closing_element: selfClosing,
  jsx_expression: contents,
  jsx_fragment: element,
  property_identifier: opaque,
  private_property_identifier: opaque,
  meta_property: opaque,
  import: opaque,
  ERROR: contents,
};

const STATEMENTS: Record<string, StatementHandler> = {
  expression_statement: expressionStatement,
  statement_block: block,
  lexical_declaration: variables,
  variable_declaration: variables,
  function_declaration: functionDeclaration,
  generator_function_declaration: functionDeclaration,
  class_declaration: classDeclaration,
  abstract_class_declaration: classDeclaration,
  import_statement: importStatement,
  export_statement: exportStatement,
  import_alias: importAlias,
  if_statement: ifStatement,
  switch_statement: switchStatement,
  try_statement: tryStatement,
  for_statement: forLoop,
  for_in_statement: forIn,
  while_statement: whileLoop,
  do_statement: whileLoop,
  labeled_statement: labeled,
  return_statement: returned,
  throw_statement: thrown,
  break_statement: breaks,
  continue_statement: continues,
  enum_declaration: enumDeclaration,
  internal_module: namespace,
  module: namespace,
  interface_declaration: nothing,
  type_alias_declaration: nothing,
  ambient_declaration: nothing,
  function_signature: nothing,
  empty_statement: nothing,
  debugger_statement: nothing,
  comment: nothing,
};

/** Fills the tables; done once. */
export function fillTables(): void {
  for (const [type, handler] of Object.entries(EXPRESSIONS)) expressions.set(type, handler);
  for (const [type, handler] of Object.entries(STATEMENTS)) statements.set(type, handler);
}
