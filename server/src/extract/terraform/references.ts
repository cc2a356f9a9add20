/** Follows names: locals, variables, outputs of modules, data, resources. */

import type { Place } from "../../model/code.ts";
import type { Expression, ReferenceExpression } from "../../model/infrastructure.ts";
import type { HclStep, HclTraversal } from "../../parse/hcl.ts";
import { referenceAttribute } from "../../vocabulary/dialects/terraform.ts";
import { computed, literal, map } from "../stack.ts";
import { policyDocument } from "./documents.ts";
import type { Evaluator } from "./evaluate.ts";
import { instancesOf } from "./instances.ts";
import type { Frame, ModuleInstance } from "./module.ts";
import { withOptional } from "./optional.ts";
import { relativePath } from "./paths.ts";
import { argument, type Declaration } from "./source.ts";
import { assumed, choice, derived, list, member, mentionsIn, textOfLiteral, unknown } from "./values.ts";

export function follow(evaluator: Evaluator, { root, steps }: HclTraversal, frame: Frame, place: Place): Expression {
  if (typeof root !== "string") return walk(evaluator, evaluator.evaluate(root, frame), steps, frame, place);
  const bound = frame.bound.get(root);
  if (bound !== undefined) return walk(evaluator, bound, steps, frame, place);
  const { module } = frame;
  const [name, ...rest] = attributeNames(steps);
  if (name === undefined) return computed(place);
  if (root === "var") return walk(evaluator, variable(evaluator, module, name, place), steps.slice(1), frame, place);
  if (root === "local") return walk(evaluator, local(evaluator, module, name, place), steps.slice(1), frame, place);
  if (root === "path") return pathOf(evaluator, module, name, place);
  if (root === "module") return walk(evaluator, calledModule(evaluator, module, name, place), steps.slice(1), frame, place);
  if (root === "data" && rest[0] !== undefined) {
    return walk(evaluator, resource(evaluator, module, `data.${name}.${rest[0]}`, place), steps.slice(2), frame, place);
  }
  return walk(evaluator, resource(evaluator, module, `${root}.${name}`, place), steps.slice(1), frame, place);
}

function attributeNames(steps: readonly HclStep[]): string[] {
  const names: string[] = [];
  for (const step of steps) {
    if (step.kind !== "attribute") break;
    names.push(step.name);
  }
  return names;
}

/** Goes on from a value. */
function walk(evaluator: Evaluator, from: Expression, steps: readonly HclStep[], frame: Frame, place: Place): Expression {
  let value = from;
  for (const [index, step] of steps.entries()) {
    const rest = steps.slice(index + 1);
    if (value.kind === "choice") {
      const options = value.options.map((option) => walk(evaluator, option, steps.slice(index), frame, place));
      return derived(choice(place, options), [value]);
    }
    if (step.kind === "splat") return splat(evaluator, value, rest, frame, place);
    const key = step.kind === "index" ? evaluator.evaluate(step.key, frame) : literal(place, step.name);
    value = derived(stepInto(evaluator, value, key, step.kind, place), [value, key]);
  }
  // A reference stands where it is written, not where a local says it.
  return value;
}

function splat(evaluator: Evaluator, value: Expression, rest: readonly HclStep[], frame: Frame, place: Place): Expression {
  if (value.kind === "list") {
    const items = value.items.map((item) => walk(evaluator, item, rest, frame, place));
    return { ...value, items };
  }
  if (value.kind === "map") {
    const items = [...value.entries.values()].map((entry) => walk(evaluator, entry.value, rest, frame, place));
    return list(place, items, value.isOpen);
  }
  return value.kind === "reference" ? list(place, [walk(evaluator, value, rest, frame, place)], true) : unknown(place, [value]);
}

