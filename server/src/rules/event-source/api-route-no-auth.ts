import type { Value } from "../../model/code.ts";
import { booleanOf, isAbsent, property, textOf } from "../../model/expressions.ts";
import type { Resource, Trigger } from "../../model/infrastructure.ts";
import { loadedFrom } from "../../model/loaded.ts";
import { defineRule } from "../rule.ts";

/** Routes that are open by their nature. */
const PUBLIC =
  /log-?[io]n|log-?out|sign-?[iu]|auth|token|oauth|register|password|forgot|reset|verify|confirm|session|health|ping|status|alive|ready|version|webhook|hook|callback|public|static|assets|favicon|robots|docs|swagger|openapi|contact|subscribe|newsletter|slack|github|stripe|telegram|twilio|alexa|events?$/i;

/** Signs that the code itself looks at who calls: a token, a signature, a session, a key. */
const CHECKS =
  /authoriz|authenticat|\bjwt|jsonwebtoken|jose\b|signature|hmac|bearer|x-api-key|api[_-]?key|token|session|cookie|permission|getUser|current_?user|verify|certificat|credential|secret|\b40[13]\b|forbidden/i;

export const apiRouteNoAuth = defineRule({
  id: "api-route-no-auth",
  title: "Route with which anybody may change something",
  section: "event-source",
  checklist: { none: "Who may call a route is decided by its API, and the list asks about IAM." },
  severity: "info",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource, code, name }) {
    if (!resource || !code) return undefined;
    const routes = resource.triggers.filter(({ type }) => type === "http");
    const open = routes.filter(isOpen);
    if (open.length === 0) return routes.length > 0 && routes.every(({ resource: route }) => isAuthorized(route)) ? "ok" : undefined;
    const { modules, others } = loadedFrom(code.handler.module, (value: Value) => code.program.referents(value));
    if (
      modules.some(({ text }) => CHECKS.test(text)) ||
      others.some(({ specifier, level }) => level > 0 || /^\.|auth|passport|hono|express/.test(specifier))
    )
      return undefined;
    return {
      at: (open[0]?.resource ?? resource.resource).head,
      message: `Neither the API nor the code asks who calls, so whoever finds the address may send what they like; add an authorizer, or say with a suppression that it is meant: ${name} answers ${open.slice(0, 3).map(described).join(", ")}${open.length > 3 ? ` and ${open.length - 3} more` : ""}`,
    };
  },
});

function isOpen(trigger: Trigger): boolean {
  const { resource: route, sourceResource: api } = trigger;
  const said = described(trigger);
  if (!/^(POST|PUT|PATCH|DELETE)\b/.test(said) || PUBLIC.test(said)) return false;
  // A policy or a private endpoint says who may call; the defaults of an API of the CDK are not read.
  if (
    api === null ||
    route.stack.dialect === "cdk" ||
    ["Policy", "EndpointConfiguration", "Auth.ResourcePolicy"].some((path) => property(api, path))
  )
    return false;
  const type = property(route, "AuthorizationType");
  const isNone = textOf(type)?.toUpperCase() === "NONE" || (type === undefined && isAbsent(route, "AuthorizationType"));
  return isNone && isAbsent(route, "AuthorizerId") && booleanOf(property(route, "ApiKeyRequired")) !== true && !isUnknownKey(route);
}

function isUnknownKey(route: Resource): boolean {
  const key = property(route, "ApiKeyRequired");
  return key !== undefined && booleanOf(key) === undefined;
}

function isAuthorized(route: Resource): boolean {
  const type = textOf(property(route, "AuthorizationType"))?.toUpperCase();
  return type !== undefined && type !== "NONE";
}

/** `POST /orders`. */
function described({ source, resource }: Trigger): string {
  return source ?? textOf(property(resource, "RouteKey")) ?? "";
}
