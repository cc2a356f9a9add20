/** One call of the community's Lambda module. */
import type { Place } from "../../model/code.ts";
import type { Expression, MapEntry } from "../../model/infrastructure.ts";
import { type Draft, type Drafts, draftMap, put } from "./draft.ts";
import type { Frame } from "./module.ts";
import { argument } from "./source.ts";
import type { ForeignCall } from "./tree.ts";
import { scalarOf } from "./values.ts";

export class CommunityCall {
  readonly drafts: Drafts;
  readonly foreign: ForeignCall;
  readonly frame: Frame;
  readonly draft: Draft;

  constructor(drafts: Drafts, foreign: ForeignCall) {
    this.drafts = drafts;
    this.foreign = foreign;
    const { name, declaration, module, repetition } = foreign;
    const { file, block } = declaration;
    this.frame = module.frame(declaration, repetition.bound);
    const key = repetition.key === null ? "" : `["${repetition.key}"]`;
    const place: Place = { file, start: block.start, end: block.end };
    const at = file.text.slice(block.head.start, block.head.end).lastIndexOf(name) + block.head.start;
    this.draft = {
      id: `${module.prefix}module.${name}${key}`,
      name: `${name}${key}`,
      written: "module",
      type: "AWS::Lambda::Function",
      file,
      block,
      frame: this.frame,
      place,
      head: at < block.head.start ? { ...place, end: block.head.end } : { file, start: at, end: at + name.length },
      properties: draftMap(place),
      isConditional: module.isConditional || repetition.isConditional || this.#isPerhaps(),
      owner: null,
    };
  }

  #isPerhaps(): boolean {
    return [this.flag("create", true), this.flag("create_function", true), this.flag("create_layer", false)].includes(undefined);
  }

  /** An argument that is given, with its name's place. */
  entry(name: string): MapEntry | undefined {
    const attribute = argument(this.foreign.declaration.block, name);
    if (attribute === undefined) return undefined;
    const { evaluator } = this.drafts;
    const value = evaluator.evaluate(attribute.value, this.frame);
    return value.kind === "none" ? undefined : { key: evaluator.place(this.frame, attribute.key), value };
  }

  value(name: string): Expression | undefined {
    return this.entry(name)?.value;
  }

  /** A flag with the module's default; undefined where it depends on the deployment. */
  flag(name: string, otherwise: boolean): boolean | undefined {
    const value = this.value(name);
    if (value === undefined) return otherwise;
    const scalar = value.isAssumed ? undefined : scalarOf(value);
    return typeof scalar === "boolean" ? scalar : scalar === undefined ? undefined : scalar === "true";
  }

  /** Puts an argument where CloudFormation has it. */
  copy(name: string, target: Draft, property: string): void {
    const entry = this.entry(name);
    if (entry !== undefined) put(target.properties, property, entry.key, entry.value);
  }

  /** A resource that the module makes because of an argument. */
  make(name: string, type: string, because: MapEntry | undefined, isConditional = false): Draft {
    const key = because?.key ?? this.draft.head;
    const place =
      because === undefined ? key : { file: key.file, start: key.start, end: Math.max(key.end, sameFileEnd(key, because.value.place)) };
    return this.drafts.make(this.draft, name, type, place, key, this.draft.isConditional || isConditional);
  }

  self(attribute: string | null): Expression {
    return { kind: "reference", id: this.draft.id, attribute, place: this.draft.head };
  }

  /** What the module says of itself. */
  outputs(): Map<string, Expression> {
    const { id, head: place } = this.draft;
    const reference = (of: string, attribute: string | null): Expression => ({ kind: "reference", id: of, attribute, place });
    return new Map([
      ["lambda_function_arn", reference(id, "Arn")],
      ["lambda_function_arn_static", reference(id, "Arn")],
      ["lambda_function_invoke_arn", reference(id, "Arn")],
      ["lambda_function_name", reference(id, null)],
      ["lambda_function_qualified_arn", reference(id, "QualifiedArn")],
      ["lambda_function_qualified_invoke_arn", reference(id, "QualifiedArn")],
      ["lambda_function_version", reference(id, "Version")],
      ["lambda_layer_arn", reference(id, "Arn")],
      ["lambda_role_arn", reference(`${id}/Role`, "Arn")],
      ["lambda_role_name", reference(`${id}/Role`, null)],
      ["lambda_cloudwatch_log_group_arn", reference(`${id}/LogGroup`, "Arn")],
      ["lambda_cloudwatch_log_group_name", reference(`${id}/LogGroup`, null)],
    ]);
  }
}

function sameFileEnd(key: Place, place: Place): number {
  return place.file === key.file ? place.end : key.end;
}
