/** Whether a function is allowed what it needs and no more, as far as the form of its policies tells. */
import type { FunctionCode } from "../../infrastructure/infrastructure.ts";
import { textOf } from "../../model/expressions.ts";
import type { Expression, Permissions, PolicyStatement } from "../../model/infrastructure.ts";
import { isAllowed, policyText } from "../../model/policies.ts";
import { isUnscoped } from "../../vocabulary/iamActions.ts";
import { iamUse } from "../../vocabulary/iamCalls.ts";
import { awsPolicyName, isBasicPolicy, policyKnowledge } from "../../vocabulary/managedPolicies.ts";
import { sdkClientsOf } from "./sdkClients.ts";

/** What every function may do: write logs and traces, enter a VPC. */
const BASIC =
  /^(?:xray:(?:Put\w+|GetSampling\w+)|logs:(?:Create|Put|Describe)Log\w+|ec2:(?:\w*NetworkInterfaces?|\w+PrivateIpAddresses|Describe(?:Subnets|SecurityGroups|Vpcs)))$/i;

export type Privileges = "basic" | "scoped" | "unknown";

/** `scoped`: each statement names its actions and resources. `basic`: there is none but for logs and the like. */
export function privilegesOf({ statements, managedPolicies, isComplete }: Permissions): Privileges {
  if (!isComplete || !managedPolicies.every(isKnownPolicy)) return "unknown";
  // A role that may not even write logs is given what it needs somewhere else.
  if (statements.length + managedPolicies.length === 0) return "unknown";
  const given = statements.filter((statement) => statement.effect !== "Deny" && !isBasic(statement));
  if (given.length === 0) return "basic";
  return given.every(isScoped) ? "scoped" : "unknown";
}

/**
 * Calls something that its role does not allow, or makes clients of AWS where it allows nothing: what lets it work is given to it somewhere
 * else, and may be anything.
 */
export function needsMore(permissions: Permissions, { program, handler }: FunctionCode): boolean {
  if (privilegesOf(permissions) === "basic" && sdkClientsOf(handler, program).length > 0) return true;
  const needed = program.sdkUses(handler).flatMap((use) => iamUse(use).needs);
  return needed.some((action) => isAllowed(permissions, action, policyKnowledge) === false);
}

/** One of the stack has its statements among the others. */
function isKnownPolicy(policy: Expression): boolean {
  if (policy.kind === "reference") return true;
  const name = awsPolicyName(policyText(policy) ?? "");
  return name !== undefined && isBasicPolicy(name) && name !== "CloudWatchLogsFullAccess";
}

function isBasic({ actions, notActions }: PolicyStatement): boolean {
  return notActions.length === 0 && actions.length > 0 && actions.every((action) => BASIC.test(textOf(action) ?? ""));
}

function isScoped({ effect, actions, notActions, resources }: PolicyStatement): boolean {
  const names = actions.map((action) => textOf(action));
  const areLiteral = names.every((name) => name !== undefined && /^[\w-]+:\w+$/.test(name));
  if (effect !== "Allow" || notActions.length > 0 || names.length === 0 || resources.length === 0 || !areLiteral) return false;
  // Where IAM cannot limit any of the actions, every resource is the only one there is.
  const mustBeAll = names.every((name) => isUnscoped(name ?? "") === true || BASIC.test(name ?? ""));
  return mustBeAll || resources.every(isOneThing);
}

/** Stands for that of a resource of the stack. */
const SOME_ARN = "arn:aws:s3:::xxx";

/** An ARN that names something: a resource of the stack, or a name that does not begin with a wildcard. */
function isOneThing(resource: Expression): boolean {
  switch (resource.kind) {
    case "reference":
      return true;
    case "literal":
      return namesSomething(textOf(resource) ?? "*");
    case "joined":
      return namesSomething(
        resource.parts.map((part) => (typeof part === "string" ? part : part.kind === "reference" ? SOME_ARN : "xxx")).join(""),
      );
    case "choice":
      return resource.options.every((option) => option.kind === "none" || isOneThing(option));
    default:
      return false;
  }
}

/**
 * `arn:aws:dynamodb:*:*:table/orders` does; `arn:aws:dynamodb:eu-west-1:111122223333:table/*` does not, nor what one or two letters before a
 * wildcard stand for, as all accounts of an organization do: `account/o-*`.
 */
function namesSomething(arn: string): boolean {
  if (!arn.startsWith("arn:")) return /^x/.test(arn);
  const [, , service = "", , , ...rest] = arn.split(":");
  const named = rest.join(":");
  // Buckets, queues and topics have no kind before their name.
  const name = HAS_NO_KIND.test(service) ? named : named.replace(/^[a-z][\w-]*[/:]+(?=.)/, "");
  return /^[\w.-]/.test(name) && !/^[\w.-]{0,2}\*/.test(name);
}

const HAS_NO_KIND = /^(?:s3|sqs|sns|execute-api|)$/;
