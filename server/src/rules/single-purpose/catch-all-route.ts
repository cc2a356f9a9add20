import { property, textOf } from "../../model/expressions.ts";
import type { Trigger } from "../../model/infrastructure.ts";
import { defineRule, everyDialect, type Problem } from "../rule.ts";

export const catchAllRoute = defineRule({
  id: "catch-all-route",
  title: "One function for every route",
  section: "single-purpose",
  checklist: "single-responsibility",
  severity: "hint",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ triggers, name }) {
    const all = triggers.filter(isCatchAll);
    return all.map(
      ({ resource }): Problem => ({
        at: resource.head,
        message: `Every path and method leads here, so one timeout, one role and one deployment serve all of the API; where the routes have little in common, give each its function: ${name}`,
      }),
    );
  },
});

function isCatchAll({ type, resource }: Trigger): boolean {
  if (type !== "http") return false;
  const route = textOf(property(resource, "RouteKey"));
  if (route !== undefined) return route === "$default" || /^ANY \/(\{\w+\+\}|\*)$/.test(route);
  const method = textOf(property(resource, "HttpMethod"))?.toUpperCase();
  return method === "ANY" && /^\/?(\{\w+\+\}|\*)$/.test(textOf(property(resource, "Path")) ?? "");
}
