/** Events of a bus or clock: `schedule`, `eventBridge`, `cloudwatchEvent`. */
import { booleanOf, presumedText } from "../../../model/expressions.ts";
import type { Expression, MapEntry } from "../../../model/infrastructure.ts";
import { literal } from "../../stack.ts";
import type { WrittenEvent } from "../events.ts";
import { entryAt, Properties, valueAt } from "../words.ts";

/** One rule for each rate; with `method: scheduler` a schedule. */
export function readSchedule(event: WrittenEvent): void {
  const { value } = event;
  const rate = value.kind === "map" ? valueAt(value, "rate") : value;
  const rates = rate?.kind === "list" ? rate.items : [rate];
  const isScheduler = value.kind === "map" && presumedText(valueAt(value, "method"))?.toLowerCase() === "scheduler";
  for (const [index, one] of rates.entries()) {
    const suffix = index === 0 ? "" : `Rate${index + 1}`;
    const properties = new Properties().set("ScheduleExpression", one).set("State", stateOf(value));
    properties.set("Name", value.kind === "map" ? entryAt(value, "name") : undefined);
    if (isScheduler) {
      properties.set("ScheduleExpressionTimezone", entryAt(value, "timezone"));
      properties.set("Target", targetOf(event).map(value.place));
      event.make("AWS::Scheduler::Schedule", properties, suffix);
    } else event.make("AWS::Events::Rule", withTarget(event, properties), suffix);
  }
}

export function readEventBridge(event: WrittenEvent): void {
  const { value, service } = event;
  const properties = new Properties();
  if (value.kind !== "map") properties.open();
  properties.set("ScheduleExpression", entryAt(value, "schedule"));
  properties.set("EventPattern", entryAt(value, "pattern"));
  properties.set("State", stateOf(value));
  properties.set("Name", entryAt(value, "name"));
  const bus = entryAt(value, "eventBus");
  const id = bus?.value.kind === "literal" ? service.evaluator.findId(String(bus.value.value)) : undefined;
  properties.set("EventBusName", bus && id !== undefined ? { kind: "reference", id, attribute: null, place: bus.value.place } : bus);
  event.make("AWS::Events::Rule", withTarget(event, properties));
}

export function readCloudwatchEvent(event: WrittenEvent): void {
  const { value } = event;
  const properties = new Properties();
  if (value.kind !== "map") properties.open();
  properties.set("EventPattern", entryAt(value, "event")).set("State", stateOf(value)).set("Name", entryAt(value, "name"));
  event.make("AWS::Events::Rule", withTarget(event, properties));
}

function withTarget(event: WrittenEvent, properties: Properties): Properties {
  const { place } = event.value;
  return properties.set("Targets", { kind: "list", items: [targetOf(event).map(place)], isOpen: false, place });
}

function targetOf(event: WrittenEvent): Properties {
  const { value } = event;
  const target = new Properties().set("Arn", event.target("Arn"));
  if (value.kind !== "map") return target;
  target.set("Input", entryAt(value, "input")).set("InputPath", entryAt(value, "inputPath"));
  target.set("InputTransformer", entryAt(value, "inputTransformer"));
  target.set("DeadLetterConfig.Arn", entryAt(value, "deadLetterQueueArn"));
  target.set("RetryPolicy.MaximumEventAgeInSeconds", entryAt(value, "retryPolicy.maximumEventAge"));
  return target.set("RetryPolicy.MaximumRetryAttempts", entryAt(value, "retryPolicy.maximumRetryAttempts"));
}

/** `enabled: false`. */
function stateOf(value: Expression): MapEntry | undefined {
  const enabled = value.kind === "map" ? entryAt(value, "enabled") : undefined;
  if (enabled === undefined) return undefined;
  const isEnabled = booleanOf(enabled.value);
  if (isEnabled === undefined) return enabled.value.kind === "literal" ? undefined : enabled;
  return { key: enabled.key, value: literal(enabled.value.place, isEnabled ? "ENABLED" : "DISABLED") };
}
