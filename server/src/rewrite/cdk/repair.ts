/** One repair of a CDK program while it is put together: props to set, statements to add, names they need. */

import { type CdkOrigin, isCdkOrigin } from "../../model/cdk.ts";
import type { Call, Module } from "../../model/code.ts";
import type { Resource, Stack } from "../../model/infrastructure.ts";
import { styleOf } from "../javascript/style.ts";
import type { Edit } from "../rewriter.ts";
import type { NewReference, NewValue } from "../template.ts";
import { freshName } from "../text.ts";
import { CdkNames } from "./names.ts";
import { setProps } from "./props.ts";
import { nameFor, type Spot, variableAt } from "./variables.ts";

/** A construct that the repair adds. */
export interface Addition {
  readonly id: string;
  readonly type: string;
  readonly variable: string;
  readonly module: Module;
}

export class Repair {
  readonly stack: Stack;
  readonly edits: Edit[] = [];
  readonly additions = new Map<string, Addition>();
  private readonly names = new Map<Module, CdkNames>();
  private readonly props = new Map<Call, { readonly index: number; readonly written: Map<string, string> }>();

  constructor(stack: Stack) {
    this.stack = stack;
  }

  /** A class of the CDK, as the module writes it. */
  name(module: Module, cdk: string): string | undefined {
    let names = this.names.get(module);
    if (names === undefined) this.names.set(module, (names = new CdkNames(module)));
    return names.of(cdk);
  }

  setProp(origin: CdkOrigin, prop: string, text: string): void {
    const known = this.props.get(origin.call) ?? { index: origin.props, written: new Map<string, string>() };
    known.written.set(prop, text);
    this.props.set(origin.call, known);
  }

  /** Everything together; undefined where a part of it cannot be written. */
  finish(): readonly Edit[] | undefined {
    const result = [...this.edits];
    for (const [call, { index, written }] of this.props) {
      const edits = setProps(call.scope.module, call, index, written);
      if (edits === undefined) return undefined;
      result.push(...edits);
    }
    for (const names of this.names.values()) {
      const edits = names.edits();
      if (edits === undefined) return undefined;
      result.push(...edits);
    }
    return result;
  }

  /** Notes a construct to come: with an id and a variable that are free. */
  announce(wish: string, type: string, after: Call): Addition {
    const { module } = after.scope;
    const ids = new Set([...this.stack.resources.values()].map((one) => one.name));
    const id = freshName(wish, (name) => ids.has(name), "");
    const addition: Addition = { id, type, module, variable: nameFor(module, id) };
    this.additions.set(wish, addition);
    return addition;
  }

  /** The construct a reference names, as code at a call can write it. */
  construct(to: NewReference, at: Spot): { readonly text: string; readonly type: string } | undefined {
    const made = this.additions.get(to.$id);
    if (made !== undefined) return made.module === at.scope.module ? { text: made.variable, type: made.type } : undefined;
    const resource = this.stack.resources.get(to.$id);
    if (resource === undefined || !isCdkOrigin(resource.origin)) return undefined;
    const text = this.variable(resource, at);
    return text === undefined ? undefined : { text, type: resource.type };
  }

  private readonly introduced = new Map<Call, string>();

  /** The variable that holds a construct; a statement that only makes one is given one. */
  private variable(resource: Resource, at: Spot): string | undefined {
    if (!isCdkOrigin(resource.origin)) return undefined;
    const { call } = resource.origin;
    const known = this.introduced.get(call) ?? variableAt(call, at);
    if (known !== undefined) return known;
    const isStatement = call.statement.start === call.start && call.scope === at.scope && call.region === at.region && call.end <= at.start;
    if (!isStatement) return undefined;
    const { module } = call.scope;
    const name = nameFor(module, resource.name);
    const keyword = module.language === "python" ? "" : "const ";
    this.edits.push({ path: module.path, start: call.start, end: call.start, newText: `${keyword}${name} = ` });
    this.introduced.set(call, name);
    return name;
  }
}

/** A literal as the language writes it. */
export function literalText(module: Module, value: string | number | boolean): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return module.language === "python" ? (value ? "True" : "False") : String(value);
  const { quote } = styleOf(module);
  const escaped = value.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll(quote, `\\${quote}`);
  return `${quote}${escaped}${quote}`;
}

export function isReference(value: NewValue): value is NewReference {
  return typeof value === "object" && "$id" in value;
}
