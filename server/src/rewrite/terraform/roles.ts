/** Policies of a role are resources of their own. */
import { terraformTypes } from "../../vocabulary/dialects/terraform.ts";
import type { Change, NewValue } from "../template.ts";
import { add, announce } from "./add.ts";
import { isMap } from "./render.ts";
import type { Session } from "./session.ts";

/** Undefined where the change is of another kind. */
export function addPolicies(session: Session, change: Change): boolean | undefined {
  if (change.kind !== "append" || change.resource.type !== "AWS::IAM::Role" || change.path.length !== 1 || change.resource.owner !== null)
    return undefined;
  const { resource, items } = change;
  const [list] = change.path;
  const role = { $id: resource.id, $attribute: null };
  if (list === "Policies") {
    return items.every((item, index) => isMap(item) && addBeside(session, change, index, "AWS::IAM::Policy", { ...item, Roles: [role] }));
  }
  if (list !== "ManagedPolicyArns" || !terraformTypes.has("aws_iam_role_policy_attachment")) return undefined;
  return items.every((item, index) => addBeside(session, change, index, "aws_iam_role_policy_attachment", { Role: role, PolicyArn: item }));
}

function addBeside(
  session: Session,
  { resource }: Change & { readonly kind: "append" },
  index: number,
  type: string,
  properties: { readonly [key: string]: NewValue },
): boolean {
  const named = properties.PolicyName ?? properties.PolicyArn;
  const wish = typeof named === "string" ? named.slice(named.lastIndexOf("/") + 1) : `policy${index === 0 ? "" : index + 1}`;
  const label = resource.name.replace(/\[.*$/, "");
  const added = { kind: "add", after: resource, id: `${label}_${wish}`, type, properties } as const;
  return announce(session, added) && add(session, added);
}
