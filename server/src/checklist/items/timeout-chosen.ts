import { timeoutMeasured } from "../deployed/measured.ts";
import { defineItem } from "../item.ts";

export const timeoutChosen = defineItem({
  id: "timeout-chosen",
  text: "Timeout chosen on purpose",
  section: "concurrency",
  proofs: [{ rules: ["default-timeout"], message: "The template sets a timeout" }],
  deployed: timeoutMeasured,
  signs({ resource }) {
    const timeout = resource?.timeout;
    if (!timeout || timeout.kind === "absent") return [];
    const { place } = timeout;
    if (timeout.kind === "computed")
      return [{ says: "supports", kind: "resource", message: "The timeout is set by a value that only a deployment knows", place }];
    const where = timeout.isInherited ? "for all functions of the template" : "for this function";
    return [{ says: "supports", kind: "resource", message: `The timeout is set ${where}: ${timeout.value} s`, place }];
  },
});
