/** Permissions: roles that functions have without saying so, statements, policies and grants. */
import type { Place } from "../../model/code.ts";
import type { Expression } from "../../model/infrastructure.ts";
import { grantOf, targetOf } from "../../vocabulary/dialects/cdk.ts";
import { computed, literal, map } from "../stack.ts";
import { addMade, addTo, argument, constructOf, type Reading, refer, setAt, type Written } from "./build.ts";
import {
  type Bound,
  type Built,
  type ConstructThing,
  type Home,
  type OpenMap,
  openMap,
  placeOf,
  type Struct,
  type Thing,
} from "./things.ts";

const FUNCTION = "AWS::Lambda::Function";
const BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
const IN_VPC = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole";

/** Roles of functions; null where the role is given from elsewhere. */
const roles = new WeakMap<Built, Built | null>();

/** A function without a role of its own is given one by the CDK. */
export function giveRole(reading: Reading, fn: Built, home: Home, struct: Struct, written: Written): void {
  const given = struct.entries.get("role")?.bound;
  if (given !== undefined) {
    const role = constructOf(reading, given);
    roles.set(fn, role?.resource.type === "AWS::IAM::Role" && role.home.stack === home.stack ? role.resource : null);
    return;
  }
  if (struct.isOpen) return;
  const role = addMade(fn, home, "Role", "AWS::IAM::Role", written);
  const policies = struct.entries.has("vpc") ? [BASIC, IN_VPC] : [BASIC];
  for (const policy of policies) addTo(role.properties, "ManagedPolicyArns", literal(fn.head, policy));
  setAt(fn.properties, "Role", refer(role, fn.head, "Arn"));
  roles.set(fn, role);
}

/** The role of something that is granted a permission; undefined where it is not of the program. */
export function roleOf(reading: Reading, bound: Bound | undefined): { role: Built; home: Home } | undefined {
  const thing = bound && reading.evaluator.ofBound(bound);
  const owner = thing?.kind === "member" ? thing.of : thing?.kind === "construct" ? thing : undefined;
  return owner === undefined ? undefined : roleOfConstruct(owner);
}

export function roleOfConstruct(owner: ConstructThing): { role: Built; home: Home } | undefined {
  const { resource, home } = owner;
  if (resource.type === "AWS::IAM::Role") return { role: resource, home };
  if (resource.type !== FUNCTION) return undefined;
  const role = roles.get(resource);
  return role === null || role === undefined ? undefined : { role, home };
}

/** A statement more for a role; a policy holds it that nobody wrote. */
export function addStatement(role: Built, statement: Expression): void {
  const { entries } = role.properties;
  const policies = entries.get("Policies")?.value;
  const items = policies?.kind === "list" ? [...policies.items] : [];
  const own = items.find((one) => one.kind === "map" && one.entries.get("PolicyName")?.value.place === role.head);
  const document = own?.kind === "map" ? own.entries.get("PolicyDocument")?.value : undefined;
  if (document?.kind === "map") {
    addTo(document as OpenMap, "Statement", statement);
    return;
  }
  const made = openMap(statement.place);
  addTo(made, "Statement", statement);
  const policy = map(statement.place, [
    ["PolicyName", literal(role.head, "DefaultPolicy")],
    ["PolicyDocument", made],
  ]);
  const isOpen = policies !== undefined && (policies.kind !== "list" || policies.isOpen);
  entries.set("Policies", { key: role.head, value: { kind: "list", items: [...items, policy], isOpen, place: role.place } });
}

// --- statements ------------------------------------------------------------------------------------------------------

/** `new iam.PolicyStatement({…})` with CloudFormation's words. */
export function statementThing(reading: Reading, struct: Struct, written: Written): Thing {
  const { frame, call } = written;
  const at = openMap(placeOf(frame, call));
  for (const [prop, { key, bound }] of struct.entries) {
    const target = targetOf("iam.PolicyStatement", prop);
    if (target !== undefined) at.entries.set(target.path, { key, value: reading.expressions.of(bound, frame.home.stack, "Arn") });
  }
  if (!at.entries.has("Effect")) at.entries.set("Effect", { key: at.place, value: literal(at.place, "Allow") });
  at.isOpen = struct.isOpen;
  return { kind: "open", map: at, name: "iam.PolicyStatement" };
}

