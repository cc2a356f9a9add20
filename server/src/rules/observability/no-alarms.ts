import { isAbsent } from "../../model/expressions.ts";
import { defineRule, everyDialect } from "../rule.ts";

/** Plugins and products that watch functions without a resource in the template. */
const OTHER_ALARMS = /slic-?watch|alerts|alarms|datadog|lumigo|newrelic|epsagon|dashbird|thundra|dynatrace|sentry|baselime|monitoring/i;

export const noAlarms = defineRule({
  id: "no-alarms",
  title: "Functions that nobody watches",
  section: "observability",
  checklist: "metrics-and-alarms",
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "stack",
  check(stack, { functionsOf, resources }) {
    const functions = functionsOf(stack);
    const [first] = functions;
    if (!first || !stack.isComplete || stack.plugins.some((plugin) => OTHER_ALARMS.test(plugin))) return undefined;
    const alarms = [...resources(stack, "AWS::CloudWatch::Alarm"), ...resources(stack, "AWS::CloudWatch::CompositeAlarm")];
    if (alarms.length > 0) return "ok";
    if (functions.some(({ layers }) => layers.kind === "computed" || !isAbsent(first.resource, "Monitoring"))) return undefined;
    const names = functions.map(({ name }) => name);
    return {
      at: first.resource.head,
      message: `Nothing here tells anybody when errors, throttles or slow answers begin; add alarms for the functions that matter: ${names.slice(0, 3).join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""}`,
    };
  },
});
