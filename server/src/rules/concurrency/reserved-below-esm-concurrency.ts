import { isAbsent, numberOf, property } from "../../model/expressions.ts";
import { defineRule, everyDialect, type Problem } from "../rule.ts";

/** Concurrent batches with which Lambda begins to read a queue that has no maximum. */
const POLLERS = 5;

export const reservedBelowEsmConcurrency = defineRule({
  id: "reserved-below-esm-concurrency",
  title: "Queue that is read faster than the function may run",
  section: "concurrency",
  checklist: "concurrency-limited",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check(fn) {
    const { reservedConcurrency: reserved } = fn;
    if (reserved.kind !== "set" || reserved.value === 0) return undefined;
    return fn.triggers.flatMap(({ type, resource, source }): Problem[] => {
      if (type !== "sqs") return [];
      const written = property(resource, "ScalingConfig.MaximumConcurrency");
      const most = isAbsent(resource, "ScalingConfig.MaximumConcurrency") ? POLLERS : numberOf(written);
      if (most === undefined || most <= reserved.value) return [];
      return [
        {
          at: reserved.place,
          message: `Lambda takes up to ${most} batches at once from ${source ?? "the queue"} and throttles what is above the reserved concurrency, so good messages end in the dead-letter queue; reserve at least as many, or lower the mapping's maximum concurrency: ${reserved.value}`,
          related: [{ at: written?.place ?? resource.head, message: "Read by this event source mapping" }],
        },
      ];
    });
  },
});
