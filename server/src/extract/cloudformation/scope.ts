/** What values of a template are read with: its parameters and mappings, the resources they may name, and the text around them. */
import type { Place } from "../../model/code.ts";
import type { Expression, Template } from "../../model/infrastructure.ts";
import type { DataNode, MapNode, ScalarNode } from "../../parse/data.ts";

export interface Scope {
  readonly template: Template;
  /** `Parameters` by name. */
  readonly parameters: ReadonlyMap<string, DataNode>;
  readonly mappings: MapNode | null;
  /** `Resource.id` of what a logical id stands for: a resource of the stack, or one that SAM makes (`FnRole`, `Fn.Alias`). */
  find(logicalId: string): string | undefined;
  /** Reads text as another language does before CloudFormation sees it (serverless variables); undefined leaves it as it is. */
  readText?(node: ScalarNode, place: Place): Expression | undefined;
  /** What `${…}` inside `Fn::Sub` means to that language; undefined where it is CloudFormation's. */
  readVariable?(inside: string, place: Place): Expression | undefined;
}

/** The value of a key of a map. */
export function entryOf(node: DataNode | null | undefined, key: string): DataNode | undefined {
  return node?.kind === "map" ? node.entries.findLast((entry) => entry.key.value === key)?.value : undefined;
}

export function mapOf(node: DataNode | null | undefined, key: string): MapNode | null {
  const value = entryOf(node, key);
  return value?.kind === "map" && value.tag === null ? value : null;
}

/** The text of a scalar as CloudFormation takes it where it wants a string: numbers as written. */
export function stringOf(node: DataNode | undefined): string | undefined {
  if (node?.kind !== "scalar") return undefined;
  return node.style === "plain" ? node.source : String(node.value);
}

/** As `stringOf`, of something that is no function. */
export function constantOf(node: DataNode | undefined): string | undefined {
  return node?.tag === null ? stringOf(node) : undefined;
}
