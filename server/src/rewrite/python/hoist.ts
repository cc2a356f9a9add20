/** Moves the creation of an SDK client to module scope, with the imports and constants it needs. */
import type { Program } from "../../flow/program.ts";
import type { Binding, Call, Module, Write } from "../../model/code.ts";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax.ts";
import type { Edit, Fix } from "../rewriter.ts";
import { combineEdits, edit, freshName } from "../text.ts";
import { importsAtModuleLevel } from "./localImports.ts";
import { type LocalStatement, type Needs, needsOf } from "./movable.ts";
import { boundIn, isUsed, reachesModule, squeeze } from "./scopes.ts";
import { type Extent, extentOf, insertAtModuleLevel, modulePlace, movedExpression, movedText, removeStatements } from "./statements.ts";
import { nodeAt, plainAssignment, statementOf, topLevelStatement, treeOf, withParentheses } from "./tree.ts";

interface Hoisting {
  readonly program: Program;
  readonly module: Module;
  readonly tree: SyntaxTree;
  readonly call: Call;
  /** The expression that makes the client. */
  readonly node: SyntaxNode;
  readonly needs: Needs;
}

/** A local variable that is nothing but the client: its statement can move as it is. */
interface OwnStatement {
  readonly binding: Binding;
  readonly name: SyntaxNode;
  readonly extent: Extent;
}

