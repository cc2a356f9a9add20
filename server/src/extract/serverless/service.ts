/** A service while it is being read: its parts where they are written, and the resources found so far. */

import type { Place } from "../../model/code.ts";
import { presumedText } from "../../model/expressions.ts";
import type { Expression, MapExpression, Resource, Stack, Template } from "../../model/infrastructure.ts";
import type { ServerlessOrigin } from "../../vocabulary/dialects/serverless.ts";
import { map } from "../stack.ts";
import { Evaluator } from "./evaluate.ts";
import { type ConfigFile, type ConfigFiles, type Located, placeOf } from "./files.ts";
import { valueAt } from "./words.ts";

/** A named part: a function, a resource, a state machine. Its parts are followed to where they are written. */
export interface Written {
  readonly key: string;
  /** The value, in the file in which it stands. */
  readonly at: Located;
  readonly place: Place;
  readonly head: Place;
}

export class Service {
  readonly evaluator: Evaluator;
  readonly main: ConfigFile;
  readonly name: string;
  /** The directory the service is in. */
  readonly root: string;
  readonly plugins: readonly string[];
  readonly resources = new Map<string, Resource>();
  /** Ids by the names that CloudFormation and plugins use for them. */
  readonly ids = new Map<string, string>();
  readonly stack: Stack;
  /** False once something may be there that was not read. */
  isComplete = true;
  private readonly used = new Set<Template>();

  constructor(files: ConfigFiles, main: ConfigFile, root: string) {
    this.main = main;
    this.root = root;
    this.evaluator = new Evaluator(files, main, root);
    const service = this.setting("service");
    this.name = presumedText(service?.kind === "map" ? valueAt(service, "name") : service) ?? root.slice(root.lastIndexOf("/") + 1);
    this.plugins = pluginNames(this.setting("plugins"));
    this.used.add(main.template);
    // Resources point at their stack, which is complete only when all of them are read.
    this.stack = { ...this.finished(files), resources: this.resources };
    this.evaluator.findId = (logicalId) => this.ids.get(logicalId) ?? (this.resources.has(logicalId) ? logicalId : undefined);
  }

  /** Brings the stack, which the resources have known from the start, up to date. */
  finish(files: ConfigFiles): Stack {
    return Object.assign(this.stack, this.finished(files));
  }

  private finished(files: ConfigFiles): Stack {
    const templates = [...this.used];
    const inputs = [...files.asked].filter((path) => !templates.some((template) => template.path === path));
    const { name, root, plugins, resources, isComplete } = this;
    return { dialect: "serverless", path: this.main.template.path, name, root, templates, resources, isComplete, plugins, inputs };
  }

  /** A part of the main file, evaluated. */
  setting(path: string): Expression | undefined {
    const at = this.part(path);
    return at && this.evaluator.value(at);
  }

  /** A part of the main file, followed to where it is written. */
  part(path: string): Located | undefined {
    let at: Located | undefined = this.main.root === null ? undefined : { file: this.main, node: this.main.root };
    for (const key of path.split(".")) at = at && this.child(at, key);
    return at && this.evaluator.target(at);
  }

  child(from: Located, key: string): Located | undefined {
    const { file, node } = this.evaluator.target(from);
    const entry = node.kind === "map" ? node.entries.findLast((one) => one.key.value === key) : undefined;
    if (entry === undefined) return undefined;
    const { marks } = this.evaluator.files;
    return {
      file: marks.fileOf(entry.value) ?? marks.fileOf(node) ?? file,
      node: entry.value,
      key: placeOf({ file: marks.fileOf(entry.key) ?? file, node: entry.key }),
    };
  }

  /** The named parts of a map, of a list of maps, of a file that holds either. Says so where there may be more. */
  written(at: Located | undefined, depth = 0): Written[] {
    if (at === undefined || depth > 20) return [];
    const { file, node } = this.evaluator.target(at);
    const { marks } = this.evaluator.files;
    if (node.kind === "sequence")
      return node.items.flatMap((item) => this.written({ file: marks.fileOf(item) ?? file, node: item }, depth + 1));
    if (node.kind === "scalar") {
      if (node.value !== null || marks.stateOf(node) === "computed") this.isComplete = false;
      return [];
    }
    if (marks.stateOf(node) === "open") this.isComplete = false;
    return node.entries.map((entry) => {
      const key = placeOf({ file: marks.fileOf(entry.key) ?? file, node: entry.key });
      return this.named(String(entry.key.value), key, { file: marks.fileOf(entry.value) ?? marks.fileOf(node) ?? file, node: entry.value });
    });
  }

  private named(name: string, key: Place, value: Located): Written {
    const at = this.evaluator.target(value);
    const written = this.evaluator.files.marks.fileOf(at.node) ?? at.file;
    if (written.template === key.file && at.node === value.node && at.node.start >= key.start) {
      return { key: name, at, place: { ...key, end: Math.max(key.end, at.node.end) }, head: key };
    }
    const place = placeOf({ file: written, node: at.node });
    const first = at.node.kind === "map" ? at.node.entries[0]?.key : undefined;
    const head = at.key ?? (first ? placeOf({ file: written, node: first }) : place);
    const start = head.file === place.file && head.start < place.start ? head.start : place.start;
    return { key: name, at, place: { ...place, start }, head };
  }

  /** Adds a resource somebody wrote, or one that stands for a part of the service. */
  add(id: string, name: string, type: string, properties: MapExpression, written: AddedPart): Resource {
    const { place, head, metadata = null, isConditional = false, owner = null, origin } = written;
    const template = place.file as Template;
    this.used.add(template);
    const resource: Resource = {
      id,
      name,
      type,
      stack: this.stack,
      template,
      place,
      head,
      properties,
      metadata,
      isConditional,
      owner,
      origin,
    };
    this.resources.set(id, resource);
    return resource;
  }
}

interface AddedPart {
  readonly place: Place;
  readonly head: Place;
  readonly metadata?: MapExpression | null;
  readonly isConditional?: boolean;
  readonly owner?: Resource | null;
  readonly origin: ServerlessOrigin;
}

export function originOf(kind: ServerlessOrigin["kind"], place: Place, name: string | null = null): ServerlessOrigin {
  return { kind, path: place.file.path, start: place.start, end: place.end, name };
}

/** `plugins` is a list, or a map with `modules`. */
function pluginNames(value: Expression | undefined): string[] {
  const list = value?.kind === "map" ? valueAt(value, "modules") : value;
  if (list?.kind !== "list") return [];
  return list.items.flatMap((item) => presumedText(item) ?? []);
}

export function emptyMap(place: Place): MapExpression {
  return map(place, []);
}
