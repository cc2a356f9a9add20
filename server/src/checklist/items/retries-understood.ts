import { retriesSet } from "../deployed/failures.ts";
import { allWait, knownTriggers, nameOfTrigger, namesOfTriggers, waitsForAnswer } from "../facts/callers.ts";
import { knownCodeOf } from "../facts/knownCode.ts";
import { retriesOf } from "../facts/retries.ts";
import { defineItem } from "../item.ts";

export const retriesUnderstood = defineItem({
  id: "retries-understood",
  text: "Retries understood",
  section: "errors",
  proofs: [],
  deployed: retriesSet,
  signs(fn) {
    const { resource, code: handled } = fn;
    const triggers = knownTriggers(resource);
    const [first] = triggers ?? [];
    if (!resource || !triggers || !first) return [];
    const place = first.resource.head;
    if (allWait(triggers) && triggers.every(({ type }) => type !== "stepfunctions")) {
      const message = `Lambda tries nothing again for callers that wait for the answer: ${namesOfTriggers(triggers)}`;
      // What it calls may fail, and then it is to be decided here what is tried again.
      const code = knownCodeOf(fn);
      const callsNobody = code !== undefined && !code.usesAws && !code.usesHttp;
      return [{ says: callsNobody ? "does-not-apply" : "supports", kind: "trigger", message, place }];
    }
    const retried = triggers.filter((trigger) => trigger.type === "stepfunctions" || waitsForAnswer(trigger) !== true);
    const said = retried.map((trigger) => ({ trigger, limit: retriesOf(trigger, resource, handled) }));
    const isAll = said.every(({ limit }) => limit !== undefined);
    return said.flatMap(({ trigger, limit }) =>
      limit === undefined
        ? []
        : [
            {
              says: isAll ? "proves" : "supports",
              kind: "trigger",
              message: `How often failures are tried again is set for ${nameOfTrigger(trigger)}: ${limit}`,
              place: trigger.resource.head,
            } as const,
          ],
    );
  },
});
