/** How an API hands requests to a function. */
import { booleanOf, isAbsent, property, textOf } from "./expressions.ts";
import type { FunctionResource, Resource, Trigger } from "./infrastructure.ts";
import { bringsWork } from "./triggers.ts";

/** Where an API is described as a whole: there, and not in its methods, it says what becomes of requests and answers. */
const DESCRIPTIONS = ["Body", "BodyS3Location", "DefinitionBody", "DefinitionUri"];

/** Does a REST API give the function the request as it is, and the caller what the function answers? */
export function isProxyMethod({ type, resource, sourceResource }: Trigger): boolean {
  if (type !== "http" || resource.type !== "AWS::ApiGateway::Method") return false;
  if (textOf(property(resource, "Integration.Type")) !== "AWS_PROXY") return false;
  return sourceResource === null || DESCRIPTIONS.every((path) => isAbsent(sourceResource, path));
}

/**
 * Does all that the function gets come from REST APIs whose stages trace? Lambda goes on with the trace of who invokes it, unless it
 * is told to trace by itself.
 */
export function isTracedByApi({ triggers }: FunctionResource, referrers: (resource: Resource) => readonly Resource[]): boolean {
  const traces = (stage: Resource) => stage.type === "AWS::ApiGateway::Stage" && booleanOf(property(stage, "TracingEnabled")) === true;
  const working = triggers.filter(bringsWork);
  return working.length > 0 && working.every(({ sourceResource }) => sourceResource !== null && referrers(sourceResource).some(traces));
}
