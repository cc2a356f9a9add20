/** The connections a function opens to databases and caches, and whether each outlives the invocation. */
import type { Handler, Program } from "../../flow/program.ts";
import type { Call, Module, Scope } from "../../model/code.ts";
import { isOfOthers, isOnlyLoaded } from "./sdkClients.ts";

export interface DatabaseConnection {
  readonly call: Call;
  /** Opened once for each environment and never closed by an invocation; false where that is not certain. */
  readonly isKept: boolean;
}

/** Every connection opened in the files that the handler loads, as far as this handler may come to it. */
export function connectionsOf(
  handler: Handler,
  program: Program,
  modules: Iterable<Module> = program.loadedBy(handler),
): DatabaseConnection[] {
  const scopes = [...modules].flatMap((module) => module.scopes);
  const opening = scopes
    .flatMap(({ calls }) => calls)
    .filter((call) => program.entry(call)?.role === "database-connection" && !isOfOthers(call.scope, handler, program));
  const mayClose = opening.length > 0 && closesSomething(handler, program);
  return opening.map((call) => ({ call, isKept: !mayClose && isKept(call, handler, program) }));
}

/** Embedded databases and data APIs over HTTP, told by what a URL begins with: whether one is meant cannot be known everywhere. */
const WITHOUT_SERVER = /\bsqlite|duckdb|awsathena|auroradataapi|:memory:/i;

function isKept(call: Call, handler: Handler, program: Program): boolean {
  if (program.closing(call) || WITHOUT_SERVER.test(call.scope.module.text)) return false;
  const guard = program.guard(call);
  if (program.reachedBy(handler).has(call.scope)) return guard === "lazy" || guard === "memoized";
  // A single connection that is opened at the top is not opened again when the other side has closed it.
  if (!isOnlyLoaded(call.scope, program) || program.entry(call)?.kind === "connection") return false;
  // One that is only made at the top may be opened, and closed, by every invocation.
  const method = program.entry(call)?.opensWith;
  return method === undefined || !runs(handler, program, (each) => isMethod(each, method) && !isLazy(each, program));
}

/** Anything that ends a connection: cursors, files and answers are closed as well, and are told by what they are called. */
function closesSomething(handler: Handler, program: Program): boolean {
  return runs(handler, program, (call) => {
    const { callee } = call;
    if (callee.kind !== "member" || !CLOSES.test(callee.property)) return false;
    const { text } = call.scope.module;
    return !NO_CONNECTION.test(text.slice(callee.object.start, callee.object.end));
  });
}

const CLOSES = /^(?:close|end|quit|disconnect|\$disconnect|destroy|dispose|closeAll|close_all|closeall|terminate|invalidate|aclose)$/;
const NO_CONNECTION = /cur(?:sor)?s?$|\bfile\b|\bf$|resp|stream|writer|reader|buffer|\bfp$|\bcsv|\bzip/i;

function isMethod({ callee }: Call, name: string): boolean {
  return callee.kind === "member" && callee.property === name;
}

function isLazy(call: Call, program: Program): boolean {
  const guard = program.guard(call);
  return guard === "lazy" || guard === "memoized";
}

function runs(handler: Handler, program: Program, test: (call: Call) => boolean): boolean {
  const reached: readonly Scope[] = [...program.reachedBy(handler)];
  return reached.some((scope) => scope.calls.some(test));
}
