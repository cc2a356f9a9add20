/**
 * `serverless.ts` and its like: the object a module exports, as the tree that YAML has. Names, imports, spreads and template
 * strings are followed; whatever else decides a value is marked as computed.
 */
import type { Binding, CallValue, Module, Scope, Value } from "../../model/code.ts";
import type { DataEntry, DataNode, MapNode, ScalarNode } from "../../parse/data.ts";
import type { ConfigFile, ConfigFiles } from "./files.ts";
import { resolveImport } from "./imports.ts";
import { calledFunction, isBuiltin, pathFromRoot } from "./scriptFunctions.ts";

const MAX_DEPTH = 80;

/** What the module exports as its configuration; null where that is not an object. */
export function readScript(file: ConfigFile, module: Module, files: ConfigFiles, root: string): DataNode | null {
  const reader = new ScriptReader(files, root);
  const { whole, named } = module.exports;
  const exported = whole ?? named.get("default") ?? named.get("handler");
  if (exported !== undefined) return reader.data(exported, file, 0);
  if (named.size === 0) return null;
  return reader.map(exportedMap(module), file, 0);
}

function exportedMap(module: Module): Value & { kind: "map" } {
  const entries = [...module.exports.named].map(([key, value]: [string, Value]) => ({
    key,
    keyValue: null,
    value,
    isSpread: false,
    start: value.start,
    end: value.end,
  }));
  return { kind: "map", entries, start: 0, end: module.text.length };
}

class ScriptReader {
  private readonly files: ConfigFiles;
  private readonly root: string;
  private readonly active = new Set<Value>();

  constructor(files: ConfigFiles, root: string) {
    this.files = files;
    this.root = root;
  }

  /** A value as data. What cannot be known is a scalar that is marked as computed. */
  data(value: Value, file: ConfigFile, depth: number): DataNode {
    if (depth > MAX_DEPTH || this.active.has(value)) return this.computed(value, file);
    this.active.add(value);
    try {
      return this.dispatch(value, file, depth + 1);
    } finally {
      this.active.delete(value);
    }
  }

  private dispatch(value: Value, file: ConfigFile, depth: number): DataNode {
    switch (value.kind) {
      case "literal":
        return value.regex ? this.computed(value, file) : this.scalar(value, file, value.value);
      case "template":
        return this.template(value.parts, value, file, depth);
      case "map":
        return this.map(value, file, depth);
      case "list":
        return this.list(value.items, value, file, depth);
      case "choice":
        return this.choice(value.options, value, file, depth);
      case "name":
        return this.binding(value.binding, value, file, depth);
      case "member":
        return this.member(value, file, depth);
      case "module":
        return this.imported(value.specifier, null, value, file, depth);
      case "call":
        return this.call(value, file, depth);
      case "function":
        return this.returned(value.scope, value, file, depth);
      default:
        return this.computed(value, file);
    }
  }

  map(value: Value & { kind: "map" }, file: ConfigFile, depth: number): DataNode {
    const entries: DataEntry[] = [];
    let isOpen = false;
    for (const entry of value.entries) {
      if (entry.key !== null && !entry.isSpread) {
        const keyStart = entry.start;
        const key = this.scalar({ start: keyStart, end: keyEnd(file, keyStart, entry.value.start) }, file, entry.key);
        put(entries, { key, value: this.data(entry.value, file, depth), isShared: false });
        continue;
      }
      const spread = entry.isSpread ? this.data(entry.value, file, depth) : undefined;
      if (spread?.kind !== "map" || this.files.marks.stateOf(spread) === "open") isOpen = true;
      if (spread?.kind === "map") for (const one of spread.entries) put(entries, { ...one, isShared: true });
    }
    return this.node({ kind: "map", entries, isFlow: true, ...base(value) }, file, isOpen ? "open" : undefined);
  }

