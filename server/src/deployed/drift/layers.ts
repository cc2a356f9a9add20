/** Layers: by name and version where the template writes them out, else only how many. */
import type { DeployedFunction } from "../../model/deployed.ts";
import type { Expression, FunctionResource } from "../../model/infrastructure.ts";
import { type Comparison, differs, placeOfSetting, SAME, UNKNOWN } from "./comparison.ts";
import { mayHaveMore } from "./tools.ts";

interface Layer {
  readonly name: string;
  readonly version: string;
}

export function compareLayers({ layers, stack, resource }: FunctionResource, { configuration }: DeployedFunction): Comparison[] {
  if (layers.kind === "computed" || (layers.kind === "set" && layers.value.isOpen)) return [UNKNOWN];
  const items = layers.kind === "set" ? layers.value.items : [];
  if (items.some(({ kind }) => kind === "none" || kind === "choice" || kind === "computed")) return [UNKNOWN];
  const deployed = configuration.layers.flatMap((arn) => layerOf(arn) ?? []);
  const written = items.map((item) => layerOf(textOfArn(item)));
  const found = written.flatMap((layer, index) => (layer ? compareLayer(layer, deployed, items[index] as Expression) : []));
  const expected = items.length;
  const isMore = configuration.layers.length > expected;
  if (isMore ? mayHaveMore(stack) : configuration.layers.length === expected) return found.length > 0 ? found : isMore ? [UNKNOWN] : [SAME];
  const known = new Set(written.map((layer) => layer?.name));
  const more = written.every((layer) => layer !== undefined) ? deployed.filter(({ name }) => !known.has(name)) : [];
  const place = layers.kind === "set" ? placeOfSetting(layers) : resource.head;
  if (isMore && more.length > 0)
    return [...found, ...more.map(({ name, version }) => differs(`Layer ${name}`, null, `version ${version}`, place))];
  return found.length > 0 ? found : [differs("Layers", String(expected), String(configuration.layers.length), place)];
}

function compareLayer({ name, version }: Layer, deployed: readonly Layer[], item: Expression): Comparison[] {
  const same = deployed.find((each) => each.name === name);
  if (same?.version === version) return [];
  return [differs(`Layer ${name}`, `version ${version}`, same ? `version ${same.version}` : null, item.place)];
}

/** `orders` and `3` of `arn:aws:lambda:eu-west-1:*:layer:orders:3`. Region and account may be computed: they are not compared. */
function layerOf(arn: string | undefined): Layer | undefined {
  const [, name, version] = /:layer:([\w-]+):(\d+)$/.exec(arn ?? "") ?? [];
  return name === undefined || version === undefined ? undefined : { name, version };
}

/** A literal, or a joined text whose end is known. */
function textOfArn(item: Expression): string | undefined {
  if (item.kind === "literal") return item.isAssumed ? undefined : String(item.value);
  if (item.kind !== "joined") return undefined;
  return item.parts.map((part) => (typeof part === "string" ? part : (textOfArn(part) ?? "\0"))).join("");
}
