/** New resources, behind another. */

import type { Resource } from "../../model/infrastructure.ts";
import { terraformTypeOf, terraformTypes, toSnake } from "../../vocabulary/dialects/terraform.ts";
import type { Change, NewReference, NewValue } from "../template.ts";
import { freshName } from "../text.ts";
import { attributeName } from "./names.ts";
import { blocksOf, type TerraformOrigin } from "./origin.ts";
import { isList, isMap, isReference } from "./render.ts";
import { layOut, renderArguments } from "./resources.ts";
import type { Session } from "./session.ts";

type Add = Change & { readonly kind: "add" };

/** Names the new resources first, so that they can be referred to in any order. */
export function announce(session: Session, change: Add): boolean {
  const { origin } = ownerOf(change.after);
  const written = terraformTypeOf(change.type);
  if (origin === null || written === undefined || session.added.has(change.id)) return false;
  const name = freeName(session, change.after, written, toSnake(change.id).replace(/[^a-z\d_]+/g, "_"));
  session.added.set(change.id, {
    type: change.type,
    address: `${written}.${name}`,
    prefix: origin.prefix,
    attribute: (attribute) => attributeName(change.type, attribute),
  });
  return true;
}

function ownerOf(resource: Resource): { resource: Resource; origin: TerraformOrigin | null } {
  const owner = resource.owner ?? resource;
  return { resource: owner, origin: owner.origin as TerraformOrigin | null };
}

/** A name that no resource of the type has in the directory. */
function freeName(session: Session, after: Resource, written: string, wish: string): string {
  const directory = after.template.path.slice(0, after.template.path.lastIndexOf("/") + 1);
  const near = session.stack.templates.filter(({ path }) => path.startsWith(directory) && !path.slice(directory.length).includes("/"));
  const taken = new Set(
    near.flatMap(blocksOf).flatMap(({ labels }) => (labels[0] === written && labels[1] !== undefined ? [labels[1]] : [])),
  );
  for (const { address } of session.added.values()) if (address.startsWith(`${written}.`)) taken.add(address.slice(written.length + 1));
  return freshName(/^[a-z_]/.test(wish) ? wish : `r_${wish}`, (name) => taken.has(name));
}

export function add(session: Session, change: Add): boolean {
  const { resource: after, origin } = ownerOf(change.after);
  const added = session.added.get(change.id);
  const [written, name] = added?.address.split(".") ?? [];
  const type = written === undefined ? undefined : terraformTypes.get(written);
  if (origin === null || added === undefined || type === undefined || after.template.syntax !== "hcl") return false;
  const context = { template: after.template, prefix: origin.prefix, type };
  const { Targets, ManagedPolicyArns, Policies, ...properties } = change.properties;
  const body = renderArguments(session, context, "", properties, "  ");
  if (body === undefined) return false;
  const blocks = [`resource "${written}" "${name}" {\n${layOut(body, "  ")}}\n`];
  const beside = [
    ...lists(Targets).map(
      (target) => ["aws_cloudwatch_event_target", { ...(isMap(target) ? target : {}), $rule: self(change.id) }] as const,
    ),
    ...lists(ManagedPolicyArns).map((arn) => ["aws_iam_role_policy_attachment", { Role: self(change.id), PolicyArn: arn }] as const),
    ...lists(Policies).map((policy) => ["aws_iam_role_policy", { ...(isMap(policy) ? policy : {}), Roles: [self(change.id)] }] as const),
  ];
  for (const [other, content] of beside) {
    const block = renderBeside(session, change, context, other, content);
    if (block === undefined) return false;
    blocks.push(block);
  }
  session.touch(after.template, `resource.${added.address}`);
  session.insertBehind(after.template, origin.block.end, blocks);
  return true;
}

function self(id: string): NewReference {
  return { $id: id, $attribute: null };
}

function lists(value: NewValue | undefined): readonly NewValue[] {
  return value === undefined ? [] : isList(value) && !isReference(value) ? value : [value];
}

/** What CloudFormation says inside a rule or role is a resource of its own in Terraform. */
function renderBeside(
  session: Session,
  change: Add,
  context: { template: Resource["template"]; prefix: string },
  written: string,
  content: { readonly [key: string]: NewValue },
): string | undefined {
  const type = terraformTypes.get(written) ?? { canonical: written };
  const { $rule, ...properties } = content;
  const body = renderArguments(session, { ...context, type }, "", properties, "  ");
  const rule = $rule === undefined ? undefined : session.render($rule, "  ", context.template, context.prefix);
  if (body === undefined || ($rule !== undefined && rule === undefined)) return undefined;
  if (rule !== undefined) body.attributes.unshift(["rule", rule]);
  const name = freeName(session, change.after, written, toSnake(change.id).replace(/[^a-z\d_]+/g, "_"));
  const address = `${written}.${name}`;
  session.added.set(`${change.id} ${address}`, { type: written, address, prefix: context.prefix, attribute: () => undefined });
  session.touch(context.template, `resource.${address}`);
  return `resource "${written}" "${name}" {\n${layOut(body, "  ")}}\n`;
}
