/** What an expression inside a function needs in order to be evaluated at module level, or in a function of its own, if that can be at all. */
import type { Program } from "../../flow/program.ts";
import type { Binding, Call, Module, NameValue, Range, Region, Scope, Value, Write } from "../../model/code.ts";
import { childByField, namedChildren, type SyntaxNode, type SyntaxTree } from "../../parse/syntax.ts";
import { type Extent, extentOf } from "./statements.ts";
import { contains, nodeAround, plainAssignment, statementOf, topLevelStatement } from "./tree.ts";

export interface Needs {
  /** An offset behind which all module-level names are there. */
  after: number;
  /** Local statements that have to move along, in order. */
  readonly moved: LocalStatement[];
  /** Imports inside the function; the name has to be there at module level. */
  readonly imports: LocalImport[];
}

export interface LocalStatement {
  readonly binding: Binding;
  readonly write: Write;
  /** The value assigned, for comparing. */
  readonly right: Range;
  readonly extent: Extent;
  /** Gives the same answer whenever it is evaluated, and nobody can change it: a literal, a look-up in the environment. */
  readonly isPure: boolean;
}

export interface LocalImport {
  readonly binding: Binding;
  readonly module: string;
  readonly name: string | null;
  /** The import statement where it brings nothing else and can go. */
  readonly extent: Extent | null;
}

export interface Origin {
  readonly program: Program;
  readonly module: Module;
  readonly tree: SyntaxTree;
  /** The function the expression stands in. */
  readonly scope: Scope;
  readonly region: Region;
  /** The expression will run when an invocation asks for it, not when the module is loaded. */
  readonly lazily: boolean;
}

/** Calls that give the same answer at module level, besides making clients: configuration and plain conversions. */
const HARMLESS = new Set([
  "pypi:os.getenv",
  "pypi:os.environ.get",
  "pypi:botocore.config.Config",
  "pypi:botocore.client.Config",
  "pypi:boto3.session.Config",
  "builtins:int",
  "builtins:str",
  "builtins:float",
  "builtins:bool",
  "builtins:dict",
  "builtins:list",
  "pypi:os.path.join",
  "pypi:json.loads",
  "pypi:urllib.parse.quote_plus",
  "pypi:urllib.parse.quote",
  "pypi:ssl.create_default_context",
]);

/** @returns undefined where the expression depends on the invocation, or on anything whose value at module level is not sure. */
export function needsOf(origin: Origin, range: Range): Needs | undefined {
  const needs: Needs = { after: 0, moved: [], imports: [] };
  if (!collect(origin, range, needs, new Set())) return undefined;
  needs.moved.sort((a, b) => a.extent.start - b.extent.start);
  return needs;
}

function collect(origin: Origin, range: Range, needs: Needs, seen: Set<Binding>): boolean {
  if (
    contains(
      nodeAround(origin.tree, range),
      "await",
      "yield",
      "lambda",
      "named_expression",
      "list_comprehension",
      "dictionary_comprehension",
      "set_comprehension",
      "generator_expression",
    )
  )
    return false;
  const inside = (fact: Range): boolean => fact.start >= range.start && fact.end <= range.end;
  const calls = callsIn(origin, range);
  if (!origin.lazily && calls.some((call) => !isHarmless(origin.program, call))) return false;
  if (origin.lazily && calls.some((call) => call.args.some((argument) => origin.program.dependsOnEvent(argument.value)))) return false;
  for (const read of origin.scope.reads.filter(inside)) {
    if (seen.has(read.binding)) continue;
    seen.add(read.binding);
    if (!collectName(origin, read, needs, seen)) return false;
  }
  return true;
}

function isHarmless(program: Program, call: Call): boolean {
  if (program.entry(call)?.role === "sdk-client") return true;
  const name = program.qualifiedName(call.callee);
  if (name !== undefined && HARMLESS.has(name)) return true;
  return call.callee.kind === "member" && isText(call.callee.object) && !program.dependsOnEvent(call.callee.object);
}

/** Methods of strings: `"…".format(…)`, `os.environ["X"].split(",")`. */
function isText(value: Value): boolean {
  if (value.kind === "literal") return typeof value.value === "string";
  return value.kind === "template";
}

function collectName(origin: Origin, read: NameValue, needs: Needs, seen: Set<Binding>): boolean {
  const { binding } = read;
  if (binding.kind === "builtin") return true;
  if (binding.scope === origin.module.root) return collectGlobal(origin, read, needs);
  if (binding.scope !== origin.scope) return false;
  if (binding.kind === "import") return collectImport(origin, binding, needs);
  return binding.kind === "variable" && collectLocal(origin, binding, needs, seen);
}

