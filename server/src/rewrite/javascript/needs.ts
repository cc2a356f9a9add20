/** What an expression inside a function needs in order to be evaluated at module level, or in a function of its own, if that can be at all. */
import type { Program } from "../../flow/program.ts";
import type { Binding, Call, Module, NameValue, Range, Region, Scope, Value } from "../../model/code.ts";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax.ts";
import { isInside, isMentionedBesides, readsIn } from "./scopes.ts";
import { type Extent, extentOf } from "./statements.ts";
import { contains, declarationAt, descendants, nodeAround, nodeAt, statementOf, topLevelStatement } from "./tree.ts";

export interface Needs {
  /** An offset behind which all module-level names are there. */
  after: number;
  /** Local statements that have to move along, in order. */
  readonly moved: LocalStatement[];
}

export interface LocalStatement {
  readonly node: SyntaxNode;
  readonly extent: Extent;
  /** The names it declares; none for a statement that sets the SDK up. */
  readonly bindings: readonly Binding[];
  /** The value assigned, for comparing; null where several names are declared. */
  readonly value: Range | null;
}

export interface Origin {
  readonly program: Program;
  readonly module: Module;
  readonly tree: SyntaxTree;
  /** The scope the expression stands in. */
  readonly scope: Scope;
  readonly region: Region;
  /** The expression will run when an invocation asks for it, not when the module is loaded. */
  readonly lazily: boolean;
  /** A call that may run at module level although it makes no SDK client. */
  readonly allowed?: Call;
}

/** Calls that give the same answer at module level, besides making clients: configuration and plain conversions. */
const HARMLESS =
  /^(global:(String|Number|Boolean|parseInt|parseFloat|Object\.\w+|JSON\.parse|URL)|npm:(node:)?(https?|path|url)\.\w+|npm:@(smithy|aws-sdk)\/node-http-handler\.NodeHttpHandler|npm:agentkeepalive(\.\w+)?|npm:(proxy-agent|hpagent|https-proxy-agent)(\.\w+)?|npm:aws-sdk\.(Config|Endpoint))$/;

/** @returns undefined where the expression depends on the invocation, or on anything whose value at module level is not sure. */
export function needsOf(origin: Origin, range: Range): Needs | undefined {
  const needs: Needs = { after: 0, moved: [] };
  if (!collect(origin, range, needs, new Set()) || !collectSetup(origin, range, needs)) return undefined;
  needs.moved.sort((a, b) => a.node.start - b.node.start);
  return needs;
}

const UNMOVABLE = ["yield_expression", "this", "super", "assignment_expression", "augmented_assignment_expression", "update_expression"];

function collect(origin: Origin, range: Range, needs: Needs, seen: Set<Binding>): boolean {
  const node = nodeAround(origin.tree, range);
  if (contains(node, ...UNMOVABLE) || (!origin.lazily && contains(node, "await_expression")) || usesLocalTypes(origin, node)) return false;
  const calls = callsIn(origin.module, range);
  if (!origin.lazily && calls.some((call) => !isAllowed(origin, call) && !isHarmless(origin.program, call))) return false;
  if (origin.lazily && calls.some((call) => call.args.some((argument) => origin.program.dependsOnEvent(argument.value)))) return false;
  for (const read of readsIn(origin.module, range)) {
    if (seen.has(read.binding)) continue;
    seen.add(read.binding);
    if (!collectName(origin, read, range, needs, seen)) return false;
  }
  return true;
}

/** The call itself, and one that makes the function it calls: `require("knex")`. */
function isAllowed(origin: Origin, call: Call): boolean {
  return (
    origin.allowed !== undefined && (call === origin.allowed || (call.callee.kind === "member" && call.end <= origin.allowed.callee.end))
  );
}

function callsIn(module: Module, range: Range): Call[] {
  return module.scopes.flatMap((scope) => scope.calls.filter((call) => isInside(call, range)));
}

