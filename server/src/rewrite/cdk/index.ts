/** Repairs of CDK programs: changes in CloudFormation's words as edits of the source that makes the constructs. */

import { type CdkOrigin, isCdkOrigin } from "../../model/cdk.ts";
import type { Call, Module } from "../../model/code.ts";
import type { Resource, Stack } from "../../model/infrastructure.ts";
import { parse } from "../../parse/parser.ts";
import { firstLevelType, propOf, targetOf } from "../../vocabulary/dialects/cdk.ts";
import { grammarOf } from "../grammar.ts";
import type { Edit } from "../rewriter.ts";
import type { Change, NewValue, TemplateRewriterFactory } from "../template.ts";
import { applyEdits, combineEdits, edit } from "../text.ts";
import { isAddable, writeAddition } from "./additions.ts";
import { addToMap, entryOf, removeProp } from "./props.ts";
import { isReference, literalText, Repair } from "./repair.ts";
import { replacementText, valueText } from "./values.ts";

type Set = Extract<Change, { kind: "set" }>;
type Add = Extract<Change, { kind: "add" }>;

export const createCdkRewriter: TemplateRewriterFactory = (stack) => ({ change: (changes) => write(stack, changes) });

function write(stack: Stack, changes: readonly Change[]): readonly Edit[] | undefined {
  const repair = new Repair(stack);
  const plain = changes.flatMap(asSets);
  const additions = plain.filter((change) => change.kind === "add");
  for (const change of additions) {
    if (!isAddable(change.type) || !isCdkOrigin(change.after.origin)) return undefined;
    repair.announce(change.id, change.type, change.after.origin.call);
  }
  for (const change of plain) if (!apply(repair, change, plain)) return undefined;
  const edits = repair.finish();
  const combined = edits && combineEdits(edits);
  return combined !== undefined && combined.length > 0 && stillParses(stack, combined) ? combined : undefined;
}

/** What a function says in its own props is no construct in the CDK. */
function asSets(change: Change): Change[] {
  if (change.kind !== "add" || change.type !== "AWS::Lambda::EventInvokeConfig") return [change];
  const { after, properties } = change;
  const isOwn = isCdkOrigin(after.origin) && after.type === "AWS::Lambda::Function";
  const of = properties.FunctionName;
  if (!isOwn || typeof of !== "object" || !isReference(of) || of.$id !== after.id) return [change];
  const rest = Object.entries(properties).filter(
    ([name, value]) => name !== "FunctionName" && !(name === "Qualifier" && value === "$LATEST"),
  );
  const config: Resource = { ...after, origin: { ...(after.origin as CdkOrigin), construct: "lambda.Function.invoke" } };
  return rest.flatMap(([name, value]) =>
    leaves([name], value).map(([path, leaf]): Change => ({ kind: "set", resource: config, path, value: leaf })),
  );
}

function leaves(path: readonly string[], value: NewValue): [readonly string[], NewValue][] {
  if (typeof value !== "object" || Array.isArray(value) || isReference(value)) return [[path, value]];
  return Object.entries(value).flatMap(([name, inner]) => leaves([...path, name], inner as NewValue));
}

function apply(repair: Repair, change: Change, all: readonly Change[]): boolean {
  switch (change.kind) {
    case "set":
      return set(repair, change);
    case "append":
      return append(repair, change);
    case "remove":
      return remove(repair, change);
    case "replace":
      return replace(repair, change);
    case "add":
      return add(repair, change, all);
  }
}

function add(repair: Repair, change: Add, all: readonly Change[]): boolean {
  const addition = repair.additions.get(change.id);
  if (addition === undefined) return false;
  const users = all.flatMap((other) =>
    other.kind !== "add" && "value" in other && mentions(other.value, change.id) ? callOf(other.resource) : [],
  );
  return writeAddition(repair, change, addition, users);
}

function callOf(resource: Resource): Call[] {
  return isCdkOrigin(resource.origin) ? [resource.origin.call] : [];
}

function mentions(value: NewValue, id: string): boolean {
  if (typeof value !== "object") return false;
  if (isReference(value)) return value.$id === id;
  return Object.values(value).some((inner) => mentions(inner as NewValue, id));
}

// --- set -------------------------------------------------------------------------------------------------------------