function stepInto(evaluator: Evaluator, value: Expression, key: Expression, kind: "attribute" | "index", place: Place): Expression {
  const name = textOfLiteral(key);
  if (value.kind === "reference" && value.attribute === null) {
    // `aws_x.y[0]`, `aws_x.y[each.key]` of one that is not told apart.
    return kind === "index" ? value : attributeOf(evaluator, value, name ?? "", place);
  }
  const kept = evaluator.modules.get(value);
  if (kept !== undefined && kind === "attribute" && name !== undefined) return output(evaluator, kept, name, place);
  if (kept !== undefined && kind === "index") return value;
  if (name === undefined) {
    const isShort = value.kind === "map" && !value.isOpen && value.entries.size > 0 && value.entries.size <= 12;
    if (isShort && value.kind === "map")
      return choice(
        place,
        [...value.entries.values()].map((entry) => entry.value),
      );
    return unknown(place, [value]);
  }
  return member(value, name) ?? unknown(place, [value]);
}

export function variable(evaluator: Evaluator, module: ModuleInstance, name: string, place: Place): Expression {
  return once(evaluator, module, `var.${name}`, place, () => {
    const declaration = module.source.variables.get(name);
    const type = declaration && argument(declaration.block, "type");
    const given = valueGiven(evaluator, module, name) ?? computed(place);
    const value: Expression = isSensitive(evaluator, module, declaration) ? { ...given, isSecretParameter: true } : given;
    return declaration === undefined || type === undefined ? value : withOptional(evaluator, type.value, value, module.frame(declaration));
  });
}

/** Of the outermost module: whoever deploys gives it. */
function isSensitive(evaluator: Evaluator, module: ModuleInstance, declaration: Declaration | undefined): boolean {
  const attribute = module.parent === null && declaration ? argument(declaration.block, "sensitive") : undefined;
  if (attribute === undefined || declaration === undefined) return false;
  const value = evaluator.evaluate(attribute.value, module.frame(declaration));
  return value.kind === "literal" && value.value === true;
}

/** Undefined where a deployment has to say. */
function valueGiven(evaluator: Evaluator, module: ModuleInstance, name: string): Expression | undefined {
  const given = module.given.get(name);
  if (given !== undefined) return evaluator.evaluate(given.expression, given.frame);
  const declaration = module.source.variables.get(name);
  const assigned = module.parent === null ? module.source.assigned.get(name) : undefined;
  const written = assigned ?? (declaration && withAttribute(declaration.file, argument(declaration.block, "default")));
  if (written === undefined) return undefined;
  const value = evaluator.evaluate(written.attribute.value, module.frame(written));
  // Of a module that is called, what is not given has its default for certain.
  if (module.parent !== null) return value;
  return value.kind === "none" ? undefined : assumed(value);
}

function withAttribute<F, A>(file: F, attribute: A | undefined): { file: F; attribute: A } | undefined {
  return attribute === undefined ? undefined : { file, attribute };
}

function local(evaluator: Evaluator, module: ModuleInstance, name: string, place: Place): Expression {
  return once(evaluator, module, `local.${name}`, place, () => {
    const assignment = module.source.locals.get(name);
    return assignment === undefined ? computed(place) : evaluator.evaluate(assignment.attribute.value, module.frame(assignment));
  });
}

/** Evaluates what has a name, once; what goes in a circle cannot be known. */
function once(evaluator: Evaluator, module: ModuleInstance, name: string, place: Place, evaluate: () => Expression): Expression {
  const before = module.known.get(name);
  if (before !== undefined) return before;
  const pending = `${module.prefix}${name}`;
  if (evaluator.pending.has(pending)) return computed(place);
  evaluator.pending.add(pending);
  try {
    const value = evaluate();
    module.known.set(name, value);
    return value;
  } finally {
    evaluator.pending.delete(pending);
  }
}

function pathOf(evaluator: Evaluator, module: ModuleInstance, name: string, place: Place): Expression {
  if (name === "module") return literal(place, relativePath(evaluator.root, module.source.directory));
  if (name === "root") return literal(place, ".");
  return name === "cwd" ? literal(place, evaluator.root) : computed(place);
}

