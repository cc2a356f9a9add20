import { isAbsent, property, textOf } from "../../model/expressions.ts";
import type { Resource, Stack } from "../../model/infrastructure.ts";
import { areNear } from "../../model/neighbours.ts";
import { isObserved } from "../../model/observers.ts";
import { servesDeployment } from "../../model/purposes.ts";
import { listed } from "../../model/text.ts";
import { defineRule, everyDialect, type InfrastructureContext } from "../rule.ts";

/** Plugins that make alarms, or watch functions in another way. */
const WATCHING_PLUGINS = /slic-?watch|alerts|alarms|monitoring/i;
const ALARMS = ["AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"];

export const noAlarms = defineRule({
  id: "no-alarms",
  title: "Functions that nobody watches",
  section: "observability",
  checklist: "metrics-and-alarms",
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "stack",
  check(stack, context) {
    const functions = context.functionsOf(stack).filter((fn) => !servesDeployment(fn, context.referrers));
    const [first] = functions;
    if (!first || stack.plugins.some((plugin) => WATCHING_PLUGINS.test(plugin))) return undefined;
    if (alarmsOf(stack, context).length > 0) return "ok";
    if (!stack.isComplete || functions.some((fn) => isObserved(fn) !== false)) return undefined;
    if (context.stacks.some((other) => areNear(stack, other) && watchesOthers(other, context))) return undefined;
    return {
      at: first.resource.head,
      functions,
      message: `Nothing here tells anybody when errors, throttles or slow answers begin; add alarms for the functions that matter: ${listed(functions.map(({ name }) => name))}`,
    };
  },
});

function alarmsOf(stack: Stack, { resources }: InfrastructureContext): Resource[] {
  return ALARMS.flatMap((type) => [...resources(stack, type)]);
}

/** Are there alarms for what another stack deploys: without functions of its own, or for functions it does not have? */
function watchesOthers(stack: Stack, context: InfrastructureContext): boolean {
  const alarms = alarmsOf(stack, context);
  if (alarms.length === 0) return false;
  const functions = context.functionsOf(stack);
  const own = new Set(functions.flatMap((fn) => fn.alarms));
  return functions.length === 0 || alarms.some((alarm) => isForFunctions(alarm) && !own.has(alarm));
}

function isForFunctions(alarm: Resource): boolean {
  return textOf(property(alarm, "Namespace")) === "AWS/Lambda" && !isAbsent(alarm, "Dimensions");
}
