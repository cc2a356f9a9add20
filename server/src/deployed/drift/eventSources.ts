/** Event source mappings: which there are, and how each reads. */

import { numberSetting, setting } from "../../infrastructure/settings.ts";
import type { DeployedEventSource, DeployedFunction } from "../../model/deployed.ts";
import { booleanOf, itemsOf, textOf } from "../../model/expressions.ts";
import type { Dialect, FunctionResource, Resource, Setting, Trigger, TriggerType } from "../../model/infrastructure.ts";
import { type Comparison, compare, differs, UNKNOWN } from "./comparison.ts";
import { pairSources, serviceOf } from "./sources.ts";
import { mayHaveMore } from "./tools.ts";

const MAPPING = "AWS::Lambda::EventSourceMapping";

/** Records at once where nobody says. Source: the API reference of CreateEventSourceMapping. */
const BATCH: Partial<Record<TriggerType, number>> = { sqs: 10, kinesis: 100, dynamodb: 100, kafka: 100 };
/** The Serverless Framework writes ten for streams. */
const SERVERLESS_BATCH: Partial<Record<TriggerType, number>> = { sqs: 10, kinesis: 10, dynamodb: 10 };

export function compareEventSources(fn: FunctionResource, { eventSources }: DeployedFunction): Comparison[] {
  const mappings = fn.triggers.filter(({ resource }) => resource.type === MAPPING);
  if (eventSources === undefined) return mappings.map(() => UNKNOWN);
  const { pairs, missing, more, isUnsure } = pairSources(mappings, eventSources);
  const found = pairs.flatMap(([trigger, deployed]) => compareMapping(trigger, deployed, fn.stack.dialect));
  const gone = missing.map((trigger) => {
    const isCertain = !trigger.resource.isConditional && !isUnsure;
    return isCertain ? differs(nameOf(trigger), "there", null, trigger.resource.head) : UNKNOWN;
  });
  const isComplete = fn.triggersAreKnown && !mayHaveMore(fn.stack) && !isUnsure;
  const added = more.map((each) =>
    isComplete ? differs(`Event source ${sourceName(each)}`, null, each.state.toLowerCase(), fn.resource.head) : UNKNOWN,
  );
  return [...found, ...gone, ...added];
}

function compareMapping(trigger: Trigger, deployed: DeployedEventSource, dialect: Dialect): Comparison[] {
  const { resource, type } = trigger;
  const name = `Event source ${sourceName(deployed)}`;
  const batch = (dialect === "serverless" ? SERVERLESS_BATCH : BATCH)[type];
  const plain = (value: string | number): string => String(value);
  const { batchSize, batchingWindow, maximumConcurrency, reportsBatchItemFailures: reports, hasFilter } = deployed;
  return [
    compare({
      property: `${name}: batch size`,
      setting: numberSetting(resource, "BatchSize"),
      deployed: batchSize,
      byDefault: batch,
      show: plain,
    }),
    compare({
      property: `${name}: batching window`,
      setting: numberSetting(resource, "MaximumBatchingWindowInSeconds"),
      deployed: batchingWindow,
      byDefault: type === "kafka" ? undefined : 0,
      show: (value) => `${value} s`,
    }),
    compare({ property: `${name}: state`, setting: stateOf(resource), deployed: stateNow(deployed), byDefault: "enabled", show: plain }),
    compare({
      property: `${name}: maximum concurrency`,
      setting: numberSetting(resource, "ScalingConfig.MaximumConcurrency"),
      deployed: type === "sqs" ? (maximumConcurrency ?? null) : undefined,
      byDefault: null,
      show: plain,
    }),
    presence(`${name}: reports batch item failures`, reportsFailures(resource), reports),
    presence(`${name}: filter`, isThere(resource, "FilterCriteria"), hasFilter),
    presence(
      `${name}: on-failure destination`,
      isThere(resource, "DestinationConfig.OnFailure.Destination"),
      deployed.onFailure !== undefined,
    ),
  ];
}

/** Whether there is something, where what it is cannot be compared. */
function presence(property: string, written: Setting<boolean>, isDeployed: boolean): Comparison {
  const word = (there: boolean): string => (there ? "on" : "off");
  const worded: Setting<string> = written.kind === "set" ? { ...written, value: word(written.value) } : written;
  return compare({ property, setting: worded, deployed: word(isDeployed), byDefault: "off", show: (value) => value });
}

function stateOf(resource: Resource): Setting<string> {
  return setting(resource, "Enabled", (value) => {
    const isOn = booleanOf(value);
    return isOn === undefined ? undefined : isOn ? "enabled" : "disabled";
  });
}

/** Undefined while it changes. */
function stateNow({ state }: DeployedEventSource): string | undefined {
  return /^(?:Enabled|Disabled)$/.test(state) ? state.toLowerCase() : undefined;
}

function reportsFailures(resource: Resource): Setting<boolean> {
  return setting(resource, "FunctionResponseTypes", (value) => {
    const texts = itemsOf(value)?.map(textOf);
    return texts?.includes("ReportBatchItemFailures") ? true : texts?.includes(undefined) ? undefined : texts && false;
  });
}

function isThere(resource: Resource, path: string): Setting<boolean> {
  return setting(resource, path, (value) => (value.kind === "computed" || value.kind === "choice" || value.isAssumed ? undefined : true));
}

function nameOf({ type, source, resource }: Trigger): string {
  return `Event source ${source ?? `${type} ${resource.name}`}`;
}

function sourceName({ source }: DeployedEventSource): string {
  return serviceOf(source).name;
}
