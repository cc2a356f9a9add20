/** Which policies of a stack are its functions' (those of users, pipelines and instances are not our business), and what they allow. */
import { property, textOf, walk } from "./expressions.ts";
import type { Expression, FunctionResource, Permissions, PolicyStatement, Resource, Stack } from "./infrastructure.ts";

/** What has to be known of a workspace to tell; rules are given it. */
interface Workspace {
  functionsOf(stack: Stack): readonly FunctionResource[];
  resources(stack: Stack, type: string): readonly Resource[];
  named(value: Expression | undefined, stack: Stack): readonly Resource[];
  statements(stack: Stack): readonly PolicyStatement[];
}

const ROLE = "AWS::IAM::Role";
const POLICIES = ["AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::ManagedPolicy"];
const GIVEN_TO = ["Roles", "RoleName", "Role"];

/** The statements somebody wrote for the functions of the stack, and for other roles that Lambda may assume. */
export function functionStatements(stack: Stack, workspace: Workspace): readonly PolicyStatement[] {
  const roles = new Set(workspace.resources(stack, ROLE).filter(mayBeAssumedByLambda));
  for (const { permissions } of workspace.functionsOf(stack)) if (permissions.role) roles.add(permissions.role);
  const owners = new Set<Resource>(roles);
  for (const role of roles) for (const policy of workspace.named(property(role, "ManagedPolicyArns"), stack)) owners.add(policy);
  for (const policy of POLICIES.flatMap((type) => workspace.resources(stack, type))) {
    const given = GIVEN_TO.flatMap((name) => workspace.named(property(policy, name), stack));
    if (given.some((role) => roles.has(role))) owners.add(policy);
  }
  return workspace.statements(stack).filter((statement) => owners.has(statement.resource) && isWritten(statement));
}

function mayBeAssumedByLambda(role: Resource): boolean {
  const document = property(role, "AssumeRolePolicyDocument");
  return document !== undefined && [...walk(document)].some((value) => textOf(value) === "lambda.amazonaws.com");
}

/** The functions to which a statement is given; the same statement may have been read several times. */
export function functionsWith({ place }: PolicyStatement, functions: readonly FunctionResource[]): readonly FunctionResource[] {
  const isSame = (other: PolicyStatement): boolean => other.place.file.path === place.file.path && other.place.start === place.start;
  return functions.filter(({ permissions }) => permissions.statements.some(isSame));
}

/** A policy template, a grant or what a framework adds by itself has one place for all of it. */
export function isWritten({ actions, place }: PolicyStatement): boolean {
  return actions.every((action) => action.place.file !== place.file || action.place.start !== place.start);
}

/** What is known of policies outside of the workspace; the vocabulary tells. */
export interface PolicyKnowledge {
  /** Does a pattern like `s3:Get*` cover the action? */
  covers(pattern: string, action: string): boolean;
  /** Does the managed policy of this ARN or name allow the action? Undefined where that is not known. */
  allows(policy: string, action: string): boolean | undefined;
}

/**
 * May a function with these permissions do this, on whatever resource and under whatever condition? False only where that is
 * certain; undefined where something is not known, or where somebody denies it on purpose.
 */
export function isAllowed(permissions: Permissions, action: string, knowledge: PolicyKnowledge): boolean | undefined {
  let isKnown = permissions.isComplete;
  for (const { effect, actions, notActions } of permissions.statements) {
    const texts = [...actions, ...notActions].map((each) => textOf(each));
    const isMeant =
      actions.length > 0 ? covers(actions, action, knowledge) : notActions.length > 0 && !covers(notActions, action, knowledge);
    if (isMeant) return effect === "Allow" ? true : undefined;
    if (texts.includes(undefined)) isKnown = false;
  }
  for (const policy of permissions.managedPolicies) {
    // One of the stack's own has its statements above.
    if (policy.kind === "reference") continue;
    const arn = policyText(policy);
    const allows = arn === undefined ? undefined : knowledge.allows(arn, action);
    if (allows === true) return true;
    if (allows === undefined) isKnown = false;
  }
  return isKnown ? false : undefined;
}

function covers(patterns: readonly Expression[], action: string, knowledge: PolicyKnowledge): boolean {
  return patterns.some((pattern) => knowledge.covers(textOf(pattern) ?? "", action));
}

/** The ARN or name of a managed policy; of `arn:${AWS::Partition}:iam::aws:policy/…` what comes last. */
export function policyText(policy: Expression): string | undefined {
  if (policy.kind !== "joined") return textOf(policy);
  const last = policy.parts.at(-1);
  return typeof last === "string" ? last : undefined;
}
