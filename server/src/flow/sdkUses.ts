/** The operations of AWS services that a handler runs, and which bucket, table, queue or topic each is about. */
import type { Binding, Call, MemberValue, Value } from "../model/code.ts";
import type { Subject } from "../model/subjects.ts";
import { operationOf } from "../vocabulary/sdkOperations.ts";
import type { Handler, Program, SdkUse } from "./program.ts";

const FACTORY = /^pypi:boto(?:3|core)\b.*\.(?:client|resource|create_client)$/;

/** What names the resource in the parameters of an operation, by service. */
const PARAMETER: Readonly<Record<string, string>> = {
  s3: "Bucket",
  dynamodb: "TableName",
  sqs: "QueueUrl",
  sns: "TopicArn",
  events: "EventBusName",
};

/** See `Program.sdkUses`. */
export function sdkUses(handler: Handler, program: Program): SdkUse[] {
  const found: SdkUse[] = [];
  const reached = program.reachedBy(handler);
  for (const module of program.modules) {
    for (const scope of module.scopes) {
      if (!reached.has(scope)) continue;
      for (const call of scope.calls) {
        const use = useOf(call, program);
        if (use) found.push(use);
      }
    }
  }
  return found;
}

function useOf(call: Call, program: Program): SdkUse | undefined {
  const name = program.qualifiedName(call.callee);
  if (name === undefined || !/^(?:pypi:boto|npm:@?aws-sdk)/.test(name)) return undefined;
  const factory = name.startsWith("pypi:") ? factoryOf(call.callee, program, new Set()) : undefined;
  const service = factory && literalText(factory.args.find((each) => each.name === "service_name" || each.name === null)?.value);
  const operation = operationOf(name, { service });
  if (!operation) return undefined;
  const wanted = PARAMETER[operation.service];
  const value = (wanted === undefined ? undefined : parameterOf(call, wanted, program)) ?? ofResource(call.callee, program);
  return {
    ...operation,
    call,
    subject: value && subjectOf(value, program, new Set()),
    isOpen: isOpen(call, program),
    parameter: (parameter) => parameterOf(call, parameter, program),
  };
}

/** `boto3.client("s3")`, from whatever its methods are called on. */
/** @param seen values that were looked at on another way: names lead round in circles, and to one place by many ways. */
function factoryOf(value: Value, program: Program, seen: Set<Value>): Call | undefined {
  if (isSeen(value, seen)) return undefined;
  if (value.kind === "member") {
    const attribute = value.object.kind === "self" || isInstance(value.object) ? writtenTo(value, program) : [];
    return first([...attribute, value.object], (each) => factoryOf(each, program, seen));
  }
  if (value.kind === "call") {
    if (FACTORY.test(program.qualifiedName(value.call.callee) ?? "")) return value.call;
    const returned = program.targets(value.call).flatMap((scope) => scope.returns.flatMap((each) => each.value ?? []));
    return first([...returned, value.call.callee], (each) => factoryOf(each, program, seen));
  }
  if (value.kind === "choice") return first(value.options, (each) => factoryOf(each, program, seen));
  return value.kind === "name" ? first(held(value.binding, program), (each) => factoryOf(each, program, seen)) : undefined;
}

function isSeen(value: Value, seen: Set<Value>): boolean {
  const isKnown = seen.has(value);
  seen.add(value);
  return isKnown;
}

function first<A, B>(items: readonly A[], find: (item: A) => B | undefined): B | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isInstance(value: Value): boolean {
  return value.kind === "name" && value.binding.parameter?.index === 0 && value.binding.scope.owner !== null;
}

/** What is written to `self.x` anywhere in the file. */
function writtenTo({ property, object }: MemberValue, program: Program): Value[] {
  const module = program.modules.find((each) => each.scopes.some((scope) => object.kind === "name" && scope === object.scope));
  const scopes = module?.scopes ?? [];
  return scopes.flatMap((scope) =>
    scope.writes.flatMap(({ target, value }) =>
      target.kind === "member" && target.property === property && isInstance(target.object) ? [value] : [],
    ),
  );
}

