/** What rules may ask about stacks, made from the resources readers found. Nothing is computed before it is asked for. */
import { property } from "../model/expressions.ts";
import type { FunctionResource, Resource, Stack } from "../model/infrastructure.ts";
import { factsOf, lazy, type StackFacts } from "./facts.ts";
import { functionsIn } from "./functions.ts";
import type { Infrastructure } from "./infrastructure.ts";
import { permissionsIn } from "./permissions.ts";
import { deadLettersIn } from "./relations.ts";
import { FUNCTION, targetsOf } from "./targets.ts";

/** Properties by which what belongs to a function names it. */
const NAMES_FUNCTION = ["FunctionName", "TargetFunctionArn", "Function", "Endpoint", "DestinationArn"];

interface StackAnswers {
  readonly facts: StackFacts;
  readonly permissions: ReturnType<typeof permissionsIn>;
  readonly functions: () => readonly FunctionResource[];
  readonly byResource: () => ReadonlyMap<Resource, FunctionResource>;
}

/** A stack never changes, and what is said of it depends on it alone: of several stacks only those read anew are looked at again. */
const answers = new WeakMap<Stack, StackAnswers>();

function of(stack: Stack): StackAnswers {
  const known = answers.get(stack) ?? answersOf(stack);
  answers.set(stack, known);
  return known;
}

export function analyzeInfrastructure(stacks: readonly Stack[]): Infrastructure {
  const functions = lazy(() => stacks.flatMap((stack) => of(stack).functions()));
  const deadLetters = lazy(() => deadLettersIn(stacks.map((stack) => of(stack).facts)));
  return {
    stacks,
    get functions() {
      return functions();
    },
    functionsOf: (stack) => of(stack).functions(),
    functionOf: (resource) => functionBehind(resource, of(resource.stack)),
    resources: (stack, type) => of(stack).facts.ofType(type),
    named: (value, stack) => of(stack).facts.named(value),
    referrers: (resource) => of(resource.stack).facts.referrers(resource),
    isDeadLetter: (resource) => deadLetters().has(resource),
    statements: (stack) => of(stack).permissions.all(),
  };
}

function answersOf(stack: Stack): StackAnswers {
  const facts = factsOf(stack);
  const permissions = permissionsIn(facts);
  const functions = lazy(() => functionsIn(facts, permissions));
  const byResource = lazy(() => new Map(functions().map((fn) => [fn.resource, fn])));
  return { facts, permissions, functions, byResource };
}

function functionBehind(resource: Resource, answers: StackAnswers): FunctionResource | undefined {
  for (let at: Resource | null = resource; at !== null; at = at.owner) {
    if (at.type === FUNCTION) return answers.byResource().get(at);
  }
  for (const name of NAMES_FUNCTION) {
    const [target] = targetsOf(property(resource, name), answers.facts);
    if (target !== undefined) return answers.byResource().get(target.function);
  }
  return undefined;
}
