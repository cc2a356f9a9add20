/** Rules with their targets, notifications of buckets, queues with their redrive policies, load balancers' targets. */
import type { Expression } from "../../../model/infrastructure.ts";
import { terraformTypes } from "../../../vocabulary/dialects/terraform.ts";
import { literal } from "../../stack.ts";
import { nestedBlocks } from "../blocks.ts";
import { append, type Draft, type Drafts, draftMap, get, put } from "../draft.ts";
import { fillProperties } from "../properties.ts";

/** Adds the targets to their rules; one whose rule is elsewhere is a rule of which only the target is known. */
export function linkTargets(drafts: Drafts): void {
  for (const target of drafts.written("aws_cloudwatch_event_target")) {
    const { evaluator } = drafts;
    const named = target.block.body.attributes.find((attribute) => attribute.name === "rule");
    const value = named && evaluator.evaluate(named.value, target.frame);
    const rule = drafts.named(value, ["AWS::Events::Rule"]);
    const item: Expression = { ...target.properties, place: target.place };
    if (rule === undefined) {
      target.type = "AWS::Events::Rule";
      const content = new Map(target.properties.entries);
      target.properties.entries.clear();
      target.properties.isOpen = true;
      if (value !== undefined) put(target.properties, "Name", target.head, value);
      append(target.properties, "Targets", target.head, [{ kind: "map", entries: content, isOpen: false, place: target.place }]);
    } else {
      append(rule.properties, "Targets", target.head, [item], target.isConditional && !rule.isConditional);
      drafts.remove(target);
    }
  }
}

const NOTIFICATIONS: Readonly<Record<string, readonly [name: string, argument: string]>> = {
  lambda_function: ["Function", "lambda_function_arn"],
  queue: ["Queue", "queue_arn"],
  topic: ["Topic", "topic_arn"],
};

/** `aws_s3_bucket_notification`: one of our own for every function that is told. */
export function linkNotifications(drafts: Drafts): void {
  const type = terraformTypes.get("aws_s3_bucket_notification");
  for (const draft of drafts.written("aws_s3_bucket_notification")) {
    const { evaluator } = drafts;
    const bucket = get(draft, "Bucket");
    for (const [index, block] of nestedBlocks(evaluator, draft.block.body, draft.frame, Object.keys(NOTIFICATIONS)).entries()) {
      const [name, argument] = NOTIFICATIONS[block.type] ?? [];
      if (name === undefined || argument === undefined) continue;
      const [place, head] = [evaluator.place(block.frame, block.range), evaluator.place(block.frame, block.head)];
      const isConditional = draft.isConditional || block.isUnsure;
      const made = drafts.make(draft, `${block.type}${index}`, "AWS::S3::BucketNotification", place, head, isConditional);
      const content = draftMap(place);
      fillProperties(evaluator, type, block.body, block.frame, content);
      if (bucket !== undefined) put(made.properties, "Bucket", draft.head, bucket);
      for (const [key, entry] of content.entries) {
        if (key === "Events") put(made.properties, "Event", entry.key, entry.value);
        else if (key === "FilterPrefix" || key === "FilterSuffix") put(made.properties, `Filter.${key.slice(6)}`, entry.key, entry.value);
        else if (key.endsWith("Arn")) put(made.properties, name, entry.key, entry.value);
        else put(made.properties, key, entry.key, entry.value);
      }
    }
    for (const name of ["LambdaFunction", "Queue", "Topic"]) draft.properties.entries.delete(name);
  }
}

/** `aws_sqs_queue_redrive_policy` and `aws_sqs_queue_redrive_allow_policy` belong to their queue. */
export function linkQueues(drafts: Drafts): void {
  for (const [written, property] of [
    ["aws_sqs_queue_redrive_policy", "RedrivePolicy"],
    ["aws_sqs_queue_redrive_allow_policy", "RedriveAllowPolicy"],
  ] as const) {
    for (const draft of drafts.written(written)) {
      const queue = drafts.named(get(draft, "QueueUrl"), ["AWS::SQS::Queue"]);
      const value = get(draft, property);
      if (queue === undefined || value === undefined) continue;
      put(queue.properties, property, draft.head, value);
      drafts.remove(draft);
    }
  }
  for (const draft of drafts.written("aws_sqs_queue_policy", "aws_sns_topic_policy"))
    wrap(draft, draft.type.startsWith("AWS::SQS") ? "Queues" : "Topics");
}

/** One value where CloudFormation has a list. */
export function wrap(draft: Draft, property: string): void {
  const entry = draft.properties.entries.get(property);
  if (entry === undefined || entry.value.kind === "list" || entry.value.kind === "none") return;
  draft.properties.entries.set(property, {
    ...entry,
    value: { kind: "list", items: [entry.value], isOpen: false, place: entry.value.place },
  });
}

/** A function that is a load balancer's target. */
export function linkTargetGroups(drafts: Drafts): void {
  for (const draft of drafts.written("aws_lb_target_group_attachment", "aws_alb_target_group_attachment")) {
    const group = drafts.named(get(draft, "TargetGroupArn"), ["AWS::ElasticLoadBalancingV2::TargetGroup"]);
    const target = draft.properties.entries.get("TargetId");
    if (group === undefined || target === undefined) continue;
    append(group.properties, "Targets", draft.head, [
      { kind: "map", entries: new Map([["Id", target]]), isOpen: false, place: draft.place },
    ]);
    drafts.remove(draft);
  }
}

/** Functions that a rule of the Internet of Things invokes are its actions. */
export function linkTopicRules(drafts: Drafts): void {
  for (const draft of drafts.written("aws_iot_topic_rule")) {
    const payload = get(draft, "TopicRulePayload");
    const entry = payload?.kind === "map" ? payload.entries.get("Lambda") : undefined;
    if (payload?.kind !== "map" || entry?.value.kind !== "list") continue;
    const actions = entry.value.items.map((item): Expression => {
      return { kind: "map", entries: new Map([["Lambda", { key: entry.key, value: item }]]), isOpen: false, place: item.place };
    });
    const content = payload as ReturnType<typeof draftMap>;
    content.entries.delete("Lambda");
    append(content, "Actions", entry.key, actions, entry.value.isOpen);
  }
}

/** Keys of a table, and streams that are on by a flag. */
export function linkTables(drafts: Drafts): void {
  for (const draft of drafts.written("aws_dynamodb_table")) {
    for (const [name, keyType] of [
      ["hash_key", "HASH"],
      ["range_key", "RANGE"],
    ] as const) {
      const attribute = draft.block.body.attributes.find((one) => one.name === name);
      if (attribute === undefined) continue;
      const value = drafts.evaluator.evaluate(attribute.value, draft.frame);
      const key = drafts.evaluator.place(draft.frame, attribute.key);
      const item = draftMap(drafts.evaluator.place(draft.frame, attribute));
      put(item, "AttributeName", key, value);
      put(item, "KeyType", key, literal(key, keyType));
      append(draft.properties, "KeySchema", key, [item]);
    }
  }
}
