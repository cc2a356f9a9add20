import { booleanOf, isAbsent, property } from "../../model/expressions.ts";
import type { Resource } from "../../model/infrastructure.ts";
import { defineRule, type Problem, placeOf, repair } from "../rule.ts";

/** By service: the operation, and the type of what is sent to. */
const SENDS: Readonly<Record<string, readonly [operation: string, type: string, isFifo: string]>> = {
  sqs: ["SendMessage", "AWS::SQS::Queue", "FifoQueue"],
  sns: ["Publish", "AWS::SNS::Topic", "FifoTopic"],
};

export const fifoSendWithoutDedupId = defineRule({
  id: "fifo-send-without-dedup-id",
  title: "A message to a FIFO queue or topic without a deduplication id",
  section: "idempotency",
  checklist: "idempotent",
  severity: "warning",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource: fn, code }, { named, rewrite }) {
    if (!fn || !code || fn.environment.kind !== "set") return undefined;
    const { entries } = fn.environment.value;
    return code.program.sdkUses(code.handler).flatMap((use): Problem[] => {
      const [operation, type, isFifo] = SENDS[use.service] ?? [];
      if (use.operation !== operation || type === undefined || isFifo === undefined || use.subject?.kind !== "environment") return [];
      const targets = named(entries.get(use.subject.name)?.value, fn.stack);
      const target = targets.length === 1 ? targets[0] : undefined;
      if (target?.type !== type || !needsId(target, isFifo) || use.isOpen || use.parameter("MessageDeduplicationId")) return [];
      return [
        {
          at: placeOf(use.call),
          message: `A FIFO queue or topic without content-based deduplication refuses a message that has no MessageDeduplicationId; give it one that is the same on a retry, or turn content-based deduplication on: ${target.name}`,
          via: code.program.reach(use.call.scope)?.chain ?? [],
          related: [{ at: target.head, message: "Here it is declared" }],
          fixes: () => [
            repair(
              `Tell messages apart by their content: ${target.name}`,
              "suggested",
              rewrite.change([{ kind: "set", resource: target, path: ["ContentBasedDeduplication"], value: true }]),
            ),
          ],
        },
      ];
    });
  },
});

function needsId(target: Resource, isFifo: string): boolean {
  if (booleanOf(property(target, isFifo)) !== true) return false;
  return isAbsent(target, "ContentBasedDeduplication") || booleanOf(property(target, "ContentBasedDeduplication")) === false;
}
