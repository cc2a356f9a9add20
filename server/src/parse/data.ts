/** YAML and JSON as one kind of tree. Offsets are UTF-16 units into the text. Tags are kept, nothing is interpreted. */

interface DataNodeBase {
  /** The node itself, its tag not included. */
  readonly start: number;
  readonly end: number;
  /** `!Ref`, `!Sub`; null where there is none and in JSON. */
  readonly tag: string | null;
  /** Where the tag begins, else `start`. */
  readonly outerStart: number;
}

export type DataNode = ScalarNode | MapNode | SequenceNode;

export interface ScalarNode extends DataNodeBase {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  /** As written, quotes included, without the tag; what a version like `1.10` or an account id `012345678901` was before YAML made a number of it. */
  readonly source: string;
  readonly style: "plain" | "single" | "double" | "literal" | "folded";
}

export interface MapNode extends DataNodeBase {
  readonly kind: "map";
  /** In source order; merge keys (`<<`) and aliases are followed, with the places of what they name. */
  readonly entries: readonly DataEntry[];
  /** `{ … }`. */
  readonly isFlow: boolean;
}

export interface DataEntry {
  readonly key: ScalarNode;
  /** A key without a value has a `null` scalar of no length behind its colon. */
  readonly value: DataNode;
  /** Came from a merge key or an alias: the text stands elsewhere, and others share it. */
  readonly isShared: boolean;
}

export interface SequenceNode extends DataNodeBase {
  readonly kind: "sequence";
  readonly items: readonly DataNode[];
  readonly isFlow: boolean;
}

export interface DataRange {
  readonly start: number;
  readonly end: number;
}

export interface BrokenRange extends DataRange {
  /** What the parser says of it: one sentence, for whoever shows it to a person. */
  readonly reason?: string;
}

export interface DataDocument {
  readonly text: string;
  readonly syntax: "yaml" | "json";
  readonly root: DataNode | null;
  readonly comments: readonly DataRange[];
  /** Parts that do not parse, as far as they can be told. */
  readonly broken: readonly BrokenRange[];
}
