/**
 * What a function's role has to be allowed before Lambda takes a change of the function: a dead-letter queue whose role may not
 * send to it is refused. SAM, the Serverless Framework and the CDK see to that for the roles they make. Elsewhere a repair says
 * it in the role, not in a policy beside it: the function waits for its role, and for nothing else.
 */
import { isAbsent, textOf } from "../model/expressions.ts";
import type { Expression, FunctionResource, PolicyStatement } from "../model/infrastructure.ts";
import { SHARED_ROLE } from "../vocabulary/dialects/serverless.ts";
import type { Edit } from "./rewriter.ts";
import { type Change, type NewValue, reference, type TemplateRewriter } from "./template.ts";

/** The longest that a queue keeps a message, in seconds. */
const FOURTEEN_DAYS = 1_209_600;

export interface Grant {
  /** Letters and digits; no other policy of the role is called so. */
  readonly name: string;
  readonly actions: readonly string[];
  readonly on: NewValue;
  /** Policies of AWS that allow it everywhere. */
  readonly managed: RegExp;
}

export interface Granted {
  readonly edits: readonly Edit[] | undefined;
  /** What is left to people, for the title; empty where nothing is. */
  readonly left: string;
}

/** The changes with what the role needs for them, where the role is written in the stack. */
export function withGrant(rewrite: TemplateRewriter, fn: FunctionResource, grant: Grant, changes: readonly Change[]): Granted {
  if (isGivenByDialect(fn) || isGranted(fn, grant)) return { edits: rewrite.change(changes), left: "" };
  const own = fn.permissions.role;
  const edits = own && rewrite.change([...changes, { kind: "append", resource: own, path: ["Policies"], items: [policy(grant)] }]);
  if (edits) return { edits, left: "" };
  return { edits: rewrite.change(changes), left: ` (its role needs ${grant.actions.join(" and ")})` };
}

/** A new queue for what a function failed to handle, a change that names it, and the permission to send to it. */
export function withFailureQueue(rewrite: TemplateRewriter, fn: FunctionResource, id: string, change: Change): Granted {
  const properties = { MessageRetentionPeriod: FOURTEEN_DAYS, SqsManagedSseEnabled: true };
  const grant = {
    name: `SendTo${id.charAt(0).toUpperCase()}${id.slice(1).replace(/[^A-Za-z0-9]/g, "")}`,
    actions: ["sqs:SendMessage"],
    on: reference(id, "Arn"),
    managed: /^(?:AmazonSQSFullAccess|AdministratorAccess)$/,
  };
  return withGrant(rewrite, fn, grant, [{ kind: "add", after: fn.resource, id, type: "AWS::SQS::Queue", properties }, change]);
}

function policy({ name, actions, on }: Grant): NewValue {
  const statement = { Effect: "Allow", Action: actions.length === 1 ? (actions[0] ?? "") : actions, Resource: on };
  return { PolicyName: name, PolicyDocument: { Version: "2012-10-17", Statement: [statement] } };
}

/** Is the role one that the dialect's own tool makes, and gives what it sees the function needs? */
function isGivenByDialect({ stack, resource, permissions: { role } }: FunctionResource): boolean {
  if (stack.dialect === "cdk") return true;
  if (role) return role.owner !== null || (stack.dialect === "serverless" && role.id === SHARED_ROLE);
  return (stack.dialect === "sam" || stack.dialect === "serverless") && isAbsent(resource, "Role");
}

function isGranted({ permissions: { statements, managedPolicies } }: FunctionResource, { actions, managed }: Grant): boolean {
  if (managedPolicies.some((each) => managed.test(endOf(each)))) return true;
  return actions.every((action) => statements.some((statement) => allowsEverywhere(statement, action)));
}

/** `AWSXRayDaemonWriteAccess` of `arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess`. */
function endOf(arn: Expression): string {
  const last = arn.kind === "joined" ? arn.parts.at(-1) : textOf(arn);
  return typeof last === "string" ? last.slice(last.lastIndexOf("/") + 1) : "";
}

function allowsEverywhere({ effect, actions, resources, hasCondition }: PolicyStatement, action: string): boolean {
  if (effect !== "Allow" || hasCondition || !resources.some((each) => textOf(each) === "*")) return false;
  return actions.some((each) => covers(textOf(each)?.toLowerCase() ?? "", action.toLowerCase()));
}

function covers(pattern: string, action: string): boolean {
  return pattern === action || (pattern.endsWith("*") && action.startsWith(pattern.slice(0, -1)));
}
