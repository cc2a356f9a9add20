import type { Value } from "../../model/code.ts";
import { loadedFrom } from "../../model/loaded.ts";
import { defineRule, repair } from "../rule.ts";

/** What sends traces to X-Ray when it is imported and used. */
const TRACERS = /^(aws_lambda_powertools\.tracing|aws_xray_sdk(\.|$)|@aws-lambda-powertools\/tracer|aws-xray-sdk(-core)?$)/;

/** Plugins of serverless that turned tracing on before the framework itself could. */
const TRACING_PLUGIN = /tracing|x-?ray/i;

export const tracerWithoutActiveTracing = defineRule({
  id: "tracer-without-active-tracing",
  title: "Code that traces while tracing is off",
  section: "observability",
  checklist: "tracing-or-correlation",
  severity: "info",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource, code, name }, { rewrite }) {
    if (!resource || !code || resource.tracing.kind === "computed") return undefined;
    if (resource.stack.plugins.some((plugin) => TRACING_PLUGIN.test(plugin))) return undefined;
    const { program, handler } = code;
    const referents = (value: Value) => program.referents(value);
    const { modules, others } = loadedFrom(handler.module, referents);
    const own = others.find((each) => TRACERS.test(each.specifier) || bringsTracer(each));
    if (!own || !modules.includes(own.scope.module)) return undefined;
    if (resource.tracing.kind === "set" && resource.tracing.value !== "PassThrough") return "ok";
    const { tracing, resource: written } = resource;
    return {
      at: tracing.kind === "set" ? tracing.place : written.head,
      message: `The code makes segments for X-Ray, but without active tracing most of them are sampled away or belong to no trace; turn tracing on: ${name}`,
      related: [{ at: { file: own.scope.module, start: own.start, end: own.end }, message: "Traced by this" }],
      fixes: () => [
        repair(
          `Turn active tracing on: ${name}`,
          "suggested",
          rewrite.change([{ kind: "set", resource: written, path: ["TracingConfig", "Mode"], value: "Active" }]),
        ),
      ],
    };
  },
});

/** `from aws_lambda_powertools import Tracer`. */
function bringsTracer({
  specifier,
  scope,
  start,
  end,
}: {
  specifier: string;
  scope: { module: { text: string } };
  start: number;
  end: number;
}): boolean {
  return specifier === "aws_lambda_powertools" && /\bTracer\b/.test(scope.module.text.slice(start, end));
}
