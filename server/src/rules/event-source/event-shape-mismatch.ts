import { isProxyMethod } from "../../model/apis.ts";
import { isAbsent, property } from "../../model/expressions.ts";
import type { Trigger, TriggerType } from "../../model/infrastructure.ts";
import { defineRule, type Problem } from "../rule.ts";

const RECORDS: readonly TriggerType[] = ["sqs", "sns", "s3", "dynamodb", "kinesis"];
const HTTP: readonly TriggerType[] = ["http", "url", "alb"];
const EVENT: readonly TriggerType[] = ["event", "schedule"];

/** Which triggers send an event with that field. */
const SENT_BY: ReadonlyMap<string, readonly TriggerType[]> = new Map([
  ["Records", RECORDS],
  ...["body", "pathParameters", "queryStringParameters", "httpMethod", "requestContext", "rawPath"].map((field) => [field, HTTP] as const),
  ["detail", EVENT],
  ["detail-type", EVENT],
]);

export const eventShapeMismatch = defineRule({
  id: "event-shape-mismatch",
  title: "The handler reads an event that its trigger does not send",
  section: "event-source",
  checklist: "event-source-fits",
  severity: "warning",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource: fn, code }) {
    if (!fn || !code || !fn.triggersAreKnown || fn.triggers.length === 0 || !fn.triggers.every(hasKnownShape)) return undefined;
    const { program, handler } = code;
    // A wrapper may hand on another event than it was given.
    if (program.answers(handler).wrappers.some((name) => !PASSES_ON.test(name ?? ""))) return undefined;
    const fields = program.eventFields(handler);
    const foreign = fields.filter(({ name }) => SENT_BY.has(name) && !fn.triggers.some(({ type }) => SENT_BY.get(name)?.includes(type)));
    const [first] = foreign;
    if (!first) return fields.some(({ name }) => SENT_BY.has(name)) ? "ok" : undefined;
    const [trigger] = fn.triggers;
    return {
      at: first.place,
      message: `None of the function's triggers sends an event with this field, so every invocation fails here; read what they send, or correct the trigger: ${first.name} (${[...new Set(fn.triggers.map(({ type }) => type))].join(", ")})`,
      related: trigger ? [{ at: trigger.resource.head, message: "Here the function is triggered" }] : [],
    } satisfies Problem;
  },
});

const PASSES_ON =
  /^(pypi:aws_lambda_powertools\.(Logger|Tracer|Metrics|logging|tracing|metrics)|npm:@aws-lambda-powertools\/(logger|tracer|metrics))/;

const KNOWN: ReadonlySet<TriggerType> = new Set([...RECORDS, ...HTTP, ...EVENT]);

/** Mapping templates, transformers and constant input make events of any shape. */
function hasKnownShape(trigger: Trigger): boolean {
  const { type, resource } = trigger;
  if (!KNOWN.has(type)) return false;
  if (type === "http") return resource.type === "AWS::ApiGatewayV2::Route" || isProxyMethod(trigger);
  if (type !== "event" && type !== "schedule") return true;
  const targets = property(resource, "Targets") ?? property(resource, "Target");
  const maps = targets?.kind === "list" ? targets.items : targets ? [targets] : [];
  return maps.every((map) => map.kind === "map" && ["Input", "InputPath", "InputTransformer"].every((key) => isAbsent(map, key)));
}
