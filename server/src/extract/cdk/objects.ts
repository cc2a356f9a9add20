/** What the CDK makes that is no construct, in CloudFormation's words: durations, sizes, schedules, destinations. */
import type { Place, Value } from "../../model/code.ts";
import type { Expression } from "../../model/infrastructure.ts";
import { pascalCase } from "../../vocabulary/dialects/cdk.ts";
import { computed, literal } from "../stack.ts";
import { keywords, positional } from "./arguments.ts";
import type { Expressions } from "./expressions.ts";
import type { Bound, StackBuilder, Thing } from "./things.ts";

type ObjectThing = Extract<Thing, { kind: "object" }>;

const SECONDS: Readonly<Record<string, number>> = { millis: 0.001, seconds: 1, minutes: 60, hours: 3600, days: 86_400 };
const MEBIBYTES: Readonly<Record<string, number>> = { kibibytes: 1 / 1024, mebibytes: 1, gibibytes: 1024, tebibytes: 1024 * 1024 };

/** Modules whose classes stand for what they are given first: a destination is its queue. */
const WRAPPERS = new Set(["lambda_destinations", "s3_notifications", "logs_destinations", "cloudwatch_actions"]);
const WRAPPER = /^(?:lambda_event_sources\.(?:SqsDlq|SnsDlq)|lambda\.(?:SqsDlq|SnsDlq)|core\.(?:Token\.\w+|Lazy\.\w+))$/;

/** @returns undefined where CloudFormation has no words for it. */
export function objectExpression(
  expressions: Expressions,
  thing: ObjectThing,
  place: Place,
  stack: StackBuilder,
  attribute: string | null,
): Expression | undefined {
  const { name, frame } = thing;
  const method = name.slice(name.lastIndexOf(".") + 1);
  const owner = name.slice(0, -method.length - 1);
  const first = firstOf(thing);
  const given = (): Expression | undefined => (first === undefined ? undefined : expressions.of(first, stack));
  const at = (value: string | number): Expression => literal(place, value);
  if (owner === "core.Duration") return scaled(given(), SECONDS[method], place);
  if (owner === "core.Size") return scaled(given(), MEBIBYTES[method], place);
  if (/(?:^events\.Schedule|^scheduler\.ScheduleExpression|\.Schedule)$/.test(owner))
    return schedule(expressions, thing, method, place, stack);
  if (name === "iam.ManagedPolicy.fromAwsManagedPolicyName") {
    const text = first && expressions.text(first);
    return text === undefined ? undefined : at(`arn:aws:iam::aws:policy/${text}`);
  }
  if (name === "iam.ServicePrincipal") return given();
  if (name === "lambda.Runtime" || name === "codedeploy.LambdaDeploymentConfig") return given();
  if (WRAPPERS.has(owner) || WRAPPER.test(name)) return first && expressions.of(first, stack, attribute ?? "Arn");
  if (isStruct(thing)) return expressions.ofMap({ value: keywords(thing.call), frame }, stack, (key) => key);
  return undefined;
}

function firstOf({ call, frame }: ObjectThing): Bound | undefined {
  const argument = positional(call)[0] ?? call.args.find((one) => one.name !== null);
  return argument === undefined ? undefined : { value: argument.value, frame };
}

/** Python's `sqs.DeadLetterQueue(queue=…)`. */
function isStruct({ name, call }: ObjectThing): boolean {
  return /\.[A-Z]\w*$/.test(name) && call.args.length > 0 && call.args.every((one) => one.name !== null);
}

function scaled(value: Expression | undefined, factor: number | undefined, place: Place): Expression | undefined {
  if (value?.kind !== "literal" || typeof value.value !== "number" || factor === undefined) return undefined;
  return { ...literal(place, value.value * factor), ...(value.isAssumed && { isAssumed: true as const }) };
}

// --- schedules -------------------------------------------------------------------------------------------------------

const UNITS: readonly (readonly [seconds: number, unit: string])[] = [
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
];

function schedule(expressions: Expressions, thing: ObjectThing, method: string, place: Place, stack: StackBuilder): Expression | undefined {
  const first = firstOf(thing);
  if (method === "cron") {
    const written = cron(expressions, thing);
    return written === undefined ? undefined : literal(place, written);
  }
  const value = first === undefined ? undefined : expressions.of(first, stack);
  if (method === "expression") return value;
  if (method !== "rate") return undefined;
  if (value?.kind !== "literal" || typeof value.value !== "number") return undefined;
  const seconds = value.value;
  const [size, unit] = UNITS.find(([each]) => seconds >= each && seconds % each === 0) ?? [];
  if (size === undefined || unit === undefined) return undefined;
  const count = seconds / size;
  return literal(place, `rate(${count} ${unit}${count === 1 ? "" : "s"})`);
}

/** As the CDK does it: what is not said is `*`, and one of the two days is `?`. Undefined where a part cannot be known. */
function cron(expressions: Expressions, { call, frame }: ObjectThing): string | undefined {
  const options = expressions.props({ kind: "call", call, start: call.start, end: call.end }, frame, 0);
  const part = (name: string, absent: string): string | undefined => {
    const bound = options.entries.get(name)?.bound;
    return bound === undefined ? absent : expressions.text(bound);
  };
  const day = part("day", options.entries.has("weekDay") ? "?" : "*");
  const parts = [part("minute", "*"), part("hour", "*"), day, part("month", "*"), part("weekDay", "?"), part("year", "*")];
  return parts.includes(undefined) ? undefined : `cron(${parts.join(" ")})`;
}

/** A struct of the first level with all its names in CloudFormation's case; what is under a key of the user stays as it is. */
export function pascalExpression(expressions: Expressions, bound: Bound, stack: StackBuilder, isOpaque = false): Expression {
  const thing = expressions.evaluator.ofBound(bound);
  const struct = thing?.kind === "object" && isStruct(thing) ? { value: keywords(thing.call), frame: thing.frame } : undefined;
  const at: Bound | undefined = struct ?? (thing?.kind === "value" ? thing.bound : undefined);
  const value: Value | undefined = at?.value;
  if (at === undefined || value === undefined) return expressions.of(bound, stack);
  if (value.kind === "list") {
    const items = value.items.map((item) => pascalExpression(expressions, { ...at, value: item }, stack, isOpaque));
    const whole = expressions.of(at, stack);
    return whole.kind === "list" ? { ...whole, items: whole.isOpen ? whole.items : items } : whole;
  }
  if (value.kind !== "map" || isOpaque) return expressions.of(bound, stack);
  const read = expressions.struct(at);
  if (read === undefined) return computed(expressions.of(bound, stack).place);
  const entries = new Map(
    [...read.entries].map(([name, { key, bound: inner }]) => {
      const isUsers =
        /^(?:variables|definitionSubstitutions|tags|eventPattern|policyDocument|assumeRolePolicyDocument|body|filterPolicy)$/.test(name);
      return [pascalCase(name), { key, value: pascalExpression(expressions, inner, stack, isUsers) }] as const;
    }),
  );
  return { kind: "map", entries, isOpen: read.isOpen, place: read.place };
}
