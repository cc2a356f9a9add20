/** New constructs: a statement of their own, where the statements around them stand. */

import { isCdkOrigin } from "../../model/cdk.ts";
import type { Call, Module, Range } from "../../model/code.ts";
import { propOf, snakeCase } from "../../vocabulary/dialects/cdk.ts";
import { styleOf } from "../javascript/style.ts";
import type { Change, NewValue } from "../template.ts";
import { edit, indentAt, indentUnit, isFirstOnLine, lineEnd, lineStart, newlineOf } from "../text.ts";
import { type Addition, isReference, type Repair } from "./repair.ts";
import { type Goal, valueText } from "./values.ts";
import type { Spot } from "./variables.ts";

type Add = Extract<Change, { kind: "add" }>;

const CLASSES = new Map([
  ["AWS::SQS::Queue", "sqs.Queue"],
  ["AWS::SNS::Topic", "sns.Topic"],
  ["AWS::Logs::LogGroup", "logs.LogGroup"],
  ["AWS::CloudWatch::Alarm", "cloudwatch.Alarm"],
]);

/** Can a construct of the type be written? */
export function isAddable(type: string): boolean {
  return CLASSES.has(type);
}

/**
 * Writes the statement of a construct.
 * @param users calls whose props name it: it has to stand above them
 * @returns false where it cannot be written
 */
export function writeAddition(repair: Repair, change: Add, addition: Addition, users: readonly Call[]): boolean {
  const construct = CLASSES.get(change.type);
  const { origin } = change.after;
  if (construct === undefined || !isCdkOrigin(origin)) return false;
  const earliest = [...users].sort((a, b) => a.statement.start - b.statement.start)[0];
  const at = earliest ?? origin.call;
  const { module } = at.scope;
  const scope = scopeText(module, origin.call) ?? scopeText(module, at);
  if (scope === undefined || !isPlainStatement(module, at, earliest === undefined)) return false;
  const name = repair.name(module, construct);
  const { start, end } = at.statement;
  const spot: Spot = { scope: at.scope, region: at.region, start: earliest === undefined ? end : start };
  const props = propsOf(repair, change, construct, spot);
  if (name === undefined || props === undefined) return false;
  const isNamed = users.length > 0;
  repair.edits.push(
    insertion(module, at.statement, statementText(module, at, { name, scope, addition, props, isNamed }), earliest !== undefined),
  );
  return true;
}

/** `this`, `self` or the name of the stack: what the construct beside it was given. */
function scopeText(module: Module, call: Call): string | undefined {
  const first = call.args.find((one) => one.name === "scope") ?? call.args[0];
  if (first === undefined) return undefined;
  const text = module.text.slice(first.value.start, first.value.end);
  return (first.value.kind === "self" || first.value.kind === "name") && /^\w+$/.test(text) ? text : undefined;
}

