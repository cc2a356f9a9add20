/** What keeps an event that comes twice from being handled twice, as far as code says so. */
import type { Program } from "../../flow/program.ts";
import type { FunctionCode } from "../../infrastructure/infrastructure.ts";
import type { Place, Scope, Value } from "../../model/code.ts";
import { placeOf } from "../../rules/rule.ts";
import { effectsIn, reachedFrom } from "./effects.ts";
import { placeOfHandler } from "./knownCode.ts";

export interface Idempotency {
  /** The name in its library: `idempotent_function`. */
  readonly name: string;
  readonly place: Place;
  /** Nothing is done outside of what the library wraps. */
  readonly coversAll: boolean;
}

/** Powertools for AWS Lambda, in Python and TypeScript. */
const LIBRARY =
  /^(?:pypi:aws_lambda_powertools\.utilities\.idempotency(?:\.idempotency)?\.(idempotent|idempotent_function)|npm:@aws-lambda-powertools\/idempotency(?:\/middleware)?\.(idempotent|makeIdempotent|makeHandlerIdempotent))$/;

/** Undefined where no library of the kind is used on the handler's way. */
export function idempotencyOf({ program, handler }: FunctionCode): Idempotency | undefined {
  const around = program
    .answers(handler)
    .wrappers.map(nameIn)
    .find((name) => name !== undefined);
  if (around !== undefined) return { name: around, place: placeOfHandler(handler), coversAll: true };
  const wrapped = wrappedFunctions(program);
  const reached = [...program.reachedBy(handler)].filter((scope) => wrapped.has(scope));
  const [first] = reached;
  const name = first && wrapped.get(first);
  if (!first || name === undefined) return undefined;
  const outside = reachedFrom([handler.scope], program, (scope) => wrapped.has(scope));
  const { writes, unknown } = effectsIn(outside, program, handler.scope, program.sdkUses(handler));
  const calls = unknown.filter((call) => nameIn(program.qualifiedName(call.callee) ?? null) === undefined);
  const place = placeOf({ scope: first, ...(first.nameRange ?? { start: first.start, end: first.start }) });
  return { name, place, coversAll: writes.length === 0 && calls.length === 0 && !sendsElsewhere(outside) };
}

function nameIn(qualified: string | null): string | undefined {
  const match = LIBRARY.exec(qualified ?? "");
  return match?.[1] ?? match?.[2];
}

/** Functions with a decorator of the library, and those given to one of its wrappers. */
function wrappedFunctions(program: Program): ReadonlyMap<Scope, string> {
  const found = new Map<Scope, string>();
  for (const scope of program.modules.flatMap((module) => module.scopes)) {
    const named = scope.decorators
      .map((value) => nameIn(program.qualifiedName(calledIn(value)) ?? null))
      .find((name) => name !== undefined);
    if (named !== undefined) found.set(scope, named);
    for (const call of scope.calls) {
      const name = nameIn(program.qualifiedName(call.callee) ?? null);
      const given = call.args[0]?.value;
      if (name === undefined || !given) continue;
      for (const each of program.referents(given)) if (each.kind === "function") found.set(each.scope, name);
    }
  }
  return found;
}

function calledIn(value: Value): Value {
  return value.kind === "call" ? value.call.callee : value;
}

/** Calls of other packages are understood only where all packages are: here those that are not plainly data count as effects. */
function sendsElsewhere(scopes: ReadonlySet<Scope>): boolean {
  return [...scopes].some(({ module }) => /\b(?:requests|httpx|urllib|axios|got|fetch)\b/.test(module.text));
}

/** Puts under the condition that there is no such item yet. */
export function conditionalPuts({ program, handler }: FunctionCode): Place[] {
  return program
    .sdkUses(handler)
    .filter(({ service, operation, call }) => {
      const { text } = call.scope.module;
      const isPut = service === "dynamodb" && (operation === "PutItem" || operation === "UpdateItem");
      return isPut && /attribute_not_exists|\.not_exists\(\)/.test(text.slice(call.start, call.end));
    })
    .map(({ call }) => placeOf(call));
}
