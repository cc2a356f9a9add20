/** What belongs to a function: concurrency, where failures go, its log group, aliases, URL and network. */

import { numberSetting } from "../../infrastructure/settings.ts";
import type { DeployedFunction } from "../../model/deployed.ts";
import { itemsOf, property, textOf } from "../../model/expressions.ts";
import type { FunctionResource, Setting } from "../../model/infrastructure.ts";
import { type Comparison, compare, differs, SAME, UNKNOWN } from "./comparison.ts";
import { mayHaveMore } from "./tools.ts";

const plain = (value: string | number): string => String(value);

export function compareBelongings(fn: FunctionResource, deployed: DeployedFunction): Comparison[] {
  return [
    compare({
      property: "Reserved concurrency",
      setting: fn.reservedConcurrency,
      deployed: deployed.reservedConcurrency,
      byDefault: null,
      show: plain,
    }),
    provisioned(fn, deployed),
    ...failures(fn, deployed),
    ...invocation(fn, deployed),
    retention(fn, deployed),
    ...aliases(fn, deployed),
    url(fn, deployed),
    network(fn, deployed),
  ];
}

/** Application Auto Scaling changes it by itself. */
function provisioned(
  { provisionedConcurrency, stack }: FunctionResource,
  { provisionedConcurrency: deployed }: DeployedFunction,
): Comparison {
  const isScaled = [...stack.resources.values()].some(({ type }) => type === "AWS::ApplicationAutoScaling::ScalableTarget");
  if (deployed === undefined || deployed.length > 1 || isScaled) return UNKNOWN;
  return compare({
    property: "Provisioned concurrency",
    setting: provisionedConcurrency,
    deployed: deployed[0]?.requested ?? null,
    byDefault: null,
    show: plain,
  });
}

/** That there is a destination, not which: its name is mostly made at the deployment. */
function failures({ failureDestination: written, resource, stack }: FunctionResource, deployed: DeployedFunction): Comparison[] {
  const { deadLetterTarget } = deployed.configuration;
  const { asyncInvocation } = deployed;
  if (written.kind === "computed") return [UNKNOWN];
  if (written.kind === "set") {
    if (written.value.kind === "dead-letter-queue")
      return [deadLetterTarget ? SAME : differs("Dead-letter queue", "set", null, written.place)];
    if (asyncInvocation === undefined) return [UNKNOWN];
    return [asyncInvocation?.onFailure ? SAME : differs("On-failure destination", "set", null, written.place)];
  }
  if (mayHaveMore(stack)) return [UNKNOWN];
  return [
    deadLetterTarget ? differs("Dead-letter queue", null, lastOf(deadLetterTarget), resource.head) : SAME,
    asyncInvocation?.onFailure ? differs("On-failure destination", null, lastOf(asyncInvocation.onFailure), resource.head) : SAME,
  ];
}

function lastOf(arn: string): string {
  return arn.slice(arn.lastIndexOf(":") + 1);
}

function invocation({ invokeConfig }: FunctionResource, { asyncInvocation }: DeployedFunction): Comparison[] {
  if (invokeConfig === null) return [];
  if (asyncInvocation === undefined) return [UNKNOWN];
  return [
    compare({
      property: "Retries of asynchronous events",
      setting: numberSetting(invokeConfig, "MaximumRetryAttempts"),
      deployed: asyncInvocation?.maximumRetryAttempts ?? 2,
      byDefault: 2,
      show: plain,
    }),
    compare({
      property: "Age of asynchronous events",
      setting: numberSetting(invokeConfig, "MaximumEventAgeInSeconds"),
      deployed: asyncInvocation?.maximumEventAge ?? 21_600,
      byDefault: 21_600,
      show: (value) => `${value} s`,
    }),
  ];
}

/** Only of a log group that is in the template: others have their retention from elsewhere. */
function retention({ logGroup, logRetention }: FunctionResource, { logRetention: deployed }: DeployedFunction): Comparison {
  if (logGroup === null) return UNKNOWN;
  // Terraform's `retention_in_days = 0`.
  const isForever = logRetention.kind === "set" && logRetention.value === 0;
  const written: Setting<number> = isForever ? { kind: "absent", resource: logGroup } : logRetention;
  return compare({ property: "Log retention", setting: written, deployed, byDefault: null, show: (days) => `${days} days` });
}

/** Those of the template; tools and people add others. */
function aliases({ aliases: written }: FunctionResource, { aliases: deployed }: DeployedFunction): Comparison[] {
  return written.map((alias) => {
    const name = textOf(property(alias, "Name"));
    if (name === undefined || deployed === undefined || alias.isConditional) return UNKNOWN;
    return deployed.some((each) => each.name === name) ? SAME : differs(`Alias ${name}`, "there", null, alias.head);
  });
}

function url({ url: written, stack, resource, triggersAreKnown }: FunctionResource, { urlAuthType }: DeployedFunction): Comparison {
  if (urlAuthType === undefined) return UNKNOWN;
  if (written === null) {
    if (urlAuthType === null) return SAME;
    return triggersAreKnown && !mayHaveMore(stack) ? differs("Function URL", null, urlAuthType, resource.head) : UNKNOWN;
  }
  const authorization = textOf(property(written, "AuthType"));
  if (authorization === undefined || written.isConditional) return UNKNOWN;
  return authorization === urlAuthType ? SAME : differs("Function URL", authorization, urlAuthType, written.head);
}

/** How many subnets it is in. */
function network({ vpc, stack, resource }: FunctionResource, { configuration: { subnets } }: DeployedFunction): Comparison {
  const show = (value: number): string | null => (value === 0 ? null : `${value} subnets`);
  if (vpc.kind === "computed") return UNKNOWN;
  if (vpc.kind === "absent")
    return subnets === 0 ? SAME : mayHaveMore(stack) ? UNKNOWN : differs("VPC", null, show(subnets), resource.head);
  const value = property(vpc.value, "SubnetIds");
  const items = value?.kind === "list" && !value.isOpen ? itemsOf(value) : undefined;
  // A list parameter is one item and many subnets.
  const isCounted = items?.every(({ kind, isAssumed }) => (kind === "literal" && !isAssumed) || kind === "reference");
  if (!items || !isCounted) return UNKNOWN;
  return items.length === subnets ? SAME : differs("VPC", show(items.length), show(subnets), vpc.place);
}
