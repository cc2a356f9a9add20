/** Where variables get their values from: the service itself, files, and defaults of what a deployment decides. */
import type { DataNode } from "../../parse/data.ts";
import { type ConfigFile, type ConfigFiles, type Located, placeOf } from "./files.ts";
import { join } from "./imports.ts";
import { type Source, type Variable, variablesIn } from "./variables.ts";

/** `absent`: there is certainly nothing. `unknown`: there may be something. */
export type Resolution =
  | { readonly kind: "node"; readonly at: Located; readonly isAssumed: boolean }
  | { readonly kind: "literal"; readonly value: string | number | boolean | null; readonly isAssumed: boolean }
  | { readonly kind: "absent" }
  | { readonly kind: "unknown" };

type TextOf = (text: string, at: Located) => { text: string; isAssumed: boolean } | undefined;

const ABSENT: Resolution = { kind: "absent" };
const UNKNOWN: Resolution = { kind: "unknown" };

/** A chain of variables that name one another, `${a.b}` where `a` is a variable and so on. */
const MAX_STEPS = 60;

export class Sources {
  private readonly files: ConfigFiles;
  private readonly main: ConfigFile;
  private readonly root: string;
  private readonly textOf: TextOf;
  private readonly ends = new Map<DataNode, Resolution>();
  private steps = 0;

  constructor(files: ConfigFiles, main: ConfigFile, root: string, textOf: TextOf) {
    this.files = files;
    this.main = main;
    this.root = root;
    this.textOf = textOf;
  }

  /** The first alternative that gives something. One that a deployment may decide before it makes it a mere default. */
  resolve(variable: Variable, at: Located): Resolution {
    if (this.steps >= MAX_STEPS) return UNKNOWN;
    this.steps++;
    try {
      let isAssumed = false;
      for (const source of variable.sources) {
        const found = this.source(source, at);
        if (found.kind === "unknown") isAssumed = true;
        else if (found.kind !== "absent") return isAssumed ? { ...found, isAssumed } : found;
      }
      return UNKNOWN;
    } finally {
      this.steps--;
    }
  }

  /** What a node that is nothing but a variable names, to the end of the chain. */
  target(at: Located): Located | undefined {
    const found = this.follow(at);
    return found.kind === "node" ? found.at : undefined;
  }

  private follow(at: Located): Resolution {
    const known = this.ends.get(at.node);
    if (known !== undefined) return known;
    this.ends.set(at.node, UNKNOWN); // for those that come back to themselves
    const end = this.end(at);
    this.ends.set(at.node, end);
    return end;
  }

  private end(at: Located): Resolution {
    const { node } = at;
    if (node.kind !== "scalar" || typeof node.value !== "string" || !node.value.startsWith("${"))
      return { kind: "node", at, isAssumed: false };
    const [only] = variablesIn(node.value);
    if (only === undefined || only.start !== 0 || only.end !== node.value.length) return { kind: "node", at, isAssumed: false };
    const found = this.resolve(only, at);
    if (found.kind !== "node" || found.at.node === node) return found.kind === "node" ? UNKNOWN : found;
    const end = this.follow(found.at);
    return "isAssumed" in end ? { ...end, isAssumed: end.isAssumed || found.isAssumed } : end;
  }

  private source(source: Source, at: Located): Resolution {
    if (source.kind === "literal") return source.value === null ? ABSENT : { kind: "literal", value: source.value, isAssumed: false };
    const parameters = source.parameters === null ? undefined : this.textOf(source.parameters, at);
    const address = source.address === null ? undefined : this.textOf(source.address, at);
    if ((source.parameters !== null && !parameters) || (source.address !== null && !address)) return UNKNOWN;
    const found = this.named(source.type, parameters?.text, address?.text ?? "");
    return "isAssumed" in found && (parameters?.isAssumed || address?.isAssumed) ? { ...found, isAssumed: true } : found;
  }

  private named(type: string, parameters: string | undefined, address: string): Resolution {
    switch (type) {
      case "self":
        return this.self(address);
      case "file":
        return parameters === undefined ? UNKNOWN : this.file(parameters, address);
      case "sls":
        return address === "stage" ? this.stage() : UNKNOWN;
      case "opt":
        return UNKNOWN;
      case "aws":
        return address === "region" ? assumedOr(this.self("provider.region"), UNKNOWN) : UNKNOWN;
      case "param":
        return this.parameter(address);
      default:
        return UNKNOWN;
    }
  }

