/** Roles: the one that all functions share, and those of their own. */
import type { Place } from "../../model/code.ts";
import { property } from "../../model/expressions.ts";
import type { Expression, MapEntry, MapExpression, Resource } from "../../model/infrastructure.ts";
import { SHARED_ROLE } from "../../vocabulary/dialects/serverless.ts";
import { madeResource, map } from "../stack.ts";
import { inherited } from "./evaluate.ts";
import type { ServiceFunction } from "./functions.ts";
import { originOf, type Service } from "./service.ts";
import { connectionStatements, impliedStatements } from "./statements.ts";
import { entryAt, Properties, valueAt } from "./words.ts";

const STATEMENT_KEYS = ["iam.role.statements", "iamRoleStatements"] as const;
const POLICY_KEYS = ["iam.role.managedPolicies", "iamManagedPolicies"] as const;
const VPC_POLICY = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole";

/** Gives each function its role, and makes the shared one where a function uses it. `owner` stands for the provider. */
export function readRoles(
  service: Service,
  functions: readonly ServiceFunction[],
  provider: Expression | undefined,
  owner: Resource | null,
): void {
  const sharing: ServiceFunction[] = [];
  for (const one of functions) {
    const own = ownRole(one.settings);
    const statements = ownStatements(service, one.settings);
    const given = givenRole(provider);
    if (own !== undefined) setRole(service, one, roleReference(service, own.value), own.key);
    else if (statements !== undefined) setRole(service, one, ownRoleOf(service, one, statements, provider), statements.key);
    else if (given !== undefined) setRole(service, one, inherited(roleReference(service, given.value)), given.key);
    else sharing.push(one);
  }
  if (sharing.length === 0 || owner === null) return;
  const role = sharedRole(service, sharing, provider, owner);
  for (const one of sharing) setRole(service, one, { ...role, isInherited: true }, role.place);
}

/** `role: x` of a function, or `iam.role: arn` in version 4. */
function ownRole(settings: Expression): MapEntry | undefined {
  const nested = entryAt(settings, "iam.role");
  return entryAt(settings, "role") ?? (nested?.value.kind === "map" && isSettings(nested.value) ? undefined : nested);
}

function givenRole(provider: Expression | undefined): MapEntry | undefined {
  const role = entryAt(provider, "iam.role");
  return (role?.value.kind === "map" && isSettings(role.value) ? undefined : role) ?? entryAt(provider, "role");
}

/** Is it the description of a role rather than a reference to one? */
function isSettings(role: MapExpression): boolean {
  return ["statements", "managedPolicies", "name", "path", "permissionsBoundary", "permissionBoundary", "tags", "deploymentRole"].some(
    (key) => role.entries.has(key),
  );
}

/** A role is an ARN, a reference, or the name of a resource of the service. */
function roleReference(service: Service, role: Expression): Expression {
  const id = role.kind === "literal" && typeof role.value === "string" ? service.evaluator.findId(role.value) : undefined;
  return id === undefined ? role : { kind: "reference", id, attribute: "Arn", place: role.place };
}

function setRole(service: Service, { resource }: ServiceFunction, value: Expression, key: Place): void {
  const current = service.resources.get(resource.id) ?? resource;
  const entries = new Map([...current.properties.entries, ["Role", { key, value }] as const]);
  Object.assign(current, { properties: { ...current.properties, entries } });
}

/** `iamRoleStatements` of a function with the plugin that reads them; `iam.role.statements` of version 4. */
function ownStatements(service: Service, settings: Expression): MapEntry | undefined {
  const own = entryAt(settings, "iam.role.statements");
  if (own !== undefined) return own;
  return service.plugins.includes("serverless-iam-roles-per-function") ? entryAt(settings, "iamRoleStatements") : undefined;
}

