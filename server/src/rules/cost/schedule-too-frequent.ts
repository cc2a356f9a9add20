import { property, textOf } from "../../model/expressions.ts";
import { bringsWork } from "../../model/triggers.ts";
import { defineRule, everyDialect, type Problem } from "../rule.ts";

/** Once a minute is the most a rule can. */
const EVERY_MINUTE = /^(rate\(1 minutes?\)|cron\((\*|\*\/1|0\/1) \* [*?] \* [*?] \*\))$/;

export const scheduleTooFrequent = defineRule({
  id: "schedule-too-frequent",
  title: "Function that looks for work every minute",
  section: "cost",
  checklist: { none: "A schedule may be the right event source and still come more often than there is work." },
  severity: "hint",
  profile: "recommended",
  languages: everyDialect,
  on: "deployed-function",
  check({ triggers, name }) {
    return triggers.filter(bringsWork).flatMap(({ type, resource }): Problem[] => {
      const schedule = type === "schedule" ? property(resource, "ScheduleExpression") : undefined;
      if (!schedule || !EVERY_MINUTE.test(textOf(schedule)?.trim() ?? "")) return [];
      return [
        {
          at: schedule.place,
          message: `43,000 invocations a month mostly find nothing to do; let the event that makes the work invoke the function, if there is one: ${name}`,
        },
      ];
    });
  },
});
