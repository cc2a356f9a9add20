import { isAbsent, property } from "../../model/expressions.ts";
import type { Expression, MapExpression, Resource } from "../../model/infrastructure.ts";
import { defineRule, everyDialect, type Problem } from "../rule.ts";

export const s3EventNoFilter = defineRule({
  id: "s3-event-no-filter",
  title: "Every object of the bucket invokes the function",
  section: "cost",
  checklist: { none: "It costs more than needed; the bucket may well be the right event source." },
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ triggers, name, resource, stack }, { named }) {
    const isOurs = (value: Expression | undefined) => named(value, stack).includes(resource);
    const notifications = triggers.flatMap((trigger) => (trigger.type === "s3" ? notificationsOf(trigger.resource, isOurs) : []));
    const open = notifications.filter(({ written }) => isAbsent(written, "Filter"));
    if (notifications.length > 0 && open.length === 0) return "ok";
    return open.map(
      ({ at }): Problem => ({
        at,
        message: `The function runs for every object, also for those it writes itself or skips; filter by prefix or suffix: ${name}`,
      }),
    );
  },
});

interface Notification {
  readonly written: Resource | MapExpression;
  readonly at: Problem["at"];
}

/** A notification by itself, or those of a bucket that name the function. */
function notificationsOf(resource: Resource, isOurs: (value: Expression | undefined) => boolean): Notification[] {
  if (resource.type === "AWS::S3::BucketNotification") return [{ written: resource, at: resource.head }];
  const configurations = property(resource, "NotificationConfiguration.LambdaConfigurations");
  const items = configurations?.kind === "list" ? configurations.items : [];
  return items.flatMap((item) => {
    const event = item.kind === "map" ? property(item, "Event") : undefined;
    return item.kind === "map" && event && isOurs(property(item, "Function")) ? [{ written: item, at: event.place }] : [];
  });
}
