/** Policies that are attached to roles by a resource of their own. */
import type { Expression } from "../../../model/infrastructure.ts";
import { literal } from "../../stack.ts";
import { append, type Draft, type Drafts, get, put } from "../draft.ts";
import { wrap } from "./events.ts";

const ROLE = ["AWS::IAM::Role"];

export function linkRoles(drafts: Drafts): void {
  for (const draft of drafts.written("aws_iam_role_policy")) wrap(draft, "Roles");
  for (const draft of drafts.written("aws_iam_role_policy_attachment")) attach(drafts, draft, get(draft, "Role"));
  for (const draft of drafts.written("aws_iam_policy_attachment")) {
    const roles = get(draft, "Roles");
    for (const role of roles?.kind === "list" ? roles.items : []) attach(drafts, draft, role);
  }
}

/** Adds the policy to the role, where the role is known. */
function attach(drafts: Drafts, draft: Draft, named: Expression | undefined): void {
  const role = drafts.named(named, ROLE, "RoleName");
  const entry = draft.properties.entries.get("PolicyArn");
  if (role === undefined || entry === undefined) return;
  const isUncertain = draft.isConditional && !role.isConditional;
  append(role.properties, "ManagedPolicyArns", entry.key, [entry.value], isUncertain);
  drafts.remove(draft);
}

/** Provisioned concurrency is said of an alias where one is named; of a version else. */
export function linkConcurrency(drafts: Drafts): void {
  for (const draft of drafts.written("aws_lambda_provisioned_concurrency_config")) {
    const qualifier = get(draft, "Qualifier");
    const alias = drafts.named(qualifier, ["AWS::Lambda::Alias"]);
    const config = draft.properties.entries.get("ProvisionedConcurrencyConfig");
    if (alias === undefined || config === undefined) continue;
    alias.properties.entries.set("ProvisionedConcurrencyConfig", config);
    drafts.remove(draft);
  }
}

/** `aws_lambda_function_recursion_config` is a property of the function. */
export function linkRecursion(drafts: Drafts): void {
  for (const draft of drafts.written("aws_lambda_function_recursion_config")) {
    const fn = drafts.named(get(draft, "FunctionName"), ["AWS::Lambda::Function"], "FunctionName");
    const loop = draft.properties.entries.get("RecursiveLoop");
    if (fn === undefined || loop === undefined) continue;
    fn.properties.entries.set("RecursiveLoop", loop);
    drafts.remove(draft);
  }
}

/** Dimensions of alarms are a map in Terraform and a list of names and values in CloudFormation. */
export function linkAlarms(drafts: Drafts): void {
  for (const draft of drafts.written("aws_cloudwatch_metric_alarm")) {
    dimensions(draft.properties.entries);
    const metrics = get(draft, "Metrics");
    for (const item of metrics?.kind === "list" ? metrics.items : []) {
      const stat = item.kind === "map" ? item.entries.get("MetricStat")?.value : undefined;
      if (stat?.kind === "map") metricStat(stat.entries as Draft["properties"]["entries"]);
    }
  }
}

function dimensions(entries: Draft["properties"]["entries"]): void {
  const entry = entries.get("Dimensions");
  if (entry?.value.kind !== "map") return;
  const { value } = entry;
  const items = [...value.entries].map(([name, one]): Expression => {
    const item = new Map([
      ["Name", { key: one.key, value: literal(one.key, name) }],
      ["Value", one],
    ]);
    return { kind: "map", entries: item, isOpen: false, place: one.value.place };
  });
  entries.set("Dimensions", { key: entry.key, value: { kind: "list", items, isOpen: value.isOpen, place: value.place } });
}

/** `metric { metric_name, namespace, dimensions, stat, period }`: what names the metric is a map of its own in CloudFormation. */
function metricStat(entries: Draft["properties"]["entries"]): void {
  dimensions(entries);
  const metric = ["MetricName", "Namespace", "Dimensions"].flatMap((name) => {
    const entry = entries.get(name);
    entries.delete(name);
    return entry === undefined ? [] : [[name, entry] as const];
  });
  const [first] = metric;
  if (first === undefined) return;
  const { key, value } = first[1];
  entries.set("Metric", { key, value: { kind: "map", entries: new Map(metric), isOpen: false, place: value.place } });
}

/** Settings of methods belong to their stage. */
export function linkMethodSettings(drafts: Drafts): void {
  for (const draft of drafts.written("aws_api_gateway_method_settings")) {
    const stages = drafts.written("aws_api_gateway_stage").filter((stage) => isStage(stage, draft));
    const [stage] = stages;
    const settings = get(draft, "Settings");
    if (stages.length !== 1 || stage === undefined) continue;
    const entries = new Map(settings?.kind === "map" ? settings.entries : []);
    const path = draft.properties.entries.get("MethodPath");
    const item = { ...draft.properties, entries, isOpen: settings?.kind !== "map", place: draft.place };
    if (path !== undefined) put(item, "ResourcePath", path.key, path.value);
    append(stage.properties, "MethodSettings", draft.head, [item]);
    drafts.remove(draft);
  }
}

function isStage(stage: Draft, settings: Draft): boolean {
  const [named, own] = [get(settings, "StageName"), get(stage, "StageName")];
  const [api, ownApi] = [get(settings, "RestApiId"), get(stage, "RestApiId")];
  if (named?.kind === "reference") return named.id === stage.id;
  const isSameApi = api?.kind === "reference" && ownApi?.kind === "reference" && api.id === ownApi.id;
  return isSameApi && named?.kind === "literal" && own?.kind === "literal" && named.value === own.value;
}
