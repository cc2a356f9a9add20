/** Moves the creation of an SDK client to module scope, with the requires and constants it needs. */
import type { Program } from "../../flow/program.ts";
import type { Binding, Call, Module, Range } from "../../model/code.ts";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax.ts";
import type { Edit, Fix } from "../rewriter.ts";
import { combineEdits, edit, freshName } from "../text.ts";
import { clientName, describeClient } from "./clientNames.ts";
import { moveAlong } from "./moveAlong.ts";
import { type Needs, needsOf } from "./needs.ts";
import { type OwnVariable, ownVariable } from "./ownVariable.ts";
import { boundAtTop, isInside, isMentionedBesides, isTakenAtTop, isUsed, reachesTop, renames, squeeze } from "./scopes.ts";
import { insertAtModuleLevel, modulePlace, movedText, removeStatements } from "./statements.ts";
import { styleOf } from "./style.ts";
import { nodeAround, nodeAt, topLevelStatement, treeOf } from "./tree.ts";

export interface Hoisting {
  readonly program: Program;
  readonly module: Module;
  readonly tree: SyntaxTree;
  readonly call: Call;
  /** The expression that makes the client, with what wraps it. */
  readonly node: SyntaxNode;
  readonly needs: Needs;
  readonly own: OwnVariable | undefined;
  /** What it is called where it has no name of its own. */
  readonly wanted: string;
  /** Changes to the expression on its way. */
  readonly changes: readonly Edit[];
}

/** See `Rewriter.hoist`. */
export function hoist(program: Program, module: Module, inner: Call): Fix | undefined {
  const tree = treeOf(module);
  const call = outermost(program, inner);
  const node = tree && nodeAt(tree, call, "new_expression", "call_expression");
  if (tree === undefined || node === undefined || call.scope.kind === "module" || call.isAwaited || !isReplaceable(node)) return undefined;
  if (program.dependsOnEvent({ kind: "call", call, start: call.start, end: call.end })) return undefined;
  const needs = needsOf({ program, module, tree, scope: call.scope, region: call.region, lazily: false }, call);
  if (needs === undefined) return undefined;
  const own = ownVariable(module, tree, node);
  const edits = moveToTop({ program, module, tree, call, node, needs, own, wanted: clientName(program, call), changes: [] })?.edits;
  const combined = edits && combineEdits(edits);
  const isConditional = /^(then|else|case|operand)$/.test(call.region.kind);
  return (
    combined && {
      title: `Move the ${describeClient(program, call)} to module scope`,
      safety: isConditional ? "suggested" : "safe",
      edits: combined,
    }
  );
}

/** A client that is made only to be wrapped (as a document client, by X-Ray) moves with what wraps it. */
function outermost(program: Program, call: Call): Call {
  const outer = call.scope.calls.find((other) => other.args.some(({ value }) => value.kind === "call" && value.call === call));
  const role = outer && program.entry(outer)?.role;
  return outer !== undefined && (role === "sdk-client" || role === "same-object") ? outermost(program, outer) : call;
}

/** Not a parameter's default, and nothing that is taken apart where it is made. */
export function isReplaceable(node: SyntaxNode): boolean {
  for (let at: SyntaxNode | null = node; at !== null && at.type !== "statement_block"; at = at.parent) {
    if (at.type === "formal_parameters" || at.type === "decorator" || at.type === "class_heritage") return false;
    if (at.type === "variable_declarator") return at.children[0]?.type === "identifier";
  }
  return true;
}

