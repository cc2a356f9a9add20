/** Events that are polled: `sqs`, `stream`, `msk`, `kafka`, `activemq`, `rabbitmq`. */
import { presumedText } from "../../../model/expressions.ts";
import { DEFAULT_STARTING_POSITION, MAPPING_EVENTS } from "../../../vocabulary/dialects/serverless.ts";
import type { WrittenEvent } from "../events.ts";
import { destinationOf } from "../functions.ts";
import { Properties, translate, valueAt } from "../words.ts";

export function readMapping(event: WrittenEvent): void {
  const { kind, value, service } = event;
  const properties = new Properties().set("FunctionName", event.target(null));
  if (value.kind === "map") {
    translate(value, MAPPING_EVENTS[kind] ?? [], properties, (target) => destinationOf(service, target));
    // A consumer is made, or named: what is read is then that of the stream all the same.
    const type = presumedText(valueAt(value, "type"));
    if (!properties.has("EventSourceArn") && kind !== "kafka") properties.open();
    if (kind === "stream" && type !== undefined) properties.set("StreamType", valueAt(value, "type"));
  } else if (value.kind === "none") properties.open();
  else properties.set("EventSourceArn", value);
  const isPositioned = kind === "stream" || kind === "msk" || kind === "kafka";
  if (isPositioned && !properties.has("StartingPosition")) {
    properties.set("StartingPosition", { kind: "literal", value: DEFAULT_STARTING_POSITION, place: event.key, isInherited: true });
  }
  event.make("AWS::Lambda::EventSourceMapping", properties);
}
