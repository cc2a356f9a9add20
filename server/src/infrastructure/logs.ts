/** The log group a function writes to, and how long it keeps what is written. */
import { isAbsent, property } from "../model/expressions.ts";
import type { Expression, Resource, Setting } from "../model/infrastructure.ts";
import { lazy, type StackFacts } from "./facts.ts";
import { nameProperty, spelling } from "./names.ts";
import { absent, numberSetting } from "./settings.ts";
import { targetsOf } from "./targets.ts";

const LOG_GROUP = "AWS::Logs::LogGroup";
const PREFIX = "/aws/lambda/";

export interface LogGroups {
  of(fn: Resource): Resource | null;
  retention(fn: Resource): Setting<number>;
}

export function logGroupsIn(facts: StackFacts): LogGroups {
  const byFunction = lazy(() => {
    const found = new Map<Resource, Resource>();
    for (const group of facts.ofType(LOG_GROUP)) {
      for (const fn of ownersOf(group, facts)) if (!found.has(fn)) found.set(fn, group);
    }
    return found;
  });
  /** Some group has a name that may be any function's. */
  const someUnknown = lazy(() => facts.ofType(LOG_GROUP).some((group) => mayBeAnyFunctions(nameProperty(group))));
  const of = (fn: Resource) => {
    const configured = property(fn, "LoggingConfig.LogGroup");
    if (configured === undefined) return byFunction().get(fn) ?? null;
    return facts.named(configured).find((resource) => resource.type === LOG_GROUP) ?? null;
  };
  return {
    of,
    retention: (fn) => {
      const group = of(fn);
      if (group !== null) return numberSetting(group, "RetentionInDays");
      const configured = property(fn, "LoggingConfig.LogGroup");
      if (configured !== undefined || !isAbsent(fn, "LoggingConfig.LogGroup")) {
        return { kind: "computed", place: configured?.place ?? fn.head };
      }
      return someUnknown() ? { kind: "computed", place: fn.head } : absent(fn);
    },
  };
}

/** The functions a log group belongs to: it was made for one, or it has the name Lambda gives. */
function ownersOf(group: Resource, facts: StackFacts): Resource[] {
  if (group.owner?.type === "AWS::Lambda::Function") return [group.owner];
  const name = nameProperty(group);
  const text = spelling(name);
  if (name === undefined || !text?.startsWith(PREFIX)) return [];
  const referenced = name.kind === "joined" ? name.parts.flatMap((part) => (typeof part === "string" ? [] : targetsOf(part, facts))) : [];
  const called = facts.called(text.slice(PREFIX.length), ["AWS::Lambda::Function"]);
  return [...new Set([...referenced.map((target) => target.function), ...called])];
}

function mayBeAnyFunctions(name: Expression | undefined): boolean {
  if (name === undefined) return false;
  return name.kind === "computed" || name.kind === "choice" || (spelling(name) ?? "").replace(PREFIX, "").startsWith("{");
}
