/** What invokes the functions of a stack: every family of triggers, put together. */
import type { PolicyStatement, Resource, Trigger } from "../model/infrastructure.ts";
import { append, lazy, type StackFacts } from "./facts.ts";
import { methods, routes, urls } from "./triggers/apis.ts";
import { isSomeMachineOpaque, loadBalancers, stateMachines, userPools } from "./triggers/callers.ts";
import { rules, schedules } from "./triggers/events.ts";
import { invokedByCode, isExplained } from "./triggers/explained.ts";
import type { Invocation } from "./triggers/invocation.ts";
import { mappings } from "./triggers/mappings.ts";
import { logSubscriptions, notifications, subscriptions, topicRules } from "./triggers/messages.ts";
import { authorizers, describedRoutes } from "./triggers/openApi.ts";
import { PERMISSION, permitted } from "./triggers/permissions.ts";

export interface Triggers {
  of(fn: Resource): readonly Trigger[];
  areKnown(fn: Resource): boolean;
}

const FAMILIES = [
  methods,
  describedRoutes,
  routes,
  urls,
  loadBalancers,
  mappings,
  subscriptions,
  notifications,
  rules,
  schedules,
  stateMachines,
  userPools,
  topicRules,
  logSubscriptions,
];

/** What lets authorizers be asked is no trigger. */
const ASK_AUTHORIZERS: ReadonlySet<Trigger["type"]> = new Set(["http", "iot"]);

/** @param statements of all policies of the stack: they tell which functions others may invoke. */
export function triggersIn(facts: StackFacts, statements: () => readonly PolicyStatement[]): Triggers {
  const found = new Map<Resource, Trigger[]>();
  const uncertain = new Set<Resource>(authorizers(facts));
  const isAuthorizer = new Set(uncertain);
  const take = (invocation: Invocation) => {
    if (!invocation.isCertain) uncertain.add(invocation.function);
    const known = found.get(invocation.function) ?? [];
    if (!known.some((trigger) => isSame(trigger, invocation.trigger))) append(found, invocation.function, invocation.trigger);
  };
  for (const family of FAMILIES) family(facts).forEach(take);
  const allowed = permitted(facts);
  for (const invocation of allowed.invocations) {
    if (ASK_AUTHORIZERS.has(invocation.trigger.type) && isAuthorizer.has(invocation.function)) continue;
    const known = found.get(invocation.function) ?? [];
    if (!known.some((trigger) => covers(trigger, invocation.trigger))) take(invocation);
  }
  for (const fn of allowed.unexplained) uncertain.add(fn);
  for (const fn of allowed.waiting) if (!found.get(fn)?.some((trigger) => trigger.type === "stepfunctions")) uncertain.add(fn);
  const invoked = lazy(() => invokedByCode(facts, statements()));
  const mayAllBeKnown = lazy(() => facts.stack.isComplete && !isSomeMachineOpaque(facts));
  return {
    of: (fn) => found.get(fn) ?? [],
    areKnown: (fn) => mayAllBeKnown() && !uncertain.has(fn) && !invoked().has(fn) && isExplained(fn, found.get(fn) ?? [], facts),
  };
}

/** Of these types each resource is a trigger of its own: two schedules may have the same rate. */
const ONE_BY_ONE: ReadonlySet<Trigger["type"]> = new Set(["sqs", "dynamodb", "kinesis", "kafka", "schedule", "event"]);

function isSame(one: Trigger, other: Trigger): boolean {
  if (one.type !== other.type || one.source !== other.source || one.sourceResource !== other.sourceResource) return false;
  return one.resource === other.resource || (one.source !== null && !ONE_BY_ONE.has(one.type));
}

/** Is the permission the one that a trigger needs? */
function covers(trigger: Trigger, permission: Trigger): boolean {
  const family = (type: Trigger["type"]) => (type === "schedule" ? "event" : type);
  if (trigger.resource.type === PERMISSION || family(trigger.type) !== family(permission.type)) return false;
  const [one, other] = [trigger.sourceResource, permission.sourceResource];
  return one === null || other === null || one === other;
}
