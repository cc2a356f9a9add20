import { failuresKept } from "../deployed/failures.ts";
import { allWait, knownTriggers, nameOfTrigger, namesOfTriggers, waitsForAnswer } from "../facts/callers.ts";
import { keptFailures } from "../facts/failures.ts";
import { defineItem } from "../item.ts";

export const failureDestination = defineItem({
  id: "failure-destination",
  text: "Failed events are kept",
  section: "errors",
  proofs: [],
  deployed: failuresKept,
  signs({ resource }) {
    const triggers = knownTriggers(resource);
    const [first] = triggers ?? [];
    if (!resource || !triggers || !first) return [];
    if (allWait(triggers)) {
      const message = `Its callers wait for the answer and see what fails, so there is nothing to keep: ${namesOfTriggers(triggers)}`;
      return [{ says: "does-not-apply", kind: "trigger", message, place: first.resource.head }];
    }
    const left = triggers.filter((trigger) => waitsForAnswer(trigger) !== true);
    const kept = left.map((trigger) => ({ trigger, place: keptFailures(trigger, resource) }));
    const isAll = kept.every(({ place }) => place !== undefined);
    return kept.flatMap(({ trigger, place }) =>
      place === undefined
        ? []
        : [
            {
              says: isAll ? "proves" : "supports",
              kind: "trigger",
              message: `What cannot be handled is kept: ${nameOfTrigger(trigger)}`,
              place,
            } as const,
          ],
    );
  },
});
