import type { Value } from "../../model/code.ts";
import { isAbsent, itemsOf, property, textOf } from "../../model/expressions.ts";
import type { Expression, Trigger } from "../../model/infrastructure.ts";
import { isSource } from "../../model/subjects.ts";
import { defineRule, type FunctionContext, type Problem, placeOf } from "../rule.ts";

const WRITES = /^(PutObject|CopyObject|CompleteMultipartUpload)$/;

export const recursiveS3Trigger = defineRule({
  id: "recursive-s3-trigger",
  title: "The function writes to the bucket that triggers it",
  section: "cost",
  checklist: "cost-watched",
  severity: "warning",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource: fn, code }, context) {
    const triggers = fn?.triggers.filter(({ type, resource }) => type === "s3" && isForCreation(resource)) ?? [];
    if (!fn || !code || triggers.length === 0) return undefined;
    const uses = code.program.sdkUses(code.handler).filter(({ service, operation }) => service === "s3" && WRITES.test(operation));
    return uses.flatMap((use): Problem[] => {
      const trigger = triggers.find((each) => isSource(use.subject, each, fn, context.named));
      if (!trigger || code.program.decidedByEvent(use.call) || !startsItAgain(use.parameter("Key"), trigger, context)) return [];
      return [
        {
          at: placeOf(use.call),
          message: `Each object that is written here triggers the function again, without end and for money; write to another bucket, or let the trigger's filter leave these keys out: ${trigger.source ?? fn.name}`,
          via: code.program.reach(use.call.scope)?.chain ?? [],
          related: [{ at: trigger.resource.head, message: "Here the bucket triggers the function" }],
        },
      ];
    });
  },
});

/** Without events said, or said by something unknown, nothing is claimed. */
function isForCreation(resource: Trigger["resource"]): boolean {
  return eventsOf(resource).some((event) => /ObjectCreated|^s3:\*$/.test(event));
}

function eventsOf(resource: Trigger["resource"]): string[] {
  const written = [
    property(resource, "Event"),
    property(resource, "Events"),
    ...configurations(resource).map((each) => property(each, "Event")),
  ];
  return written.flatMap((value) => (itemsOf(value) ?? []).map((item) => textOf(item) ?? ""));
}

function configurations(resource: Trigger["resource"]): Extract<Expression, { kind: "map" }>[] {
  const list =
    itemsOf(property(resource, "NotificationConfiguration.LambdaConfigurations") ?? property(resource, "LambdaConfigurations")) ?? [];
  return list.flatMap((item) => (item.kind === "map" ? [item] : []));
}

/** Where a filter chooses by key only the very key that came in is certain to pass it again. */
function startsItAgain(key: Value | undefined, { resource }: Trigger, { code }: FunctionContext): boolean {
  const isFiltered = !isAbsent(resource, "Filter") || configurations(resource).some((each) => !isAbsent(each, "Filter"));
  if (!isFiltered) return true;
  return key !== undefined && code?.eventPath(key)?.join() === "event,Records,*,s3,object,key";
}
