import { numberOf, property } from "../../model/expressions.ts";
import { defineRule, everyDialect, type Problem } from "../rule.ts";

export const batchSizeOne = defineRule({
  id: "batch-size-one",
  title: "One invocation for each record",
  section: "cost",
  checklist: { none: "It costs more than needed; the list asks whether somebody watches what it costs." },
  severity: "hint",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ triggers, name }) {
    return triggers.flatMap(({ type, resource, source }): Problem[] => {
      if (type !== "sqs" && type !== "kinesis" && type !== "dynamodb" && type !== "kafka") return [];
      const size = property(resource, "BatchSize");
      if (size === undefined || numberOf(size) !== 1) return [];
      return [
        {
          at: size.place,
          message: `Every record is an invocation of its own, which costs most where there are many of them; take batches and report the items that fail, unless each needs the whole timeout: ${source ?? name}`,
        },
      ];
    });
  },
});
