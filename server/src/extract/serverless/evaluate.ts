/** What is written in a service's files, as expressions: variables and CloudFormation's functions are followed. */
import type { Expression, MapEntry } from "../../model/infrastructure.ts";
import type { DataNode, MapNode, ScalarNode, SequenceNode } from "../../parse/data.ts";
import { intrinsic } from "../cloudformation/intrinsics.ts";
import type { Scope } from "../cloudformation/scope.ts";
import { computed } from "../stack.ts";
import { type ConfigFile, type ConfigFiles, type Located, placeOf } from "./files.ts";
import { type Resolution, Sources } from "./sources.ts";
import { type Variable, variablesIn } from "./variables.ts";

const MAX_DEPTH = 100;

/** Variables can name one map many times over; what grows beyond this is no configuration anybody wrote. */
const MAX_SIZE = 50_000;

/** Finds a resource or function by the name that CloudFormation knows it by. */
export type FindId = (logicalId: string) => string | undefined;

export class Evaluator {
  readonly files: ConfigFiles;
  /** Set when the names of the service's resources are known. */
  findId: FindId = () => undefined;
  /** `Parameters` and `Mappings` of the service's `resources`. */
  parameters: ReadonlyMap<string, DataNode> = new Map();
  mappings: MapNode | null = null;
  private readonly sources: Sources;
  private readonly known = new Map<DataNode, Expression>();
  private readonly active = new Set<DataNode>();
  private readonly sizes = new WeakMap<Expression, number>();
  private depth = 0;

  constructor(files: ConfigFiles, main: ConfigFile, root: string) {
    this.files = files;
    this.sources = new Sources(files, main, root, (text, at) => this.text(text, at));
  }

  /** The value of a node. A variable that is the whole of it has the place of what it names. */
  value(at: Located): Expression {
    const known = this.known.get(at.node);
    if (known !== undefined) return known;
    if (this.active.has(at.node) || this.depth > MAX_DEPTH) return computed(placeOf(at));
    this.active.add(at.node);
    this.depth++;
    try {
      const value = this.limited(this.read({ ...at, file: this.files.marks.fileOf(at.node) ?? at.file }), at);
      this.known.set(at.node, value);
      return value;
    } finally {
      this.depth--;
      this.active.delete(at.node);
    }
  }

  /** Follows a node that is nothing but a variable to what it names; others are what they are. */
  target(at: Located): Located {
    return this.sources.target(at) ?? at;
  }

  private read(at: Located): Expression {
    const { node } = at;
    const state = this.files.marks.stateOf(node);
    if (state === "computed") return computed(placeOf(at));
    const call = callOf(node);
    if (call !== undefined) return intrinsic(call.name, this.settled(call, at), placeOf(at), this.scope(at.file));
    if (node.kind === "scalar") return state === "assumed" ? assumed(this.scalar(node, at)) : this.scalar(node, at);
    return node.kind === "map" ? this.map(node, at, state === "open") : this.list(node, at, state === "open");
  }

  private map(node: MapNode, at: Located, isOpen: boolean): Expression {
    const entries = new Map<string, MapEntry>();
    let open = isOpen;
    for (const { key, value } of node.entries) {
      const file = this.files.marks.fileOf(key) ?? at.file;
      const name = key.value === null ? "" : key.source !== "" && typeof key.value !== "string" ? key.source : String(key.value);
      if (name.includes("${") || name.startsWith("Fn::")) {
        open = true;
        if (name.startsWith("Fn::")) continue;
      }
      entries.set(name, { key: placeOf({ file, node: key }), value: this.value({ file: at.file, node: value }) });
    }
    return { kind: "map", entries, isOpen: open, place: placeOf(at) };
  }

  private list(node: SequenceNode, at: Located, isOpen: boolean): Expression {
    const items = node.items.map((item) => this.value({ file: at.file, node: item }));
    return { kind: "list", items, isOpen, place: placeOf(at) };
  }

  private scalar(node: ScalarNode, at: Located): Expression {
    const place = placeOf(at);
    if (typeof node.value !== "string" || !node.value.includes("${")) return { kind: "literal", value: node.value, place };
    const variables = variablesIn(node.value);
    const [only] = variables;
    if (only === undefined) return { kind: "literal", value: node.value, place };
    if (only.start === 0 && only.end === node.value.length) return this.variable(only, at);
    return this.joined(node.value, variables, at);
  }

  private variable(variable: Variable, at: Located): Expression {
    return this.resolved(this.sources.resolve(variable, at), at);
  }

  private resolved(resolution: Resolution, at: Located): Expression {
    if (resolution.kind === "unknown" || resolution.kind === "absent") return computed(placeOf(at));
    const value =
      resolution.kind === "literal"
        ? ({ kind: "literal", value: resolution.value, place: placeOf(at) } as const)
        : this.value(resolution.at);
    return resolution.isAssumed ? assumed(value) : value;
  }

  /** Text with variables in it; one literal where all of them are known. */
  joined(text: string, variables: readonly Variable[], at: Located): Expression {
    const place = placeOf(at);
    const parts: (string | Expression)[] = [];
    let end = 0;
    for (const variable of variables) {
      if (variable.start > end) parts.push(text.slice(end, variable.start));
      parts.push(this.variable(variable, at));
      end = variable.end;
    }
    if (end < text.length) parts.push(text.slice(end));
    return collapsed({ kind: "joined", parts, place });
  }

