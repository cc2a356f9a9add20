/** How an API hands requests to a function. */
import { isAbsent, property, textOf } from "./expressions.ts";
import type { Trigger } from "./infrastructure.ts";

/** Where an API is described as a whole: there, and not in its methods, it says what becomes of requests and answers. */
const DESCRIPTIONS = ["Body", "BodyS3Location", "DefinitionBody", "DefinitionUri"];

/** Does a REST API give the function the request as it is, and the caller what the function answers? */
export function isProxyMethod({ type, resource, sourceResource }: Trigger): boolean {
  if (type !== "http" || resource.type !== "AWS::ApiGateway::Method") return false;
  if (textOf(property(resource, "Integration.Type")) !== "AWS_PROXY") return false;
  return sourceResource === null || DESCRIPTIONS.every((path) => isAbsent(sourceResource, path));
}
