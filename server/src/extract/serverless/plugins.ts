/** Plugins that make resources which rules ask about: state machines, alarms, dead letter queues; and constructs of Lift. */

import { presumedText } from "../../model/expressions.ts";
import type { Expression, Resource } from "../../model/infrastructure.ts";
import { PLUGINS_WITHOUT_RESOURCES } from "../../vocabulary/dialects/serverlessPlugins.ts";
import { literal, madeResource, map } from "../stack.ts";
import type { Located } from "./files.ts";
import type { ServiceFunction } from "./functions.ts";
import { originOf, type Service, type Written } from "./service.ts";
import { entryAt, Properties, valueAt } from "./words.ts";

/** Is it certain that the plugins add nothing that is not read? */
export function pluginsAreKnown(plugins: readonly string[]): boolean {
  return plugins.every((name) => PLUGINS_WITHOUT_RESOURCES.has(name));
}

/** `stepFunctions.stateMachines` of serverless-step-functions. */
export function readStateMachines(service: Service): void {
  const section = service.part("stepFunctions");
  if (section === undefined) return;
  for (const { key, at, place, head } of service.written(service.child(section, "stateMachines"))) {
    const settings = service.evaluator.value(at);
    if (settings.kind !== "map") continue;
    const properties = new Properties()
      .set("StateMachineName", entryAt(settings, "name"))
      .set("StateMachineType", entryAt(settings, "type"));
    properties.set("Definition", entryAt(settings, "definition")).set("TracingConfiguration", tracing(settings));
    properties.set("LoggingConfiguration", entryAt(settings, "loggingConfig")).set("RoleArn", entryAt(settings, "role"));
    const id = presumedText(valueAt(settings, "id")) ?? key;
    const isTaken = service.resources.has(id);
    service.add(isTaken ? `stepFunctions/${id}` : id, key, "AWS::StepFunctions::StateMachine", properties.map(settings.place), {
      place,
      head,
      origin: originOf("resource", settings.place, "stepFunctions"),
    });
  }
}

function tracing(settings: Expression): Expression | undefined {
  const written = valueAt(settings, "tracingConfig");
  return written && new Properties().set("Enabled", entryAt(written, "enabled")).map(written.place);
}

/** Metrics by the names that serverless-plugin-aws-alerts gives its alarms. */
const ALARMS: Readonly<Record<string, string>> = {
  functionErrors: "Errors",
  functionThrottles: "Throttles",
  functionDuration: "Duration",
  functionInvocations: "Invocations",
};

/** Alarms of serverless-plugin-aws-alerts: those for all functions and those a function names. */
export function readAlerts(service: Service, { resource, settings }: ServiceFunction): void {
  if (!service.plugins.includes("serverless-plugin-aws-alerts")) return;
  const alerts = valueAt(service.setting("custom"), "alerts");
  for (const list of [valueAt(alerts, "alarms"), valueAt(alerts, "function"), valueAt(settings, "alarms")]) {
    if (list?.kind !== "list") continue;
    for (const item of list.items) {
      const name = presumedText(item.kind === "map" ? valueAt(item, "name") : item);
      const metric =
        name === undefined ? undefined : (ALARMS[name] ?? valueAt(alerts, `definitions.${name}.metric`) ?? valueAt(item, "metric"));
      if (name !== undefined && metric !== undefined)
        addAlarm(service, resource, name, typeof metric === "string" ? literal(item.place, metric) : metric);
    }
  }
}

function addAlarm(service: Service, owner: Resource, name: string, metric: Expression): void {
  const { place } = metric;
  const target: Expression = { kind: "reference", id: owner.id, attribute: null, place };
  const dimension = map(place, [
    ["Name", literal(place, "FunctionName")],
    ["Value", target],
  ]);
  const properties = new Properties().set("Namespace", literal(place, "AWS/Lambda")).set("MetricName", metric);
  properties.set("Dimensions", { kind: "list", items: [dimension], isOpen: false, place });
  const made = madeResource(owner, `Alarm/${name}`, "AWS::CloudWatch::Alarm", properties.map(place), {
    place,
    origin: originOf("setting", place, "alarms"),
  });
  service.resources.set(made.id, made);
}

/** `deadLetter` of serverless-plugin-lambda-dead-letter. */
export function readDeadLetter(service: Service, { resource, settings }: ServiceFunction): void {
  const entry = entryAt(settings, "deadLetter");
  if (entry === undefined || !service.plugins.includes("serverless-plugin-lambda-dead-letter")) return;
  const target = valueAt(entry.value, "targetArn") ?? { kind: "computed" as const, mentions: [], place: entry.value.place };
  const config = map(entry.value.place, [["TargetArn", target]]);
  const entries = new Map([...resource.properties.entries, ["DeadLetterConfig", { key: entry.key, value: config }] as const]);
  Object.assign(resource, { properties: { ...resource.properties, entries } });
}

/** A function that a construct of Lift defines: the worker of a queue, the authorizer of a webhook. */
export interface ConstructFunction extends Written {
  /** The construct's settings. */
  readonly construct: Located;
  readonly isQueue: boolean;
}

export function constructFunctions(service: Service): ConstructFunction[] {
  const section = service.part("constructs");
  return section === undefined ? [] : service.written(section).flatMap((one) => constructFunction(service, one) ?? []);
}

function constructFunction(service: Service, { key, at }: Written): ConstructFunction | undefined {
  const written = service.child(at, "type");
  const type = written && presumedText(service.evaluator.value(written));
  const name = type === "queue" ? "worker" : type === "webhook" ? "authorizer" : undefined;
  const found = name === undefined || at.node.kind !== "map" ? undefined : service.written(at).find((one) => one.key === name);
  if (name === undefined || found === undefined) return undefined;
  return { ...found, key: `${key}${name.charAt(0).toUpperCase()}${name.slice(1)}`, construct: at, isQueue: type === "queue" };
}

/** Lift's queue has a dead letter queue and reports failed items one by one. */
export function addQueue(service: Service, { construct }: ConstructFunction, { resource }: ServiceFunction): void {
  const settings = service.evaluator.value(construct);
  const { head, place } = resource;
  const written = { place, head, origin: originOf("setting", settings.place, "construct") };
  const make = (name: string, type: string, properties: Properties) => {
    const made = madeResource(resource, name, type, properties.map(settings.place), written);
    service.resources.set(made.id, made);
    return made.id;
  };
  const arn = (id: string): Expression => ({ kind: "reference", id, attribute: "Arn", place: head });
  const dead = make("Dlq", "AWS::SQS::Queue", new Properties());
  const queue = new Properties().set("RedrivePolicy.deadLetterTargetArn", arn(dead));
  queue.set("RedrivePolicy.maxReceiveCount", entryAt(settings, "maxRetries") ?? literal(head, 3));
  // Six times the worker's timeout, as Lift does it.
  queue.set("VisibilityTimeout", { kind: "computed", mentions: [], place: head });
  const id = make("Queue", "AWS::SQS::Queue", queue);
  const mapping = new Properties().set("FunctionName", { kind: "reference", id: resource.id, attribute: null, place: head });
  mapping.set("EventSourceArn", arn(id)).set("BatchSize", entryAt(settings, "batchSize") ?? literal(head, 1));
  const response: Expression = { kind: "list", items: [literal(head, "ReportBatchItemFailures")], isOpen: false, place: head };
  make("sqs", "AWS::Lambda::EventSourceMapping", mapping.set("FunctionResponseTypes", response));
}
