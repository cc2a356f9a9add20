import { isProxyMethod } from "../../model/apis.ts";
import type { Value } from "../../model/code.ts";
import type { Trigger } from "../../model/infrastructure.ts";
import { defineRule, type Problem, type RuleContext } from "../rule.ts";

export const apiResponseShape = defineRule({
  id: "api-response-shape",
  title: "The answer is none that API Gateway takes",
  section: "event-source",
  checklist: "event-source-fits",
  severity: "warning",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource: fn, code, name }, { code: context }) {
    if (!fn || !code || !context || !fn.triggersAreKnown || fn.triggers.length === 0) return undefined;
    if (!fn.triggers.every(isProxy)) return undefined;
    const { known, opaque, wrappers } = context.answers(code.handler);
    if (wrappers.some((wrapper) => !LEAVES_ANSWER.test(wrapper ?? ""))) return undefined;
    const problems = known.flatMap((answer): Problem[] => {
      if (answer.value?.kind !== "map" || answer.isOpen) return [];
      const [status, body] = [answer.fields.get("statusCode"), answer.fields.get("body")];
      const related = fn.triggers
        .slice(0, 1)
        .map(({ resource }) => ({ at: resource.head, message: "Here the function is given to an API" }));
      if (status && body && isNoText(body.value, context)) {
        const at = { file: body.place.file, start: body.value.start, end: body.value.end };
        const message = `API Gateway takes only text as body and answers 502 to anything else; write it as JSON: ${name}`;
        return [{ at, message, related, fixes: () => [context.rewrite.asJson(at)] }];
      }
      if (status) return [];
      const message = `API Gateway answers 502 to what has no statusCode, and the caller sees nothing of it; return a status code and a text as body: ${name}`;
      return [{ at: answer.place, message, related, fixes: () => [context.rewrite.addStatusCode(answer.place, body !== undefined)] }];
    });
    return problems.length > 0 ? problems : opaque.length === 0 && known.every(({ fields }) => fields.has("statusCode")) ? "ok" : undefined;
  },
});

/** What logs, measures and traces passes on what it is given. */
const LEAVES_ANSWER =
  /^(pypi:aws_lambda_powertools\.(Logger|Tracer|Metrics|logging|tracing|metrics)|npm:@aws-lambda-powertools\/(logger|tracer|metrics)|pypi:aws_xray_sdk|npm:aws-xray-sdk)/;

/** REST APIs with proxy integration and load balancers; HTTP APIs and function URLs make an answer of anything. */
function isProxy(trigger: Trigger): boolean {
  return trigger.type === "alb" || isProxyMethod(trigger);
}

/** A map, list, number or truth value, whatever name it was given. */
function isNoText(value: Value, context: RuleContext): boolean {
  const all = value.kind === "name" ? context.referents(value).map((each) => (each.kind === "value" ? each.value : undefined)) : [value];
  return (
    all.length > 0 &&
    all.every(
      (each) => each?.kind === "map" || each?.kind === "list" || (each?.kind === "literal" && /^(number|boolean)$/.test(typeof each.value)),
    )
  );
}
