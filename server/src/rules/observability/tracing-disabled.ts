import { isTracedByApi } from "../../model/apis.ts";
import type { FunctionResource } from "../../model/infrastructure.ts";
import { isObserved } from "../../model/observers.ts";
import { isAtEdge, servesDeployment } from "../../model/purposes.ts";
import { withGrant } from "../../rewrite/grants.ts";
import type { TemplateRewriter } from "../../rewrite/template.ts";
import { defineRule, everyDialect, repair } from "../rule.ts";

export const tracingDisabled = defineRule({
  id: "tracing-disabled",
  title: "Function without tracing",
  section: "observability",
  checklist: "tracing-or-correlation",
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn, { rewrite, referrers }) {
    const { tracing, resource, name } = fn;
    if (tracing.kind === "computed") return undefined;
    if (tracing.kind === "set" && tracing.value !== "PassThrough") return "ok";
    if (isObserved(fn) !== false || isAtEdge(fn, referrers) || servesDeployment(fn, referrers) || isTracedByApi(fn, referrers))
      return undefined;
    return {
      at: tracing.kind === "set" ? tracing.place : resource.head,
      message: `Without active tracing nobody sees where a slow or failed request spent its time; turn X-Ray tracing on, and let the role send traces: ${name}`,
      fixes: () => [traced(fn, rewrite)],
    };
  },
});

/** Lambda takes it only if the role may send traces. */
function traced(fn: FunctionResource, rewrite: TemplateRewriter) {
  const actions = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"];
  const grant = {
    name: "SendTraces",
    actions,
    on: "*",
    managed: /^(AWSX[Rr]ay(DaemonWriteAccess|WriteOnlyAccess|FullAccess)|AdministratorAccess)$/,
  };
  const change = { kind: "set", resource: fn.resource, path: ["TracingConfig", "Mode"], value: "Active" } as const;
  const { edits, left } = withGrant(rewrite, fn, grant, [change]);
  return repair(`Turn active tracing on${left}: ${fn.name}`, "suggested", edits);
}