  private stage(): Resolution {
    return assumedOr(this.self("provider.stage"), { kind: "literal", value: "dev", isAssumed: true });
  }

  /** `params.<stage>.<name>`; in version 4 `stages.<stage>.params.<name>`. What the command line says goes before. */
  private parameter(name: string): Resolution {
    const stage = this.stage();
    const stages = [stage.kind === "literal" ? String(stage.value) : scalarText(stage), "default"];
    for (const one of stages) {
      if (one === undefined) continue;
      for (const path of [`params.${one}.${name}`, `stages.${one}.params.${name}`]) {
        const found = this.self(path);
        if ("isAssumed" in found) return { ...found, isAssumed: true };
      }
    }
    return UNKNOWN;
  }

  private self(address: string): Resolution {
    const { root } = this.main;
    if (root === null) return UNKNOWN;
    const found = this.walk({ file: this.main, node: root }, address);
    // The framework turns `service: {name: x}` into `service: x`.
    if (address === "service" && found.kind === "node" && found.at.node.kind === "map") return this.walk(found.at, "name");
    if (address === "provider.stage" && found.kind === "absent") return { kind: "literal", value: "dev", isAssumed: true };
    // The command line may say another one.
    return address === "provider.stage" || address === "provider.region" ? assumedOr(found, found) : found;
  }

  private file(name: string, address: string): Resolution {
    const written = name.trim().replace(/^(["'])(.*)\1$/, "$2");
    if (written.startsWith("~") || written === "") return UNKNOWN;
    const path = join(this.root, written);
    if (!/\.(?:ya?ml|json|[cm]?[jt]s)$/i.test(path)) {
      const text = this.files.text(path);
      return text === undefined ? ABSENT : { kind: "literal", value: text, isAssumed: false };
    }
    const file = this.files.load(path);
    if (file === undefined) return this.files.isFile(path) ? UNKNOWN : ABSENT;
    return file.root === null ? UNKNOWN : this.walk({ file, node: file.root }, address);
  }

  /** Down a path of keys and indices; variables on the way are followed. */
  private walk(from: Located, address: string): Resolution {
    let at: Resolution = { kind: "node", at: from, isAssumed: false };
    for (const key of address === "" ? [] : address.split(".")) {
      const before: boolean = at.isAssumed;
      const holder: Resolution = this.follow(at.at);
      if (holder.kind !== "node") return holder.kind === "literal" ? ABSENT : holder;
      const next = this.step(holder.at, key);
      if (next === undefined) return this.files.marks.stateOf(holder.at.node) === undefined ? ABSENT : UNKNOWN;
      at = { kind: "node", at: next, isAssumed: before || holder.isAssumed };
    }
    if (at.at.node.kind === "scalar" && at.at.node.value === null && address !== "") {
      return this.files.marks.stateOf(at.at.node) === "computed" ? UNKNOWN : ABSENT;
    }
    const end = this.follow(at.at);
    if (end.kind === "unknown" || end.kind === "absent") return end;
    return end.kind === "literal"
      ? { ...end, isAssumed: end.isAssumed || at.isAssumed }
      : { ...at, isAssumed: at.isAssumed || end.isAssumed };
  }

  private step(at: Located, key: string): Located | undefined {
    const { node } = at;
    const file = this.files.marks.fileOf(node) ?? at.file;
    if (node.kind === "map") {
      const entry = node.entries.findLast((one) => String(one.key.value) === key);
      if (entry === undefined) return undefined;
      return { file, node: entry.value, key: placeOf({ file: this.files.marks.fileOf(entry.key) ?? file, node: entry.key }) };
    }
    const item: DataNode | undefined = node.kind === "sequence" && /^\d+$/.test(key) ? node.items[Number(key)] : undefined;
    return item && { file, node: item };
  }
}

function assumedOr(found: Resolution, otherwise: Resolution): Resolution {
  return "isAssumed" in found ? { ...found, isAssumed: true } : otherwise;
}

function scalarText(found: Resolution): string | undefined {
  return found.kind === "node" && found.at.node.kind === "scalar" && found.at.node.value !== null ? String(found.at.node.value) : undefined;
}
