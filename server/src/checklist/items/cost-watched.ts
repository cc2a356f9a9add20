import { watchesAccount, watchesInvocations } from "../../model/costs.ts";
import type { Resource, Stack } from "../../model/infrastructure.ts";
import { areNear } from "../../model/neighbours.ts";
import { costSeen } from "../deployed/alarms.ts";
import { alarmsByMetric } from "../facts/alarms.ts";
import { defineItem } from "../item.ts";

export const costWatched = defineItem({
  id: "cost-watched",
  text: "Costs watched",
  section: "cost",
  proofs: [],
  deployed: costSeen,
  signs({ resource }, { infrastructure }) {
    if (!resource) return [];
    const usage = [...alarmsByMetric(resource, infrastructure).values()].find(watchesInvocations);
    if (usage) return [{ says: "proves", kind: "resource", message: "An alarm tells when it is invoked too often", place: usage.head }];
    const { stack } = resource;
    const watching = infrastructure.stacks.flatMap((each) => watchingIn(each));
    // A stack beside it with functions of its own may be the same service in another account.
    const isOurs = (each: Stack): boolean => each === stack || (areNear(each, stack) && infrastructure.functionsOf(each).length === 0);
    const own = watching.find((each) => isOurs(each.stack));
    if (own) return [{ says: "proves", kind: "resource", message: `The costs of the account are watched: ${own.name}`, place: own.head }];
    const [other] = watching;
    if (!other) return [];
    const message = `Costs are watched by another part of the workspace, which may be for another account: ${other.name}`;
    return [{ says: "supports", kind: "resource", message, place: other.head }];
  },
});

const known = new WeakMap<Stack, readonly Resource[]>();

/** Looked for once: every function asks it of all stacks. */
function watchingIn(stack: Stack): readonly Resource[] {
  let found = known.get(stack);
  if (!found) {
    found = [...stack.resources.values()].filter((each) => watchesAccount(each) && !each.isConditional);
    known.set(stack, found);
  }
  return found;
}
