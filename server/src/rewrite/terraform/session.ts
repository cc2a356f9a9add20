/** The edits of one repair, and what they are meant to come to. */
import type { Place } from "../../model/code.ts";
import type { Stack, Template } from "../../model/infrastructure.ts";
import type { HclBody, HclObject } from "../../parse/hcl.ts";
import type { Edit } from "../rewriter.ts";
import type { NewReference, NewValue } from "../template.ts";
import { combineEdits, lineEnd } from "../text.ts";
import { type Additions, addToBody } from "./layout.ts";
import { isOldStyle, nameOf } from "./names.ts";
import { renderValue } from "./render.ts";

/** A resource that the repair adds. */
export interface Added {
  readonly type: string;
  readonly address: string;
  readonly prefix: string;
  /** Attribute by CloudFormation's name. */
  attribute(name: string | null): string | undefined;
}

export class Session {
  readonly stack: Stack;
  readonly edits: Edit[] = [];
  /** By the id that was wished for. */
  readonly added = new Map<string, Added>();
  readonly #additions = new Map<HclBody, { template: Template; additions: Additions }>();
  readonly #bodies = new Map<HclObject, HclBody>();
  /** What may be different in a file afterwards: addresses, as `outline` gives them. */
  readonly #touched = new Map<string, Set<string>>();

  /** Do several resources read the value at a place? */
  readonly isShared: (place: Place) => boolean;

  constructor(stack: Stack, isShared: (place: Place) => boolean) {
    this.stack = stack;
    this.isShared = isShared;
  }

  /** Whole blocks behind the block that ends at an offset, each after a blank line. */
  insertBehind(template: Template, end: number, blocks: readonly string[]): void {
    const at = lineEnd(template.text, end);
    this.edits.push({ path: template.path, start: at, end: at, newText: blocks.map((block) => `\n\n${block.trimEnd()}`).join("") });
  }

  /** What is added to one body, all changes together. */
  additions(template: Template, body: HclBody): Additions {
    let pending = this.#additions.get(body);
    if (pending === undefined) {
      pending = { template, additions: { attributes: [], blocks: [] } };
      this.#additions.set(body, pending);
    }
    return pending.additions;
  }

  /** One body for an object, however often it is asked for. */
  bodyOf(object: HclObject, body: HclBody): HclBody {
    const before = this.#bodies.get(object);
    if (before !== undefined) return before;
    this.#bodies.set(object, body);
    return body;
  }

  touch(template: Template, address: string): void {
    const touched = this.#touched.get(template.path) ?? new Set();
    touched.add(address);
    this.#touched.set(template.path, touched);
  }

  touchedIn(path: string): ReadonlySet<string> {
    return this.#touched.get(path) ?? new Set();
  }

  /** The value as it is written in a file of the module of `prefix`. */
  render(value: NewValue, indent: string, template: Template, prefix: string): string | undefined {
    return renderValue(value, indent, (reference) => this.#name(reference, template, prefix));
  }

  #name(reference: NewReference, template: Template, prefix: string): string | undefined {
    const added = this.added.get(reference.$id);
    const own = added === undefined ? undefined : added.attribute(reference.$attribute);
    const inModule = added === undefined || added.prefix === prefix;
    const name = own === undefined ? nameOf(this.stack, reference, prefix) : `${added?.address}.${own}`;
    if (name === undefined || !inModule || (added !== undefined && own === undefined)) return undefined;
    return isOldStyle(template.text) ? `"\${${name}}"` : name;
  }

  /** All edits, in order; undefined where they do not go together. */
  finish(): Edit[] | undefined {
    const edits = [...this.edits];
    for (const [body, { template, additions }] of this.#additions) {
      const added = addToBody(template, body, additions);
      if (added === undefined) return undefined;
      edits.push(...added);
    }
    return combineEdits(edits);
  }
}
