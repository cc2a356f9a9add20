/** What invokes the functions of a stack: every family of triggers, put together. */
import { walk } from "../model/expressions.ts";
import type { Resource, Trigger } from "../model/infrastructure.ts";
import { append, type StackFacts } from "./facts.ts";
import { FUNCTION } from "./targets.ts";
import { methods, routes, urls } from "./triggers/apis.ts";
import { loadBalancers, stateMachines, userPools } from "./triggers/callers.ts";
import { rules, schedules } from "./triggers/events.ts";
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

export function triggersIn(facts: StackFacts): Triggers {
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
    if (invocation.trigger.type === "http" && isAuthorizer.has(invocation.function)) continue;
    const known = found.get(invocation.function) ?? [];
    if (!known.some((trigger) => covers(trigger, invocation.trigger))) take(invocation);
  }
  for (const fn of allowed.unexplained) uncertain.add(fn);
  return {
    of: (fn) => found.get(fn) ?? [],
    areKnown: (fn) => facts.stack.isComplete && !uncertain.has(fn) && isExplained(fn, found.get(fn) ?? [], facts),
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

/** Types that name a function without invoking it. */
const INERT =
  /^AWS::(?:Lambda::(?:Alias|Version|EventInvokeConfig|Permission)|Logs::(?:LogGroup|MetricFilter)|CloudWatch::|CodeDeploy::|ApplicationAutoScaling::|Budgets::)/;

/** Does everything that names the function, its aliases and versions either trigger it or not invoke at all? */
function isExplained(fn: Resource, triggers: readonly Trigger[], facts: StackFacts): boolean {
  const stated = new Set(triggers.flatMap((trigger) => [trigger.resource, trigger.sourceResource]));
  const own = [fn, ...facts.referrers(fn).filter((resource) => /^AWS::Lambda::(?:Alias|Version)$/.test(resource.type))];
  const referrers = own.flatMap((resource) => facts.referrers(resource));
  return referrers.every(
    (resource) => stated.has(resource) || own.includes(resource) || INERT.test(resource.type) || isHarmless(resource, fn, triggers, facts),
  );
}

function isHarmless(referrer: Resource, fn: Resource, triggers: readonly Trigger[], facts: StackFacts): boolean {
  if (referrer.owner === fn && referrer.type !== FUNCTION) return !referrer.type.startsWith("AWS::Lambda::EventSourceMapping");
  if (referrer.type.startsWith("AWS::IAM::")) return !mayInvoke(referrer);
  // An integration is behind the route, a target group behind the listener.
  return facts.referrers(referrer).some((user) => triggers.some((trigger) => trigger.resource === user));
}

function mayInvoke(policy: Resource): boolean {
  for (const value of walk(policy.properties)) {
    if (value.kind === "literal" && typeof value.value === "string" && /^(?:lambda:(?:invoke.*|\*)|\*)$/i.test(value.value)) return true;
  }
  return false;
}
