/** Whether everything that may invoke a function is understood. */
import { property, textOf, walk } from "../../model/expressions.ts";
import type { Expression, PolicyStatement, Resource, Trigger } from "../../model/infrastructure.ts";
import type { StackFacts } from "../facts.ts";
import { spelling } from "../names.ts";
import { FUNCTION, targetsOf } from "../targets.ts";

/** Types that name a function without invoking it; what policies allow is told by their statements. */
const INERT =
  /^AWS::(?:Lambda::(?:Alias|Version|EventInvokeConfig|Permission)|Logs::(?:LogGroup|MetricFilter)|CloudWatch::|CodeDeploy::|ApplicationAutoScaling::|Budgets::|IAM::)/;

/** Does everything that names the function, its aliases and versions either trigger it or not invoke at all? */
export function isExplained(fn: Resource, triggers: readonly Trigger[], facts: StackFacts): boolean {
  const stated = new Set(triggers.flatMap((trigger) => [trigger.resource, trigger.sourceResource]));
  const own = [fn, ...facts.referrers(fn).filter((resource) => /^AWS::Lambda::(?:Alias|Version)$/.test(resource.type))];
  const isHarmless = (referrer: Resource) => {
    if (stated.has(referrer) || own.includes(referrer) || INERT.test(referrer.type)) return true;
    if (referrer.owner === fn && referrer.type !== FUNCTION) return referrer.type !== "AWS::Lambda::EventSourceMapping";
    // An integration is behind the route, a target group behind the listener.
    return facts.referrers(referrer).some((user) => stated.has(user)) || isRouted(referrer, triggers, facts);
  };
  return own.flatMap((resource) => facts.referrers(resource)).every(isHarmless);
}

/** An integration invokes nothing by itself, and a route may name the function in its stead. */
function isRouted(integration: Resource, triggers: readonly Trigger[], facts: StackFacts): boolean {
  if (integration.type !== "AWS::ApiGatewayV2::Integration") return false;
  const apis = facts.named(property(integration, "ApiId"));
  return triggers.some(
    ({ resource, sourceResource }) => resource !== integration && sourceResource !== null && apis.includes(sourceResource),
  );
}

/** Functions that code is allowed to invoke; all of them where a statement allows that. */
export function invokedByCode(facts: StackFacts, statements: readonly PolicyStatement[]): ReadonlySet<Resource> {
  const found = new Set<Resource>();
  for (const statement of statements) {
    if (statement.effect !== "Allow" || !statement.actions.some(invokes) || !isGivenToCode(statement.resource)) continue;
    for (const value of statement.resources) {
      const targets = targetsOf(value, facts);
      for (const target of targets) found.add(target.function);
      if (targets.length === 0 && spelling(value)?.includes("*")) for (const fn of facts.ofType(FUNCTION)) found.add(fn);
    }
  }
  return found;
}

function invokes(action: Expression): boolean {
  return /^lambda:invoke(?:\*|function)?/.test(textOf(action) ?? "");
}

/** A role that only state machines, schedules or APIs may take is used by no code. */
function isGivenToCode(resource: Resource): boolean {
  const trust = property(resource, "AssumeRolePolicyDocument");
  if (trust === undefined) return true;
  const texts = [...walk(trust)].map((part) => spelling(part) ?? "");
  const services = texts.filter((text) => text.includes(".amazonaws.com"));
  return services.length === 0 || services.some((text) => !/^(?:states|scheduler|events|pipes|apigateway|appsync)\./.test(text));
}
