/** Functions with a purpose for which the usual advice does not hold. */
import { property, textOf, walk } from "./expressions.ts";
import type { FunctionResource, Resource } from "./infrastructure.ts";

type Referrers = (resource: Resource) => readonly Resource[];

const EDGE_PRINCIPAL = "edgelambda.amazonaws.com";

/**
 * Does the function run at CloudFront (Lambda@Edge)? It has limits of its own (5 or 30 seconds, 128 MB for viewers), no
 * X-Ray, and log groups in whatever region is near.
 */
export function isAtEdge(fn: FunctionResource, referrers: Referrers): boolean {
  const { resource, permissions } = fn;
  const trust = permissions.role && property(permissions.role, "AssumeRolePolicyDocument");
  if (trust && !hasOwnVariables(fn) && [...walk(trust)].some((part) => textOf(part)?.includes(EDGE_PRINCIPAL))) return true;
  return besides(resource, referrers).some(({ type }) => /CloudFront.*Distribution/i.test(type.replaceAll("_", "")));
}

/** CloudFront refuses functions with environment variables: a role that it may take is not taken by it then. */
function hasOwnVariables({ environment }: FunctionResource): boolean {
  return environment.kind === "set" && !environment.isInherited && environment.value.entries.size > 0;
}

/** Is the function there for deployments alone: the handler of a custom resource, which runs when the stack changes? */
export function servesDeployment({ resource, triggers }: FunctionResource, referrers: Referrers): boolean {
  return triggers.length === 0 && besides(resource, referrers).some(({ type }) => CUSTOM.test(type));
}

const CUSTOM = /^(?:Custom::|AWS::CloudFormation::CustomResource$|cdk:(?:\w+\.)?(?:CustomResource|Provider)$)/;

/** What names the function, or a version of it. */
function besides(resource: Resource, referrers: Referrers): readonly Resource[] {
  const direct = referrers(resource);
  const versions = direct.filter(({ type }) => type === "AWS::Lambda::Version" || type === "AWS::Lambda::Alias");
  return [...direct, ...versions.flatMap(referrers)];
}
