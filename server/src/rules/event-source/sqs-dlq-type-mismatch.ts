import { booleanOf, isAbsent, property } from "../../model/expressions.ts";
import type { Resource } from "../../model/infrastructure.ts";
import { defineRule, everyDialect, type Problem } from "../rule.ts";

export const sqsDlqTypeMismatch = defineRule({
  id: "sqs-dlq-type-mismatch",
  title: "Dead-letter queue of the other kind",
  section: "event-source",
  checklist: "failure-destination",
  severity: "error",
  profile: "recommended",
  languages: everyDialect,
  on: "resource",
  check(queue, { named }) {
    const target = property(queue, "RedrivePolicy.deadLetterTargetArn");
    const isFifo = queue.type === "AWS::SQS::Queue" ? isFifoQueue(queue) : undefined;
    if (target === undefined || isFifo === undefined) return undefined;
    const queues = named(target, queue.stack).filter(({ type }) => type === "AWS::SQS::Queue");
    const wrong = queues.filter((each) => isFifoQueue(each) === !isFifo);
    if (wrong.length === 0) return queues.length > 0 ? "ok" : undefined;
    const [own, other] = isFifo ? ["FIFO", "standard"] : ["standard", "FIFO"];
    return wrong.map(
      (dead): Problem => ({
        at: target.place,
        message: `The dead-letter queue of a ${own} queue must be a ${own} queue too, so this deployment is refused; make both of one kind: ${dead.name} is a ${other} queue`,
        related: [{ at: dead.head, message: `The ${other} queue` }],
      }),
    );
  },
});

/** Undefined where it cannot be known. */
function isFifoQueue(queue: Resource): boolean | undefined {
  return isAbsent(queue, "FifoQueue") ? false : booleanOf(property(queue, "FifoQueue"));
}