function ownRoleOf(service: Service, one: ServiceFunction, statements: MapEntry, provider: Expression | undefined): Expression {
  const { resource, settings } = one;
  const inherits = valueAt(settings, "iamRoleStatementsInherit") ?? valueAt(settings, "iam.role.inheritStatements");
  const isInheriting = inherits?.kind === "literal" && inherits.value === true;
  const shared = isInheriting ? firstEntry(provider, STATEMENT_KEYS)?.value : undefined;
  const items = [
    ...itemsIn(statements.value),
    ...itemsIn(shared && inherited(shared)),
    ...impliedStatements(service, [one], statements.key),
  ];
  const list: Expression = {
    kind: "list",
    items,
    isOpen: isOpenList(statements.value) || isOpenList(shared),
    place: statements.value.place,
  };
  const policies = vpcPolicies([one], statements.key);
  const made = madeResource(
    resource,
    "Role",
    "AWS::IAM::Role",
    roleProperties({ key: statements.key, value: list }, policies, statements.key),
    {
      place: { ...statements.key, end: Math.max(statements.key.end, sameFile(statements) ? statements.value.place.end : 0) },
      head: statements.key,
      origin: originOf("setting", statements.value.place, "iamRoleStatements"),
    },
  );
  service.resources.set(made.id, made);
  return { kind: "reference", id: made.id, attribute: "Arn", place: statements.key };
}

function sharedRole(service: Service, functions: readonly ServiceFunction[], provider: Expression | undefined, owner: Resource) {
  const written = firstEntry(provider, STATEMENT_KEYS);
  const managed = firstEntry(provider, POLICY_KEYS);
  const at = written?.key ?? managed?.key ?? owner.head;
  const implied = [...impliedStatements(service, functions, owner.head), ...connectionStatements(service, owner.head)];
  const items = [...itemsIn(written?.value), ...implied];
  const list: Expression = { kind: "list", items, isOpen: isOpenList(written?.value), place: written?.value.place ?? owner.head };
  const policies: Expression[] = [...itemsIn(managed?.value), ...vpcPolicies(functions, owner.head)];
  const place = written && sameFile(written) ? { ...written.key, end: written.value.place.end } : at;
  service.add(
    SHARED_ROLE,
    SHARED_ROLE,
    "AWS::IAM::Role",
    roleProperties({ key: at, value: list }, policies, at, isOpenList(managed?.value)),
    {
      place,
      head: at,
      owner,
      origin: originOf("setting", written?.value.place ?? owner.place, "iamRoleStatements"),
    },
  );
  return { kind: "reference" as const, id: SHARED_ROLE, attribute: "Arn", place: owner.head };
}

function roleProperties(statements: MapEntry, policies: readonly Expression[], at: Place, isOpen = false): MapExpression {
  const { place } = statements.value;
  const document = map(place, [["Statement", statements]]);
  const policy = map(place, [["PolicyDocument", { key: statements.key, value: document }]]);
  const properties = new Properties().set("Policies", { kind: "list", items: [policy], isOpen: false, place });
  if (policies.length > 0 || isOpen)
    properties.set("ManagedPolicyArns", { kind: "list", items: policies, isOpen, place: policies[0]?.place ?? at });
  return properties.map(place);
}

function firstEntry(of: Expression | undefined, keys: readonly string[]): MapEntry | undefined {
  return keys.map((key) => entryAt(of, key)).find((entry) => entry !== undefined);
}

function itemsIn(value: Expression | undefined): readonly Expression[] {
  if (value === undefined) return [];
  // A list of `${file()}`s may hold lists.
  if (value.kind === "list") return value.items.flatMap((item) => (item.kind === "list" ? item.items : [item]));
  return value.kind === "map" ? [value] : [];
}

function isOpenList(value: Expression | undefined): boolean {
  return (
    value !== undefined &&
    (value.kind === "list" ? value.isOpen || value.items.some((item) => item.kind === "computed") : value.kind !== "map")
  );
}

function sameFile({ key, value }: MapEntry): boolean {
  return key.file === value.place.file && value.place.end >= key.end;
}

/** A function in a network gets the managed policy that lets it be there. */
function vpcPolicies(functions: readonly ServiceFunction[], place: Place): Expression[] {
  const isInVpc = functions.some(({ resource }) => property(resource, "VpcConfig") !== undefined);
  return isInVpc ? [{ kind: "literal", value: VPC_POLICY, place, isInherited: true }] : [];
}
