import { isAbsent } from "../../model/expressions.ts";
import { bringsWork } from "../../model/triggers.ts";
import type { Change } from "../../rewrite/template.ts";
import { reference } from "../../rewrite/template.ts";
import { defineRule, everyDialect, repair } from "../rule.ts";

const LIMITS = { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 3600 } as const;

export const asyncEventLimitsUnset = defineRule({
  id: "async-event-limits-unset",
  title: "Asynchronous events are retried for as long as Lambda likes",
  section: "errors",
  checklist: "retries-understood",
  severity: "hint",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn, { rewrite }) {
    if (!fn.triggers.some((trigger) => trigger.invocation === "asynchronous" && bringsWork(trigger))) return undefined;
    const { resource, invokeConfig } = fn;
    if (!invokeConfig && !fn.stack.isComplete) return undefined;
    const missing = Object.entries(LIMITS).filter(([name]) => !invokeConfig || isAbsent(invokeConfig, name));
    if (missing.length < 2) return "ok";
    const changes: Change[] = invokeConfig
      ? missing.map(([name, value]) => ({ kind: "set", resource: invokeConfig, path: [name], value }))
      : [
          {
            kind: "add",
            after: resource,
            id: `${resource.name}InvokeConfig`,
            type: "AWS::Lambda::EventInvokeConfig",
            properties: { FunctionName: reference(resource.id), Qualifier: "$LATEST", ...LIMITS },
          },
        ];
    return {
      at: resource.head,
      message: `An event waits up to six hours and is tried three times, also when its work is long outdated; say how old an event may be and how often it is tried: ${fn.name}`,
      fixes: () => [repair(`Limit age and retries of events: ${fn.name}`, "suggested", rewrite.change(changes))],
    };
  },
});
