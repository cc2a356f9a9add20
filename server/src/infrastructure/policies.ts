/** The statements of identity policies, wherever they are written. */
import { itemsOf, property, textOf } from "../model/expressions.ts";
import type { Expression, MapExpression, PolicyStatement, Resource } from "../model/infrastructure.ts";

/** Statements, and whether there may be more that could not be read. */
export interface Statements {
  readonly statements: readonly PolicyStatement[];
  readonly isComplete: boolean;
}

const NOTHING: Statements = { statements: [], isComplete: true };

/** What a role, policy, user or group says itself: inline policies and the document of a policy. */
export function statementsOf(resource: Resource): Statements {
  const own = property(resource, "PolicyDocument");
  const inline = property(resource, "Policies");
  const policies = isIdentity(resource) && inline !== undefined ? listed(inline, (policy) => inlinePolicy(policy, resource)) : NOTHING;
  return joined([own === undefined ? NOTHING : ofDocument(own, resource), policies]);
}

export function isIdentity(resource: Resource): boolean {
  return /^AWS::IAM::(?:Role|User|Group)$/.test(resource.type);
}

export function joined(parts: readonly Statements[]): Statements {
  return { statements: parts.flatMap((part) => part.statements), isComplete: parts.every((part) => part.isComplete) };
}

function listed(value: Expression, read: (item: Expression) => Statements): Statements {
  if (value.kind === "choice") return { ...joined(value.options.map((option) => listed(option, read))), isComplete: false };
  const items = itemsOf(value);
  if (items === undefined) return { statements: [], isComplete: false };
  const all = joined(items.filter((item) => item.kind !== "none").map(read));
  return value.kind === "list" && value.isOpen ? { ...all, isComplete: false } : all;
}

function inlinePolicy(policy: Expression, resource: Resource): Statements {
  if (policy.kind === "choice") return { ...joined(policy.options.map((option) => inlinePolicy(option, resource))), isComplete: false };
  const document = policy.kind === "map" ? property(policy, "PolicyDocument") : undefined;
  return document === undefined ? { statements: [], isComplete: false } : ofDocument(document, resource);
}

function ofDocument(document: Expression, resource: Resource): Statements {
  if (document.kind !== "map") return { statements: [], isComplete: false };
  const statement = property(document, "Statement");
  if (statement === undefined) return { statements: [], isComplete: !document.isOpen };
  return listed(statement, (item) => ofStatement(item, resource));
}

function ofStatement(item: Expression, resource: Resource): Statements {
  if (item.kind === "choice") return { ...joined(item.options.map((option) => ofStatement(option, resource))), isComplete: false };
  if (item.kind !== "map") return { statements: [], isComplete: false };
  const lists = ["Action", "NotAction", "Resource"].map((key) => itemsOf(property(item, key)));
  const [actions = [], notActions = [], resources = []] = lists;
  const effect = textOf(property(item, "Effect"));
  const statement: PolicyStatement = {
    effect: effect === "Allow" || effect === "Deny" ? effect : null,
    actions: actions.map(inLowerCase),
    notActions: notActions.map(inLowerCase),
    resources,
    hasCondition: property(item, "Condition") !== undefined,
    resource,
    place: item.place,
  };
  return { statements: [statement], isComplete: isReadable(item, lists) && statement.effect !== null };
}

function isReadable(item: MapExpression, lists: readonly (readonly Expression[] | undefined)[]): boolean {
  const open = ["Action", "NotAction"].some((key) => {
    const value = property(item, key);
    return value?.kind === "list" && value.isOpen;
  });
  const known = [...(lists[0] ?? []), ...(lists[1] ?? [])].every((action) => textOf(action) !== undefined);
  return !item.isOpen && !open && known && lists.every((list) => list !== undefined);
}

function inLowerCase(action: Expression): Expression {
  return action.kind === "literal" && typeof action.value === "string" ? { ...action, value: action.value.toLowerCase() } : action;
}
