/** Services that hand a function what happened and do not wait: topics, buckets, log groups, IoT rules. */
import { itemsOf, property, textOf } from "../../model/expressions.ts";
import type { Expression, Resource } from "../../model/infrastructure.ts";
import type { StackFacts } from "../facts.ts";
import { readableName } from "../names.ts";
import { type Invocation, invocations, sourceOf } from "./invocation.ts";

export function subscriptions(facts: StackFacts): Invocation[] {
  const separate = facts.ofType("AWS::SNS::Subscription").flatMap((subscription) => {
    const topic = sourceOf(property(subscription, "TopicArn"), facts, ["AWS::SNS::Topic"]);
    return invocations(facts, property(subscription, "Endpoint"), "sns", subscription, topic);
  });
  const within = facts.ofType("AWS::SNS::Topic").flatMap((topic) => {
    const source = { source: readableName(topic), sourceResource: topic };
    return maps(property(topic, "Subscription")).flatMap((item) => invocations(facts, property(item, "Endpoint"), "sns", topic, source));
  });
  return [...separate, ...within];
}

/** A bucket's own notifications, and those that a dialect writes beside it. */
export function notifications(facts: StackFacts): Invocation[] {
  const own = facts.ofType("AWS::S3::Bucket").flatMap((bucket) => {
    const source = { source: readableName(bucket), sourceResource: bucket };
    const configurations = maps(property(bucket, "NotificationConfiguration.LambdaConfigurations"));
    return configurations.flatMap((item) => invocations(facts, property(item, "Function"), "s3", bucket, source));
  });
  const beside = facts.ofType("AWS::S3::BucketNotification").flatMap((notification) => {
    const source = sourceOf(property(notification, "Bucket"), facts, ["AWS::S3::Bucket"]);
    const several = ["LambdaConfigurations", "NotificationConfiguration.LambdaConfigurations"];
    const functions = [notification.properties, ...several.flatMap((path) => maps(property(notification, path)))];
    return functions.flatMap((item) => invocations(facts, property(item, "Function"), "s3", notification, source));
  });
  return [...own, ...beside];
}

export function logSubscriptions(facts: StackFacts): Invocation[] {
  return facts.ofType("AWS::Logs::SubscriptionFilter").flatMap((filter) => {
    const source = sourceOf(property(filter, "LogGroupName"), facts, ["AWS::Logs::LogGroup"]);
    return invocations(facts, property(filter, "DestinationArn"), "logs", filter, source);
  });
}

export function topicRules(facts: StackFacts): Invocation[] {
  return facts.ofType("AWS::IoT::TopicRule").flatMap((rule) => {
    const sql = textOf(property(rule, "TopicRulePayload.Sql") ?? property(rule, "Sql"));
    const topic = sql === undefined ? undefined : (/\bfrom\s+['"]([^'"]+)['"]/i.exec(sql)?.[1] ?? sql);
    const source = { source: topic ?? null, sourceResource: written(rule) };
    const actions = maps(property(rule, "TopicRulePayload.Actions") ?? property(rule, "Actions"));
    const named = [property(rule, "Function"), ...actions.map((action) => property(action, "Lambda.FunctionArn"))];
    return named.flatMap((value) => invocations(facts, value, "iot", rule, source));
  });
}

/** Nobody wrote a made resource: it is no source that anyone would recognise. */
export function written(resource: Resource): Resource | null {
  return resource.owner === null ? resource : null;
}

/** The maps in a list, those of choices included: what may be configured invokes. */
export function maps(value: Expression | undefined): Extract<Expression, { kind: "map" }>[] {
  if (value?.kind === "choice") return value.options.flatMap(maps);
  return (itemsOf(value) ?? []).flatMap((item) => (item.kind === "choice" ? maps(item) : item.kind === "map" ? [item] : []));
}
