/** The community's Lambda module has arguments for what are resources elsewhere, and flags beside them. */
import { communityMade } from "../../vocabulary/dialects/terraform/community.ts";
import { toSnake } from "../../vocabulary/dialects/terraform.ts";
import type { Change, NewValue } from "../template.ts";
import { setAt } from "./changes.ts";
import { addressOf } from "./check.ts";
import { argumentIn, type Spot, type TerraformOrigin } from "./origin.ts";
import type { Session } from "./session.ts";
import { objectOf, setInside } from "./values.ts";

/** Properties with which a permission has to go along. */
const FLAGS: Readonly<Record<string, string>> = {
  "DeadLetterConfig.TargetArn": "attach_dead_letter_policy",
  "TracingConfig.Mode": "attach_tracing_policy",
  "VpcConfig.SubnetIds": "attach_network_policy",
};

/** Undefined where the change is none of the module's. */
export function change(session: Session, one: Change): boolean | undefined {
  if (one.kind === "add" || one.kind === "replace") return undefined;
  const owner = one.resource.owner ?? one.resource;
  const origin = owner.origin as TerraformOrigin | null;
  if (origin?.written !== "module") return undefined;
  if (one.resource.owner === null) return ownProperty(session, one, origin);
  if (one.kind === "remove") return false;
  const value = one.kind === "set" ? one.value : one.items;
  if (one.resource.type === "AWS::Lambda::EventSourceMapping") return mapping(session, one, origin, value);
  const table = communityMade[one.resource.name as keyof typeof communityMade] as Readonly<Record<string, string>> | undefined;
  const argument = Object.entries(table ?? {}).find(([, property]) => property === one.path.join("."))?.[0];
  return argument !== undefined && one.kind === "set" && setArgument(session, one, origin, argument, value);
}

function ownProperty(session: Session, one: Change, { block, prefix }: TerraformOrigin): boolean | undefined {
  if (one.kind !== "set") return undefined;
  const path = one.path.join(".");
  const inner = path === "DeadLetterConfig" || path === "TracingConfig" ? `${path}.${Object.keys(one.value)[0]}` : path;
  const flag = FLAGS[inner];
  if (flag === undefined || argumentIn(block.body, flag) !== undefined) return undefined;
  const spot = spotIn(one, { block, prefix, written: "module" });
  session.additions(one.resource.template, block.body).attributes.push([flag, "true"]);
  const value = path === inner ? one.value : (Object.values(one.value)[0] as NewValue);
  return setAt(
    session,
    {
      ...spot,
      path: inner.split("."),
      current: undefined,
      type: { canonical: "AWS::Lambda::Function", names: { [ARGUMENTS[inner] ?? ""]: inner } },
    },
    value,
  );
}

const ARGUMENTS: Readonly<Record<string, string>> = {
  "DeadLetterConfig.TargetArn": "dead_letter_target_arn",
  "TracingConfig.Mode": "tracing_mode",
  "VpcConfig.SubnetIds": "vpc_subnet_ids",
};

function spotIn(one: Change & { readonly kind: "set" | "append" }, { block, prefix }: TerraformOrigin): Spot {
  const { template } = one.resource;
  return { template, block, prefix, type: { canonical: "AWS::Lambda::Function" }, isCommunity: true, path: one.path, current: undefined };
}

function setArgument(
  session: Session,
  one: Change & { readonly kind: "set" | "append" },
  origin: TerraformOrigin,
  argument: string,
  value: NewValue,
): boolean {
  const type = { canonical: "AWS::Lambda::Function", names: { [argument]: "Value" } };
  return setAt(session, { ...spotIn(one, origin), type, path: ["Value"] }, value);
}

/** An entry of `event_source_mapping`. */
function mapping(
  session: Session,
  one: Change & { readonly kind: "set" | "append" },
  { block, prefix }: TerraformOrigin,
  value: NewValue,
): boolean {
  const written = argumentIn(block.body, "event_source_mapping");
  const object = written && objectOf(written.value);
  const { template, place, properties } = one.resource;
  const entry = object?.entries.find((each) => each.key.start === place.start);
  const [name] = one.path;
  if (entry === undefined || name === undefined || one.path.join(".") === "FilterCriteria.Filters") return false;
  if (one.kind === "append" && properties.entries.has(name)) return false;
  session.touch(template, addressOf(block));
  const keys = one.path.join(".") === "DestinationConfig.OnFailure.Destination" ? ["destination_arn_on_failure"] : one.path.map(toSnake);
  return setInside(session, { template, prefix }, entry.value, keys, value);
}
