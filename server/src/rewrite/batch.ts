/** What the writers of each language ask of a handler before its loop over records is made to report the failed ones. */
import type { Program } from "../flow/program.ts";
import type { Return, Scope, Value, Write } from "../model/code.ts";
import type { Batch } from "./rewriter.ts";

/** The way from a record to what names it. */
export const IDENTIFIER: Readonly<Record<Batch, readonly string[]>> = {
  queue: ["messageId"],
  "fifo-queue": ["messageId"],
  kinesis: ["kinesis", "sequenceNumber"],
  dynamodb: ["dynamodb", "SequenceNumber"],
};

/** A queue goes on behind a failed record; where order counts the first failure is the last record. */
export function goesOn(batch: Batch): boolean {
  return batch === "queue";
}

/** The variable of the one loop over the records of the event, where it stays the record; undefined for any other handler. */
export function recordVariable(program: Program, scope: Scope): Write | undefined {
  const loops = scope.writes.filter((write) => write.operator === "for" && isRecord(program.eventPath(write.value)));
  const [loop] = loops;
  if (loop === undefined || loops.length > 1 || loop.target.kind !== "binding") return undefined;
  const { binding } = loop.target;
  return binding.scope === scope && binding.writes.every((write) => write === loop) ? loop : undefined;
}

export function isRecord(path: readonly string[] | undefined): boolean {
  return path?.join() === "event,Records,*";
}

/** What is returned before the loop, in a guard, has to be nothing: that means success. What is returned behind it is told apart by `last`. */
export function returnsAreSimple(scope: Scope, last: Return | undefined): boolean {
  return scope.returns.every((each) => each === last || each.value === null || isNothing(each.value));
}

function isNothing(value: Value): boolean {
  return value.kind === "literal" && value.value === null;
}

const PURE = /^(pypi:json\.dumps|builtins:(len|str|repr)|global:(JSON\.stringify|String))$/;

/** Is nothing done to make the value: may it be left out where nobody reads it? */
export function isPlain(value: Value, program: Program): boolean {
  const all = (values: readonly Value[]): boolean => values.every((each) => isPlain(each, program));
  switch (value.kind) {
    case "literal":
    case "name":
      return true;
    case "member":
      return isPlain(value.object, program);
    case "template":
    case "unknown":
      return value.kind === "template" && all(value.parts);
    case "list":
      return all(value.items);
    case "map":
      return all(value.entries.map((entry) => entry.value));
    case "operation":
      return all(value.operands);
    case "call":
      return PURE.test(program.qualifiedName(value.call.callee) ?? "") && all(value.call.args.map((argument) => argument.value));
    default:
      return false;
  }
}
