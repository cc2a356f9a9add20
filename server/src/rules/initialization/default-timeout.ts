import { isAbsent, numberOf, property } from "../../model/expressions.ts";
import type { FunctionResource } from "../../model/infrastructure.ts";
import { isAtEdge } from "../../model/purposes.ts";
import type { Change } from "../../rewrite/template.ts";
import { timeoutByDefault } from "../../vocabulary/functionDefaults.ts";
import { defineRule, everyDialect, repair } from "../rule.ts";

/** Seconds that leave room for a slow dependency and still end what hangs; API Gateway gives up after 29. */
const SENSIBLE = { http: 29, other: 30 };

/** Seconds for which a queue hides a message that was received. */
const DEFAULT_VISIBILITY = 30;

export const defaultTimeout = defineRule({
  id: "default-timeout",
  title: "Function without a timeout of its own",
  section: "initialization",
  checklist: "timeout-chosen",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn, { rewrite, referrers }) {
    if (fn.timeout.kind === "set") return "ok";
    // CloudFront allows five seconds at viewers.
    if (fn.timeout.kind === "computed" || isAtEdge(fn, referrers)) return undefined;
    const { resource } = fn;
    const seconds = timeoutByDefault(fn.stack.dialect);
    const chosen = isBehindApi(fn) ? SENSIBLE.http : SENSIBLE.other;
    return {
      at: resource.head,
      message: `No timeout is set, so this function is ended after the default of ${seconds} seconds, which a cold start with one slow call can exceed; set one from measured durations: ${fn.name}`,
      fixes: () => [
        repair(
          `Set the timeout to ${chosen} seconds: ${fn.name}`,
          "suggested",
          rewrite.change([{ kind: "set", resource, path: ["Timeout"], value: chosen }, ...longerHidden(fn, chosen)]),
        ),
      ],
    };
  },
});

function isBehindApi({ triggers }: FunctionResource): boolean {
  return triggers.some(({ type }) => type === "http");
}

/** Lambda refuses a timeout above the visibility timeout of the function's queue; AWS advises six times as much. */
function longerHidden({ triggers }: FunctionResource, timeout: number): Change[] {
  const queues = new Set(triggers.flatMap(({ type, sourceResource }) => (type === "sqs" && sourceResource ? [sourceResource] : [])));
  return [...queues].flatMap((resource): Change[] => {
    const isDefault = isAbsent(resource, "VisibilityTimeout");
    const visibility = isDefault ? DEFAULT_VISIBILITY : numberOf(property(resource, "VisibilityTimeout"));
    if (resource.type !== "AWS::SQS::Queue" || visibility === undefined || visibility >= 6 * timeout) return [];
    return [{ kind: "set", resource, path: ["VisibilityTimeout"], value: 6 * timeout }];
  });
}
