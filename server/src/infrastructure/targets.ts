/** Which functions a value invokes: a reference, an ARN, a name, an alias or a version. */
import { property, textOf } from "../model/expressions.ts";
import type { Expression, JoinedExpression, Resource } from "../model/infrastructure.ts";
import type { StackFacts } from "./facts.ts";
import { spelling } from "./names.ts";

export const FUNCTION = "AWS::Lambda::Function";

export interface Target {
  readonly function: Resource;
  /** An alias or a version of it. */
  readonly isQualified: boolean;
  /** False where the function is only mentioned in what cannot be known. */
  readonly isCertain: boolean;
}

/** Long enough for an alias of a version of a function; short enough for any circle. */
const MAX_DEPTH = 4;

export function targetsOf(value: Expression | undefined, facts: StackFacts, depth = 0): readonly Target[] {
  if (value === undefined || depth > MAX_DEPTH) return [];
  switch (value.kind) {
    case "reference":
      return behind(facts.stack.resources.get(value.id), value.attribute, facts, depth);
    case "literal":
      return byName(String(value.value ?? ""), facts);
    case "joined":
      return ofJoined(value, facts, depth);
    case "choice":
      return merged(value.options.flatMap((option) => targetsOf(option, facts, depth + 1)));
    case "computed": {
      const mentioned = value.mentions.flatMap((id) => behind(facts.stack.resources.get(id), null, facts, depth));
      return merged(mentioned.map((target) => ({ ...target, isCertain: false })));
    }
    default:
      return [];
  }
}

/** As `targetsOf`; a `Qualifier` beside the name makes it an alias or version. */
export function targetsAt(resource: Resource, path: string, facts: StackFacts): readonly Target[] {
  const targets = targetsOf(property(resource, path), facts);
  const qualifier = property(resource, "Qualifier");
  if (qualifier === undefined || textOf(qualifier) === "$LATEST") return targets;
  return targets.map((target) => ({ ...target, isQualified: true }));
}

function behind(resource: Resource | undefined, attribute: string | null, facts: StackFacts, depth: number): readonly Target[] {
  if (resource?.type === FUNCTION) {
    return [{ function: resource, isQualified: /alias|version|qualified/i.test(attribute ?? ""), isCertain: true }];
  }
  if (resource?.type !== "AWS::Lambda::Alias" && resource?.type !== "AWS::Lambda::Version") return [];
  const targets = targetsOf(property(resource, "FunctionName"), facts, depth + 1);
  return targets.map((target) => ({ ...target, isQualified: true }));
}

function byName(text: string, facts: StackFacts): Target[] {
  const match = /(?:^|:function:)([\w{}. -]+)(?::([^:/]+))?(?:\/invocations)?$/.exec(text);
  if (match?.[1] === undefined) return [];
  const isQualified = match[2] !== undefined && match[2] !== "$LATEST";
  return facts.called(match[1], [FUNCTION]).map((resource) => ({ function: resource, isQualified, isCertain: true }));
}

/** `${Fn.Arn}:live`, `arn:…:functions/${Fn.Arn}/invocations`, `arn:…:function:name`. */
function ofJoined(value: JoinedExpression, facts: StackFacts, depth: number): readonly Target[] {
  const found = value.parts.flatMap((part, index) => {
    if (typeof part === "string") return [];
    const next = value.parts[index + 1];
    const rest = typeof next === "string" ? next : "";
    const isQualified = rest.startsWith(":") && !rest.startsWith(":$LATEST") && (rest.length > 1 || value.parts.length > index + 2);
    const targets = part.kind === "literal" ? [] : targetsOf(part, facts, depth + 1);
    return targets.map((target) => (isQualified ? { ...target, isQualified } : target));
  });
  if (found.length > 0) return merged(found);
  const text = spelling(value);
  return text === undefined ? [] : byName(text, facts);
}

/** Each function once: qualified if one of the ways is. */
function merged(targets: readonly Target[]): readonly Target[] {
  const byFunction = new Map<Resource, Target>();
  for (const target of targets) {
    const known = byFunction.get(target.function);
    byFunction.set(target.function, {
      function: target.function,
      isQualified: target.isQualified || (known?.isQualified ?? false),
      isCertain: target.isCertain || (known?.isCertain ?? false),
    });
  }
  return [...byFunction.values()];
}
