import type { Trigger, TriggerType } from "../../model/infrastructure.ts";
import { bringsWork } from "../../model/triggers.ts";
import { defineRule, everyDialect } from "../rule.ts";

/** What asks for an answer, what brings batches, what happens by itself: a function for two of these is rarely one thing. */
const KINDS: Partial<Record<TriggerType, string>> = {
  http: "requests",
  url: "requests",
  alb: "requests",
  sqs: "messages",
  sns: "messages",
  kinesis: "a stream",
  dynamodb: "a stream",
  kafka: "a stream",
  s3: "objects",
  schedule: "a schedule",
  cognito: "sign-ins",
  iot: "devices",
};

export const unrelatedEventSources = defineRule({
  id: "unrelated-event-sources",
  title: "One function for unrelated events",
  section: "single-purpose",
  checklist: "single-responsibility",
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ triggers, resource, stack, name }) {
    // One resource may stand for several functions where `for_each` is not known.
    if (stack.dialect === "terraform" && resource.isConditional) return undefined;
    const isAsked = triggers.some(({ type }) => KINDS[type] === "requests");
    const working = triggers.filter((trigger) => bringsWork(trigger) && !(isAsked && comesOften(trigger)));
    const kinds = new Set(working.flatMap(({ type }) => KINDS[type] ?? []));
    if (kinds.size < 2) return triggers.length > 0 && kinds.size === 1 ? "ok" : undefined;
    return {
      at: resource.head,
      message: `Events of different shapes, retries and load share one timeout, one concurrency and one role; make a function for each: ${name} handles ${[...kinds].join(", ")}`,
      related: working.map((trigger) => ({ at: trigger.resource.head, message: `Invoked by ${trigger.type}` })),
    };
  },
});

/** Every few minutes, behind an API: that keeps it warm, whatever it is called. */
function comesOften(trigger: Trigger): boolean {
  if (trigger.type !== "schedule") return false;
  const rate = /^rate\((\d+) minutes?\)$/.exec(trigger.source ?? "");
  return rate !== null && Number(rate[1]) <= 15;
}
