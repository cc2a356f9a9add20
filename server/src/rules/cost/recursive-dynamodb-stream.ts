import { isAbsent } from "../../model/expressions.ts";
import { isSource } from "../../model/subjects.ts";
import { defineRule, type Problem, placeOf } from "../rule.ts";

const WRITES = /^(PutItem|UpdateItem|DeleteItem|BatchWriteItem|TransactWriteItems)$/;

export const recursiveDynamodbStream = defineRule({
  id: "recursive-dynamodb-stream",
  title: "The function writes to the table whose stream triggers it",
  section: "cost",
  checklist: "cost-watched",
  severity: "warning",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource: fn, code }, { named }) {
    const streams = fn?.triggers.filter(({ type, resource }) => type === "dynamodb" && isAbsent(resource, "FilterCriteria")) ?? [];
    if (!fn || !code || streams.length === 0) return undefined;
    const uses = code.program.sdkUses(code.handler).filter(({ service, operation }) => service === "dynamodb" && WRITES.test(operation));
    return uses.flatMap((use): Problem[] => {
      const stream = streams.find((each) => isSource(use.subject, each, fn, named));
      if (!stream || code.program.decidedByEvent(use.call)) return [];
      return [
        {
          at: placeOf(use.call),
          message: `Each write is a new record of the stream that triggers the function, so it goes on without end; write to another table, leave by the record's eventName or a mark, or filter the mapping: ${stream.source ?? fn.name}`,
          via: code.program.reach(use.call.scope)?.chain ?? [],
          related: [{ at: stream.resource.head, message: "Here the table's stream triggers the function" }],
        },
      ];
    });
  },
});