/** The function sets up what clients are made of; a client made earlier would not know. */
const PREPARES = /\bsetup_default_session\(|\bos\.environ\[[^\]\n]+\]\s*=[^=]|\bos\.putenv\(/;

/** See `Rewriter.hoist`. */
export function hoist(program: Program, module: Module, inner: Call): Fix | undefined {
  const tree = treeOf(module);
  const call = outermost(program, inner);
  const node = tree && nodeAt(tree, call, "call");
  if (tree === undefined || node === undefined || call.scope.kind !== "function" || call.isAwaited) return undefined;
  if (!isReplaceable(node) || program.dependsOnEvent({ kind: "call", call, start: call.start, end: call.end })) return undefined;
  if (PREPARES.test(module.text.slice(call.scope.start, call.scope.end))) return undefined;
  const needs = needsOf({ program, module, tree, scope: call.scope, region: call.region, lazily: false }, call);
  if (needs === undefined) return undefined;
  const hoisting = { program, module, tree, call, node, needs };
  const edits = editsFor(hoisting);
  const combined = edits && combineEdits(edits);
  const isConditional = call.region.kind === "then" || call.region.kind === "else" || call.region.kind === "case";
  return (
    combined && {
      title: `Move the ${describe(program, call)} to module scope`,
      safety: isConditional ? "suggested" : "safe",
      edits: combined,
    }
  );
}

/** A session that is made only to make a client of it moves with the client. */
function outermost(program: Program, call: Call): Call {
  const outer = call.scope.calls.find(
    (other) => other.callee.kind === "member" && other.callee.object.kind === "call" && other.callee.object.call === call,
  );
  return outer !== undefined && program.entry(outer)?.role === "sdk-client" ? outermost(program, outer) : call;
}

/** Not what `with` closes or another target shares: there the client's life is the statement's business. */
function isReplaceable(node: SyntaxNode): boolean {
  const statement = statementOf(node);
  if (statement === undefined) return false;
  for (let at: SyntaxNode | null = node; at !== null && at !== statement; at = at.parent) {
    if (at.type === "with_item" || at.type === "named_expression" || at.type === "default_parameter") return false;
    if (at.type === "pattern_list" || at.type === "expression_list" || at.type === "decorator") return false;
  }
  return true;
}

function editsFor(hoisting: Hoisting): Edit[] | undefined {
  const { module, needs, node, call } = hoisting;
  const own = ownStatement(hoisting);
  const present = needs.moved.length === 0 ? sameAtModuleLevel(hoisting, own) : undefined;
  const name = present?.name ?? newName(hoisting, own);
  const along = moveAlong(hoisting, needs.moved);
  const imports = importsAtModuleLevel(module, call.scope, needs.imports);
  if (along === undefined || imports === undefined) return undefined;
  const removed = [...along.removed, ...imports.removed];
  const edits: Edit[] = [...imports.edits];
  if (present === undefined) {
    const text =
      own === undefined
        ? `${name} = ${movedExpression(module.text, node)}`
        : movedText(module.text, own.extent, "", { start: own.name.start, end: own.name.end, name });
    const place = modulePlace(hoisting.tree, Math.max(needs.after, along.after));
    if (runsBefore(hoisting, place.offset)) return undefined;
    edits.push(insertAtModuleLevel(module, place, [...along.texts, text]));
  }
  if (own === undefined) edits.push(edit(module, node.start, node.end, name));
  else {
    removed.push(own.extent);
    const renamed = name === own.binding.name ? [] : own.binding.reads;
    edits.push(...renamed.map((read) => edit(module, read.start, read.end, name)));
  }
  if (!reachesModule(call.scope, name, own?.binding)) return undefined;
  return [...edits, ...removeStatements(module, removed)];
}

/** `s3 = boto3.client("s3")`, the only assignment of a local variable. */
function ownStatement(hoisting: Hoisting): OwnStatement | undefined {
  const { module, call, node } = hoisting;
  const expression = withParentheses(node);
  const statement = statementOf(node);
  const assignment = statement && plainAssignment(statement);
  if (assignment === undefined || assignment.right !== expression || assignment.left.type !== "identifier" || assignment.type !== null)
    return undefined;
  const write = call.scope.writes.find((one) => one.target.kind === "binding" && one.target.start === assignment.left.start);
  if (write?.target.kind !== "binding") return undefined;
  const { binding } = write.target;
  const extent = extentOf(module.text, assignment.statement);
  if (extent === undefined || binding.scope !== call.scope || binding.kind !== "variable" || binding.writes.length !== 1) return undefined;
  return { binding, name: assignment.left, extent };
}

/** A module-level variable that is made of the very same expression and never set again. */
function sameAtModuleLevel(hoisting: Hoisting, own: OwnStatement | undefined): Binding | undefined {
  const wanted = squeeze(hoisting.module.text, hoisting.node);
  for (const write of hoisting.module.root.writes) {
    if (write.operator !== "=" || write.target.kind !== "binding" || write.region !== hoisting.module.root.body) continue;
    const { binding } = write.target;
    if (hoisting.program.writesTo(binding).length > 1 || squeeze(hoisting.module.text, write.value) !== wanted) continue;
    const reads = own?.binding.reads ?? [];
    const readable = [hoisting.call.scope, ...reads.map((read) => read.scope)].every((scope) =>
      reachesModule(scope, binding.name, own?.binding),
    );
    if (readable) return binding;
  }
  return undefined;
}

/** The local's own name where nothing else has it, else one that says which client it is. */
function newName(hoisting: Hoisting, own: OwnStatement | undefined): string {
  const { module, call } = hoisting;
  if (own !== undefined) {
    const { name } = own.binding;
    const isFree = boundIn(module.root, name) === undefined && reachesModule(call.scope, name, own.binding);
    if (isFree && !isOtherClientElsewhere(hoisting, name)) return name;
  }
  const wanted = clientName(hoisting.program, call);
  const isTaken = (name: string): boolean => isUsed(module, name);
  return wanted.includes("_") || !isTaken(wanted)
    ? freshName(wanted, isTaken)
    : freshName(`${wanted}_resource`.replace("session_resource", "aws_session"), isTaken);
}

/** Does another function call a different client by this name? Both may move, and then one name is not enough. */
function isOtherClientElsewhere(hoisting: Hoisting, name: string): boolean {
  const { module, call, node } = hoisting;
  const wanted = squeeze(module.text, node);
  const isOther = (write: Write): boolean => write.value.kind === "call" && squeeze(module.text, write.value) !== wanted;
  return module.scopes.some(
    (scope) => scope !== call.scope && scope.kind === "function" && (boundIn(scope, name)?.writes ?? []).some(isOther),
  );
}

function clientName(program: Program, call: Call): string {
  const kind = program.entry(call)?.driver ?? "client";
  const service = serviceOf(call)
    ?.replace(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase();
  if (kind === "session" || service === undefined || !/^[a-z]/.test(service)) return kind === "session" ? "session" : "aws_client";
  return kind === "resource" ? service : `${service}_client`;
}

function describe(program: Program, call: Call): string {
  const kind = program.entry(call)?.driver ?? "client";
  const service = serviceOf(call);
  return service === undefined ? kind : `${service} ${kind}`;
}

function serviceOf(call: Call): string | undefined {
  const value = (call.args.find((argument) => argument.name === "service_name") ?? call.args.find((argument) => argument.name === null))
    ?.value;
  return value?.kind === "literal" && typeof value.value === "string" ? value.value : undefined;
}

// --- what comes along ------------------------------------------------------------------------------------------------

interface Along {
  readonly texts: string[];
  readonly removed: Extent[];
  readonly after: number;
}

/** Locals become module-level names of the same name; one that is there already, of the same value, is used. */
function moveAlong(hoisting: Hoisting, moved: readonly LocalStatement[]): Along | undefined {
  const { module, tree } = hoisting;
  const result: { texts: string[]; removed: Extent[]; after: number } = { texts: [], removed: [], after: 0 };
  for (const local of moved) {
    const { name } = local.binding;
    const present = boundIn(module.root, name);
    const value = squeeze(module.text, local.right);
    if (!reachesModule(hoisting.call.scope, name, local.binding) || isOtherElsewhere(module, local, value)) return undefined;
    if (present === undefined) result.texts.push(movedText(module.text, local.extent));
    else {
      const write = present.writes[0];
      const statement = write && topLevelStatement(tree, write.start);
      if (present.writes.length !== 1 || write?.operator !== "=" || squeeze(module.text, write.value) !== value || statement === undefined)
        return undefined;
      if (statement.type !== "expression_statement") return undefined;
      result.after = Math.max(result.after, statement.end);
    }
    result.removed.push(local.extent);
  }
  return result;
}

function isOtherElsewhere(module: Module, local: LocalStatement, value: string): boolean {
  return module.scopes.some((scope) => {
    const binding = scope === local.binding.scope || scope.kind !== "function" ? undefined : boundIn(scope, local.binding.name);
    return (
      binding?.kind === "variable" && binding.writes.some((write) => write.operator === "=" && squeeze(module.text, write.value) !== value)
    );
  });
}

/** Does module-level code above the new statement run a function of the workspace? It might need the client already. */
function runsBefore(hoisting: Hoisting, offset: number): boolean {
  const { module, program, call } = hoisting;
  return module.root.calls.some((other) => other.start > call.start && other.end <= offset && program.targets(other).length > 0);
}
