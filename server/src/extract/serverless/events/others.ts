/** The remaining events: `alb`, `iot`, Alexa, and those of plugins. */
import { literal, map } from "../../stack.ts";
import type { WrittenEvent } from "../events.ts";
import { entryAt, Properties } from "../words.ts";

export function readAlb(event: WrittenEvent): void {
  const { value, key } = event;
  const properties = new Properties();
  if (value.kind !== "map") properties.open();
  properties.set("ListenerArn", entryAt(value, "listenerArn")).set("Priority", entryAt(value, "priority"));
  properties.set("Conditions", entryAt(value, "conditions")).set("TargetFunction", event.target("Arn"));
  const action = map(key, [
    ["Type", literal(key, "forward")],
    ["TargetFunction", event.target("Arn")],
  ]);
  properties.set("Actions", { kind: "list", items: [action], isOpen: false, place: key });
  event.make("AWS::ElasticLoadBalancingV2::ListenerRule", properties);
}

export function readIot(event: WrittenEvent): void {
  const { value, key } = event;
  const properties = new Properties();
  if (value.kind !== "map") properties.open();
  properties.set("RuleName", entryAt(value, "name")).set("TopicRulePayload.Sql", entryAt(value, "sql"));
  const action = new Properties().set("Lambda.FunctionArn", event.target("Arn")).map(key);
  properties.set("TopicRulePayload.Actions", { kind: "list", items: [action], isOpen: false, place: key });
  event.make("AWS::IoT::TopicRule", properties);
}

/** A skill has no resource in AWS: it is a permission to invoke the function. */
export function readAlexa(event: WrittenEvent): void {
  const { value, key, kind } = event;
  const service = kind === "alexaSkill" ? "alexa-appkit.amazon.com" : "alexa-connectedhome.amazon.com";
  const properties = new Properties()
    .set("FunctionName", event.target("Arn"))
    .set("Action", literal(key, "lambda:InvokeFunction"))
    .set("Principal", literal(key, service));
  const skill = value.kind === "map" ? entryAt(value, "appId") : value.kind === "none" ? undefined : value;
  properties.set("EventSourceToken", skill);
  event.make("AWS::Lambda::Permission", properties);
}

/** What a plugin or a newer version understands: that it invokes the function is all that is known. */
export function readOther(event: WrittenEvent): void {
  event.make(`Serverless::${event.kind}`, new Properties().set("FunctionName", event.target("Arn")).open());
}
