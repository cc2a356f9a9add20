/** What triggers say by themselves: which bring work, and which belong to a socket rather than to a request. */
import { booleanOf, property, textOf, walk } from "./expressions.ts";
import type { Resource, Trigger } from "./infrastructure.ts";

/** Triggers that are switched off, or that only keep a function warm, bring none: nothing is lost with them. */
export function bringsWork(trigger: Trigger): boolean {
  return !isSwitchedOff(trigger.resource) && !keepsWarm(trigger);
}

/** `State: DISABLED` of rules and schedules; `Enabled: false` of mappings; `is_enabled`, as Terraform called it before. */
function isSwitchedOff(resource: Resource): boolean {
  if (textOf(property(resource, "State"))?.toUpperCase() === "DISABLED") return true;
  return ["Enabled", "IsEnabled"].some((name) => booleanOf(property(resource, name)) === false);
}

/** As people write it: `KeepWarm`, `warmer`, `warm-up`, `WarmUpSchedule`; `warmchat` is something else. */
const WARM = /(?:\b|_|pre-?)warm(?:er|ing)?(?![a-z])|Warm(?:er|ing)?(?![a-z])|[Ww]arm[-_ ]?[Uu]p|WARM|[Kk]eep[-_ ]?[Aa]live/;

/** A schedule that says so in its name, its description or in what it hands over. */
function keepsWarm({ type, resource }: Trigger): boolean {
  if (type !== "schedule") return false;
  const told = [resource.id.slice(resource.id.lastIndexOf("/") + 1)];
  for (const name of ["Name", "Description"]) told.push(textOf(property(resource, name)) ?? "");
  for (const name of ["Targets", "Target"]) {
    const target = property(resource, name);
    for (const part of target ? walk(target) : []) {
      if (part.kind === "map") told.push(...part.entries.keys());
      told.push(textOf(part) ?? "");
    }
  }
  return told.some((text) => WARM.test(text));
}

/** A route of a WebSocket API: what it is asked is answered through the connection, if at all. */
export function isOfSocket({ resource, sourceResource }: Trigger): boolean {
  if (resource.type !== "AWS::ApiGatewayV2::Route") return false;
  const protocol = sourceResource === null ? undefined : textOf(property(sourceResource, "ProtocolType"));
  if (protocol !== undefined) return protocol === "WEBSOCKET";
  const key = textOf(property(resource, "RouteKey"));
  return key !== undefined && key !== "$default" && !/^(?:[A-Z]+ |\*$)/.test(key);
}
