/** What the changes of one repair share: an editor for each file, and the names of what they add. */
import type { Resource, Stack } from "../../model/infrastructure.ts";
import type { DataDocument } from "../../parse/data.ts";
import { parseJson } from "../../parse/json.ts";
import { parseYaml } from "../../parse/yaml.ts";
import { functionLogicalId, normalizedName, type ServerlessOrigin } from "../../vocabulary/dialects/serverless.ts";
import { createDataEditor, type DataEditor } from "../data/editor.ts";
import type { DataPath } from "../data/places.ts";
import { intrinsic } from "../data/references.ts";
import { type DataValue, toData } from "../data/values.ts";
import type { Edit } from "../rewriter.ts";
import type { Change, NewReference, NewValue } from "../template.ts";
import { freshName } from "../text.ts";

export type Addition = Extract<Change, { kind: "add" }>;

export const FUNCTION = "AWS::Lambda::Function";

/** A file of the service that can be edited. */
export interface EditedFile {
  readonly path: string;
  readonly editor: DataEditor;
  /** As it was when it was read: places are offsets of this. */
  readonly document: DataDocument;
}

export class Session {
  readonly stack: Stack;
  readonly #files = new Map<string, EditedFile>();
  /** By the ids that were wished for. */
  readonly #added = new Map<string, { readonly name: string; readonly type: string }>();

  /** The entry that the next one behind an entry goes behind: several keep their order. */
  readonly #last = new Map<string, DataPath>();

  /** Roles of which a statement was taken out: the positions of the others are no longer those that a rule knows. */
  readonly shifted = new Set<Resource>();

  constructor(stack: Stack) {
    this.stack = stack;
  }

  /** The file of that path; undefined where it is a script, or none of those the stack was read from. */
  file(path: string): EditedFile | undefined {
    const known = this.#files.get(path);
    if (known !== undefined) return known;
    const template = this.stack.templates.find((one) => one.path === path);
    if (template === undefined || (template.syntax !== "yaml" && template.syntax !== "json")) return undefined;
    const document = template.syntax === "json" ? parseJson(template.text) : parseYaml(template.text);
    const file = { path, editor: createDataEditor(document), document };
    this.#files.set(path, file);
    return file;
  }

  /** The file the service is named for. */
  get main(): EditedFile | undefined {
    return this.file(this.stack.path);
  }

  edits(): Edit[] {
    return [...this.#files.values()].flatMap(({ editor, path }) => editor.edits(path));
  }

  /** Decides what something that will be added is called. */
  reserve({ id, type }: Addition): boolean {
    if (this.#added.has(id)) return false;
    const taken = new Set([...this.#added.values()].map(({ name }) => name));
    for (const one of this.stack.resources.values()) taken.add(one.id).add(logicalId(one) ?? one.name);
    const wish = type === FUNCTION ? functionKey(id) : id.replace(/[^A-Za-z0-9]/g, "");
    const isTaken = (name: string) => taken.has(name) || (type === FUNCTION && taken.has(functionLogicalId(name)));
    this.#added.set(id, { name: freshName(wish || "Resource", isTaken, ""), type });
    return true;
  }

  /** The path behind which a new entry goes that comes after `anchor`, written at `path`. */
  behind(anchor: string, path: DataPath, key: string): DataPath {
    const behind = this.#last.get(anchor) ?? path;
    this.#last.set(anchor, [...path.slice(0, -1), key]);
    return behind;
  }

  /** What an addition is called in the file. */
  nameOf(id: string): string | undefined {
    return this.#added.get(id)?.name;
  }

  readonly typeOf = (to: NewReference): string | undefined => this.#added.get(to.$id)?.type ?? this.stack.resources.get(to.$id)?.type;

  /** The key of the function a reference leads to. */
  functionOf(to: NewReference): string | undefined {
    if (this.typeOf(to) !== FUNCTION) return undefined;
    return this.nameOf(to.$id) ?? this.stack.resources.get(to.$id)?.name;
  }

  /** What CloudFormation calls the resource a reference leads to; undefined where that is only known when it is deployed. */
  logicalIdOf(to: NewReference): string | undefined {
    const added = this.#added.get(to.$id);
    if (added !== undefined) return added.type === FUNCTION ? functionLogicalId(added.name) : added.name;
    const resource = this.stack.resources.get(to.$id);
    return resource && logicalId(resource);
  }

  /** A value as it is written into a document. */
  data(value: NewValue, document: DataDocument): DataValue | undefined {
    return toData(value, (to) => {
      const id = this.logicalIdOf(to);
      return id === undefined ? undefined : intrinsic(document, id, to.$attribute);
    });
  }
}

export function originOf(resource: Resource): ServerlessOrigin | undefined {
  const origin = resource.origin;
  return origin !== null && typeof origin === "object" && "kind" in origin && "path" in origin ? (origin as ServerlessOrigin) : undefined;
}

/** The framework's names for what it makes; of versions and mappings they hold what is not known here. */
function logicalId(resource: Resource): string | undefined {
  const { owner, name, type, id } = resource;
  if (type === FUNCTION) return functionLogicalId(name);
  if (!id.includes("/")) return id === "provider" ? undefined : id;
  if (owner?.type !== FUNCTION) return undefined;
  if (type === "AWS::Logs::LogGroup") return `${normalizedName(owner.name)}LogGroup`;
  if (type === "AWS::IAM::Role") return `${normalizedName(owner.name)}IamRoleLambdaExecution`;
  return type === "AWS::Lambda::Url" ? `${normalizedName(owner.name)}LambdaFunctionUrl` : undefined;
}

/** Keys of functions are of letters, digits, `-` and `_`. */
function functionKey(wish: string): string {
  return wish.replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^-+|-+$/g, "");
}