  private list(items: readonly Value[], at: Value, file: ConfigFile, depth: number): DataNode {
    let isOpen = false;
    const nodes: DataNode[] = [];
    for (const item of items) {
      const isSpread =
        file.template.text.startsWith("...", item.start) || /\.\.\.\s*$/.test(file.template.text.slice(at.start, item.start));
      const value = this.data(item.kind === "element" && item.key === null ? item.object : item, file, depth);
      if (!isSpread) nodes.push(value);
      else if (value.kind === "sequence") nodes.push(...value.items);
      else isOpen = true;
    }
    return this.node({ kind: "sequence", items: nodes, isFlow: true, ...base(at) }, file, isOpen ? "open" : undefined);
  }

  private template(parts: readonly Value[], at: Value, file: ConfigFile, depth: number): DataNode {
    let text = "";
    let isAssumed = false;
    for (const part of parts) {
      const node = this.data(part, file, depth);
      const state = this.files.marks.stateOf(node);
      if (node.kind !== "scalar" || state === "computed") return this.computed(at, file);
      if (state === "assumed") isAssumed = true;
      text += String(node.value);
    }
    return this.scalar(at, file, text, isAssumed ? "assumed" : undefined);
  }

  /** `process.env.X || "default"`: the last option is what a deployment may replace. */
  private choice(options: readonly Value[], at: Value, file: ConfigFile, depth: number): DataNode {
    const last = options.at(-1);
    const node = last && this.data(last, file, depth);
    if (node === undefined || node.kind !== "scalar" || this.files.marks.stateOf(node) === "computed") return this.computed(at, file);
    return this.scalar({ start: node.start, end: node.end }, this.files.marks.fileOf(node) ?? file, node.value, "assumed");
  }

  private binding(binding: Binding, at: Value, file: ConfigFile, depth: number): DataNode {
    const [write, ...more] = binding.writes;
    if (binding.function !== null || write === undefined || more.length > 0) return this.computed(at, file);
    if (write.operator !== "=" && write.operator !== "import") return this.computed(at, file);
    const value = this.data(write.value, file, depth);
    return value.kind === "map" && write.operator === "=" ? this.extended(value, binding, file, depth) : value;
  }

  /** `functions.api = {…}`, after the object was made. */
  private extended(map: MapNode, binding: Binding, file: ConfigFile, depth: number): DataNode {
    const entries = [...map.entries];
    let isOpen = this.files.marks.stateOf(map) === "open";
    for (const { target, value, region } of binding.scope.module.scopes.flatMap((scope) => scope.writes)) {
      if (target.kind === "binding" || target.object.kind !== "name" || target.object.binding !== binding) continue;
      if (target.kind === "element" || region.kind !== "body") isOpen = true;
      if (target.kind === "element") continue;
      const isBare = file.template.text.slice(0, target.end).endsWith(`.${target.property}`);
      const start = isBare ? target.end - target.property.length : target.start;
      const key = this.scalar({ start, end: target.end }, file, target.property);
      put(entries, { key, value: this.data(value, file, depth), isShared: false });
    }
    if (entries.length === map.entries.length && !isOpen) return map;
    return this.node({ ...map, entries }, file, isOpen ? "open" : undefined);
  }

  private member(value: Value & { kind: "member" }, file: ConfigFile, depth: number): DataNode {
    const { object, property } = value;
    const source = object.kind === "name" && object.binding.kind === "import" ? object.binding.writes[0]?.value : object;
    if (source?.kind === "module") return this.imported(source.specifier, property, value, file, depth);
    const holder = this.data(object, file, depth);
    const entry = holder.kind === "map" ? holder.entries.findLast((one) => one.key.value === property) : undefined;
    return entry?.value ?? this.computed(value, file);
  }

