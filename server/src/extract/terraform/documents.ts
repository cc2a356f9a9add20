/** `data.aws_iam_policy_document` as the policy document it makes. */
import type { Place } from "../../model/code.ts";
import type { Expression, MapEntry } from "../../model/infrastructure.ts";
import { literal, map } from "../stack.ts";
import { argumentOf, type Nested, nestedBlocks } from "./blocks.ts";
import type { Evaluator } from "./evaluate.ts";
import { jsonOf } from "./jsonText.ts";
import type { Instance, ModuleInstance } from "./module.ts";
import { list, mentionsIn, textOfLiteral } from "./values.ts";

const SOURCES = ["source_policy_documents", "override_policy_documents", "source_json", "override_json"];

interface Known {
  readonly module: ModuleInstance;
  readonly key: string;
  readonly instance: Instance;
}

/** Undefined where the data is not declared, or part of itself. */
export function policyDocument(evaluator: Evaluator, { module, key, instance }: Known, place: Place): Expression | undefined {
  const block = module.source.resources.get(key)?.block;
  if (block === undefined || evaluator.pending.has(instance.id)) return undefined;
  evaluator.pending.add(instance.id);
  try {
    const { frame } = instance;
    const statements: Expression[] = [];
    let isOpen = false;
    for (const name of SOURCES) {
      const value = argumentOf(evaluator, block.body, name, frame);
      for (const source of value === undefined || value.kind === "none" ? [] : value.kind === "list" ? value.items : [value]) {
        const document = jsonOf(evaluator, source);
        const inner = document?.kind === "map" ? document.entries.get("Statement")?.value : undefined;
        if (inner === undefined || (inner.kind !== "list" && inner.kind !== "map")) isOpen = true;
        else statements.push(...(inner.kind === "list" ? inner.items : [inner]));
      }
      if (value?.kind === "list" && value.isOpen) isOpen = true;
    }
    for (const nested of nestedBlocks(evaluator, block.body, frame, ["statement"])) {
      if (nested.type !== "statement") continue;
      if (nested.isUnsure) isOpen = true;
      else statements.push(statement(evaluator, nested));
    }
    const at = { ...evaluator.place(frame, block) };
    return map(place, [["Statement", { key: evaluator.place(frame, block.head), value: list(at, statements, isOpen) }]]);
  } finally {
    evaluator.pending.delete(instance.id);
  }
}

const NAMES: Readonly<Record<string, string>> = {
  sid: "Sid",
  effect: "Effect",
  actions: "Action",
  not_actions: "NotAction",
  resources: "Resource",
  not_resources: "NotResource",
};

function statement(evaluator: Evaluator, { body, frame, head, range }: Nested): Expression {
  const place = evaluator.place(frame, range);
  const entries = new Map<string, MapEntry>();
  for (const attribute of body.attributes) {
    const name = NAMES[attribute.name];
    const value = evaluator.evaluate(attribute.value, frame);
    if (name !== undefined && value.kind !== "none") entries.set(name, { key: evaluator.place(frame, attribute.key), value });
  }
  if (!entries.has("Effect")) {
    const at = evaluator.place(frame, head);
    entries.set("Effect", { key: at, value: literal(at, "Allow") });
  }
  for (const nested of nestedBlocks(evaluator, body, frame, ["condition", "principals"])) {
    const key = evaluator.place(nested.frame, nested.head);
    if (nested.type === "condition") entries.set("Condition", { key, value: condition(evaluator, nested) });
    if (nested.type === "principals") entries.set("Principal", { key, value: principal(evaluator, nested) });
  }
  return { kind: "map", entries, isOpen: false, place };
}

function condition(evaluator: Evaluator, { body, frame, range }: Nested): Expression {
  const place = evaluator.place(frame, range);
  const [test, variable, values] = ["test", "variable", "values"].map((name) => argumentOf(evaluator, body, name, frame));
  const [operator, name] = [textOfLiteral(test), textOfLiteral(variable)];
  if (operator === undefined || name === undefined || values === undefined)
    return { kind: "computed", mentions: mentionsIn([values]), place };
  return map(place, [[operator, map(place, [[name, values]])]]);
}

function principal(evaluator: Evaluator, { body, frame, range }: Nested): Expression {
  const place = evaluator.place(frame, range);
  const type = textOfLiteral(argumentOf(evaluator, body, "type", frame));
  const identifiers = argumentOf(evaluator, body, "identifiers", frame);
  if (type === undefined || identifiers === undefined) return { kind: "computed", mentions: mentionsIn([identifiers]), place };
  return type === "*" ? literal(place, "*") : map(place, [[type, identifiers]]);
}
