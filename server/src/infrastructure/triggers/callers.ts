/** Services that call a function and wait for its answer: state machines, user pools, load balancers. */
import { itemsOf, property, textOf, walk } from "../../model/expressions.ts";
import type { Expression, Resource } from "../../model/infrastructure.ts";
import type { StackFacts } from "../facts.ts";
import { readableName } from "../names.ts";
import { type Target, targetsOf } from "../targets.ts";
import { type Invocation, invocations, sourceOf, UNKNOWN_SOURCE } from "./invocation.ts";
import { maps, written } from "./messages.ts";

const DEFINITIONS = ["Definition", "DefinitionString", "DefinitionSubstitutions", "DefinitionBody"];

/** The function is named somewhere in the definition, or put into it. */
export function stateMachines(facts: StackFacts): Invocation[] {
  return facts.ofType("AWS::StepFunctions::StateMachine").flatMap((machine) => {
    const source = { source: readableName(machine), sourceResource: machine };
    const named = DEFINITIONS.flatMap((name) => namedInside(property(machine, name), facts));
    return invocations(facts, named, "stepfunctions", machine, source);
  });
}

/** Is there a state machine that cannot be read and names no function? It may call any. */
export function isSomeMachineOpaque(facts: StackFacts): boolean {
  return facts.ofType("AWS::StepFunctions::StateMachine").some((machine) => {
    const written = DEFINITIONS.map((name) => property(machine, name)).filter((value) => value !== undefined);
    const isReadable = written.some((value) => value.kind === "map" || value.kind === "literal" || value.kind === "joined");
    return !isReadable && written.every((value) => namedInside(value, facts).length === 0);
  });
}

function namedInside(value: Expression | undefined, facts: StackFacts): Target[] {
  if (value === undefined) return [];
  return [...walk(value)].flatMap((part) => {
    if (part.kind === "literal" && typeof part.value === "string" && part.value.includes(":function:")) return inText(part, facts);
    return part.kind === "joined" || part.kind === "reference" || part.kind === "computed" ? targetsOf(part, facts) : [];
  });
}

/** Every ARN of a function in a text. */
function inText(text: Extract<Expression, { kind: "literal" }>, facts: StackFacts): Target[] {
  const arns = String(text.value).match(/arn:[\w-]*:lambda:[^\s"']+/g) ?? [];
  return arns.flatMap((arn) => targetsOf({ ...text, value: arn }, facts));
}

export function userPools(facts: StackFacts): Invocation[] {
  const configured = facts.ofType("AWS::Cognito::UserPool").flatMap((pool) => {
    const config = property(pool, "LambdaConfig");
    if (config?.kind !== "map") return [];
    return [...config.entries].flatMap(([trigger, { value }]) => {
      const target = value.kind === "map" ? property(value, "LambdaArn") : value;
      return invocations(facts, target, "cognito", pool, poolSource(pool, trigger));
    });
  });
  const beside = facts.ofType("AWS::Cognito::UserPoolTrigger").flatMap((made) => {
    const pool = sourceOf(property(made, "UserPool"), facts, ["AWS::Cognito::UserPool"]);
    const triggers = (itemsOf(property(made, "Trigger")) ?? []).map(textOf);
    const names = triggers.length > 0 ? triggers : [undefined];
    return names.flatMap((trigger) => {
      const source =
        pool.sourceResource === null ? { source: trigger ?? null, sourceResource: null } : poolSource(pool.sourceResource, trigger);
      return invocations(facts, property(made, "Function"), "cognito", made, source);
    });
  });
  return [...configured, ...beside];
}

/** `Users: PreSignUp`. */
function poolSource(pool: Resource, trigger: string | undefined) {
  const name = readableName(pool);
  return { source: trigger === undefined ? name : `${name}: ${trigger}`, sourceResource: pool };
}

const TARGET_GROUP = "AWS::ElasticLoadBalancingV2::TargetGroup";

/** A target group holds the function; the listener's rules say for which requests. */
export function loadBalancers(facts: StackFacts): Invocation[] {
  const rules = facts.ofType("AWS::ElasticLoadBalancingV2::ListenerRule");
  const ruled = rules.flatMap((rule) => {
    const source = { source: conditionText(property(rule, "Conditions")), sourceResource: written(rule) };
    return invocations(facts, property(rule, "TargetFunction") ?? property(rule, "Function"), "alb", rule, source);
  });
  const grouped = facts.ofType(TARGET_GROUP).flatMap((group) => {
    const named = maps(property(group, "Targets")).map((target) => property(target, "Id"));
    const rule = facts.referrers(group).find((referrer) => referrer.type === "AWS::ElasticLoadBalancingV2::ListenerRule");
    const source = rule === undefined ? UNKNOWN_SOURCE : { source: conditionText(property(rule, "Conditions")), sourceResource: rule };
    return named.flatMap((value) => invocations(facts, value, "alb", group, { ...source, sourceResource: source.sourceResource ?? group }));
  });
  return [...ruled, ...grouped];
}

/** Paths and hosts of a rule, whichever of the ways to write them is used. */
function conditionText(conditions: Expression | undefined): string | null {
  const texts = conditions === undefined ? [] : [...walk(conditions)].map(textOf);
  const told = texts.filter((text) => text !== undefined && /[/.*]/.test(text));
  return told.length === 0 ? null : told.join(", ");
}
