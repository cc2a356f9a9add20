/** What the framework allows a role by itself: logs, tracing, reading its sources, sending to its destinations. */
import type { Place } from "../../model/code.ts";
import { booleanOf, presumedText, property } from "../../model/expressions.ts";
import type { Expression } from "../../model/infrastructure.ts";
import { WEBSOCKET_API } from "../../vocabulary/dialects/serverless.ts";
import { literal, map } from "../stack.ts";
import { inherited } from "./evaluate.ts";
import { destinationOf, type ServiceFunction } from "./functions.ts";
import type { Service } from "./service.ts";
import { valueAt } from "./words.ts";

type Allow = (actions: readonly string[], resource: Expression) => void;

/** Statements that nobody wrote, as they would stand at a place. */
export function impliedStatements(service: Service, functions: readonly ServiceFunction[], place: Place): Expression[] {
  const statements: Expression[] = [];
  const allow: Allow = (actions, resource) => void statements.push(statementAt(place, actions, resource));
  writeLogs(service, functions, place, allow);
  for (const one of functions) {
    readSources(service, one, allow);
    sendFailures(service, one, allow);
  }
  if (functions.some(({ resource }) => property(resource, "TracingConfig.Mode") !== undefined)) {
    allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], literal(place, "*"));
  }
  return statements;
}

/** The role of the service, and no other, may answer on the connections of its WebSocket API. */
export function connectionStatements(service: Service, place: Place): Expression[] {
  const routes = [...service.resources.values()].filter(({ type }) => type === "AWS::ApiGatewayV2::Route");
  const apis = routes.map((route) => property(route, "ApiId"));
  if (!apis.some((api) => api?.kind === "reference" && api.id === WEBSOCKET_API)) return [];
  return [statementAt(place, ["execute-api:ManageConnections"], literal(place, "arn:aws:execute-api:*:*:*/@connections/*"))];
}

function statementAt(place: Place, actions: readonly string[], resource: Expression): Expression {
  const names: Expression = { kind: "list", items: actions.map((action) => literal(place, action)), isOpen: false, place };
  const resources: Expression = { kind: "list", items: [resource], isOpen: false, place };
  const entries = [
    ["Effect", literal(place, "Allow")],
    ["Action", names],
    ["Resource", resources],
  ] as const;
  return inherited(map(place, entries));
}

/** All log groups of the service are named for it. */
function writeLogs(service: Service, functions: readonly ServiceFunction[], place: Place, allow: Allow): void {
  if (functions.every(({ settings }) => booleanOf(valueAt(settings, "disableLogs")) === true)) return;
  const groups = literal(place, `arn:aws:logs:*:*:log-group:/aws/lambda/${service.name}-*:*`);
  allow(["logs:CreateLogStream", "logs:CreateLogGroup", "logs:PutLogEvents"], groups);
}

const POLLING: Readonly<Record<string, readonly string[]>> = {
  sqs: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
  dynamodb: ["dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream", "dynamodb:ListStreams"],
  kinesis: ["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStreamSummary", "kinesis:ListShards"],
};

function readSources(service: Service, { resource }: ServiceFunction, allow: Allow): void {
  for (const mapping of service.resources.values()) {
    if (mapping.owner !== resource || mapping.type !== "AWS::Lambda::EventSourceMapping") continue;
    const arn = property(mapping, "EventSourceArn");
    const kind = presumedText(property(mapping, "StreamType")) ?? (arn && serviceOf(service, arn));
    const actions = kind === undefined ? undefined : POLLING[kind];
    if (arn !== undefined && actions !== undefined) allow(actions, arn);
  }
}

const SENDING: Readonly<Record<string, string>> = {
  sqs: "sqs:SendMessage",
  sns: "sns:Publish",
  lambda: "lambda:InvokeFunction",
  events: "events:PutEvents",
};

function sendFailures(service: Service, { resource, settings }: ServiceFunction, allow: Allow): void {
  const queue = property(resource, "DeadLetterConfig.TargetArn");
  const targets = [queue, valueAt(settings, "destinations.onFailure"), valueAt(settings, "destinations.onSuccess")];
  for (const target of targets) {
    if (target === undefined) continue;
    const to = destinationOf(service, target);
    const kind = presumedText(valueAt(target, "type")) ?? serviceOf(service, to);
    const action = kind === undefined ? undefined : SENDING[kind === "function" ? "lambda" : kind === "eventBus" ? "events" : kind];
    allow(action === undefined ? Object.values(SENDING) : [action], to);
  }
}

/** `sqs` of an ARN or of a reference to a queue. */
function serviceOf(service: Service, arn: Expression): string | undefined {
  if (arn.kind === "reference") return /^AWS::(\w+)::/.exec(service.resources.get(arn.id)?.type ?? "")?.[1]?.toLowerCase();
  const first = arn.kind === "joined" ? arn.parts[0] : arn;
  const text = typeof first === "string" ? first : presumedText(first);
  return /^arn:[\w-]*:(\w+):/.exec(text ?? "")?.[1];
}
