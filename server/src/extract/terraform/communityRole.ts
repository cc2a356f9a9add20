/** The role that the community's Lambda module makes. */
import type { Expression } from "../../model/infrastructure.ts";
import { literal, map } from "../stack.ts";
import type { CommunityCall } from "./communityCall.ts";
import { append, type Draft, put } from "./draft.ts";
import { jsonOf } from "./jsonText.ts";
import { list } from "./values.ts";

/** Flags and the AWS policies whose statements they add; logs are on unless they are switched off. */
const MANAGED: readonly (readonly [flag: string, isDefault: boolean, policy: string])[] = [
  ["attach_cloudwatch_logs_policy", true, "service-role/AWSLambdaBasicExecutionRole"],
  ["attach_network_policy", false, "service-role/AWSLambdaVPCAccessExecutionRole"],
  ["attach_tracing_policy", false, "AWSXRayDaemonWriteAccess"],
];

export function addCommunityRole(call: CommunityCall): void {
  const { draft } = call;
  const isMade = call.flag("create_role", true);
  if (isMade === false) {
    call.copy("lambda_role", draft, "Role");
    return;
  }
  const role = call.make("Role", "AWS::IAM::Role", undefined, isMade === undefined);
  put(draft.properties, "Role", draft.head, { kind: "reference", id: role.id, attribute: "Arn", place: draft.head });
  for (const [flag, isDefault, policy] of MANAGED) addManaged(call, role, flag, isDefault, policy);
  addAttached(call, role);
  addStatements(call, role);
}

function addManaged(call: CommunityCall, role: Draft, flag: string, isDefault: boolean, policy: string): void {
  const isAttached = call.flag(flag, isDefault);
  const key = call.entry(flag)?.key ?? call.draft.head;
  if (isAttached !== false) {
    const arn = literal(key, `arn:aws:iam::aws:policy/${policy}`);
    append(role.properties, "ManagedPolicyArns", key, isAttached === undefined ? [] : [arn], isAttached === undefined);
  }
}

/** `policy` and `policies`, each with its flag. */
function addAttached(call: CommunityCall, role: Draft): void {
  for (const [flag, argument] of [
    ["attach_policy", "policy"],
    ["attach_policies", "policies"],
  ] as const) {
    const entry = call.entry(argument);
    const isAttached = call.flag(flag, false);
    if (entry === undefined || isAttached === false) continue;
    const { value } = entry;
    const isOpen =
      isAttached === undefined || (value.kind === "list" ? value.isOpen : value.kind === "computed" || value.kind === "choice");
    append(role.properties, "ManagedPolicyArns", entry.key, value.kind === "list" ? value.items : [value], isOpen);
  }
}

function addStatements(call: CommunityCall, role: Draft): void {
  const statements = call.entry("policy_statements");
  if (statements !== undefined && call.flag("attach_policy_statements", false) !== false) {
    const { value } = statements;
    const items = value.kind === "map" ? [...value.entries.values()].map((entry) => entry.value) : value.kind === "list" ? value.items : [];
    const isOpen = value.kind === "map" || value.kind === "list" ? value.isOpen : true;
    addPolicy(role, "Statements", map(value.place, [["Statement", list(value.place, items.map(statement), isOpen)]]), statements.key);
  }
  const json = call.entry("policy_json");
  if (json !== undefined && call.flag("attach_policy_json", false) !== false) {
    addPolicy(role, "Json", jsonOf(call.drafts.evaluator, json.value) ?? json.value, json.key);
  }
  const documents = call.entry("policy_jsons");
  if (documents !== undefined && call.flag("attach_policy_jsons", false) !== false) {
    const items = documents.value.kind === "list" ? documents.value.items : [documents.value];
    for (const [index, item] of items.entries())
      addPolicy(role, `Json${index}`, jsonOf(call.drafts.evaluator, item) ?? item, documents.key);
  }
  const queue = call.entry("dead_letter_target_arn");
  if (queue !== undefined && call.flag("attach_dead_letter_policy", false) === true) addSending(role, queue.value);
}

function addPolicy(role: Draft, name: string, document: Expression, key: Draft["head"]): void {
  const policy = map(document.place, [
    ["PolicyName", literal(key, name)],
    ["PolicyDocument", document],
  ]);
  append(role.properties, "Policies", key, [policy]);
}

/** What the flag allows is sending to the one target. */
function addSending(role: Draft, target: Expression): void {
  const { place } = target;
  const actions = list(place, [literal(place, "sqs:SendMessage"), literal(place, "sns:Publish")]);
  const sending = map(place, [
    ["Effect", literal(place, "Allow")],
    ["Action", actions],
    ["Resource", target],
  ]);
  addPolicy(role, "DeadLetter", map(place, [["Statement", list(place, [sending])]]), place);
}

const NAMES: Readonly<Record<string, string>> = {
  sid: "Sid",
  effect: "Effect",
  actions: "Action",
  not_actions: "NotAction",
  resources: "Resource",
  not_resources: "NotResource",
  condition: "Condition",
};

function statement(value: Expression): Expression {
  if (value.kind !== "map") return value;
  const entries = [...value.entries].flatMap(([name, entry]) => (NAMES[name] === undefined ? [] : [[NAMES[name], entry] as const]));
  return map(value.place, entries, value.isOpen);
}