/** `new iam.PolicyDocument({ statements })`. */
export function documentThing(reading: Reading, struct: Struct, written: Written): Thing {
  const at = openMap(placeOf(written.frame, written.call));
  const given = struct.entries.get("statements");
  if (given !== undefined)
    at.entries.set("Statement", { key: given.key, value: reading.expressions.of(given.bound, written.frame.home.stack) });
  at.isOpen = struct.isOpen;
  return { kind: "open", map: at, name: "iam.PolicyDocument" };
}

const STATEMENT_METHODS: Readonly<Record<string, string>> = {
  addActions: "Action",
  addNotActions: "NotAction",
  addResources: "Resource",
  addNotResources: "NotResource",
  addStatements: "Statement",
};

/** `statement.addActions("s3:GetObject")`. */
export function extendStatement(reading: Reading, thing: Extract<Thing, { kind: "open" }>, method: string, { call, frame }: Written): void {
  if (method === "addAllResources") {
    addTo(thing.map, "Resource", literal(placeOf(frame, call), "*"));
    return;
  }
  const name = Object.hasOwn(STATEMENT_METHODS, method) ? STATEMENT_METHODS[method] : undefined;
  if (name === undefined) {
    if (/^addConditions?$/.test(method))
      thing.map.entries.set("Condition", { key: placeOf(frame, call), value: computed(placeOf(frame, call)) });
    return;
  }
  for (const one of call.args) {
    if (one.isSpread) thing.map.isOpen = true;
    else addTo(thing.map, name, reading.expressions.of({ value: one.value, frame }, frame.home.stack, "Arn"));
  }
}

/** Statements given to a role, function, policy or document by a method. */
export function addStatements(reading: Reading, owner: ConstructThing, { call, frame }: Written): void {
  for (const one of call.args) {
    const statement = reading.expressions.of({ value: one.value, frame }, owner.home.stack);
    const to = roleOfConstruct(owner);
    if (to !== undefined) addStatement(to.role, statement);
    else if (/^AWS::IAM::/.test(owner.resource.type)) addToDocument(owner.resource, statement);
  }
}

/** One statement more in the document of a policy. */
export function addToDocument(policy: Built, statement: Expression): void {
  const known = policy.properties.entries.get("PolicyDocument")?.value;
  const document = known?.kind === "map" ? (known as OpenMap) : openMap(statement.place);
  if (document !== known) policy.properties.entries.set("PolicyDocument", { key: statement.place, value: document });
  addTo(document, "Statement", statement);
}

// --- grants ----------------------------------------------------------------------------------------------------------

/** `table.grantReadData(fn)`: what the CDK adds to the policy of the function's role. */
export function readGrant(reading: Reading, thing: Thing, method: string, written: Written): void {
  const { call, frame } = written;
  const grantee = roleOf(reading, argument(call, frame, 0, "grantee", "identity"));
  if (grantee === undefined) return;
  const construct = thing.kind === "construct" || thing.kind === "imported" ? thing.construct : "";
  const place = placeOf(frame, call);
  const named = method === "grant" ? namedActions(reading, written) : grantOf(construct, method);
  const actions: Expression =
    named === undefined ? computed(place) : { kind: "list", items: named.map((one) => literal(place, one)), isOpen: false, place };
  const target = call.callee.kind === "member" ? call.callee.object : call.callee;
  const arn = reading.expressions.ofThing(thing, { value: target, frame }, grantee.home.stack, "Arn");
  const resources = granted(construct, arn, place);
  const entries: [string, Expression][] = [
    ["Effect", literal(place, "Allow")],
    ["Action", actions],
    ["Resource", { kind: "list", items: resources, isOpen: false, place }],
  ];
  addStatement(grantee.role, map(place, entries));
}

function namedActions(reading: Reading, { call, frame }: Written): string[] | undefined {
  const texts = call.args.slice(1).map((one) => (one.isSpread ? undefined : reading.expressions.text({ value: one.value, frame })));
  return texts.length > 0 && texts.every((one) => one !== undefined) ? texts : undefined;
}

function granted(construct: string, arn: Expression, place: Place): Expression[] {
  if (construct === "s3.Bucket") return [arn, { kind: "joined", parts: [arn, "/*"], place }];
  if (construct === "lambda.Function") return [arn, { kind: "joined", parts: [arn, ":*"], place }];
  if (construct === "cloudwatch.Metric") return [literal(place, "*")];
  return [arn];
}
