/** What the changes of one repair share: an editor for each file, and the logical ids of the resources they add. */
import { type DataOrigin, dataOrigin } from "../../extract/cloudformation/origin.ts";
import type { Resource, Stack } from "../../model/infrastructure.ts";
import type { DataDocument } from "../../parse/data.ts";
import { createDataEditor, type DataEditor } from "../data/editor.ts";
import { type DataPath, keyOf } from "../data/places.ts";
import { intrinsic } from "../data/references.ts";
import { type DataValue, toData } from "../data/values.ts";
import type { Edit } from "../rewriter.ts";
import type { Change, NewReference, NewValue } from "../template.ts";
import { freshName } from "../text.ts";
import { entryPath } from "./targets.ts";
import { isServerless } from "./words.ts";

export type Addition = Extract<Change, { kind: "add" }>;

/** A resource that the repair adds. */
interface Added {
  readonly logicalId: string;
  readonly type: string;
  readonly document: DataDocument;
}

export class Session {
  readonly #stack: Stack;
  readonly #editors = new Map<DataDocument, { readonly editor: DataEditor; readonly path: string }>();
  /** By the ids that were wished for. */
  readonly #added = new Map<string, Added>();
  /** The entry that the next resource behind a resource goes behind: several keep their order. */
  readonly #last = new Map<string, DataPath>();

  constructor(stack: Stack) {
    this.#stack = stack;
  }

  /** The one editor of the file a resource is written in. */
  editor(resource: Resource, { document }: DataOrigin): DataEditor {
    const known = this.#editors.get(document) ?? { editor: createDataEditor(document), path: resource.template.path };
    this.#editors.set(document, known);
    return known.editor;
  }

  /** Everything that was done. */
  edits(): Edit[] {
    return [...this.#editors.values()].flatMap(({ editor, path }) => editor.edits(path));
  }

  /** Decides on the logical id of a resource that will be added. @returns false where that cannot be. */
  reserve({ id, after, type }: Addition): boolean {
    const origin = dataOrigin(after);
    if (origin === undefined || this.#added.has(id)) return false;
    const taken = takenNames(origin);
    for (const one of this.#added.values()) if (one.document === origin.document) taken.add(one.logicalId);
    const logicalId = freshName(id.replace(/[^A-Za-z0-9]/g, "") || "Resource", (name) => taken.has(name), "");
    this.#added.set(id, { logicalId, type, document: origin.document });
    return true;
  }

  /** What a resource is called that will not be added after all: a property of another one stands for it. */
  standsFor(wish: string, logicalId: string): void {
    const added = this.#added.get(wish);
    if (added) this.#added.set(wish, { ...added, logicalId });
  }

  /** Adds a resource with its own words as data. */
  add({ id, after }: Addition, body: DataValue): boolean {
    const origin = dataOrigin(after);
    const behind = this.#last.get(after.id) ?? entryPath(after);
    const added = this.#added.get(id);
    if (origin === undefined || behind === undefined || added === undefined) return false;
    this.#last.set(after.id, [...behind.slice(0, -1), added.logicalId]);
    return this.editor(after, origin).insertAfter(behind, added.logicalId, body);
  }

  /** A value as it is written into a document. */
  data(value: NewValue, document: DataDocument): DataValue | undefined {
    return toData(value, (to) => {
      const logicalId = this.#logicalId(to, document);
      return logicalId === undefined ? undefined : intrinsic(document, logicalId, to.$attribute);
    });
  }

  /** CloudFormation's type of what a reference leads to. */
  readonly typeOf = (to: NewReference): string | undefined => this.#added.get(to.$id)?.type ?? this.#stack.resources.get(to.$id)?.type;

  #logicalId(to: NewReference, document: DataDocument): string | undefined {
    const added = this.#added.get(to.$id);
    if (added) return added.document === document ? added.logicalId : undefined;
    const resource = this.#stack.resources.get(to.$id);
    const origin = resource && dataOrigin(resource);
    if (resource === undefined || origin === undefined || origin.document !== document) return undefined;
    return resource.owner === null ? writtenKey(origin) : nameOfMade(resource, resource.owner, to);
  }
}

function writtenKey({ key, kind }: DataOrigin): string | undefined {
  return kind === "resource" && key ? String(key.value) : undefined;
}

/** What SAM calls the resources it makes. */
function nameOfMade(resource: Resource, owner: Resource, to: NewReference): string | undefined {
  const ownOrigin = dataOrigin(resource);
  const origin = dataOrigin(owner);
  const isStage = /^AWS::ApiGateway(?:V2)?::Stage$/.test(resource.type);
  if (ownOrigin?.kind === "implicit") return isStage ? undefined : resource.id;
  const key = origin && writtenKey(origin);
  if (origin === undefined || key === undefined || !origin.type.startsWith("AWS::Serverless::")) return undefined;
  if (resource.type === "AWS::IAM::Role") return `${key}Role`;
  if (resource.type === "AWS::Lambda::Url") return `${key}Url`;
  // These are properties of the resource that has them, which only `Ref` knows.
  if (to.$attribute !== null) return undefined;
  if (resource.type === "AWS::Lambda::Alias") return `${key}.Alias`;
  if (resource.type === "AWS::Lambda::Version") return `${key}.Version`;
  return isStage ? `${key}.Stage` : undefined;
}

/** Logical ids of resources and parameters, those that SAM gives to what it makes for functions among them. */
function takenNames({ resources, document }: DataOrigin): Set<string> {
  const root = document.root?.kind === "map" ? document.root.entries : [];
  const parameters = root.find((entry) => keyOf(entry) === "Parameters")?.value;
  const names = new Set(parameters?.kind === "map" ? parameters.entries.map(keyOf) : []);
  for (const entry of resources?.entries ?? []) for (const end of ["", "Role", "Url", "EventInvokeConfig"]) names.add(keyOf(entry) + end);
  return names;
}

/** Is a reference one to a function that SAM writes? */
export function serverlessFunction(stack: Stack, value: NewValue | undefined): Resource | undefined {
  const id = typeof value === "object" && "$id" in value ? String(value.$id) : undefined;
  const resource = id === undefined ? undefined : stack.resources.get(id);
  const origin = resource && dataOrigin(resource);
  return origin && isServerless(origin) && resource.type === "AWS::Lambda::Function" ? resource : undefined;
}