/** Types and type parameters of the function are not there at module level. */
function usesLocalTypes(origin: Origin, node: SyntaxNode): boolean {
  const used = new Set<string>();
  for (const each of descendants(node)) if (each.type === "type_identifier") used.add(origin.module.text.slice(each.start, each.end));
  if (used.size === 0) return false;
  for (let at: SyntaxNode | null = node; at !== null && at.parent !== null; at = at.parent) {
    for (const sibling of at.parent.type === "program" ? [] : at.parent.children) {
      const isDeclared = /^(type_parameters|type_alias_declaration|interface_declaration|enum_declaration|class_declaration)$/.test(
        sibling.type,
      );
      if (!isDeclared) continue;
      for (const each of descendants(sibling)) {
        if (each.type === "type_identifier" && each.field === "name" && used.has(origin.module.text.slice(each.start, each.end)))
          return true;
      }
    }
  }
  return false;
}

function isHarmless(program: Program, call: Call): boolean {
  const role = program.entry(call)?.role;
  if (role === "sdk-client" || role === "same-object" || role === "parse") return true;
  const name = program.qualifiedName(call.callee);
  if (name !== undefined && HARMLESS.test(name)) return true;
  if (call.callee.kind === "name" && call.callee.name === "require" && call.callee.binding.kind === "builtin") return true;
  return call.callee.kind === "member" && isText(call.callee.object, program) && !program.dependsOnEvent(call.callee.object);
}

/** Methods of strings: `process.env.X.split(",")`. */
function isText(value: Value, program: Program): boolean {
  if (value.kind === "literal") return typeof value.value === "string";
  return value.kind === "template" || (value.kind === "member" && program.qualifiedName(value.object) === "global:process.env");
}

function collectName(origin: Origin, read: NameValue, range: Range, needs: Needs, seen: Set<Binding>): boolean {
  const { binding } = read;
  if (binding.kind === "builtin") return binding.name !== "arguments";
  if (binding.kind === "undeclared") return false;
  if (binding.declaration !== null && isInside(binding.declaration, range)) return true;
  if (binding.scope === origin.module.root) return collectGlobal(origin, read, needs);
  if (binding.kind !== "constant" && binding.kind !== "variable") return false;
  return collectLocal(origin, binding, needs, seen);
}

/** A module-level name is good when only module-level code sets it and nothing of an invocation is in it. */
function collectGlobal(origin: Origin, read: NameValue, needs: Needs): boolean {
  const { binding } = read;
  if (origin.program.dependsOnEvent(read)) return false;
  if (origin.lazily || binding.kind === "import") return true;
  if (binding.kind === "function") return true;
  const writes = origin.program.writesTo(binding);
  if (writes.some((write) => write.scope !== origin.module.root)) return false;
  const places = binding.kind === "class" && binding.declaration !== null ? [binding.declaration] : writes;
  for (const place of places) {
    const statement = topLevelStatement(origin.tree, place.start);
    if (statement === undefined) return false;
    needs.after = Math.max(needs.after, statement.end);
  }
  return places.length > 0;
}

/** A local that is set once, from something that can itself be evaluated at module level. */
function collectLocal(origin: Origin, binding: Binding, needs: Needs, seen: Set<Binding>): boolean {
  const [write, second] = binding.writes;
  if (write === undefined || second !== undefined || write.operator !== "=" || !write.isDeclaration) return false;
  if (!isOnTheWay(write.region, origin.region) && write.region !== binding.scope.body) return false;
  const declaration = declarationAt(origin.tree, write.target);
  if (declaration?.value === null || declaration === undefined || declaration.isShared) return false;
  if (declaration.name.type !== "identifier" && !origin.lazily && !isPlainRequire(write.value)) return false;
  if (!origin.lazily && !isConstant(write.value) && !isConfiguration(origin, binding, write.value)) return false;
  if (isMentionedBesides(origin.module, origin.tree, binding)) return false;
  const bindings = origin.module.scopes
    .flatMap((scope) => scope.bindings)
    .filter(
      (one) =>
        one.declaration !== null &&
        one.declaration.start < (declaration.value as SyntaxNode).start &&
        isInside(one.declaration, declaration.declarator),
    );
  if (bindings.some((one) => one.writes.length !== 1)) return false;
  for (const one of bindings) seen.add(one);
  if (!collect(origin, declaration.value, needs, seen) || usesLocalTypes(origin, declaration.declarator)) return false;
  const value = bindings.length === 1 && declaration.name.type === "identifier" ? declaration.value : null;
  needs.moved.push({ node: declaration.statement, extent: extentOf(origin.module, declaration.statement), bindings, value });
  return true;
}

