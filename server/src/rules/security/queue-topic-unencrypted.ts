import { booleanOf, isAbsent, property } from "../../model/expressions.ts";
import type { Resource } from "../../model/infrastructure.ts";
import { defineRule, everyDialect, repair } from "../rule.ts";

export const queueTopicUnencrypted = defineRule({
  id: "queue-topic-unencrypted",
  title: "Queue or topic without encryption",
  section: "security",
  checklist: { none: "Encryption at rest is a protection of its own, which the list does not ask about." },
  severity: "info",
  profile: "recommended",
  languages: everyDialect,
  on: "resource",
  check(resource, { rewrite, referrers }) {
    const isTopic = resource.type === "AWS::SNS::Topic";
    if (!isTopic && resource.type !== "AWS::SQS::Queue") return undefined;
    if (!isAbsent(resource, "KmsMasterKeyId")) return "ok";
    const managed = property(resource, "SqsManagedSseEnabled");
    // Queues are encrypted with a key of SQS unless somebody turns that off (since 2022).
    if (!isTopic) {
      if (booleanOf(managed) !== false) return "ok";
    }
    // What an alarm says is nothing private.
    if (isTopic && referrers(resource).some(({ type }) => type === "AWS::CloudWatch::Alarm")) return undefined;
    const change = isTopic
      ? ({ kind: "set", resource, path: ["KmsMasterKeyId"], value: "alias/aws/sns" } as const)
      : ({ kind: "set", resource, path: ["SqsManagedSseEnabled"], value: true } as const);
    return {
      at: managed?.place ?? resource.head,
      message: isTopic
        ? `Messages pass through this topic without a key of KMS, which rules on private data ask for; name one that its publishers may use: ${resource.name}`
        : `Encryption of what waits in this queue is turned off; turn it on, it costs nothing: ${resource.name}`,
      fixes: () =>
        isTopic && !isOurOwn(resource, referrers) ? [] : [repair(`Encrypt: ${resource.name}`, "suggested", rewrite.change([change]))],
    };
  },
});

/** Who may publish to a topic with the key of SNS: roles of the account, but no alarm, bucket, rule or other service. */
const WITH_ROLE = /^AWS::(?:Lambda::|IAM::|SNS::Subscription$|SQS::|Serverless::|StepFunctions::)/;

function isOurOwn(topic: Resource, referrers: (resource: Resource) => readonly Resource[]): boolean {
  return topic.stack.isComplete && referrers(topic).every(({ type }) => WITH_ROLE.test(type));
}
