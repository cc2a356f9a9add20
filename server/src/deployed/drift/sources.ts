/** Which event source of a template is which of those deployed. */
import type { DeployedEventSource } from "../../model/deployed.ts";
import { property, textOf } from "../../model/expressions.ts";
import type { Trigger, TriggerType } from "../../model/infrastructure.ts";

export interface Pairing {
  readonly pairs: readonly (readonly [Trigger, DeployedEventSource])[];
  /** Of the template, and not deployed. */
  readonly missing: readonly Trigger[];
  /** Deployed, and not of the template. */
  readonly more: readonly DeployedEventSource[];
  /** Some on both sides are left that may be one another's. */
  readonly isUnsure: boolean;
}

/** `sqs` and `orders` of `arn:aws:sqs:eu-west-1:*:orders`. */
export function serviceOf(source: string): { readonly type: TriggerType | null; readonly name: string } {
  const [prefix, , service, , , ...rest] = source.split(":");
  if (prefix !== "arn") return { type: "kafka", name: source };
  const resource = rest.join(":");
  const named = /^(?:table|stream|cluster)\/([^/]+)/.exec(resource)?.[1] ?? resource;
  if (service === "sqs" || service === "kinesis" || service === "dynamodb") return { type: service, name: named };
  return { type: service === "kafka" ? "kafka" : null, name: named };
}

/** By the name that the template gives, by that which CloudFormation makes of it, or because there is one of its kind on each side. */
export function pairSources(mappings: readonly Trigger[], deployed: readonly DeployedEventSource[]): Pairing {
  const pairs: [Trigger, DeployedEventSource][] = [];
  let left = [...deployed];
  let open = [...mappings];
  const take = (trigger: Trigger, found: DeployedEventSource): void => {
    pairs.push([trigger, found]);
    left = left.filter((each) => each !== found);
    open = open.filter((each) => each !== trigger);
  };
  for (const fits of [isNamed, isMadeFor]) {
    for (const trigger of open) {
      const found = left.filter((each) => serviceOf(each.source).type === trigger.type && fits(trigger, serviceOf(each.source).name));
      if (found.length === 1 && found[0]) take(trigger, found[0]);
    }
  }
  for (const trigger of open) {
    const found = left.filter((each) => serviceOf(each.source).type === trigger.type);
    const isOnly = open.filter(({ type }) => type === trigger.type).length === 1;
    if (isOnly && found.length === 1 && found[0] && writtenName(trigger) === undefined) take(trigger, found[0]);
  }
  const isUnsure = open.some(
    (trigger) => left.some((each) => serviceOf(each.source).type === trigger.type) && writtenName(trigger) === undefined,
  );
  return { pairs, missing: open, more: left, isUnsure };
}

function isNamed(trigger: Trigger, name: string): boolean {
  return writtenName(trigger) === name;
}

/** `<stack>-<logical id>-<random>`. */
function isMadeFor({ sourceResource }: Trigger, name: string): boolean {
  return sourceResource !== null && name.includes(`-${sourceResource.name}-`);
}

const NAMES = ["QueueName", "TableName", "Name"];

/** The name that the template gives the source, where it does so in so many words. */
function writtenName({ sourceResource, resource }: Trigger): string | undefined {
  if (sourceResource) return NAMES.map((name) => textOf(property(sourceResource, name))).find((name) => name !== undefined);
  const arn = textOf(property(resource, "EventSourceArn"));
  return arn?.startsWith("arn:") ? serviceOf(arn).name : undefined;
}
