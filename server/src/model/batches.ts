/** What triggers say of batches: which of them hand over several records at once, and whether failed ones may be named. */
import { isAbsent, itemsOf, numberOf, property, textOf } from "./expressions.ts";
import type { FunctionResource, Trigger, TriggerType } from "./infrastructure.ts";

const BATCHES: ReadonlySet<TriggerType> = new Set(["sqs", "kinesis", "dynamodb"]);

/** Mappings of queues and streams: those that can be answered with `batchItemFailures`. */
export function batchTriggers(fn: FunctionResource): readonly Trigger[] {
  return fn.triggers.filter(({ type, resource }) => BATCHES.has(type) && resource.type === "AWS::Lambda::EventSourceMapping");
}

/** Left unset, a batch has up to 10 messages of a queue, 100 records of a stream. */
export function mayHoldSeveral({ resource }: Trigger): boolean {
  return isAbsent(resource, "BatchSize") || (numberOf(property(resource, "BatchSize")) ?? 1) > 1;
}

/** Is the mapping told to look at the response? Undefined where it cannot be known. */
export function reportsFailures({ resource }: Trigger): boolean | undefined {
  if (isAbsent(resource, "FunctionResponseTypes")) return false;
  const types = itemsOf(property(resource, "FunctionResponseTypes"))?.map(textOf);
  return types?.includes("ReportBatchItemFailures") ? true : undefined;
}

/** What order the records have to be handled in, and what names one; undefined where that cannot be known. */
export function batchKind({ type, source, sourceResource }: Trigger): "queue" | "fifo-queue" | "kinesis" | "dynamodb" | undefined {
  if (type === "kinesis" || type === "dynamodb") return type;
  if (type !== "sqs") return undefined;
  if (sourceResource === null) return source === null ? undefined : source.endsWith(".fifo") ? "fifo-queue" : "queue";
  if (isAbsent(sourceResource, "FifoQueue")) return "queue";
  const isFifo = textOf(property(sourceResource, "FifoQueue"))?.toLowerCase();
  return isFifo === "true" ? "fifo-queue" : isFifo === "false" ? "queue" : undefined;
}