function set(repair: Repair, { resource, path, value }: Set): boolean {
  const { origin } = resource;
  if (!isCdkOrigin(origin) || origin.construct === "" || isSynthesized(resource, path)) return false;
  const { call, construct } = origin;
  const { module } = call.scope;
  if (firstLevelType(construct) !== undefined) return setFirstLevel(repair, origin, path, value);
  if (path[0] === "FunctionResponseTypes") return setReport(repair, origin, value);
  if (path[0] === "RedrivePolicy") return setRedrive(repair, origin, path, value);
  if (path[0] === "Environment") return setVariable(repair, origin, path, value);
  const prop = propFor(repair, construct, path, value);
  if (prop === undefined) {
    const inner = leaves(path, value);
    return inner.length > 1 && inner.every(([leafPath, leaf]) => set(repair, { kind: "set", resource, path: leafPath, value: leaf }));
  }
  const isListOf = targetOf(construct, prop)?.isListOf === true;
  const single = isListOf && Array.isArray(value) ? (value.length === 1 ? (value[0] as NewValue) : undefined) : value;
  const text = single === undefined ? undefined : valueText(repair, { construct, prop, at: call }, single);
  if (text === undefined || isGivenTwice(module, origin, prop)) return false;
  repair.setProp(origin, prop, text);
  return true;
}

/** Is the value known from `cdk.out` alone? Then the source computes it, and a constant in its place would undo that. */
function isSynthesized({ properties, head }: Resource, path: readonly string[]): boolean {
  const known = properties.entries.get(path[0] ?? "")?.value;
  return known?.isInherited === true && known.place === head;
}

/** The prop for a path; a function's dead letters go to a queue or a topic. */
function propFor(repair: Repair, construct: string, path: readonly string[], value: NewValue): string | undefined {
  const prop = propOf(construct, path.join("."));
  if (prop !== "deadLetterQueue" || typeof value !== "object" || !isReference(value)) return prop;
  const type = repair.additions.get(value.$id)?.type ?? repair.stack.resources.get(value.$id)?.type;
  if (type === "AWS::SQS::Queue") return prop;
  return type === "AWS::SNS::Topic" && /Function$/.test(construct) ? "deadLetterTopic" : undefined;
}

/** Some props exclude one another: the CDK stops where both are there. */
function isGivenTwice(module: Module, { call, props }: CdkOrigin, prop: string): boolean {
  const others: Readonly<Record<string, readonly string[]>> = {
    logGroup: ["logRetention"],
    deadLetterQueue: ["deadLetterQueueEnabled", "deadLetterTopic"],
    deadLetterTopic: ["deadLetterQueueEnabled", "deadLetterQueue"],
    loggingFormat: ["logFormat"],
  };
  return (others[prop] ?? []).some((other) => entryOf(module, call, props, other) !== undefined);
}

function setFirstLevel(repair: Repair, origin: CdkOrigin, path: readonly string[], value: NewValue): boolean {
  const [name = "", more] = path;
  if (more !== undefined || typeof value === "object") return false;
  repair.setProp(origin, name.slice(0, 1).toLowerCase() + name.slice(1), literalText(origin.call.scope.module, value));
  return true;
}

function setReport(repair: Repair, origin: CdkOrigin, value: NewValue): boolean {
  const isReport = Array.isArray(value) && value.length === 1 && value[0] === "ReportBatchItemFailures";
  if (!isReport || !/^lambda(?:_event_sources\.Source|\.EventSourceMapping)$/.test(origin.construct)) return false;
  repair.setProp(origin, "reportBatchItemFailures", literalText(origin.call.scope.module, true));
  return true;
}

/** `deadLetterQueue: { queue, maxReceiveCount }`. */
function setRedrive(repair: Repair, origin: CdkOrigin, path: readonly string[], value: NewValue): boolean {
  const { call, construct } = origin;
  const { module } = call.scope;
  if (construct !== "sqs.Queue") return false;
  if (path.length === 2) return setReceives(repair, origin, path[1] ?? "", value);
  if (typeof value !== "object" || Array.isArray(value) || isReference(value)) return false;
  const { deadLetterTargetArn: target, maxReceiveCount: count, ...rest } = value as { readonly [key: string]: NewValue };
  const queue = target === undefined ? undefined : valueText(repair, { construct, prop: "queue", at: call }, target);
  if (queue === undefined || typeof count !== "number" || Object.keys(rest).length > 0) return false;
  const isPython = module.language === "python";
  const type = isPython ? repair.name(module, "sqs.DeadLetterQueue") : "";
  if (type === undefined) return false;
  repair.setProp(
    origin,
    "deadLetterQueue",
    isPython ? `${type}(queue=${queue}, max_receive_count=${count})` : `{ queue: ${queue}, maxReceiveCount: ${count} }`,
  );
  return true;
}

