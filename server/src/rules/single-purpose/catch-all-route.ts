import { property, textOf } from "../../model/expressions.ts";
import type { Trigger } from "../../model/infrastructure.ts";
import { isOfSocket } from "../../model/triggers.ts";
import { defineRule, everyDialect } from "../rule.ts";

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
    // "ANY /" mostly stands beside "ANY /{proxy+}": once is enough.
    const route = triggers.find(isCatchAll)?.resource;
    return (
      route && {
        at: route.head,
        message: `Every path and method leads here, so one timeout, one role and one deployment serve all of the API; where the routes have little in common, give each its function: ${name}`,
      }
    );
  },
});

function isCatchAll(trigger: Trigger): boolean {
  const { type, resource } = trigger;
  if (type !== "http" || isOfSocket(trigger)) return false;
  const route = textOf(property(resource, "RouteKey"));
  if (route !== undefined) return route === "$default" || /^ANY \/(\{\w+\+\}|\*)$/.test(route);
  const method = textOf(property(resource, "HttpMethod"))?.toUpperCase();
  return method === "ANY" && /^\/?(\{\w+\+\}|\*)$/.test(textOf(property(resource, "Path")) ?? "");
}
