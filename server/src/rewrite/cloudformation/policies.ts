/** The role that SAM makes for a function: what it allows stands in the function's `Policies`. */
import type { Resource } from "../../model/infrastructure.ts";
import type { DataEditor } from "../data/editor.ts";
import type { NewValue } from "../template.ts";
import type { Session } from "./session.ts";
import { targetOf } from "./targets.ts";
import { isNewMap } from "./values.ts";

export function isMadeRole(resource: Resource): boolean {
  return resource.type === "AWS::IAM::Role" && resource.owner !== null;
}

/** Adds policies, managed policies or statements of a made role to its function's `Policies`. */
export function appendPolicies(
  session: Session,
  editor: DataEditor,
  role: Resource,
  path: readonly string[],
  items: readonly NewValue[],
): boolean {
  const target = role.owner && targetOf(role.owner);
  const policies = asPolicies(path, items);
  if (!target || policies === undefined) return false;
  const data = policies.map((policy) => session.data(policy, target.origin.document));
  return data.every((policy) => policy !== undefined) && editor.append([...target.base, "Policies"], data);
}

/** What SAM lists: names and ARNs of managed policies, its policy templates, and policy documents without a name. */
export function asPolicies(path: readonly string[], items: readonly NewValue[]): readonly NewValue[] | undefined {
  const key = path.join(".");
  if (key === "ManagedPolicyArns") return items;
  if (key === "Policies") return items.map((item) => (isNewMap(item) && item.PolicyDocument !== undefined ? item.PolicyDocument : item));
  // The statements of one policy: beside it, since a policy template has no place for more.
  return /^Policies\.\d+\.PolicyDocument\.Statement$/.test(key) ? [{ Statement: items }] : undefined;
}