function setReceives(repair: Repair, origin: CdkOrigin, name: string, value: NewValue): boolean {
  const { module } = origin.call.scope;
  const given = entryOf(module, origin.call, origin.props, "deadLetterQueue")?.value;
  if (name !== "maxReceiveCount" || typeof value !== "number" || given === undefined) return false;
  if (given.kind === "call" && given.call.args.every((one) => one.name !== null)) {
    repair.setProp({ ...origin, call: given.call, props: 0 }, name, String(value));
    return true;
  }
  const entry = given.kind === "map" ? given.entries.find((one) => one.key === name) : undefined;
  if (entry === undefined || entry.value.kind !== "literal") return false;
  repair.edits.push(edit(module, entry.value.start, entry.value.end, String(value)));
  return true;
}

/** One variable of a function's environment. */
function setVariable(repair: Repair, origin: CdkOrigin, path: readonly string[], value: NewValue): boolean {
  const { call, construct, props } = origin;
  const { module } = call.scope;
  const [, , name, more] = path;
  if (name === undefined || more !== undefined || path[1] !== "Variables") return false;
  const written = valueText(
    repair,
    { construct, prop: "", at: call },
    typeof value === "number" || typeof value === "boolean" ? String(value) : value,
  );
  if (written === undefined) return false;
  const given = entryOf(module, call, props, "environment");
  if (given === undefined) {
    const key = module.language === "python" || !/^\w+$/.test(name) ? literalText(module, name) : name;
    repair.setProp(origin, "environment", module.language === "python" ? `{${key}: ${written}}` : `{ ${key}: ${written} }`);
    return true;
  }
  if (given.value.kind !== "map" || given.isShorthand) return false;
  const entry = given.value.entries.find((one) => one.key === name);
  if (entry === undefined) repair.edits.push(...addToMap(module, given.value, new Map([[name, written]])));
  else repair.edits.push(edit(module, entry.value.start, entry.value.end, written));
  return true;
}

// --- the others ------------------------------------------------------------------------------------------------------

function append(repair: Repair, { resource, path, items }: Extract<Change, { kind: "append" }>): boolean {
  const { origin } = resource;
  if (!isCdkOrigin(origin)) return false;
  if (path[0] === "FunctionResponseTypes") return setReport(repair, origin, items);
  const prop = propOf(origin.construct, path.join("."));
  const { module } = origin.call.scope;
  if (prop === undefined || targetOf(origin.construct, prop)?.isListOf === true) return false;
  const goal = { construct: origin.construct, prop: prop === "managedPolicies" ? prop : "", at: origin.call };
  const texts = items.map((item) => valueText(repair, goal, item));
  if (!texts.every((one) => one !== undefined)) return false;
  const given = entryOf(module, origin.call, origin.props, prop)?.value;
  if (given === undefined) {
    repair.setProp(origin, prop, `[${texts.join(", ")}]`);
    return true;
  }
  const last = given.kind === "list" ? given.items.at(-1) : undefined;
  if (last === undefined) return false;
  repair.edits.push(edit(module, last.end, last.end, texts.map((one) => `, ${one}`).join("")));
  return true;
}

function remove(repair: Repair, { resource, path }: Extract<Change, { kind: "remove" }>): boolean {
  const { origin } = resource;
  if (!isCdkOrigin(origin)) return false;
  const { module } = origin.call.scope;
  const isFirst = firstLevelType(origin.construct) !== undefined;
  const [name = ""] = path;
  const prop = isFirst && path.length === 1 ? name.slice(0, 1).toLowerCase() + name.slice(1) : propOf(origin.construct, path.join("."));
  const edits = prop === undefined ? undefined : removeProp(module, origin.call, origin.props, prop);
  if (edits !== undefined) repair.edits.push(...edits);
  return edits !== undefined;
}

function replace(repair: Repair, { resource, start, end, value }: Extract<Change, { kind: "replace" }>): boolean {
  const module = moduleWith(resource, start, end);
  if (module === undefined) return false;
  const text = replacementText(repair, module, module.text.slice(start, end), value);
  if (text === undefined) return false;
  repair.edits.push(edit(module, start, end, text));
  return true;
}

/** The file the range is of: a literal may stand in another one than its construct, and then nobody says in which. */
function moduleWith(resource: Resource, start: number, end: number): Module | undefined {
  const { module } = resource.template;
  const isWithin = module !== null && end <= module.text.length;
  const isShared = resource.stack.templates.length > 1;
  return module !== null && isWithin && (!isShared || (start >= resource.place.start && end <= resource.place.end)) ? module : undefined;
}

/** Has no file more parts that do not parse than before? */
function stillParses(stack: Stack, edits: readonly Edit[]): boolean {
  for (const path of new Set(edits.map((one) => one.path))) {
    const template = stack.templates.find((one) => one.path === path);
    const tree = parse(grammarOf(path), applyEdits(template?.text ?? "", path, edits));
    if (template === undefined || tree === undefined || tree.broken.length > template.broken.length) return false;
  }
  return true;
}
