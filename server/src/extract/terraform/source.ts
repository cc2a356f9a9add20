/** The files of a module: what is declared in them, before anything is evaluated. */

import type { Template } from "../../model/infrastructure.ts";
import type { HclAttribute, HclBlock, HclBody } from "../../parse/hcl.ts";
import { parseHcl } from "../../parse/hcl.ts";
import type { Surroundings } from "../stack.ts";
import { parseJsonModule } from "./json.ts";

/** A block of a file, and the file. */
export interface Declaration {
  readonly file: Template;
  readonly block: HclBlock;
}

export interface Assignment {
  readonly file: Template;
  readonly attribute: HclAttribute;
}

/** One directory of Terraform files. */
export interface ModuleSource {
  readonly directory: string;
  readonly files: readonly Template[];
  /** Resources and data sources by `type.name`; data with `data.` before it. */
  readonly resources: ReadonlyMap<string, Declaration>;
  readonly calls: ReadonlyMap<string, Declaration>;
  readonly variables: ReadonlyMap<string, Declaration>;
  readonly outputs: ReadonlyMap<string, Declaration>;
  readonly locals: ReadonlyMap<string, Assignment>;
  /** Values of `terraform.tfvars` and `*.auto.tfvars`: those of one deployment. */
  readonly assigned: ReadonlyMap<string, Assignment>;
  /** It configures a provider or says where its state is kept: what only a module that is deployed as it stands does. */
  readonly isRoot: boolean;
}

const TEMPLATE = /\.(?:tf|tofu)(?:\.json)?$/;
const VALUES = /^(?:terraform\.tfvars|.*\.auto\.tfvars)$/;

/** Is the name that of a file of a module? */
export function isTerraformFile(name: string): boolean {
  return TEMPLATE.test(name);
}

/** Reads modules once each. */
export class ModuleReader {
  readonly around: Surroundings;
  readonly #modules = new Map<string, ModuleSource | undefined>();

  constructor(around: Surroundings) {
    this.around = around;
  }

  /** The module of a directory; undefined where there is none. */
  read(directory: string): ModuleSource | undefined {
    if (!this.#modules.has(directory)) this.#modules.set(directory, this.#readModule(directory));
    return this.#modules.get(directory);
  }

  #readModule(directory: string): ModuleSource | undefined {
    const names = this.around.names(directory);
    // OpenTofu takes `main.tofu` instead of `main.tf`.
    const chosen = names.filter((name) => isTerraformFile(name) && !names.includes(name.replace(/\.tf(?=$|\.json$)/, ".tofu")));
    const tofu = names.filter((name) => /\.tofu(?:\.json)?$/.test(name));
    const files = [...chosen, ...tofu].flatMap((name) => this.#readFile(`${directory}/${name}`) ?? []);
    if (files.length === 0) return undefined;
    const collected = new Collected(directory);
    for (const { template, body } of files) collected.addFile(template, body);
    for (const name of names.filter((one) => VALUES.test(one))) {
      const values = this.#readFile(`${directory}/${name}`);
      for (const attribute of values?.body.attributes ?? []) {
        collected.assigned.set(attribute.name, { file: (values as ParsedFile).template, attribute });
      }
    }
    return collected;
  }

  #readFile(path: string): ParsedFile | undefined {
    const text = this.around.text(path);
    if (text === undefined) return undefined;
    const before = parsed.get(path);
    if (before?.template.text === text) return before;
    const isJson = path.endsWith(".json");
    const { root, comments, broken } = isJson ? parseJsonModule(text) : parseHcl(text);
    const syntax = isJson ? "json" : "hcl";
    const file: ParsedFile = { template: { path, text, dialect: "terraform", syntax, comments, broken, module: null }, body: root };
    parsed.delete(path);
    parsed.set(path, file);
    if (parsed.size > MOST_PARSED) parsed.delete(parsed.keys().next().value as string);
    return file;
  }
}

interface ParsedFile {
  readonly template: Template;
  readonly body: HclBody;
}

/** Files as they were parsed last: a module is part of every stack that calls it, and of an edit only one file is new. */
const parsed = new Map<string, ParsedFile>();
const MOST_PARSED = 500;

class Collected implements ModuleSource {
  readonly directory: string;
  readonly files: Template[] = [];
  readonly resources = new Map<string, Declaration>();
  readonly calls = new Map<string, Declaration>();
  readonly variables = new Map<string, Declaration>();
  readonly outputs = new Map<string, Declaration>();
  readonly locals = new Map<string, Assignment>();
  readonly assigned = new Map<string, Assignment>();
  #isConfigured = false;

  constructor(directory: string) {
    this.directory = directory;
  }

  get isRoot(): boolean {
    return this.#isConfigured || this.assigned.size > 0;
  }

  addFile(file: Template, body: HclBody): void {
    this.files.push(file);
    for (const block of body.blocks) this.#addBlock({ file, block });
  }

  #addBlock(declaration: Declaration): void {
    const { type, labels, body } = declaration.block;
    const [first, second] = labels;
    if (type === "provider" || (type === "terraform" && body.blocks.some((inner) => ["backend", "cloud"].includes(inner.type)))) {
      this.#isConfigured = true;
    } else if (type === "locals") {
      for (const attribute of body.attributes) this.locals.set(attribute.name, { file: declaration.file, attribute });
    } else if (first === undefined) {
      return;
    } else if (type === "variable") {
      this.variables.set(first, declaration);
    } else if (type === "output") {
      this.outputs.set(first, declaration);
    } else if (type === "module") {
      this.calls.set(first, declaration);
    } else if (second !== undefined && (type === "resource" || type === "data")) {
      const key = `${type === "data" ? "data." : ""}${first}.${second}`;
      // The first of two that have one name: the second is what is being copied.
      if (!this.resources.has(key)) this.resources.set(key, declaration);
    }
  }
}

/** The argument of a block. */
export function argument(block: HclBlock | HclBody, name: string): HclAttribute | undefined {
  const body = "body" in block ? block.body : block;
  return body.attributes.find((attribute) => attribute.name === name);
}