/** A module as a value: its outputs are asked of it. */
function calledModule(evaluator: Evaluator, module: ModuleInstance, name: string, place: Place): Expression {
  const made = module.communities.get(name);
  if (made !== undefined) return map(place, made, true);
  const children = module.children.get(name) ?? [];
  const values = children.map((child) => {
    const value = computed(place);
    evaluator.modules.set(value, child);
    return [child, value] as const;
  });
  const [first] = values;
  if (first === undefined) return computed(place);
  if (values.length === 1 && !first[0].prefix.endsWith('"].')) return first[1];
  return map(
    place,
    values.map(([child, value]) => [child.prefix.slice(child.prefix.lastIndexOf('["') + 2, -3), value] as const),
  );
}

function output(evaluator: Evaluator, module: ModuleInstance, name: string, place: Place): Expression {
  return once(evaluator, module, `output.${name}`, place, () => {
    const declaration = module.source.outputs.get(name);
    const value = declaration && argument(declaration.block, "value");
    return declaration === undefined || value === undefined ? computed(place) : evaluator.evaluate(value.value, module.frame(declaration));
  });
}

/** A resource or data source as a value. */
function resource(evaluator: Evaluator, module: ModuleInstance, key: string, place: Place): Expression {
  const instances = instancesOf(evaluator, module, key);
  const [first] = instances;
  if (first === undefined) return computed(place);
  const reference = (id: string): ReferenceExpression => ({ kind: "reference", id, attribute: null, place });
  if (first.key === null) return reference(first.id);
  return map(
    place,
    instances.map((instance) => [instance.key ?? "", reference(instance.id)] as const),
  );
}

/** Types of which only the thing itself matters to others, not what is written in it. */
const OPAQUE = /^(?:aws_s3_object|aws_s3_bucket_object)$/;

function attributeOf(evaluator: Evaluator, of: ReferenceExpression, name: string, place: Place): Expression {
  const known = evaluator.instances.get(of.id);
  if (known === undefined) return computed(place, [of.id]);
  const { module, key, instance } = known;
  const declaration = module.source.resources.get(key);
  const type = key.split(".").at(-2) ?? "";
  if (type === "archive_file" && /^output_/.test(name)) {
    const value = computed(place);
    evaluator.archives.set(value, { frame: instance.frame, key });
    return value;
  }
  if (type === "aws_iam_policy_document" && /json$/.test(name)) return policyDocument(evaluator, known, place) ?? computed(place);
  if (key.startsWith("data.")) return type === "template_file" ? template(evaluator, known, place) : computed(place);
  const identity = referenceAttribute(name);
  if (identity === null || OPAQUE.test(type)) return { kind: "reference", id: of.id, attribute: null, place };
  const written = declaration && argument(declaration.block, name);
  if (written !== undefined) {
    const value = once(evaluator, module, `${of.id}.${name}`, place, () => evaluator.evaluate(written.value, instance.frame));
    if (value.kind !== "computed") return value;
  }
  if (identity !== undefined) return { kind: "reference", id: of.id, attribute: identity, place };
  return computed(place, [of.id]);
}

/** `data.template_file.x.rendered`: its text where nothing is put in. */
function template(
  evaluator: Evaluator,
  { module, key, instance }: { module: ModuleInstance; key: string; instance: { frame: Frame } },
  place: Place,
): Expression {
  const block = module.source.resources.get(key)?.block;
  const inside = (block?.body.attributes ?? []).map((attribute) => evaluator.evaluate(attribute.value, instance.frame));
  const text = block && argument(block, "template");
  const value = text && evaluator.evaluate(text.value, instance.frame);
  const plain = textOfLiteral(value);
  return value !== undefined && plain !== undefined && !plain.includes("${") ? value : computed(place, mentionsIn(inside));
}
