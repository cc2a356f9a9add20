import { booleanOf, isAbsent, property } from "../../model/expressions.ts";
import { defineRule, repair } from "../rule.ts";

export const apiTracingDisabled = defineRule({
  id: "api-tracing-disabled",
  title: "REST API without tracing",
  section: "observability",
  checklist: { none: "Without it a trace begins at the function, which is still a trace." },
  severity: "hint",
  profile: "recommended",
  languages: ["sam", "cloudformation", "terraform"],
  on: "resource",
  check(stage, { rewrite }) {
    if (stage.type !== "AWS::ApiGateway::Stage") return undefined;
    const tracing = property(stage, "TracingEnabled");
    if (booleanOf(tracing) === true) return "ok";
    if (booleanOf(tracing) !== false && !isAbsent(stage, "TracingEnabled")) return undefined;
    const change = { kind: "set", resource: stage, path: ["TracingEnabled"], value: true } as const;
    return {
      at: tracing?.place ?? stage.head,
      message: `Traces begin in the function, so time spent in the API and its authorizer is not seen; turn tracing on for the stage: ${stage.owner?.name ?? stage.name}`,
      fixes: () => [repair(`Turn tracing on: ${stage.owner?.name ?? stage.name}`, "suggested", rewrite.change([change]))],
    };
  },
});
