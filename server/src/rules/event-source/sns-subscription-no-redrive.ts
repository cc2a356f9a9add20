import { isAbsent } from "../../model/expressions.ts";
import { defineRule, everyDialect, type Problem } from "../rule.ts";

export const snsSubscriptionNoRedrive = defineRule({
  id: "sns-subscription-no-redrive",
  title: "Notifications that cannot be delivered are dropped",
  section: "event-source",
  checklist: "failure-destination",
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn) {
    const subscriptions = fn.triggers.flatMap(({ type, resource }) =>
      type === "sns" && resource.type === "AWS::SNS::Subscription" ? [resource] : [],
    );
    const without = subscriptions.filter((resource) => isAbsent(resource, "RedrivePolicy"));
    if (subscriptions.length > 0 && without.length === 0) return "ok";
    return without.map(
      (resource): Problem => ({
        at: resource.head,
        message: `A notification that SNS cannot hand over (the function is deleted or may not be invoked) is dropped before the function could see it; give the subscription a redrive policy: ${fn.name}`,
      }),
    );
  },
});