/** The edits that make the expression a constant of the module, and what that is called. */
export function moveToTop(hoisting: Hoisting): { readonly edits: Edit[]; readonly name: string } | undefined {
  const { program, module, tree, needs, node, own } = hoisting;
  const present = needs.moved.length === 0 && hoisting.changes.length === 0 ? sameAtModuleLevel(hoisting) : undefined;
  const name = present?.name ?? newName(hoisting);
  const along = moveAlong(program, module, tree, needs.moved, node);
  if (name === undefined || along === undefined) return undefined;
  const outside: Edit[] = [...along.renames];
  if (own === undefined) {
    const replaced = withoutParentheses(node);
    outside.push(edit(module, replaced.start, replaced.end, name));
  } else {
    if (name !== own.binding.name && isMentionedBesides(module, tree, own.binding)) return undefined;
    outside.push(...own.edits, ...renames(module, tree, own.binding, name));
  }
  const removed = [...along.removed, ...(own?.removed ?? [])];
  const edits = [...outside.filter((one) => !removed.some((extent) => isInside(one, extent))), ...removeStatements(module, removed)];
  if (present === undefined) {
    const place = modulePlace(module, tree, Math.max(needs.after, along.after));
    if (runsBefore(hoisting, place.offset)) return undefined;
    const changes = [...along.renames, ...hoisting.changes];
    const text = own === undefined ? plainText(hoisting, name, changes) : own.text(name, changes);
    edits.push(insertAtModuleLevel(module, place, [...along.texts, text]));
  } else if (isReadBefore(hoisting, present)) return undefined;
  return { edits, name };
}

/** A name needs none where an object is used. */
function withoutParentheses(node: SyntaxNode): SyntaxNode {
  const { parent } = node;
  const isPlain = parent?.type === "parenthesized_expression" && parent.field === "object" && parent.children.length === 3;
  return isPlain ? parent : node;
}

function plainText({ module, node }: Hoisting, name: string, edits: readonly Edit[]): string {
  return `const ${name} = ${movedText(module, node, node, edits)}${styleOf(module).semicolon}`;
}

/** Where the name will be read: the places of the local it stands for, or the expression's own. */
function readPlaces({ node, own }: Hoisting): Range[] {
  return own === undefined ? [node] : own.binding.reads.slice();
}

/** A module-level constant that is made of the very same expression. */
function sameAtModuleLevel(hoisting: Hoisting): Binding | undefined {
  const { module, tree, node, own, program } = hoisting;
  const wanted = squeeze(module.text, node);
  for (const write of module.root.writes) {
    if (write.operator !== "=" || write.target.kind !== "binding" || write.region !== module.root.body) continue;
    const { binding } = write.target;
    if (binding.declaration === null || boundAtTop(module, binding.name) !== binding || squeeze(module.text, write.value) !== wanted)
      continue;
    if (program.writesTo(binding).filter((one) => one.operator !== "declare").length > 1) continue;
    const gone = own === undefined ? [] : [own.binding];
    if (readPlaces(hoisting).every((read) => reachesTop(module, tree, read.start, binding.name, gone))) return binding;
  }
  return undefined;
}

/** The local's own name where nothing else has it, else one that says which client it is. */
function newName(hoisting: Hoisting): string | undefined {
  const { module, tree, own, wanted } = hoisting;
  if (own !== undefined) {
    const { name } = own.binding;
    const isFree =
      !isTakenAtTop(module, name) && own.binding.reads.every((read) => reachesTop(module, tree, read.start, name, [own.binding]));
    if (isFree && !isOtherElsewhere(hoisting, name)) return name;
  }
  return freshName(wanted, (candidate) => isUsed(module, candidate), "");
}

/** Does another function call something else by this name? Both may move, and then one name is not enough. */
function isOtherElsewhere({ module, node, own, program }: Hoisting, name: string): boolean {
  const wanted = squeeze(module.text, node);
  return module.scopes.some(
    (scope) =>
      scope.kind === "function" &&
      scope.bindings.some(
        (binding) =>
          binding.name === name &&
          binding !== own?.binding &&
          binding.writes.some(
            (write) =>
              write.value.kind === "call" &&
              program.entry(write.value.call)?.role === "sdk-client" &&
              squeeze(module.text, write.value) !== wanted,
          ),
      ),
  );
}

/** Does module-level code above the new statement run a function of this file? It might need the client already. */
function runsBefore({ module, program }: Hoisting, offset: number): boolean {
  const isEarly = (call: Call): boolean => call.end <= offset && program.targets(call).some((scope) => scope.module === module);
  return module.root.calls.some(isEarly);
}

/** Does module-level code above the constant that is there run a function of this file? */
function isReadBefore(hoisting: Hoisting, present: Binding): boolean {
  const statement = present.declaration && topLevelStatement(hoisting.tree, present.declaration.start);
  return (
    statement === null ||
    statement === undefined ||
    runsBefore(hoisting, statement.start) ||
    nodeAround(hoisting.tree, present.declaration as Range).type !== "identifier"
  );
}
