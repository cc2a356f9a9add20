/** The files a service is written in: the main one and what it includes. */
import type { Place } from "../../model/code.ts";
import type { Template } from "../../model/infrastructure.ts";
import type { DataDocument, DataNode } from "../../parse/data.ts";
import { parseJson } from "../../parse/json.ts";
import { parseYaml } from "../../parse/yaml.ts";
import { extractModule } from "../extract.ts";
import type { Surroundings } from "../stack.ts";
import { readScript } from "./script.ts";

/** A file, parsed. */
export interface ConfigFile {
  readonly template: Template;
  /** Null for scripts: their tree is made from the code's facts and cannot be edited. */
  readonly document: DataDocument | null;
  readonly root: DataNode | null;
}

/** A value and the file it stands in. */
export interface Located {
  readonly file: ConfigFile;
  readonly node: DataNode;
  /** The key it is the value of, where it was found by a path of keys. */
  readonly key?: Place;
}

const DATA = /\.(?:ya?ml|json)$/i;
const SCRIPT = /\.(?:[cm]?[jt]s)$/i;

export class ConfigFiles {
  /** Every path that was asked for, found or not. */
  readonly asked = new Set<string>();
  private readonly around: Surroundings;
  private readonly root: string;
  private readonly known = new Map<string, ConfigFile | undefined>();
  /** What a script's values are not as written: computed, a default, an object with more in it. */
  readonly marks = new ScriptMarks();

  /** `root` is the service's directory. */
  constructor(around: Surroundings, root: string) {
    this.around = around;
    this.root = root;
  }

  /** The file at an absolute path; `text` where it is known already. Undefined where there is none, or no configuration. */
  load(path: string, text?: string): ConfigFile | undefined {
    if (!this.known.has(path)) {
      this.known.set(path, undefined); // whoever includes itself finds nothing
      const content = text ?? this.text(path);
      if (content !== undefined) this.known.set(path, this.read(path, content));
    }
    return this.known.get(path);
  }

  text(path: string): string | undefined {
    this.asked.add(path);
    return this.around.text(path);
  }

  isFile(path: string): boolean {
    if (this.known.get(path) !== undefined) return true;
    this.asked.add(path);
    return this.around.kind(path) === "file";
  }

  private read(path: string, text: string): ConfigFile | undefined {
    if (DATA.test(path)) {
      const document = path.toLowerCase().endsWith(".json") ? parseJson(text) : parseYaml(text);
      const { syntax, comments, broken, root } = document;
      return { template: { path, text, dialect: "serverless", syntax, comments, broken, module: null }, document, root };
    }
    return SCRIPT.test(path) ? this.readModule(path, text) : undefined;
  }

  private readModule(path: string, text: string): ConfigFile | undefined {
    const module = extractModule(path, text);
    if (module === undefined || module.language === "python") return undefined;
    const { language: syntax, comments, broken } = module;
    const template: Template = { path, text, dialect: "serverless", syntax, comments, broken, module };
    const file = { template, document: null, root: null as DataNode | null };
    this.known.set(path, file); // modules may import one another
    file.root = readScript(file, module, this, this.root);
    return file;
  }
}

/** Says of the nodes made from a script what a tree of data has no word for. */
export class ScriptMarks {
  private readonly files = new WeakMap<DataNode, ConfigFile>();
  private readonly states = new WeakMap<DataNode, "computed" | "assumed" | "open">();

  put(node: DataNode, file: ConfigFile, state?: "computed" | "assumed" | "open"): void {
    this.files.set(node, file);
    if (state !== undefined) this.states.set(node, state);
  }

  /** The file a node stands in, where it may be another one than that of what holds it. */
  fileOf(node: DataNode): ConfigFile | undefined {
    return this.files.get(node);
  }

  /** `computed`: its value is not known. `assumed`: the default of a choice. `open`: a map or list that may hold more. */
  stateOf(node: DataNode): "computed" | "assumed" | "open" | undefined {
    return this.states.get(node);
  }
}

/** The whole of it, its tag included. */
export function placeOf({ file, node }: Located): Place {
  return { file: file.template, start: node.outerStart, end: node.end };
}
