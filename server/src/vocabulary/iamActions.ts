/** Whether IAM can limit an action to a resource: where it cannot, `Resource: "*"` is right. */
import { UNSCOPED_ACTIONS } from "./iamActionTable.ts";

interface ServiceActions {
  /** Beginnings of names, or whole ones, in lower case. */
  readonly unscoped: readonly Pattern[];
  readonly scoped: readonly Pattern[];
}

interface Pattern {
  readonly text: string;
  readonly isPrefix: boolean;
}

let table: ReadonlyMap<string, ServiceActions> | undefined;

/**
 * @param action `dynamodb:PutItem`, `s3:Get*`, in any case.
 * @returns true: none of the actions meant can be limited; false: they can; undefined: some can, or it is not known.
 */
export function isUnscoped(action: string): boolean | undefined {
  const [service = "", written = ""] = action.split(":", 2);
  const name = written.toLowerCase();
  table ??= readTable(UNSCOPED_ACTIONS);
  const actions = table.get(service.toLowerCase());
  if (actions === undefined || name === "") return undefined;
  const wildcard = name.search(/[*?]/);
  if (wildcard < 0) return actions.unscoped.some((each) => matches(each, name)) && !actions.scoped.some((each) => matches(each, name));
  if (wildcard === 0) return name === "*" ? areUnscoped(actions, "", true) : undefined;
  // `Get*` is one word: of so many actions the few that cannot be limited do not count.
  const isOneWord = !/.[A-Z]/.test(written.slice(0, wildcard));
  return areUnscoped(actions, name.slice(0, wildcard), isOneWord);
}

/** Of all actions that begin so, some may be limited and others not: then it is not known which are meant. */
function areUnscoped(actions: ServiceActions, beginning: string, isBroad: boolean): boolean | undefined {
  const meets = (each: Pattern) => each.text.startsWith(beginning) || matches(each, beginning);
  const areCovered = actions.unscoped.some((each) => each.isPrefix && beginning.startsWith(each.text));
  if (areCovered) return actions.scoped.some(meets) ? undefined : true;
  return !isBroad && actions.unscoped.some(meets) ? undefined : false;
}

function matches(pattern: Pattern, name: string): boolean {
  return pattern.isPrefix ? name.startsWith(pattern.text) : name === pattern.text;
}

function readTable(text: string): ReadonlyMap<string, ServiceActions> {
  const found = new Map<string, ServiceActions>();
  // A line that begins with spaces goes on with the service above.
  for (const line of text.trim().replace(/\n +/g, " ").split("\n")) {
    const [service = "", names = ""] = line.toLowerCase().split(":", 2);
    const all = names.split(" ").filter((name) => name !== "");
    found.set(service, {
      unscoped: all.filter((name) => !name.startsWith("-")).map(pattern),
      scoped: all.filter((name) => name.startsWith("-")).map((name) => pattern(name.slice(1))),
    });
  }
  return found;
}

function pattern(name: string): Pattern {
  return name.endsWith("*") ? { text: name.slice(0, -1), isPrefix: true } : { text: name, isPrefix: false };
}