  /** The text that a string with variables comes to; undefined where it is not known. */
  private text(text: string, at: Located): { text: string; isAssumed: boolean } | undefined {
    const variables = variablesIn(text);
    if (variables.length === 0) return { text, isAssumed: false };
    const value = this.joined(text, variables, at);
    return value.kind === "literal" ? { text: String(value.value), isAssumed: value.isAssumed === true } : undefined;
  }

  /** How CloudFormation's functions are read in a file of the service. */
  private scope(file: ConfigFile): Scope {
    return {
      template: file.template,
      parameters: this.parameters,
      mappings: this.mappings,
      find: (logicalId) => this.findId(logicalId),
      readText: (node) => this.value({ file: this.files.marks.fileOf(node) ?? file, node }),
      readVariable: (inside, place) => {
        const [variable] = variablesIn(`\${${inside}}`);
        const node: ScalarNode = { kind: "scalar", value: null, source: "", style: "plain", tag: null, ...place, outerStart: place.start };
        return variable && this.variable(variable, { file, node });
      },
    };
  }

  /** The names that `Ref` and `Fn::GetAtt` are given, with variables put in. */
  private settled({ name, argument }: Call, at: Located): DataNode {
    if (name !== "Ref" && name !== "Fn::GetAtt") return argument;
    const put = (node: DataNode): DataNode => {
      if (node.kind !== "scalar" || node.tag !== null || !node.source.includes("${")) return node;
      const value = this.value({ file: at.file, node });
      return value.kind === "literal" ? { ...node, value: value.value, style: "double" } : node;
    };
    return argument.kind === "sequence" ? { ...argument, items: argument.items.map(put) } : put(argument);
  }

  private limited(value: Expression, at: Located): Expression {
    let size = 1;
    if (value.kind === "map") for (const entry of value.entries.values()) size += this.sizes.get(entry.value) ?? 1;
    else if (value.kind === "list") for (const item of value.items) size += this.sizes.get(item) ?? 1;
    else if (value.kind === "joined") for (const part of value.parts) size += typeof part === "string" ? 1 : (this.sizes.get(part) ?? 1);
    if (size > MAX_SIZE) return computed(placeOf(at));
    this.sizes.set(value, size);
    return value;
  }
}

/** A function of CloudFormation. */
interface Call {
  /** `Fn::GetAtt`. */
  readonly name: string;
  readonly argument: DataNode;
}

/** `!GetAtt x`, `{ "Fn::GetAtt": x }`. */
function callOf(node: DataNode): Call | undefined {
  if (node.tag !== null && /^!\w/.test(node.tag)) {
    const name = node.tag.slice(1);
    return {
      name: name === "Ref" || name === "Condition" ? name : `Fn::${name}`,
      argument: { ...node, tag: null, outerStart: node.start },
    };
  }
  const [only] = node.kind === "map" && node.entries.length === 1 ? node.entries : [];
  const name = String(only?.key.value);
  return only !== undefined && /^(?:Ref|Fn::\w+)$/.test(name) ? { name, argument: only.value } : undefined;
}

const LONGEST = 20_000;

/** Joined text of which every part is known is a literal; of others the known parts are text. */
export function collapsed(value: Expression & { kind: "joined" }): Expression {
  const known = value.parts.map(knownText);
  if (known.reduce((sum, text) => sum + (text?.length ?? 0), 0) > LONGEST) return computed(value.place);
  if (known.every((text) => text !== undefined)) {
    const isAssumed = value.parts.some((part) => typeof part !== "string" && part.isAssumed);
    return { kind: "literal", value: known.join(""), place: value.place, ...(isAssumed && { isAssumed }) };
  }
  const parts: (string | Expression)[] = [];
  for (const [index, part] of value.parts.entries()) {
    const text = typeof part !== "string" && part.isAssumed ? undefined : known[index];
    const last = parts.at(-1);
    if (text !== undefined && typeof last === "string") parts[parts.length - 1] = last + text;
    else parts.push(text ?? part);
  }
  return { ...value, parts };
}

function knownText(part: string | Expression): string | undefined {
  if (typeof part === "string") return part;
  return part.kind === "literal" && part.value !== null ? String(part.value) : undefined;
}

/** The value as a default that a deployment may replace, with everything in it. */
export function assumed(value: Expression): Expression {
  return marked(value, { isAssumed: true });
}

/** The value as one that is given to all functions, with everything in it. */
export function inherited(value: Expression): Expression {
  return marked(value, { isInherited: true });
}

function marked(value: Expression, mark: { isAssumed: true } | { isInherited: true }): Expression {
  switch (value.kind) {
    case "list":
      return { ...value, ...mark, items: value.items.map((item) => marked(item, mark)) };
    case "map":
      return {
        ...value,
        ...mark,
        entries: new Map([...value.entries].map(([name, one]) => [name, { ...one, value: marked(one.value, mark) }])),
      };
    case "choice":
      return { ...value, ...mark, options: value.options.map((option) => marked(option, mark)) };
    case "joined":
      return { ...value, ...mark, parts: value.parts.map((part) => (typeof part === "string" ? part : marked(part, mark))) };
    default:
      return { ...value, ...mark };
  }
}
