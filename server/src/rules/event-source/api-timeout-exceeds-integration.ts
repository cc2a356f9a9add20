import { numberOf, property, textOf } from "../../model/expressions.ts";
import type { Resource, Trigger } from "../../model/infrastructure.ts";
import { isOfSocket } from "../../model/triggers.ts";
import { defineRule, everyDialect, repair } from "../rule.ts";

/** Seconds after which API Gateway answers by itself, unless an integration says less or the account was given more. */
const REST_DEFAULT = 29;
const HTTP_DEFAULT = 30;

export const apiTimeoutExceedsIntegration = defineRule({
  id: "api-timeout-exceeds-integration",
  title: "Function that works on after its caller was told it failed",
  section: "event-source",
  checklist: "timeout-chosen",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn, { rewrite }) {
    const { timeout, triggers, resource, name } = fn;
    if (timeout.kind !== "set") return undefined;
    // A function with another trigger may need its time for that one.
    if (triggers.length === 0 || triggers.some(({ type }) => type !== "http")) return undefined;
    const limits = triggers.flatMap((trigger) => limitOf(trigger) ?? []);
    if (limits.length < triggers.length) return undefined;
    const limit = Math.max(...limits);
    if (timeout.value <= limit) return "ok";
    const change = { kind: "set", resource, path: ["Timeout"], value: Math.floor(limit) } as const;
    return {
      at: timeout.place,
      message: `API Gateway answers with an error after ${limit} seconds, and what the function does then is paid for and thrown away; set a timeout below that, or hand long work to a queue: ${name}`,
      fixes: () =>
        timeout.isInherited ? [] : [repair(`Set the timeout to ${Math.floor(limit)} seconds: ${name}`, "safe", rewrite.change([change]))],
    };
  },
});

/** Seconds; undefined where it cannot be known, and where nobody waits for the answer. */
function limitOf(trigger: Trigger): number | undefined {
  const { resource: route } = trigger;
  // A response that is streamed may take as long as the function; a message of a socket is answered through the connection.
  if (textOf(property(route, "Integration.ResponseTransferMode")) === "STREAM" || isNotAwaited(route)) return undefined;
  if (isOfSocket(trigger)) return textOf(property(route, "RouteKey")) === "$connect" ? REST_DEFAULT : undefined;
  const written = property(route, "Integration.TimeoutInMillis") ?? property(route, "TimeoutInMillis");
  if (written !== undefined) {
    const milliseconds = numberOf(written);
    return milliseconds === undefined ? undefined : milliseconds / 1000;
  }
  if (route.type === "AWS::ApiGateway::Method") return REST_DEFAULT;
  return route.type === "AWS::ApiGatewayV2::Route" ? HTTP_DEFAULT : undefined;
}

/** `X-Amz-Invocation-Type: Event`: API Gateway answers at once. What cannot be known may say so. */
function isNotAwaited(route: Resource): boolean {
  const parameters = property(route, "Integration.RequestParameters");
  if (parameters?.kind !== "map") return parameters !== undefined;
  return [...parameters.entries.keys()].some((name) => /\.x-amz-invocation-type$/i.test(name));
}
