/** The role that SAM makes for a function or state machine which is given none. */
import { property } from "../../../model/expressions.ts";
import type { Expression, MapExpression, Resource } from "../../../model/infrastructure.ts";
import { literal } from "../../stack.ts";
import { connected } from "../connectors.ts";
import type { Written } from "../section.ts";
import { made, madeMap, propertyEntry, referenceTo } from "./made.ts";
import { policiesOf } from "./policies.ts";

/** What a resource has for a role: its own, the made one, or one of both. */
export interface RoleChoice {
  readonly role: Expression;
  readonly made: readonly Resource[];
}

/**
 * The role of a SAM resource. `given` are managed policies that SAM adds by itself.
 * With a role of its own, SAM makes none and ignores `Policies`.
 */
export function roleOf(written: Written, owner: Resource, properties: MapExpression, given: readonly string[]): RoleChoice {
  const own = properties.entries.get("Role")?.value;
  const mayBeMissing =
    own === undefined || own.kind === "none" || (own.kind === "choice" && own.options.some(({ kind }) => kind === "none"));
  if (own !== undefined && !mayBeMissing) return { role: own, made: [] };
  const entry = propertyEntry(written, "Policies");
  const role = made(
    { owner, written, kind: "property", entry },
    "Role",
    "AWS::IAM::Role",
    roleProperties(written, owner, properties, given),
  );
  const reference = referenceTo(role.id, "Arn", owner.head);
  if (own?.kind !== "choice") return { role: reference, made: [role] };
  const options = own.options.map((option) => (option.kind === "none" ? reference : option));
  return { role: { ...own, options }, made: [role] };
}

function roleProperties(written: Written, owner: Resource, properties: MapExpression, given: readonly string[]): MapExpression {
  const value = property(properties, "Policies");
  const { policies, managed, isOpen } = policiesOf(value);
  const place = value?.place ?? owner.head;
  const isMore = isOpen || properties.isOpen || connected(written.section).has(owner.id);
  const listOf = (items: readonly Expression[]): Expression => ({ kind: "list", items, isOpen: isMore, place });
  // Nobody wrote these: they come with the function, as what `Globals` gives does.
  const added = given.map((name): Expression => ({ ...literal(owner.head, `arn:aws:iam::aws:policy/${name}`), isInherited: true }));
  return madeMap(place, {
    AssumeRolePolicyDocument: property(properties, "AssumeRolePolicyDocument"),
    Policies: listOf(policies),
    ManagedPolicyArns: listOf([...managed, ...added]),
    Path: property(properties, "RolePath"),
    PermissionsBoundary: property(properties, "PermissionsBoundary"),
  });
}
