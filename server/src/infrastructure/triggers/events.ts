/** EventBridge: rules with a schedule or a pattern, and schedules of the scheduler. */
import { itemsOf, presumedText, property } from "../../model/expressions.ts";
import type { Expression, Resource, TriggerType } from "../../model/infrastructure.ts";
import type { StackFacts } from "../facts.ts";
import { type Invocation, invocations, type Source, sourceOf } from "./invocation.ts";
import { maps, written } from "./messages.ts";

export const RULE = "AWS::Events::Rule";
const SCHEDULE = "AWS::Scheduler::Schedule";

export function rules(facts: StackFacts): Invocation[] {
  return facts.ofType(RULE).flatMap((rule) => {
    const named = maps(property(rule, "Targets")).map((target) => property(target, "Arn"));
    return ruleTypes(rule).flatMap((type) =>
      named.flatMap((value) => invocations(facts, value, type, rule, ruleSource(rule, type, facts))),
    );
  });
}

export function schedules(facts: StackFacts): Invocation[] {
  return facts.ofType(SCHEDULE).flatMap((schedule) => {
    const target = property(schedule, "Target");
    const values = target?.kind === "choice" ? maps(target).map((map) => property(map, "Arn")) : [property(schedule, "Target.Arn")];
    return values.flatMap((value) => invocations(facts, value, "schedule", schedule, scheduleSource(schedule)));
  });
}

/** A rule may have both a pattern and a schedule; one of neither known kind reacts to events. */
export function ruleTypes(rule: Resource): TriggerType[] {
  const types: TriggerType[] = [];
  if (property(rule, "ScheduleExpression") !== undefined) types.push("schedule");
  if (property(rule, "EventPattern") !== undefined || types.length === 0) types.push("event");
  return types;
}

export function ruleSource(rule: Resource, type: TriggerType, facts: StackFacts): Source {
  if (type === "schedule") return scheduleSource(rule);
  const bus = sourceOf(property(rule, "EventBusName"), facts, ["AWS::Events::EventBus"]);
  const pattern = property(rule, "EventPattern");
  return { source: patternText(pattern) ?? bus.source, sourceResource: bus.sourceResource ?? written(rule) };
}

function scheduleSource(rule: Resource): Source {
  return { source: presumedText(property(rule, "ScheduleExpression")) ?? null, sourceResource: written(rule) };
}

/** `aws.s3: Object Created`. */
function patternText(pattern: Expression | undefined): string | undefined {
  if (pattern?.kind !== "map") return undefined;
  const parts = ["source", "detail-type"].map((key) => {
    const values = (itemsOf(pattern.entries.get(key)?.value) ?? []).map(presumedText);
    return values.filter((value) => value !== undefined).join(", ");
  });
  return parts.filter((part) => part !== "").join(": ") || undefined;
}
