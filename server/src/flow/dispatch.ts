/** Finds where one value decides between several pieces of work, however it is written. */
import type { Arm, Branch, Call, Dispatch, DispatchArm, Module, Range, Region, Scope, Value } from "../model/code.ts";
import type { Program } from "./program.ts";

/** @returns every dispatch of a module with two arms or more, in source order. */
export function dispatchesOf(module: Module, program: Program): Dispatch[] {
  const found: Dispatch[] = [];
  for (const group of consecutive(module.branches)) {
    const dispatch = ofBranches(group);
    if (dispatch !== undefined) found.push(dispatch);
  }
  for (const scope of module.scopes) {
    for (const call of scope.calls) {
      const table = ofTable(call, program);
      if (table !== undefined) found.push(table);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

interface Compared {
  subject: Value;
  key: string;
  labels: string[];
}

/** Groups of branches on the same subject in the same region; a branch with several subjects stands alone. */
function consecutive(branches: readonly Branch[]): Branch[][] {
  const open = new Map<Region, Map<string, Branch[]>>();
  const groups: Branch[][] = [];
  for (const branch of branches) {
    const key = subjectOf(branch)?.key;
    if (key === undefined || branch.kind === "conditional") continue;
    let keys = open.get(branch.region);
    if (keys === undefined) open.set(branch.region, (keys = new Map()));
    const group = keys.get(key);
    if (group !== undefined) group.push(branch);
    else {
      const fresh = [branch];
      keys.set(key, fresh);
      groups.push(fresh);
    }
  }
  return groups;
}

function subjectOf(branch: Branch): Compared | undefined {
  if (branch.subject !== null && !isTrue(branch.subject)) return { subject: branch.subject, key: keyOf(branch.subject), labels: [] };
  for (const arm of branch.arms) {
    const compared = comparedIn(testOf(arm));
    if (compared !== undefined) return compared;
  }
  return undefined;
}

/** `switch (true) { case x === "a": … }`. */
function isTrue(value: Value): boolean {
  return value.kind === "literal" && value.value === true;
}

function testOf(arm: Arm): Value | null {
  return arm.test ?? (arm.labels.length === 1 && arm.labels[0]?.kind === "operation" ? arm.labels[0] : null);
}

function ofBranches(branches: readonly Branch[]): Dispatch | undefined {
  const first = branches[0];
  const subject = first === undefined ? undefined : subjectOf(first);
  if (first === undefined || subject === undefined) return undefined;
  const arms: DispatchArm[] = [];
  for (const branch of branches) {
    for (const arm of branch.arms) {
      const labels = labelsOf(branch, arm, subject.key);
      if (labels.length > 0)
        arms.push({
          labels,
          start: arm.region.start,
          end: arm.region.end,
          region: arm.region,
          calls: callsIn(branch.scope, arm.region),
          value: null,
        });
    }
  }
  if (arms.length < 2) return undefined;
  const last = branches[branches.length - 1] as Branch;
  return {
    scope: first.scope,
    subject: subject.subject,
    form: branches.length > 1 ? "consecutive-ifs" : "branch",
    branches,
    arms,
    start: first.start,
    end: last.end,
  };
}

function labelsOf(branch: Branch, arm: Arm, key: string): string[] {
  if (branch.subject !== null && !isTrue(branch.subject)) return arm.labels.flatMap((label) => textOf(label));
  const compared = comparedIn(testOf(arm));
  return compared !== undefined && compared.key === key ? compared.labels : [];
}

/** `x == "a"`, `"a" === x`, `x in ("a", "b")`, `x == "a" or x == "b"`, `x == "a" and more`. */
function comparedIn(test: Value | null): Compared | undefined {
  if (test === null) return undefined;
  if (test.kind === "choice") {
    let joined: Compared | undefined;
    for (const option of test.options) {
      const compared = comparedIn(option);
      if (compared === undefined) continue;
      if (joined === undefined) joined = { ...compared };
      else if (joined.key === compared.key) joined.labels = [...joined.labels, ...compared.labels];
    }
    return joined;
  }
  if (test.kind === "call") return comparedByCall(test.call);
  if (test.kind !== "operation" || test.operands.length !== 2) return undefined;
  const [left, right] = test.operands as [Value, Value];
  if (/^(==|===|eq|is)$/.test(test.operator)) {
    const [subject, label] = right.kind === "literal" || isConstantName(right) ? [left, right] : [right, left];
    const labels = textOf(label);
    return labels.length === 0 || subject.kind === "literal" ? undefined : { subject, key: keyOf(subject), labels };
  }
  if (test.operator === "in" && right.kind === "list") {
    const labels = right.items.flatMap((item) => textOf(item));
    return labels.length === 0 ? undefined : { subject: left, key: keyOf(left), labels };
  }
  return undefined;
}

/** `["a", "b"].includes(x)`. */
function comparedByCall(call: Call): Compared | undefined {
  const { callee, args } = call;
  if (callee.kind !== "member" || callee.property !== "includes" || callee.object.kind !== "list" || args[0] === undefined)
    return undefined;
  const subject = args[0].value;
  return { subject, key: keyOf(subject), labels: textOf(callee.object) };
}

/** `EventType.ORDER_CREATED`, `ORDER_CREATED`. */
function isConstantName(value: Value): boolean {
  if (value.kind === "name") return /^[A-Z][A-Z0-9_]+$/.test(value.name);
  return (
    value.kind === "member" &&
    /^[A-Z][A-Za-z0-9_]*$/.test(value.property) &&
    value.object.kind === "name" &&
    /^[A-Z]/.test(value.object.name)
  );
}

function textOf(value: Value): string[] {
  if (value.kind === "literal") return typeof value.value === "string" ? [value.value] : [];
  if (value.kind === "list") return value.items.flatMap((item) => textOf(item));
  if (isConstantName(value)) return [value.kind === "member" ? value.property : (value as Extract<Value, { kind: "name" }>).name];
  return [];
}

/** The same text for the same value: names by what they are bound to. */
function keyOf(value: Value): string {
  switch (value.kind) {
    case "name":
      return `${value.name}@${value.binding.declaration?.start ?? value.binding.scope.start}`;
    case "member":
      return `${keyOf(value.object)}.${value.property}`;
    case "call": {
      const args = value.call.args.map((argument) => keyOf(argument.value)).join(",");
      if (value.call.callee.kind === "member" && value.call.callee.property === "get" && value.call.args[0]?.value.kind === "literal") {
        return `${keyOf(value.call.callee.object)}.${String(value.call.args[0].value.value)}`;
      }
      return `${keyOf(value.call.callee)}(${args})`;
    }
    case "literal":
      return JSON.stringify(value.value);
    case "choice":
      return value.options.map(keyOf).join("|");
    case "parameter":
      return `parameter@${value.scope.start}:${value.index}`;
    default:
      return `?${value.start}`;
  }
}

function callsIn(scope: Scope, range: Range): Call[] {
  return scope.calls.filter((call) => call.start >= range.start && call.end <= range.end);
}

/** `HANDLERS[event.type](event)`, `HANDLERS.get(event["type"])(event)`, also through a variable. */
function ofTable(call: Call, program: Program): Dispatch | undefined {
  const look = lookupOf(call.callee, 0);
  if (look === undefined) return undefined;
  const maps = program
    .referents(look.object)
    .flatMap((each) => (each.kind === "value" && each.value.kind === "map" ? [each.value.entries] : []));
  for (const entries of [...maps, entriesOfMap(look.object)]) {
    const arms = entries.flatMap((entry): DispatchArm[] => {
      if (entry.key === null || !isFunction(entry.value)) return [];
      return [{ labels: [entry.key], region: null, calls: [], value: entry.value, start: entry.start, end: entry.end }];
    });
    const { scope, start, end } = call;
    if (arms.length >= 2) return { scope, subject: look.key, form: "table", branches: [], arms, start, end };
  }
  return undefined;
}

interface TableEntry extends Range {
  readonly key: string | null;
  readonly value: Value;
}

/** `new Map([["a", a], ["b", b]])`, in a variable that is set once. */
function entriesOfMap(value: Value): TableEntry[] {
  if (value.kind !== "name") return [];
  const [only, second] = value.binding.writes.filter((write) => write.operator !== "declare");
  if (only === undefined || second !== undefined || only.value.kind !== "call") return [];
  const { callee, isNew, args } = only.value.call;
  const list = args[0]?.value;
  if (!isNew || callee.kind !== "name" || callee.name !== "Map" || list?.kind !== "list") return [];
  return list.items.flatMap((item): TableEntry[] => {
    const [key, entry] = item.kind === "list" ? item.items : [];
    if (key === undefined || entry === undefined) return [];
    return [{ key: textOf(key)[0] ?? null, value: entry, start: item.start, end: item.end }];
  });
}

/** What is looked up is called, so a name stands for a function, be it of a file that cannot be seen. */
function isFunction(value: Value): boolean {
  return value.kind === "function" || value.kind === "name" || value.kind === "member";
}

function lookupOf(value: Value, depth: number): { object: Value; key: Value } | undefined {
  if (value.kind === "element" && value.key !== null) return { object: value.object, key: value.key };
  if (
    value.kind === "call" &&
    value.call.callee.kind === "member" &&
    value.call.callee.property === "get" &&
    value.call.args[0] !== undefined
  ) {
    return { object: value.call.callee.object, key: value.call.args[0].value };
  }
  if (value.kind === "choice") return value.options[0] === undefined ? undefined : lookupOf(value.options[0], depth);
  if (value.kind !== "name" || depth > 2) return undefined;
  const [only, second] = value.binding.writes.filter((write) => write.operator === "=");
  return only === undefined || second !== undefined ? undefined : lookupOf(only.value, depth + 1);
}
