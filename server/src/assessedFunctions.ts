/** Functions as checklists describe them, and their order. */
import type { AssessedFunction, Assessment } from "./checklist/assessment.ts";
import type { Handler } from "./flow/program.ts";
import type { Fn } from "./infrastructure/infrastructure.ts";
import type { Place } from "./model/code.ts";
import type { FunctionResource } from "./model/infrastructure.ts";
import { inText, spotOf } from "./saidFindings.ts";

/** What it is called among answers depends on the others. */
export type DescribedFunction = Omit<AssessedFunction, "answerKey">;

export function described(id: string, { name, resource, code }: Fn): DescribedFunction {
  return {
    id,
    name,
    dialect: resource?.stack.dialect ?? null,
    entry: resource && spotOf(resource.resource.head),
    handler: code && spotOf(placeOfHandler(code.handler)),
    triggers: uniqueTriggers(resource),
  };
}

/** By template and line; handlers that no template names come last, by file and line. */
export function inOrder(a: Assessment, b: Assessment): number {
  if ((a.entry === undefined) !== (b.entry === undefined)) return a.entry === undefined ? 1 : -1;
  const [one, other] = [a.entry ?? a.handler, b.entry ?? b.handler];
  if (!one || !other) return one ? -1 : other ? 1 : 0;
  return inText(one, other) || (a.name < b.name ? -1 : 1);
}

function placeOfHandler({ scope }: Handler): Place {
  return { file: scope.module, ...(scope.nameRange ?? { start: scope.start, end: scope.start }) };
}

function uniqueTriggers(resource: FunctionResource | undefined): AssessedFunction["triggers"] {
  const triggers = resource?.triggers.map(({ type, source }) => ({ type, source })) ?? [];
  return [...new Map(triggers.map((trigger) => [JSON.stringify(trigger), trigger])).values()];
}
