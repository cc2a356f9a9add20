/** How many resources a block stands for. */
import type { Expression } from "../../model/infrastructure.ts";
import type { HclBlock } from "../../parse/hcl.ts";
import { computed, literal, map } from "../stack.ts";
import type { Evaluator } from "./evaluate.ts";
import type { Frame, Instance, ModuleInstance } from "./module.ts";
import { argument } from "./source.ts";
import { derived, scalarOf, textOfLiteral } from "./values.ts";

/** More than that are no list of functions that somebody wrote. */
const MOST_INSTANCES = 100;

/** One of what `count` and `for_each` make. */
export interface Repetition {
  readonly key: string | null;
  readonly bound: ReadonlyMap<string, Expression>;
  readonly isConditional: boolean;
}

/** The instances of a resource or data source; none where it is not declared or certainly not made. */
export function instancesOf(evaluator: Evaluator, module: ModuleInstance, key: string): readonly Instance[] {
  const before = module.instances.get(key);
  if (before !== undefined) return before;
  const declaration = module.source.resources.get(key);
  if (declaration === undefined) return [];
  // What asks for itself gets one of which nothing is known.
  const frame = module.frame(declaration);
  const id = `${module.prefix}${key}`;
  const plain: Instance = { id, key: null, frame, isConditional: true };
  register(evaluator, module, key, [plain]);
  const instances = repetitions(evaluator, declaration.block, frame).map((repetition) => ({
    id: repetition.key === null ? id : `${id}["${repetition.key}"]`,
    key: repetition.key,
    frame: { ...frame, bound: repetition.bound },
    isConditional: repetition.isConditional || module.isConditional,
  }));
  if (instances.every((instance) => instance.key !== null)) evaluator.instances.delete(id);
  register(evaluator, module, key, instances);
  return instances;
}

function register(evaluator: Evaluator, module: ModuleInstance, key: string, instances: readonly Instance[]): void {
  module.instances.set(key, instances);
  for (const instance of instances) evaluator.instances.set(instance.id, { module, key, instance });
}

/** What `count` and `for_each` of a block come to. */
export function repetitions(evaluator: Evaluator, block: HclBlock, frame: Frame): readonly Repetition[] {
  const count = argument(block, "count");
  const each = argument(block, "for_each");
  if (each !== undefined) return forEach(evaluator, evaluator.evaluate(each.value, frame), frame, "each");
  if (count === undefined) return [{ key: null, bound: frame.bound, isConditional: false }];
  const value = evaluator.evaluate(count.value, frame);
  const number = Number(scalarOf(value) ?? Number.NaN);
  const isCertain = !Number.isNaN(number) && !value.isAssumed;
  if (isCertain && number === 0) return [];
  const place = evaluator.place(frame, count.value);
  const index = isCertain && number === 1 ? literal(place, 0) : computed(place);
  return [{ key: null, bound: withBound(frame, "count", map(place, [["index", index]])), isConditional: !isCertain }];
}

/** One for each key where they are known; otherwise one of which key and value are not. */
export function forEach(evaluator: Evaluator, over: Expression, frame: Frame, name: string): readonly Repetition[] {
  const items = over.kind === "map" || over.kind === "list" ? evaluator.itemsOf(over) : undefined;
  const isOpen = (over.kind === "map" || over.kind === "list") && over.isOpen;
  const keys = items?.map(({ key, value }) => textOfLiteral(over.kind === "list" && name === "each" ? value : key));
  if (items === undefined || isOpen || items.length > MOST_INSTANCES || keys?.includes(undefined)) {
    const nothing = computed(over.place);
    const bound = withBound(
      frame,
      name,
      map(over.place, [
        ["key", nothing],
        ["value", nothing],
      ]),
    );
    return [{ key: null, bound, isConditional: true }];
  }
  return items.map(({ key, value }, index) => {
    const shown = derived(over.kind === "list" && name === "each" ? value : key, [over]);
    return {
      key: keys?.[index] ?? null,
      bound: withBound(
        frame,
        name,
        map(over.place, [
          ["key", shown],
          ["value", derived(value, [over])],
        ]),
      ),
      isConditional: over.isAssumed === true,
    };
  });
}

function withBound(frame: Frame, name: string, value: Expression): ReadonlyMap<string, Expression> {
  return new Map([...frame.bound, [name, value]]);
}