/** A statement with its own lines that runs once. */
function isPlainStatement(module: Module, call: Call, isBehind: boolean): boolean {
  const { text } = module;
  const { start, end } = call.statement;
  for (let at: Call["region"] | null = call.region; at !== null; at = at.parent) if (at.kind === "loop") return false;
  const isAlone = isFirstOnLine(text, start) && /^;?[ \t]*(?:\/\/.*|#.*)?$/.test(text.slice(end, lineEnd(text, end)));
  return isAlone && !(isBehind && /^(?:return|throw|raise)\b/.test(text.slice(start, start + 6)));
}

/** Props in the CDK's words; undefined where one has none. */
function propsOf(repair: Repair, change: Add, construct: string, at: Spot): [string, string][] | undefined {
  const result: [string, string][] = [];
  const properties = { ...change.properties };
  if (construct === "cloudwatch.Alarm") {
    const metric = metricText(repair, properties, at);
    if (metric === undefined) return undefined;
    result.push(["metric", metric]);
    for (const used of ["Namespace", "MetricName", "Dimensions", "Statistic", "Period"]) delete properties[used];
  }
  for (const [path, value] of Object.entries(properties)) {
    const prop = propOf(construct, path);
    const text = prop && valueText(repair, { construct, prop, at }, value);
    if (prop === undefined || text === undefined) return undefined;
    result.push([prop, text]);
  }
  return result;
}

const METRICS = new Map([
  ["AWS::Lambda::Function", new Set(["Errors", "Throttles", "Duration", "Invocations"])],
  ["AWS::SQS::Queue", new Set(["ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"])],
]);

/** `queue.metricApproximateNumberOfMessagesVisible({ period })`. */
function metricText(repair: Repair, properties: { readonly [key: string]: NewValue }, at: Spot): string | undefined {
  const { Dimensions: dimensions, MetricName: metric, Statistic: statistic, Period: period } = properties;
  const [dimension, another] = Array.isArray(dimensions) ? (dimensions as readonly NewValue[]) : [];
  const of = typeof dimension === "object" && !Array.isArray(dimension) && "Value" in dimension ? dimension.Value : undefined;
  if (of === undefined || another !== undefined || typeof of !== "object" || !isReference(of) || typeof metric !== "string")
    return undefined;
  const found = repair.construct(of, at);
  const known = found && METRICS.get(found.type);
  if (found === undefined || known === undefined) return undefined;
  const isPython = at.scope.module.language === "python";
  const goal: Goal = { construct: "cloudwatch.Metric", prop: "", at };
  const options = new Map<string, string | undefined>();
  if (statistic !== undefined) options.set("statistic", valueText(repair, goal, statistic));
  if (period !== undefined) options.set("period", valueText(repair, { ...goal, prop: "period" }, period));
  if ([...options.values()].includes(undefined)) return undefined;
  const written = [...options].map(([name, text]) => (isPython ? `${name}=${text}` : `${name}: ${text}`));
  const inner = written.length === 0 ? "" : isPython ? written.join(", ") : `{ ${written.join(", ")} }`;
  const own = `metric${metric}`;
  if (known.has(metric)) return `${found.text}.${isPython ? snakeCase(own) : own}(${inner})`;
  const first = valueText(repair, goal, metric);
  return `${found.text}.metric(${[first, inner].filter((one) => one !== "").join(", ")})`;
}

interface Statement {
  readonly name: string;
  readonly scope: string;
  readonly addition: Addition;
  readonly props: readonly (readonly [string, string])[];
  readonly isNamed: boolean;
}

function statementText(module: Module, at: Call, { name, scope, addition, props, isNamed }: Statement): string {
  const { text } = module;
  const indent = indentAt(text, at.statement.start);
  const { quote, semicolon } = styleOf(module);
  const id = `${quote}${addition.id}${quote}`;
  if (module.language === "python") {
    const inner = `${indent}${indentUnit(text)}`;
    if (props.length === 0) return `${isNamed ? `${addition.variable} = ` : ""}${name}(${scope}, ${id})`;
    const lines = [scope, id, ...props.map(([prop, value]) => `${snakeCase(prop)}=${value}`)].map((line) => `${inner}${line},\n`);
    return `${isNamed ? `${addition.variable} = ` : ""}${name}(\n${lines.join("")}${indent})`;
  }
  const inner = `${indent}${styleOf(module).indent}`;
  const object = props.length === 0 ? "" : `, {\n${props.map(([prop, value]) => `${inner}${prop}: ${value},\n`).join("")}${indent}}`;
  return `${isNamed ? `const ${addition.variable} = ` : ""}new ${name}(${scope}, ${id}${object})${semicolon}`;
}

/** Above the statement and the comments that lead to it, or below it. */
function insertion(module: Module, statement: Range, written: string, isAbove: boolean): ReturnType<typeof edit> {
  const { text } = module;
  const newline = newlineOf(text);
  const indent = indentAt(text, statement.start);
  const block = indent + written.replaceAll("\n", newline);
  if (!isAbove) {
    const end = lineEnd(text, statement.end);
    return edit(module, end, end, `${newline}${newline}${block}`);
  }
  let start = lineStart(text, statement.start);
  for (;;) {
    const comment = module.comments.find(
      (one) => text.slice(one.end, start).trim() === "" && one.end <= start && lineEnd(text, one.end) + newline.length === start,
    );
    if (comment === undefined || !isFirstOnLine(text, comment.start)) break;
    start = lineStart(text, comment.start);
  }
  return edit(module, start, start, `${block}${newline}${newline}`);
}
