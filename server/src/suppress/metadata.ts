/** `Metadata: {lambda-ready: {ignore: [rule, {rule: …, reason: …}]}}` of a template's resource, or of the template itself. */
import type { Module, Place, Range } from "../model/code.ts";
import { itemsOf, property, textOf } from "../model/expressions.ts";
import type { Expression, MapExpression, Resource, Template } from "../model/infrastructure.ts";
import type { DataDocument, DataNode } from "../parse/data.ts";
import { parseJson } from "../parse/json.ts";
import { parseYaml } from "../parse/yaml.ts";
import type { SuppressedRule } from "./comments.ts";

/** One `ignore:`; its own range is that of the value. */
export interface MetadataDirective extends Range {
  readonly kind: "metadata";
  /** Null for the template's own: it speaks about the whole file. */
  readonly resource: Resource | null;
  /** All of `Metadata`. */
  readonly metadata: MapExpression;
  readonly rules: readonly MetadataRule[];
  /** It is a list that another rule can join. */
  readonly isOpen: boolean;
}

export interface MetadataRule extends SuppressedRule {
  /** The item of the list: the id, or the map in which it stands with its reason. */
  readonly item: Range;
}

export const IGNORE_PATH = ["lambda-ready", "ignore"] as const;

export function metadataDirectives(file: Module | Template, resources: readonly Resource[]): MetadataDirective[] {
  const own = templateMetadata(file);
  const found = resources.flatMap((resource) => (resource.owner ? undefined : directiveIn(file, resource.metadata, resource)) ?? []);
  return [...(directiveIn(file, own, null) ?? []), ...found];
}

/** A template in YAML or JSON, as it is written. */
export function documentOf(file: Module | Template): DataDocument {
  return "syntax" in file && file.syntax === "json" ? parseJson(file.text) : parseYaml(file.text);
}

const known = new WeakMap<object, MapExpression | null>();

/** The template's own `Metadata`; only CloudFormation and SAM have one. */
export function templateMetadata(file: Module | Template): MapExpression | null {
  if (!("dialect" in file) || !["sam", "cloudformation"].includes(file.dialect) || !file.text.includes("Metadata")) return null;
  let metadata = known.get(file);
  if (metadata === undefined) known.set(file, (metadata = readTemplateMetadata(file)));
  return metadata;
}

function readTemplateMetadata(file: Template): MapExpression | null {
  const { root } = documentOf(file);
  const entry = root?.kind === "map" ? root.entries.find(({ key }) => key.value === "Metadata") : undefined;
  const metadata = entry && expressionOf(file, entry.value, 0);
  return metadata?.kind === "map" ? metadata : null;
}

/** Metadata is the same to every tool, so that nothing in it is interpreted. */
function expressionOf(file: Template, node: DataNode, depth: number): Expression {
  const place: Place = { file, start: node.start, end: node.end };
  if (depth > 8) return { kind: "computed", mentions: [], place };
  if (node.kind === "scalar") return { kind: "literal", value: node.value, place };
  if (node.kind === "sequence")
    return { kind: "list", items: node.items.map((item) => expressionOf(file, item, depth + 1)), isOpen: false, place };
  const entries = node.entries.map(({ key, value }) => {
    const entry = { key: { file, start: key.start, end: key.end }, value: expressionOf(file, value, depth + 1) };
    return [String(key.value), entry] as const;
  });
  return { kind: "map", entries: new Map(entries), isOpen: false, place };
}

function directiveIn(file: Module | Template, metadata: MapExpression | null, resource: Resource | null): MetadataDirective[] | undefined {
  const ignore = metadata ? property(metadata, IGNORE_PATH.join(".")) : undefined;
  if (!metadata || !ignore || ignore.place.file.path !== file.path) return undefined;
  const rules = (itemsOf(ignore) ?? []).flatMap((item) => {
    const literal = item.kind === "map" ? property(item, "rule") : item;
    const id = textOf(literal);
    if (!literal || id === undefined) return [];
    return [{ id, start: literal.place.start, end: literal.place.end, item: item.place, used: false }];
  });
  const { start, end } = ignore.place;
  return [{ kind: "metadata", resource, metadata, rules, isOpen: ignore.kind === "list", start, end }];
}
