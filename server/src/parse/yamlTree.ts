/** Nodes of the `yaml` package to ours: aliases and merge keys are followed, plain scalars are read as YAML 1.2's core does. */
import { isAlias, isMap, isPair, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import type { DataEntry, DataNode, DataRange, MapNode, ScalarNode } from "./data.ts";

/** Nodes that aliases may add to those written: a bomb of nine lines would make a billion of them. */
const MAX_SHARED = 50_000;

/** A node with what is needed of it while the tree is made. */
interface Made {
  readonly node: DataNode;
  /** Where the text of it ends here: an alias ends behind its name, not where its target does. */
  readonly end: number;
  readonly isShared: boolean;
}

const plainTypes = {
  null: /^(?:~|null|Null|NULL)?$/,
  boolean: /^(?:true|True|TRUE|false|False|FALSE)$/,
  number: /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/,
  radix: /^0(?:x[\da-fA-F]+|o[0-7]+)$/,
};

const styles: Readonly<Record<string, ScalarNode["style"]>> = {
  QUOTE_DOUBLE: "double",
  QUOTE_SINGLE: "single",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};

/** The value that a plain scalar has; YAML 1.1's `yes` and `on` are left to those who know who reads them. */
function plainValue(source: string): ScalarNode["value"] {
  if (plainTypes.null.test(source)) return null;
  if (plainTypes.boolean.test(source)) return /^t/i.test(source);
  if (plainTypes.number.test(source) || plainTypes.radix.test(source)) return Number(source);
  return source;
}

export class YamlTree {
  readonly #text: string;
  readonly #tags: readonly number[];
  readonly #broken: DataRange[];
  readonly #anchors = new Map<string, DataNode>();
  /** How many nodes there are in an anchored one, those of its aliases counted each time. */
  readonly #sizes = new WeakMap<DataNode, number>();
  #shared = 0;

  /** `tags` are the offsets of all tags of the text, in order; places that cannot be kept are added to `broken`. */
  constructor(text: string, tags: readonly number[], broken: DataRange[]) {
    this.#text = text;
    this.#tags = tags;
    this.#broken = broken;
  }

  node(node: Node): DataNode {
    return this.#make(node, 0).node;
  }

  #make(node: Node, fallback: number): Made {
    if (isAlias(node)) return this.#alias(node.source, node.range?.[0] ?? fallback, node.range?.[1] ?? fallback);
    const made = isMap(node) ? this.#map(node) : isSeq(node) ? this.#sequence(node) : this.#scalar(node, fallback);
    const anchor = (node as { anchor?: string }).anchor;
    if (anchor !== undefined) this.#anchors.set(anchor, made);
    return { node: made, end: made.end, isShared: false };
  }

  #alias(name: string, start: number, end: number): Made {
    const target = this.#anchors.get(name);
    const size = target ? this.#size(target) : 1;
    if (target && this.#shared + size <= MAX_SHARED) {
      this.#shared += size;
      return { node: target, end, isShared: true };
    }
    this.#broken.push({ start, end });
    return { node: emptyAt(start, end), end, isShared: false };
  }

  #size(node: DataNode): number {
    const known = this.#sizes.get(node);
    if (known !== undefined) return known;
    const children = node.kind === "map" ? node.entries.map((entry) => entry.value) : node.kind === "sequence" ? node.items : [];
    const size = children.reduce((sum, child) => sum + this.#size(child), 1);
    this.#sizes.set(node, size);
    return size;
  }

  #scalar(node: Node, fallback: number): ScalarNode {
    const start = node.range?.[0] ?? fallback;
    const value = isScalar(node) ? String(node.value ?? "") : "";
    const style = (isScalar(node) && styles[node.type ?? ""]) || "plain";
    const written = this.#text.slice(start, node.range?.[1] ?? fallback);
    const source = written.trimEnd();
    const base = { kind: "scalar", start, end: start + source.length, ...this.#tag(node, start), source, style } as const;
    // A tag (`!Sub 5`) says nothing of numbers: whoever reads it has the source.
    return { ...base, value: style === "plain" ? plainValue(source) : value };
  }

  #sequence(node: YAMLSeq): DataNode {
    const start = node.range?.[0] ?? 0;
    let end = start;
    const items: DataNode[] = [];
    for (const item of node.items) {
      // `- a: 1` inside `[…]` is a pair where a map is meant.
      const made = isPair(item) ? this.#pairAsMap(item as Pair, end) : this.#make(item as Node, end);
      items.push(made.node);
      end = Math.max(end, made.end);
    }
    const isFlow = node.flow === true;
    return { kind: "sequence", start, end: this.#endOf(node, isFlow, end), ...this.#tag(node, start), items, isFlow };
  }

  #pairAsMap(pair: Pair, fallback: number): Made {
    const entries: DataEntry[] = [];
    const end = this.#entry(pair, fallback, entries);
    const start = entries[0]?.key.start ?? fallback;
    return { node: { kind: "map", start, end, tag: null, outerStart: start, entries, isFlow: true }, end, isShared: false };
  }

  #map(node: YAMLMap): MapNode {
    const start = node.range?.[0] ?? 0;
    let end = start;
    const entries: DataEntry[] = [];
    for (const pair of node.items) end = Math.max(end, this.#entry(pair as Pair, end, entries));
    const isFlow = node.flow === true;
    const base = { kind: "map", start, end: this.#endOf(node, isFlow, end), ...this.#tag(node, start), isFlow } as const;
    return { ...base, entries: this.#merged(entries) };
  }

  /** Adds what the pair says to the entries, and tells where it ends. */
  #entry(pair: Pair, fallback: number, entries: DataEntry[]): number {
    const key = pair.key ? this.#make(pair.key as Node, fallback) : undefined;
    const keyEnd = key?.end ?? fallback;
    const value = pair.value ? this.#make(pair.value as Node, keyEnd) : undefined;
    const end = value?.end ?? keyEnd;
    if (key?.node.kind !== "scalar") this.#broken.push({ start: key?.node.outerStart ?? fallback, end });
    else entries.push({ key: key.node, value: value?.node ?? emptyAt(keyEnd, keyEnd), isShared: value?.isShared ?? false });
    return end;
  }

  /** Merge keys replaced by what they give; what the map says itself wins, of several the first. */
  #merged(entries: readonly DataEntry[]): readonly DataEntry[] {
    const isMerge = ({ key }: DataEntry) => key.source === "<<" && key.style === "plain";
    if (!entries.some(isMerge)) return entries;
    const taken = new Set(entries.filter((entry) => !isMerge(entry)).map((entry) => String(entry.key.value)));
    const merged: DataEntry[] = [];
    for (const entry of entries) {
      if (isMerge(entry)) for (const given of this.#given(entry, taken)) merged.push({ ...given, isShared: true });
      else merged.push(entry);
    }
    return merged;
  }

  *#given({ key, value }: DataEntry, taken: Set<string>): Generator<DataEntry> {
    for (const source of value.kind === "sequence" ? value.items : [value]) {
      if (source.kind !== "map") continue;
      for (const entry of source.entries) {
        const name = String(entry.key.value);
        if (taken.has(name)) continue;
        taken.add(name);
        if (++this.#shared > MAX_SHARED) return void this.#broken.push({ start: key.start, end: key.end });
        yield entry;
      }
    }
  }

  /** A block ends with the last thing in it, not with the empty lines and comments behind; so does a bracket that is not closed. */
  #endOf(node: Node, isFlow: boolean, last: number): number {
    if (!isFlow || !node.range) return last;
    const [start, end] = node.range;
    return start + this.#text.slice(start, end).trimEnd().length;
  }

  #tag(node: Node, start: number): { tag: string | null; outerStart: number } {
    if (node.tag === undefined) return { tag: null, outerStart: start };
    let low = 0;
    let high = this.#tags.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#tags[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return { tag: node.tag, outerStart: this.#tags[low - 1] ?? start };
  }
}

function emptyAt(start: number, end: number): ScalarNode {
  return { kind: "scalar", start, end, tag: null, outerStart: start, value: null, source: "", style: "plain" };
}