/** A module-level name is good when only module-level code sets it and nothing of an invocation is in it. */
function collectGlobal(origin: Origin, read: NameValue, needs: Needs): boolean {
  const { binding } = read;
  if (origin.program.dependsOnEvent(read)) return false;
  if (origin.lazily) return true;
  if (binding.kind === "function" || binding.kind === "class" || binding.writes.length === 0) return false;
  if (origin.program.writesTo(binding).some((write) => write.scope !== origin.module.root)) return false;
  for (const write of binding.writes) {
    if (write.scope !== origin.module.root) return false;
    const statement = topLevelStatement(origin.tree, write.start);
    if (statement === undefined) return false;
    needs.after = Math.max(needs.after, statement.end);
  }
  return true;
}

function collectImport(origin: Origin, binding: Binding, needs: Needs): boolean {
  const write = binding.writes[0];
  if (binding.writes.length !== 1 || write?.operator !== "import" || write.region !== origin.scope.body) return false;
  const { value } = write;
  const source = value.kind === "module" ? value : value.kind === "member" && value.object.kind === "module" ? value.object : undefined;
  if (source === undefined || source.level > 0) return false;
  if (value.kind === "module" && source.specifier.includes(".") && binding.name === source.specifier.split(".")[0]) return false;
  const statement = statementOf(nodeAround(origin.tree, write));
  if (statement === undefined) return false;
  const brings = origin.scope.bindings.filter((other) =>
    other.writes.some((one) => one.start >= statement.start && one.end <= statement.end),
  );
  needs.imports.push({
    binding,
    module: source.specifier,
    name: value.kind === "member" ? value.property : null,
    extent: brings.length === 1 ? (extentOf(origin.module.text, statement) ?? null) : null,
  });
  return true;
}

/** A local that is assigned once, from something that can itself be evaluated at module level. */
function collectLocal(origin: Origin, binding: Binding, needs: Needs, seen: Set<Binding>): boolean {
  const write = binding.writes[0];
  if (binding.writes.length !== 1 || write?.operator !== "=" || write.scope !== origin.scope) return false;
  const isPure = isConstant(write.value) && callsIn(origin, write.value).every((call) => isHarmless(origin.program, call));
  if (!isOnTheWay(write.region, origin.region) || (!isPure && !origin.lazily)) return false;
  const statement = statementOf(nodeAround(origin.tree, write));
  const assignment = statement && plainAssignment(statement);
  const extent = statement && extentOf(origin.module.text, statement);
  if (origin.lazily && statement !== undefined && extent !== undefined && assignment === undefined) {
    return collectUnpacked(origin, statement, extent, needs, seen);
  }
  if (assignment === undefined || extent === undefined || assignment.type !== null || assignment.left.type !== "identifier") return false;
  if (!collect(origin, assignment.right, needs, seen)) return false;
  needs.moved.push({ binding, write, right: assignment.right, extent, isPure });
  return true;
}

/** `user, password = get_secret()`: all of the names move, and no one else may read any. */
function collectUnpacked(origin: Origin, statement: SyntaxNode, extent: Extent, needs: Needs, seen: Set<Binding>): boolean {
  const assignment = statement.children[0];
  const left = assignment?.type === "assignment" ? childByField(assignment, "left") : null;
  const right = assignment === undefined ? null : childByField(assignment, "right");
  if (left === null || right === null || right.type === "assignment" || !/^(?:pattern_list|tuple_pattern)$/.test(left.type)) return false;
  if (!namedChildren(left).every((name) => name.type === "identifier")) return false;
  const writes = origin.scope.writes.filter((write) => write.target.start >= left.start && write.target.end <= left.end);
  if (!collect(origin, right, needs, seen)) return false;
  for (const write of writes) {
    if (write.target.kind !== "binding" || write.target.binding.scope !== origin.scope || write.target.binding.writes.length !== 1)
      return false;
    seen.add(write.target.binding);
    needs.moved.push({ binding: write.target.binding, write, right, extent, isPure: false });
  }
  return writes.length > 0;
}

function callsIn(origin: Origin, range: Range): Call[] {
  return origin.scope.calls.filter((call) => call.start >= range.start && call.end <= range.end);
}

/** Is `outer` the region or one around it, so that what is set there is set here? */
function isOnTheWay(outer: Region, region: Region): boolean {
  for (let at: Region | null = region; at !== null; at = at.parent) if (at === outer) return true;
  return false;
}

/** Nothing that somebody may change later: lists and maps stay where they are. */
function isConstant(value: Value): boolean {
  switch (value.kind) {
    case "literal":
    case "template":
    case "name":
    case "call":
      return true;
    case "member":
    case "element":
      return isConstant(value.object) || value.object.kind === "module";
    case "choice":
      return value.options.every(isConstant);
    case "operation":
      return value.operands.every(isConstant);
    default:
      return false;
  }
}