/** `const { S3Client } = require("…")`. */
function isPlainRequire(value: Value): boolean {
  return value.kind === "member" && value.object.kind === "module";
}

/** Is `outer` the region or one around it, so that what is set there is set here? */
function isOnTheWay(outer: Region, region: Region): boolean {
  for (let at: Region | null = region; at !== null; at = at.parent) if (at === outer) return true;
  return false;
}

/** Nothing that somebody may change later: arrays and objects stay where they are. */
function isConstant(value: Value): boolean {
  switch (value.kind) {
    case "literal":
    case "template":
    case "name":
    case "call":
    case "module":
      return true;
    case "member":
    case "element":
      return isConstant(value.object);
    case "choice":
      return value.options.every(isConstant);
    case "operation":
      return value.operands.every(isConstant);
    default:
      return false;
  }
}

/** `const config = { region }`, which is only given to clients. */
function isConfiguration(origin: Origin, binding: Binding, value: Value): boolean {
  if (value.kind !== "map" && value.kind !== "list") return false;
  const keeps = (call: Call): boolean => call === origin.allowed || origin.program.entry(call)?.role === "sdk-client";
  return binding.reads.every((read) =>
    origin.module.scopes.some((scope) => scope.calls.some((call) => keeps(call) && call.args.some((argument) => argument.value === read))),
  );
}

// --- AWS.config ------------------------------------------------------------------------------------------------------

/** Clients of the SDK's second version take what `AWS.config` says when they are made: what sets it has to come first. */
function collectSetup(origin: Origin, range: Range, needs: Needs): boolean {
  const { program, module, tree } = origin;
  const isV2 = (call: Call): boolean => program.qualifiedName(call.callee)?.startsWith("npm:aws-sdk") ?? false;
  if (origin.lazily || !callsIn(module, range).some(isV2)) return true;
  const isConfig = (value: Value): boolean => program.qualifiedName(value)?.startsWith("npm:aws-sdk.config") ?? false;
  for (const scope of module.scopes) {
    const places = [
      ...scope.calls.filter((call) => isConfig(call.callee)),
      ...scope.writes.filter((write) => write.target.kind !== "binding" && isConfig(write.target.object)),
    ];
    for (const place of places) {
      const top = topLevelStatement(tree, place.start);
      if (scope === module.root && top !== undefined) needs.after = Math.max(needs.after, top.end);
      else if (scope !== origin.scope || place.region !== scope.body) return false;
      else if (place.start < range.start && !collectStatement(origin, place, needs)) return false;
    }
  }
  return true;
}

function collectStatement(origin: Origin, place: Range, needs: Needs): boolean {
  const node = statementOf(nodeAt(origin.tree, place) ?? nodeAround(origin.tree, place));
  if (node?.type !== "expression_statement") return false;
  const arguments_ = origin.scope.calls.find((call) => call.start === place.start && call.end === place.end)?.args;
  const write = origin.scope.writes.find((one) => one.start === place.start && one.end === place.end);
  const ranges = arguments_ ?? (write === undefined ? [] : [write.value]);
  if (ranges.length === 0 || !ranges.every((one) => origin.program.isSteady("value" in one ? (one.value as Value) : (one as Value))))
    return false;
  const seen = new Set(needs.moved.flatMap((one) => one.bindings));
  if (!ranges.every((one) => collect(origin, one, needs, seen))) return false;
  const root = readsIn(origin.module, node).filter((read) => !seen.has(read.binding) && !ranges.some((one) => isInside(read, one)));
  if (!root.every((read) => collectName(origin, read, node, needs, seen))) return false;
  needs.moved.push({ node, extent: extentOf(origin.module, node), bindings: [], value: null });
  return true;
}
