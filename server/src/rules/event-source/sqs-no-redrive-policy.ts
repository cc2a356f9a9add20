import { booleanOf, isAbsent, property } from "../../model/expressions.ts";
import type { Resource } from "../../model/infrastructure.ts";
import { type Change, reference } from "../../rewrite/template.ts";
import { defineRule, everyDialect, type Problem, repair } from "../rule.ts";

/** AWS's advice for queues that feed a function: throttled receives count too. */
const MAX_RECEIVES = 5;

export const sqsNoRedrivePolicy = defineRule({
  id: "sqs-no-redrive-policy",
  title: "Messages that fail come back until they expire",
  section: "event-source",
  checklist: "failure-destination",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn, { rewrite, isDeadLetter }) {
    const queues = fn.triggers.flatMap(({ type, sourceResource }) => (type === "sqs" && sourceResource ? [sourceResource] : []));
    const own = [...new Set(queues)].filter((queue) => queue.type === "AWS::SQS::Queue" && !isDeadLetter(queue));
    const without = own.filter((queue) => isAbsent(queue, "RedrivePolicy"));
    if (own.length > 0 && without.length === 0) return "ok";
    return without.map(
      (queue): Problem => ({
        at: queue.head,
        message: `A message that cannot be handled is received again and again until it expires, and is then lost; give the queue a dead-letter queue: ${queue.name}`,
        related: [{ at: fn.resource.head, message: `Handled by ${fn.name}` }],
        fixes: () => {
          const isFifo = isAbsent(queue, "FifoQueue") ? false : booleanOf(property(queue, "FifoQueue"));
          if (isFifo === undefined) return [];
          return [repair(`Add a dead-letter queue: ${queue.name}`, "suggested", rewrite.change(withDeadLetterQueue(queue, isFifo)))];
        },
      }),
    );
  },
});

/** A queue's dead letters go to one of its own kind. */
function withDeadLetterQueue(queue: Resource, isFifo: boolean): Change[] {
  const id = `${queue.name}DeadLetters`;
  const fifo = isFifo ? { FifoQueue: true } : {};
  return [
    {
      kind: "add",
      after: queue,
      id,
      type: "AWS::SQS::Queue",
      properties: { ...fifo, MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true },
    },
    {
      kind: "set",
      resource: queue,
      path: ["RedrivePolicy"],
      value: { deadLetterTargetArn: reference(id, "Arn"), maxReceiveCount: MAX_RECEIVES },
    },
  ];
}
