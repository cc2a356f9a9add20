import { namesOfTriggers } from "../facts/callers.ts";
import { defineItem } from "../item.ts";

export const eventSourceFits = defineItem({
  id: "event-source-fits",
  text: "Event source fits the work",
  section: "event-source",
  proofs: [{ rules: ["event-shape-mismatch"], message: "The handler reads the events that its triggers send" }],
  signs({ resource }) {
    const [first] = resource?.triggers ?? [];
    if (!resource || !first) return [];
    return [
      { says: "supports", kind: "trigger", message: `It is invoked by ${namesOfTriggers(resource.triggers)}`, place: first.resource.head },
    ];
  },
});
