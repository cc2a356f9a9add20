/** Logical ids of what SAM makes: templates may name it as if it were written there. */
import type { MapNode } from "../../../parse/data.ts";
import { constantOf, entryOf, mapOf } from "../scope.ts";
import { IMPLICIT_APIS } from "./apiEvents.ts";
import { eventId } from "./events.ts";

/** Ids of resources by the names that SAM gives them. Names of resources that are written win against these. */
export function namesOfSam(resources: MapNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { key, value } of resources.entries) {
    const id = String(key.value);
    const type = constantOf(entryOf(value, "Type")) ?? "";
    if (type === "AWS::Serverless::Function" || type === "AWS::Serverless::StateMachine") addCompanions(id, value as MapNode, names);
    if (/^AWS::Serverless::(?:Api|HttpApi|WebSocketApi)$/.test(type))
      addStage(id, constantOf(entryOf(entryOf(value, "Properties"), "StageName")), names);
  }
  for (const id of Object.values(IMPLICIT_APIS)) {
    names.set(id, id);
    addStage(id, id === IMPLICIT_APIS.Api ? "Prod" : undefined, names);
  }
  return names;
}

function addCompanions(id: string, body: MapNode, names: Map<string, string>): void {
  const properties = mapOf(body, "Properties");
  names.set(`${id}Role`, `${id}/Role`);
  names.set(`${id}.Alias`, `${id}/Alias`);
  names.set(`${id}.Version`, `${id}/Version`);
  names.set(`${id}Url`, `${id}/Url`);
  const alias = constantOf(entryOf(properties, "AutoPublishAlias"));
  if (alias !== undefined) names.set(`${id}Alias${alias}`, `${id}/Alias`);
  const destinations = mapOf(mapOf(properties, "EventInvokeConfig"), "DestinationConfig");
  for (const side of ["OnSuccess", "OnFailure"]) {
    const kind = constantOf(entryOf(entryOf(destinations, side), "Type")) === "SNS" ? "Topic" : "Queue";
    names.set(`${id}.Destination${kind}`, `${id}/${side}${kind}`);
    names.set(`${id}EventInvokeConfig${side}${kind}`, `${id}/${side}${kind}`);
  }
  for (const { key } of mapOf(properties, "Events")?.entries ?? []) {
    const event = String(key.value);
    names.set(`${id}${event}`, `${id}/${eventId(event)}`);
    names.set(`${id}${event}Queue`, `${id}/${eventId(event)}Queue`);
  }
}

function addStage(id: string, stage: string | undefined, names: Map<string, string>): void {
  names.set(`${id}.Stage`, `${id}/Stage`);
  names.set(`${id}${stage ?? "ApiGatewayDefault"}Stage`, `${id}/Stage`);
}
