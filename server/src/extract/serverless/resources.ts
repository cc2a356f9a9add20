/** `resources`: CloudFormation within a service. */

import { presumedText } from "../../model/expressions.ts";
import type { MapExpression } from "../../model/infrastructure.ts";
import type { DataNode } from "../../parse/data.ts";
import { map } from "../stack.ts";
import type { Located } from "./files.ts";
import { originOf, type Service, type Written } from "./service.ts";
import { valueAt } from "./words.ts";

/** The sections of CloudFormation that `resources` consists of: a map, or a list of maps and files. */
export function resourceSections(service: Service): Located[] {
  const at = service.part("resources");
  return at === undefined ? [] : sections(service, at, 0);
}

function sections(service: Service, at: Located, depth: number): Located[] {
  const { file, node } = service.evaluator.target(at);
  if (node.kind === "map") return [{ file, node }];
  if (node.kind !== "sequence" || depth > 5) {
    if (node.kind === "scalar" && node.value !== null) service.isComplete = false;
    return [];
  }
  return node.items.flatMap((item) =>
    sections(service, { file: service.evaluator.files.marks.fileOf(item) ?? file, node: item }, depth + 1),
  );
}

/** The resources of all sections; those of the same id are one, the first one counts. */
export function writtenResources(service: Service, all: readonly Located[]): Written[] {
  const found = new Map<string, Written>();
  for (const section of all) {
    if (service.child(section, "Transform") !== undefined) service.isComplete = false;
    for (const one of service.written(service.child(section, "Resources"))) {
      if (one.key.startsWith("Fn::")) service.isComplete = false;
      else if (!found.has(one.key)) found.set(one.key, one);
    }
  }
  return [...found.values()];
}

/** Parameters and mappings, which the functions of CloudFormation refer to. */
export function readDeclarations(service: Service, all: readonly Located[]): void {
  const { evaluator } = service;
  const parameters = new Map<string, DataNode>();
  for (const section of all) {
    for (const { key, at } of service.written(service.child(section, "Parameters"))) parameters.set(key, at.node);
    const mappings = service.child(section, "Mappings");
    if (mappings?.node.kind === "map") evaluator.mappings = mappings.node;
  }
  evaluator.parameters = parameters;
}

export function readResource(service: Service, { key, at, place, head }: Written): void {
  const value = service.evaluator.value(at);
  if (value.kind !== "map") return;
  const type = presumedText(valueAt(value, "Type"));
  if (type === undefined || service.resources.has(key)) return;
  const properties = valueAt(value, "Properties");
  const metadata = valueAt(value, "Metadata");
  service.add(key, key, type, propertiesOf(properties, value), {
    place,
    head,
    metadata: metadata?.kind === "map" ? metadata : null,
    isConditional: value.entries.has("Condition"),
    origin: originOf("resource", value.place),
  });
}

function propertiesOf(properties: ReturnType<typeof valueAt>, resource: MapExpression): MapExpression {
  if (properties === undefined) return map(resource.place, []);
  return properties.kind === "map" ? properties : map(properties.place, [], true);
}

/** `resources.extensions` changes what the framework makes: its properties are put over those of the resource. */
export function extend(service: Service, all: readonly Located[]): void {
  for (const section of all) {
    for (const { key, at } of service.written(service.child(section, "extensions"))) {
      const id = service.evaluator.findId(key);
      const resource = id === undefined ? undefined : service.resources.get(id);
      const properties = valueAt(service.evaluator.value(at), "Properties");
      if (resource === undefined || properties?.kind !== "map") continue;
      const entries = new Map([...resource.properties.entries, ...properties.entries]);
      Object.assign(resource, { properties: { ...resource.properties, entries } });
    }
  }
}
