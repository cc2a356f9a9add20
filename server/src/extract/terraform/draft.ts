/** Resources while they are put together: several blocks of Terraform may say what is one resource in CloudFormation. */
import type { Place } from "../../model/code.ts";
import type { Expression, MapEntry, MapExpression, Template } from "../../model/infrastructure.ts";
import type { HclBlock } from "../../parse/hcl.ts";
import type { Evaluator } from "./evaluate.ts";
import type { Frame } from "./module.ts";
import { textOfLiteral } from "./values.ts";

/** A map that can still change. */
export interface DraftMap extends MapExpression {
  readonly entries: Map<string, MapEntry>;
  isOpen: boolean;
}

export interface Draft {
  readonly id: string;
  readonly name: string;
  /** Terraform's type; `module` for the call of a community module. */
  readonly written: string;
  /** CloudFormation's, or Terraform's own. */
  type: string;
  readonly file: Template;
  readonly block: HclBlock;
  readonly frame: Frame;
  readonly place: Place;
  readonly head: Place;
  readonly properties: DraftMap;
  readonly isConditional: boolean;
  readonly owner: Draft | null;
}

/** For the writer: where and how a resource is written. */
export interface TerraformOrigin {
  /** Terraform's type; `module` for the call of a community module. */
  readonly written: string;
  readonly block: HclBlock;
  /** The module's own address, `module.x.`; empty for the root. */
  readonly prefix: string;
}

export function draftMap(place: Place): DraftMap {
  return { kind: "map", entries: new Map(), isOpen: false, place };
}

/** Sets a property, making what leads there. */
export function put(target: DraftMap, path: string, key: Place, value: Expression): void {
  const parts = path.split(".");
  let at = target;
  for (const part of parts.slice(0, -1)) {
    const existing = at.entries.get(part)?.value;
    if (existing?.kind === "map") {
      at = existing as DraftMap;
      continue;
    }
    const next = draftMap(value.place);
    at.entries.set(part, { key, value: next });
    at = next;
  }
  at.entries.set(parts.at(-1) as string, { key, value });
}

/** Adds items to a list, making it. */
export function append(target: DraftMap, name: string, key: Place, items: readonly Expression[], isOpen = false): void {
  const entry = target.entries.get(name);
  const before = entry?.value;
  const known = before?.kind === "list" ? before.items : before === undefined || before.kind === "none" ? [] : [before];
  const wasOpen = before?.kind === "list" ? before.isOpen : before?.kind === "computed" || before?.kind === "choice";
  const place = before !== undefined && before.kind !== "none" ? before.place : (items[0]?.place ?? key);
  target.entries.set(name, {
    key: entry?.key ?? key,
    value: { kind: "list", items: [...known, ...items], isOpen: wasOpen || isOpen, place },
  });
}

export function get(draft: Draft | undefined, name: string): Expression | undefined {
  const value = draft?.properties.entries.get(name)?.value;
  return value?.kind === "none" ? undefined : value;
}

/** The drafts of a stack, by id and by what they were written as. */
export class Drafts {
  readonly evaluator: Evaluator;
  readonly byId = new Map<string, Draft>();

  constructor(evaluator: Evaluator) {
    this.evaluator = evaluator;
  }

  add(draft: Draft): void {
    if (!this.byId.has(draft.id)) this.byId.set(draft.id, draft);
  }

  remove(draft: Draft): void {
    this.byId.delete(draft.id);
  }

  /** Drafts written as one of these. */
  written(...types: string[]): Draft[] {
    return [...this.byId.values()].filter((draft) => draft.owner === null && types.includes(draft.written));
  }

  /** The resource of these types that a value names: by reference, or by a name that is literal in both places. */
  named(value: Expression | undefined, types: readonly string[], nameProperty = "Name"): Draft | undefined {
    const id = value?.kind === "reference" ? value.id : undefined;
    if (id !== undefined) {
      const draft = this.byId.get(id);
      return draft !== undefined && types.includes(draft.type) ? draft : undefined;
    }
    const text = textOfLiteral(value);
    if (text === undefined) return undefined;
    const found = [...this.byId.values()].filter((draft) => types.includes(draft.type) && textOfLiteral(get(draft, nameProperty)) === text);
    return found.length === 1 ? found[0] : undefined;
  }

  /** A resource that nobody wrote as such. */
  make(owner: Draft, name: string, type: string, place: Place, head: Place, isConditional = owner.isConditional): Draft {
    const { file, block, frame, written } = owner;
    const id = `${owner.id}/${name}`;
    const draft: Draft = { id, name, written, type, file, block, frame, place, head, properties: draftMap(place), isConditional, owner };
    this.add(draft);
    return draft;
  }
}
