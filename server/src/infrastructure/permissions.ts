/** What a function is allowed: its role, with the policies that are attached to it from anywhere in the stack. */
import { itemsOf, property, textOf } from "../model/expressions.ts";
import type { Expression, Permissions, PolicyStatement, Resource } from "../model/infrastructure.ts";
import { append, lazy, type StackFacts } from "./facts.ts";
import { spelling } from "./names.ts";
import { isIdentity, joined, type Statements, statementsOf } from "./policies.ts";

const ROLE = "AWS::IAM::Role";
const MANAGED = "AWS::IAM::ManagedPolicy";

/** Policies that say themselves to whom they are given, and the properties that do. */
const ATTACHED = ["AWS::IAM::Policy", MANAGED, "AWS::IAM::RolePolicy"];
const GIVEN_TO = ["Roles", "RoleName", "Role"];
const OTHERS = ["AWS::IAM::User", "AWS::IAM::Group", "AWS::IAM::UserPolicy", "AWS::IAM::GroupPolicy"];

export interface StackPermissions {
  of(fn: Resource): Permissions;
  /** Every statement of the stack. */
  all(): readonly PolicyStatement[];
}

interface Attachments {
  readonly byRole: ReadonlyMap<Resource, readonly Resource[]>;
  /** Some policy is given to a role that cannot be known. */
  readonly areKnown: boolean;
}

export function permissionsIn(facts: StackFacts): StackPermissions {
  const attachments = lazy(() => attachmentsIn(facts));
  const byRole = new Map<Resource, Permissions>();
  const ofRole = (role: Resource) => {
    const known = byRole.get(role) ?? rolePermissions(role, attachments(), facts);
    byRole.set(role, known);
    return known;
  };
  const all = lazy(() => {
    const types = [ROLE, ...ATTACHED, ...OTHERS];
    return types.flatMap((type) => facts.ofType(type)).flatMap((resource) => statementsOf(resource).statements);
  });
  return {
    of: (fn) => {
      const roles = facts.named(property(fn, "Role")).filter((resource) => resource.type === ROLE);
      const [role] = roles;
      if (role === undefined || roles.length > 1) return { statements: [], managedPolicies: [], role: null, isComplete: false };
      return ofRole(role);
    },
    all,
  };
}

function attachmentsIn(facts: StackFacts): Attachments {
  const byRole = new Map<Resource, Resource[]>();
  let areKnown = true;
  for (const policy of ATTACHED.flatMap((type) => facts.ofType(type))) {
    const values = GIVEN_TO.map((name) => property(policy, name)).filter((value) => value !== undefined);
    for (const value of values) {
      const roles = facts.named(value).filter((resource) => resource.type === ROLE);
      for (const role of roles) append(byRole, role, policy);
      if (roles.length === 0 && !isGivenElsewhere(value)) areKnown = false;
    }
  }
  return { byRole, areKnown };
}

/** Roles of other stacks, by literal name. */
function isGivenElsewhere(value: Expression): boolean {
  return itemsOf(value)?.every((item) => textOf(item) !== undefined) ?? false;
}

function rolePermissions(role: Resource, attachments: Attachments, facts: StackFacts): Permissions {
  const arns = property(role, "ManagedPolicyArns");
  const managedPolicies = itemsOf(arns) ?? [];
  const named = managedPolicies.map((arn) => facts.named(arn).filter((resource) => resource.type === MANAGED));
  const policies = new Set([role, ...(attachments.byRole.get(role) ?? []), ...named.flat()]);
  const all: Statements = joined([...policies].map(statementsOf));
  const areNamed = managedPolicies.every((arn, index) => (named[index]?.length ?? 0) > 0 || isOfAws(arn));
  const isOpen = role.properties.isOpen || (arns !== undefined && (itemsOf(arns) === undefined || (arns.kind === "list" && arns.isOpen)));
  return {
    statements: all.statements,
    managedPolicies,
    role,
    isComplete: all.isComplete && areNamed && !isOpen && attachments.areKnown && facts.stack.isComplete && isIdentity(role),
  };
}

/** `arn:aws:iam::aws:policy/…`, or the bare name of such a policy. */
function isOfAws(arn: Expression): boolean {
  if (arn.kind === "choice") return false;
  const text = spelling(arn) ?? "";
  return /^arn:[^:]*:iam::aws:policy\//.test(text) || (textOf(arn) !== undefined && !text.includes(":"));
}
