import { isAbsent, textOf, walk } from "../../model/expressions.ts";
import type { FunctionResource } from "../../model/infrastructure.ts";
import { defineRule, everyDialect, repair } from "../rule.ts";

/** Layers and variables of those who trace in another way. */
const OTHER_TRACING =
  /datadog|dd-trace|otel|opentelemetry|lumigo|newrelic|epsagon|thundra|dynatrace|honeycomb|sentry|splunk|instana|elastic-apm/i;

export const tracingDisabled = defineRule({
  id: "tracing-disabled",
  title: "Function without tracing",
  section: "observability",
  checklist: "tracing-or-correlation",
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn, { rewrite }) {
    const { tracing, resource, name } = fn;
    if (tracing.kind === "computed" || isTracedOtherwise(fn)) return undefined;
    if (tracing.kind === "set" && tracing.value !== "PassThrough") return "ok";
    return {
      at: tracing.kind === "set" ? tracing.place : resource.head,
      message: `Without active tracing nobody sees where a slow or failed request spent its time; turn X-Ray tracing on, and let the role send traces: ${name}`,
      fixes: () => [
        repair(
          `Turn active tracing on: ${name}`,
          "suggested",
          rewrite.change([{ kind: "set", resource, path: ["TracingConfig", "Mode"], value: "Active" }]),
        ),
      ],
    };
  },
});

function isTracedOtherwise({ layers, environment, stack }: FunctionResource): boolean {
  if (stack.plugins.some((plugin) => OTHER_TRACING.test(plugin))) return true;
  if (layers.kind === "computed" || environment.kind === "computed") return true;
  const said = layers.kind === "set" ? [...walk(layers.value)].flatMap((each) => textOf(each) ?? joinedText(each)) : [];
  const names = environment.kind === "set" ? [...environment.value.entries.keys()] : [];
  if (names.includes("AWS_LAMBDA_EXEC_WRAPPER")) return true;
  return (
    [...said, ...names].some((text) => OTHER_TRACING.test(text)) ||
    (environment.kind === "set" && !isAbsent(environment.value, "AWS_LAMBDA_EXEC_WRAPPER"))
  );
}

function joinedText(value: { readonly kind: string; readonly parts?: readonly unknown[] }): string[] {
  return value.kind === "joined" ? (value.parts ?? []).filter((part) => typeof part === "string") : [];
}
