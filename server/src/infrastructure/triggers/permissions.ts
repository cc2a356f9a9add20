/** `AWS::Lambda::Permission`: who may invoke. It tells of a trigger only where nothing says more. */
import { property, textOf } from "../../model/expressions.ts";
import type { Expression, Resource, TriggerType } from "../../model/infrastructure.ts";
import type { StackFacts } from "../facts.ts";
import { spelling } from "../names.ts";
import { targetsAt } from "../targets.ts";
import { routeOfArn, routeSource } from "./apis.ts";
import { RULE, ruleSource, ruleTypes } from "./events.ts";
import { type Invocation, invocations, type Source, sourceOf } from "./invocation.ts";

export const PERMISSION = "AWS::Lambda::Permission";

const BY_PRINCIPAL = new Map<string, TriggerType>([
  ["apigateway", "http"],
  ["s3", "s3"],
  ["sns", "sns"],
  ["events", "event"],
  ["scheduler", "schedule"],
  ["logs", "logs"],
  ["iot", "iot"],
  ["cognito-idp", "cognito"],
  ["elasticloadbalancing", "alb"],
  ["states", "stepfunctions"],
]);

/** Hooks of a deployment are no triggers. */
const SILENT = new Set(["codedeploy"]);

const SOURCES: ReadonlyMap<TriggerType, readonly string[]> = new Map([
  ["s3", ["AWS::S3::Bucket"]],
  ["sns", ["AWS::SNS::Topic"]],
  ["logs", ["AWS::Logs::LogGroup"]],
  ["iot", ["AWS::IoT::TopicRule"]],
  ["cognito", ["AWS::Cognito::UserPool"]],
  ["alb", ["AWS::ElasticLoadBalancingV2::TargetGroup"]],
]);

export interface Permitted {
  readonly invocations: readonly Invocation[];
  /** Functions that somebody may invoke of whom nothing is known. */
  readonly unexplained: ReadonlySet<Resource>;
  /** Functions for which a state machine has to be found: it invokes by its role, the permission alone is no trigger. */
  readonly waiting: readonly Resource[];
}

export function permitted(facts: StackFacts): Permitted {
  const found: Invocation[] = [];
  const unexplained = new Set<Resource>();
  const waiting: Resource[] = [];
  for (const permission of facts.ofType(PERMISSION)) {
    const targets = targetsAt(permission, "FunctionName", facts);
    const service = serviceOfPrincipal(property(permission, "Principal"));
    const type = BY_PRINCIPAL.get(service ?? "");
    if (!invokes(permission) || SILENT.has(service ?? "")) continue;
    if (type === undefined) for (const target of targets) unexplained.add(target.function);
    else if (type === "stepfunctions") waiting.push(...targets.map((target) => target.function));
    else for (const each of sources(permission, type, facts)) found.push(...invocations(facts, targets, each.type, permission, each.from));
  }
  return { invocations: found, unexplained, waiting };
}

/** `logs.eu-west-1.amazonaws.com` is `logs`; undefined for accounts and what is not known. */
function serviceOfPrincipal(principal: Expression | undefined): string | undefined {
  return /^([a-z0-9-]+)\.(?:[^.]*\.)?amazonaws\.com/.exec(spelling(principal) ?? "")?.[1];
}

/** `lambda:InvokeFunctionUrl` is told by the URL itself. */
function invokes(permission: Resource): boolean {
  const action = textOf(property(permission, "Action"))?.toLowerCase();
  return action !== "lambda:invokefunctionurl";
}

interface TypedSource {
  readonly type: TriggerType;
  readonly from: Source;
}

function sources(permission: Resource, type: TriggerType, facts: StackFacts): TypedSource[] {
  const arn = property(permission, "SourceArn");
  if (type === "http") {
    const route = routeOfArn(spelling(arn) ?? "");
    return [{ type, from: routeSource(arn, route, facts) }];
  }
  if (type !== "event") return [{ type, from: sourceOf(arn, facts, SOURCES.get(type) ?? []) }];
  const [rule] = facts.named(arn).filter((resource) => resource.type === RULE);
  if (rule === undefined) return [{ type, from: { source: null, sourceResource: null } }];
  return ruleTypes(rule).map((each) => ({ type: each, from: ruleSource(rule, each, facts) }));
}