/** What a variable holds, that of another file too. */
function held(binding: Binding, program: Program): Value[] {
  return program.writesTo(binding).flatMap(({ value, operator }) => {
    if (operator !== "import") return operator === "=" || operator === "with" ? [value] : [];
    if (value.kind !== "member") return [];
    const modules = program.referents(value.object).flatMap((each) => (each.kind === "module" ? [each.module] : []));
    return modules.flatMap((module) => {
      const own = module.root.bindings.find((each) => each.name === value.property && each !== binding);
      const exported = module.exports.named.get(value.property);
      return [...(own ? own.writes.map((write) => write.value) : []), ...(exported && !own ? [exported] : [])];
    });
  });
}

/** `Bucket=…`, `{ Bucket: … }`. */
function parameterOf(call: Call, name: string, program: Program): Value | undefined {
  const keyword = call.args.find((each) => each.name === name)?.value;
  if (keyword) return keyword;
  const given = call.args[0]?.value;
  const map = given && (given.kind === "map" ? given : mapOf(given, program));
  // Of two that are written the later one counts; what is spread behind it may be another.
  return map?.entries.findLast((entry) => entry.key === name)?.value;
}

function isOpen({ args }: Call, program: Program): boolean {
  if (args.some((each) => each.isSpread)) return true;
  const given = args[0];
  if (!given || given.name !== null) return false;
  const map = given.value.kind === "map" ? given.value : mapOf(given.value, program);
  // What is put into a variable before it is used is not looked for.
  return map !== given.value || map.entries.some((entry) => entry.key === null);
}

function mapOf(value: Value, program: Program): Extract<Value, { kind: "map" }> | undefined {
  const found = program.referents(value).flatMap((each) => (each.kind === "value" && each.value.kind === "map" ? [each.value] : []));
  return found.length === 1 ? found[0] : undefined;
}

/** The name given to `resource.Table(name)` or `Bucket(name)`, on which the method is called. */
function ofResource(callee: Value, program: Program): Value | undefined {
  return callee.kind === "member" ? creation(callee.object, program, new Set())?.args[0]?.value : undefined;
}

function creation(value: Value, program: Program, seen: Set<Value>): Call | undefined {
  if (isSeen(value, seen)) return undefined;
  if (value.kind === "call") {
    const { callee } = value.call;
    if (callee.kind === "member" && /^(Table|Bucket|Queue|Topic|Object)$/.test(callee.property)) return value.call;
    const returned = program.targets(value.call).flatMap((scope) => scope.returns.flatMap((each) => each.value ?? []));
    return first(returned, (each) => creation(each, program, seen));
  }
  if (value.kind === "member") return first(writtenTo(value, program), (each) => creation(each, program, seen));
  return value.kind === "name" ? first(held(value.binding, program), (each) => creation(each, program, seen)) : undefined;
}

function literalText(value: Value | undefined): string | undefined {
  return value?.kind === "literal" && typeof value.value === "string" ? value.value : undefined;
}

/** Which resource a value names: by a variable of the environment, a constant, or a part of the event. */
function subjectOf(value: Value, program: Program, seen: Set<Value>): Subject | undefined {
  const text = literalText(value);
  if (text !== undefined) return { kind: "text", text };
  const path = program.eventPath(value);
  if (path?.[0] === "event") return { kind: "event", path };
  if (isSeen(value, seen)) return undefined;
  const variable = environmentVariable(value, program);
  if (variable !== undefined) return { kind: "environment", name: variable };
  if (value.kind === "choice") return same(value.options.map((each) => subjectOf(each, program, seen)));
  if (value.kind !== "name" || value.binding.parameter !== null) return undefined;
  return same(held(value.binding, program).map((each) => subjectOf(each, program, seen)));
}

/** A fallback in the code counts as little as one that is not there. */
function same(subjects: readonly (Subject | undefined)[]): Subject | undefined {
  const [one, ...others] = subjects.filter((each) => each?.kind !== "text" || subjects.length === 1);
  return others.length === 0 ? one : undefined;
}

function environmentVariable(value: Value, program: Program): string | undefined {
  if (value.kind === "member" && /^(pypi:os\.environ|global:process\.env)$/.test(program.qualifiedName(value.object) ?? ""))
    return value.property;
  if (value.kind !== "call" || !/^pypi:os\.(environ\.get|getenv)$/.test(program.qualifiedName(value.call.callee) ?? "")) return undefined;
  return literalText(value.call.args[0]?.value);
}
