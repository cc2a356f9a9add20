import { watchesAccount, watchesInvocations } from "../../model/costs.ts";
import { defineRule, everyDialect } from "../rule.ts";

export const noCostAlarm = defineRule({
  id: "no-cost-alarm",
  title: "Costs that nobody watches",
  section: "observability",
  checklist: { none: "Budgets are the account's: that there is none in this workspace does not say that nobody watches costs." },
  severity: "hint",
  profile: "recommended",
  languages: everyDialect,
  on: "stack",
  check(stack, { stacks, functionsOf }) {
    const deploying = stacks.filter((each) => functionsOf(each).length > 0);
    // One budget serves the account: it is said once for all that the workspace deploys.
    if (deploying[0] !== stack) return undefined;
    if (stacks.some(({ resources }) => [...resources.values()].some((each) => watchesAccount(each) || watchesInvocations(each))))
      return "ok";
    const [first] = functionsOf(stack);
    if (first === undefined || deploying.some(({ isComplete }) => !isComplete)) return undefined;
    return {
      at: first.resource.head,
      functions: deploying.flatMap(functionsOf),
      message: `A loop or a crawler can start functions without end, and the first to say so is the bill; add a budget or a cost anomaly monitor for the account: nothing in this workspace watches costs`,
    };
  },
});
