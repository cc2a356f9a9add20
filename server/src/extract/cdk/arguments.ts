/** Arguments: what the parameters of a call of the program's own functions are, and the props given to the CDK. */
import type { Binding, Call, MapEntry, Scope, Value } from "../../model/code.ts";
import type { Bound, Frame } from "./things.ts";

/** Arguments to parameters, by position and by name. */
export function bindArguments(
  scope: Scope,
  call: Call,
  frame: Frame,
  isAssumed: boolean,
): { args: Map<Binding, Bound>; positions: (Bound | undefined)[] } {
  const args = new Map<Binding, Bound>();
  const positions: (Bound | undefined)[] = [];
  const bind = (value: Value): Bound => ({ value, frame, ...(isAssumed && { isAssumed }) });
  const skipped = scope.module.language === "python" && scope.owner !== null && !scope.isStatic ? 1 : 0;
  const plain = positional(call);
  const taken = new Set<string>();
  for (const parameter of scope.params.slice(skipped)) {
    const index = parameter.index - skipped;
    const named = call.args.find((one) => one.name !== null && one.name === parameter.name);
    const given = named ?? (parameter.kind === "positional" ? plain[index] : undefined);
    if (given === undefined) continue;
    if (named?.name) taken.add(named.name);
    positions[parameter.index] = bind(given.value);
    if (parameter.binding !== null) args.set(parameter.binding, bind(given.value));
  }
  const rest = scope.params.find((one) => one.kind === "keyword-rest")?.binding;
  if (rest) args.set(rest, bind(keywords(call, taken)));
  return { args, positions };
}

/** Positional arguments up to the first that stands for several. */
export function positional(call: Call): Call["args"] {
  const plain = call.args.filter((one) => one.name === null);
  const spread = plain.findIndex((one) => one.isSpread);
  return spread < 0 ? plain : plain.slice(0, spread);
}

/** Keyword arguments as a map: what `**kwargs` is, and the props of a construct in Python. */
export function keywords(call: Call, without: ReadonlySet<string> = new Set()): Value {
  const entries: MapEntry[] = [];
  const dictionaries = call.args.filter((one) => one.name === null && one.isSpread && isDictionary(one, call));
  for (const { start, end, value } of dictionaries) entries.push({ start, end, key: null, keyValue: null, value, isSpread: true });
  for (const { start, end, name, value } of call.args) {
    if (name !== null && !without.has(name)) entries.push({ start, end, key: name, keyValue: null, value, isSpread: false });
  }
  return { kind: "map", start: call.start, end: call.end, entries };
}

/** `**kwargs` and not `*args`. */
function isDictionary(argument: Call["args"][number], call: Call): boolean {
  const { text } = call.scope.module;
  return text.startsWith("**", argument.start) || text.slice(0, argument.start).trimEnd().endsWith("**");
}