  /** A name that another file exports, or all of them (`name` null). */
  private imported(specifier: string, name: string | null, at: Value, file: ConfigFile, depth: number): DataNode {
    const path = resolveImport(specifier, file.template.path, this.files, this.root);
    const target = path === undefined ? undefined : this.files.load(path);
    const module = target?.template.module;
    if (target === undefined || (name === null && !module)) return target?.root ?? this.computed(at, file);
    if (!module) return (name === "default" ? target.root : undefined) ?? this.computed(at, file);
    const { named, whole, stars } = module.exports;
    const exported = name === null ? (whole ?? exportedMap(module)) : (named.get(name) ?? (name === "default" ? whole : null));
    if (exported) return this.data(exported, target, depth);
    for (const star of stars) {
      const node = this.imported(star.specifier, name, at, target, depth + 1);
      if (this.files.marks.stateOf(node) !== "computed" && depth < MAX_DEPTH) return node;
    }
    return this.computed(at, file);
  }

  private call(value: CallValue, file: ConfigFile, depth: number): DataNode {
    const { callee, args } = value.call;
    const [first, ...more] = args.map((argument) => argument.value);
    const called = calledFunction(callee, { file, files: this.files, root: this.root });
    if (called === undefined) {
      const isAssign = callee.kind === "member" && callee.property === "assign" && isBuiltin(callee.object, "Object");
      return isAssign
        ? this.map(
            assigned(
              value,
              args.map((argument) => argument.value),
            ),
            file,
            depth,
          )
        : this.computed(value, file);
    }
    if (more.length === 0 && first?.kind === "name" && first.name === "__dirname" && pathFromRoot(called.scope)) {
      return this.scalar(value, file, this.directoryOf(file));
    }
    return this.returned(called.scope, value, called.file, depth);
  }

  /** What a function returns, where it has one way out. Its parameters are not known. */
  private returned(scope: Scope, at: Value, file: ConfigFile, depth: number): DataNode {
    const [only, ...more] = scope.returns;
    return only?.value && more.length === 0 ? this.data(only.value, file, depth) : this.computed(at, file);
  }

  /** The file's directory as the template's `handlerPath(__dirname)` gives it: from the service's directory down. */
  private directoryOf(file: ConfigFile): string {
    const directory = file.template.path.slice(0, file.template.path.lastIndexOf("/"));
    return directory.startsWith(`${this.root}/`) ? directory.slice(this.root.length + 1) : directory;
  }

  private computed(at: { start: number; end: number }, file: ConfigFile): DataNode {
    return this.scalar(at, file, null, "computed");
  }

  private scalar(
    at: { start: number; end: number },
    file: ConfigFile,
    value: ScalarNode["value"],
    state?: "computed" | "assumed",
  ): ScalarNode {
    const source = file.template.text.slice(at.start, at.end);
    return this.node({ kind: "scalar", value, source, style: "double", ...base(at) }, file, state);
  }

  private node<Node extends DataNode>(node: Node, file: ConfigFile, state?: "computed" | "assumed" | "open"): Node {
    this.files.marks.put(node, file, state);
    return node;
  }
}

function base(at: { start: number; end: number }) {
  return { start: at.start, end: at.end, outerStart: at.start, tag: null };
}

/** The last of several entries with one key counts, in the place of the first. */
function put(entries: DataEntry[], entry: DataEntry): void {
  const index = entries.findIndex((one) => one.key.value === entry.key.value);
  if (index >= 0) entries[index] = entry;
  else entries.push(entry);
}

function keyEnd(file: ConfigFile, start: number, valueStart: number): number {
  const { text } = file.template;
  const written = /^(?:"[^"\n]*"|'[^'\n]*'|[\w$]+)/.exec(text.slice(start, start + 200));
  return written ? start + written[0].length : Math.max(start, valueStart);
}

function assigned(at: Value, sources: readonly Value[]): Value & { kind: "map" } {
  const entries = sources.map((value) => ({ key: null, keyValue: null, value, isSpread: true, start: value.start, end: value.end }));
  return { kind: "map", entries, start: at.start, end: at.end };
}
