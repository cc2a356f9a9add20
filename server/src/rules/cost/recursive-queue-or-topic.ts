import { isAbsent } from "../../model/expressions.ts";
import { isSource } from "../../model/subjects.ts";
import { defineRule, type Problem, placeOf } from "../rule.ts";

const SENDS: Readonly<Record<string, RegExp>> = { sqs: /^SendMessage(Batch)?$/, sns: /^Publish(Batch)?$/ };

export const recursiveQueueOrTopic = defineRule({
  id: "recursive-queue-or-topic",
  title: "The function sends to the queue or topic that triggers it",
  section: "cost",
  checklist: "cost-watched",
  severity: "warning",
  profile: "recommended",
  languages: ["python", "javascript", "typescript"],
  on: "function",
  check({ resource: fn, code }, { named }) {
    const sources = fn?.triggers.filter(({ type, resource }) => type in SENDS && isUnfiltered(resource)) ?? [];
    if (!fn || !code || sources.length === 0) return undefined;
    const uses = code.program.sdkUses(code.handler).filter(({ service, operation }) => SENDS[service]?.test(operation));
    return uses.flatMap((use): Problem[] => {
      const source = sources.find((each) => each.type === use.service && isSource(use.subject, each, fn, named));
      if (!source || code.program.decidedByEvent(use.call)) return [];
      return [
        {
          at: placeOf(use.call),
          message: `What is sent here comes back to the function, which sends it again, without end and for money; send to another queue or topic, or only under a condition that ends it: ${source.source ?? fn.name}`,
          via: code.program.reach(use.call.scope)?.chain ?? [],
          related: [{ at: source.resource.head, message: "Here the function is triggered" }],
        },
      ];
    });
  },
});

function isUnfiltered(resource: Parameters<typeof isAbsent>[0]): boolean {
  return isAbsent(resource, "FilterCriteria") && isAbsent(resource, "FilterPolicy");
}
