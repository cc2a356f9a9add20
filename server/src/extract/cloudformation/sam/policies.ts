/** `Policies` of SAM: managed policies by name, statements, and policy templates, which become statements. */
import type { Place } from "../../../model/code.ts";
import type { Expression, MapExpression } from "../../../model/infrastructure.ts";
import { SAM_POLICIES, type SamPolicyStatement } from "../../../vocabulary/dialects/samPolicies.ts";
import { computed, literal } from "../../stack.ts";
import { joined } from "../text.ts";
import { madeMap } from "./made.ts";

export interface RolePolicies {
  /** Items of `AWS::IAM::Role`'s `Policies`. */
  readonly policies: readonly Expression[];
  /** Items of its `ManagedPolicyArns`. */
  readonly managed: readonly Expression[];
  /** There may be more than are known. */
  readonly isOpen: boolean;
}

const NONE: RolePolicies = { policies: [], managed: [], isOpen: false };

/** What the value of `Policies` gives to the role: a list, or a single one. */
export function policiesOf(value: Expression | undefined): RolePolicies {
  switch (value?.kind) {
    case undefined:
    case "none":
      return NONE;
    case "list":
      return merged([...value.items.map(policiesOf), { ...NONE, isOpen: value.isOpen }]);
    case "literal":
      return value.value === null ? NONE : { ...NONE, managed: [value] };
    case "joined":
    case "reference":
      return { ...NONE, managed: [value] };
    case "choice":
      return ofChoice(value.options.map(policiesOf), value.place);
    case "map":
      return ofMap(value);
    case "computed":
      return { ...NONE, managed: [value], isOpen: true };
  }
}

function merged(all: readonly RolePolicies[]): RolePolicies {
  return {
    policies: all.flatMap((one) => one.policies),
    managed: all.flatMap((one) => one.managed),
    isOpen: all.some((one) => one.isOpen),
  };
}

/** Each policy of an option may be there or not. */
function ofChoice(options: readonly RolePolicies[], place: Place): RolePolicies {
  const all = merged(options);
  const perhaps = (value: Expression): Expression => ({ kind: "choice", options: [value, { kind: "none", place }], place: value.place });
  return { policies: all.policies.map(perhaps), managed: all.managed.map(perhaps), isOpen: all.isOpen };
}

function ofMap(policy: MapExpression): RolePolicies {
  if (policy.entries.has("Statement")) return { ...NONE, policies: [documentAt(policy.place, policy)] };
  // A whole `AWS::IAM::Role` policy, as people copy it from CloudFormation.
  if (policy.entries.has("PolicyDocument")) return { ...NONE, policies: [policy] };
  const templates = [...policy.entries].map(([name, { key, value }]) => ofTemplate(name, key, value));
  return merged([...templates, { ...NONE, isOpen: policy.isOpen }]);
}

function ofTemplate(name: string, key: Place, parameters: Expression): RolePolicies {
  const statements = SAM_POLICIES.get(name);
  if (statements === undefined) return { ...NONE, isOpen: true };
  const place = { ...key, end: Math.max(key.end, parameters.place.file === key.file ? parameters.place.end : 0) };
  const items = statements.map((statement) => statementOf(statement, parameters, place));
  return { ...NONE, policies: [documentAt(place, madeMap(place, { Statement: { kind: "list", items, isOpen: false, place } }))] };
}

function documentAt(place: Place, document: MapExpression): Expression {
  return madeMap(place, { PolicyDocument: document });
}

function statementOf(statement: SamPolicyStatement, parameters: Expression, place: Place): Expression {
  const listOf = (items: readonly Expression[]): Expression => ({ kind: "list", items, isOpen: false, place });
  return madeMap(place, {
    Effect: literal(place, "Allow"),
    Action: listOf(statement.actions.map((action) => literal(place, action))),
    Resource: listOf(statement.resources.map((resource) => resourceOf(resource, parameters, place))),
    Condition: statement.hasCondition ? computed(place) : undefined,
  });
}

/** `arn:…:table/${TableName}` with what the template is given for `TableName`. */
function resourceOf(resource: string, parameters: Expression, place: Place): Expression {
  const parts = resource.split(/\$\{([\w:]+)\}/).map((part, index) => {
    if (index % 2 === 0) return part;
    const given = parameters.kind === "map" ? parameters.entries.get(part)?.value : undefined;
    return given ?? computed(place);
  });
  return joined(
    parts.filter((part) => part !== ""),
    place,
  );
}
