import type { Place, SourceText } from "../../model/code.ts";
import type { FunctionResource } from "../../model/infrastructure.ts";
import { wayBack } from "../deployed/rollout.ts";
import { areBehind, gradualStrategy, takingBack, versionedAlias } from "../facts/rollout.ts";
import { concerning, matches, partAround } from "../facts/service.ts";
import { defineItem, type Sign } from "../item.ts";

const GOES_BACK = /\broll(?:ed|ing)?[ _-]?back|\brevert(?:ing|ed)?\b|\bprevious version\b/i;
/** What is deployed again or moved when a function goes back. */
const OF_FUNCTIONS = /\blambda\b|\bfunctions?\b|\balias(?:es)?\b|\bserverless\b|\bsam (?:deploy|build)\b|\bcdk\b|\bterraform\b/i;

export const rollbackKnown = defineItem({
  id: "rollback-known",
  text: "Rollback path known",
  section: "deployment",
  proofs: [],
  deployed: wayBack,
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

/** A page proves it whose part on going back speaks of this service's functions; any other is worth a look. */
function runbook(file: SourceText, { name, stack }: FunctionResource): Sign[] {
  const places = matches(file, GOES_BACK);
  const isOurs = ({ start }: Place): boolean => {
    const part = partAround(file.text, start);
    return OF_FUNCTIONS.test(part) && (file.path.startsWith(`${stack.root}/`) || [name, stack.name].some((each) => isNamed(each, part)));
  };
  const own = places.find(isOurs);
  if (own) return [{ says: "proves", kind: "file", message: "It is written down how to go back", place: own }];
  const [place] = places;
  const message = "Something is written down about going back, and it may be about another part";
  return place ? [{ says: "supports", kind: "file", message, place }] : [];
}

/** A name that is an ordinary word (`deploy`, `orders`) says nothing by standing in a text. */
function isNamed(name: string, text: string): boolean {
  return name.length >= 5 && /[A-Z0-9_-]/.test(name) && text.includes(name);
}
