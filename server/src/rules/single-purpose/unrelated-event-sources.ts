import type { TriggerType } from "../../model/infrastructure.ts";
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
  check({ triggers, resource, name }) {
    const kinds = new Set(triggers.flatMap(({ type }) => KINDS[type] ?? []));
    // A schedule that keeps an API warm is no second purpose.
    const isKeptWarm = kinds.has("requests") && kinds.has("a schedule") && kinds.size === 2;
    if (kinds.size < 2 || isKeptWarm) return triggers.length > 0 && kinds.size === 1 ? "ok" : undefined;
    return {
      at: resource.head,
      message: `Events of different shapes, retries and load share one timeout, one concurrency and one role; make a function for each: ${name} handles ${[...kinds].join(", ")}`,
      related: triggers.map((trigger) => ({ at: trigger.resource.head, message: `Invoked by ${trigger.type}` })),
    };
  },
});
