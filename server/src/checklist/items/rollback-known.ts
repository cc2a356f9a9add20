import type { SourceText } from "../../model/code.ts";
import type { FunctionResource } from "../../model/infrastructure.ts";
import { areBehind, gradualStrategy, takingBack, versionedAlias } from "../facts/rollout.ts";
import { concerning, firstMatch } from "../facts/service.ts";
import { defineItem, type Sign } from "../item.ts";

const GOES_BACK = /\broll(?:ed|ing)?[ _-]?back|\brevert(?:ing|ed)?\b|\bprevious version\b/i;
/** What is deployed again or moved when a function goes back. */
const OF_FUNCTIONS = /\blambda\b|\bfunctions?\b|\balias(?:es)?\b|\bserverless\b|\bsam (?:deploy|build)\b|\bcdk\b|\bterraform\b/i;

export const rollbackKnown = defineItem({
  id: "rollback-known",
  text: "The way back is known",
  section: "deployment",
  proofs: [],
  signs({ resource }, { infrastructure, workspace }) {
    if (!resource) return [];
    const written = concerning(resource, workspace.runbooks()).flatMap((file) => runbook(file, resource));
    const group = gradualStrategy(resource) === undefined ? undefined : takingBack(resource, infrastructure);
    if (group) {
      const message = "Alarms take a new version back while it gets its first traffic";
      return [{ says: "proves", kind: "resource", message, place: group.head }, ...written];
    }
    const alias = versionedAlias(resource);
    if (!alias) return written;
    const isCertain = areBehind(alias, resource, infrastructure);
    const message = isCertain
      ? "Its alias can be pointed at the version before"
      : "It has an alias that can be pointed at the version before, and not all that invokes it is seen to come by it";
    return [{ says: isCertain ? "proves" : "supports", kind: "resource", message, place: alias.head }, ...written];
  },
  manual: "Whether people know the way back is theirs to say, where neither an alias nor a runbook leads there.",
});

/** A page proves it that speaks of this service's functions; one that speaks of something else is worth a look. */
function runbook(file: SourceText, { name, stack }: FunctionResource): Sign[] {
  const place = firstMatch(file, GOES_BACK);
  if (!place) return [];
  const isNamed = [name, stack.name].some((each) => each.length >= 5 && file.text.includes(each));
  const isOfService = OF_FUNCTIONS.test(file.text) && (isNamed || file.path.startsWith(`${stack.root}/`));
  const message = isOfService
    ? "It is written down how to go back"
    : "Something is written down about going back, and it may be about another part";
  return [{ says: isOfService ? "proves" : "supports", kind: "file", message, place }];
}
