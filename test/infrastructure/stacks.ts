/** Stacks for tests, written as CloudFormation's JSON would be; no file is read. */
import { analyzeInfrastructure } from "../../server/src/infrastructure/analyze.ts";
import type { Infrastructure } from "../../server/src/infrastructure/infrastructure.ts";
import type { Place, SourceText } from "../../server/src/model/code.ts";
import type { Expression, FunctionResource, MapExpression, Resource, Stack, Template } from "../../server/src/model/infrastructure.ts";

/** `{ Ref }`, `{ "Fn::GetAtt" }`, `{ "Fn::Sub" }`, `{ "Fn::If" }`, `{ Unknown: "text as written" }`, `{ Assumed: value }`, `{ NoValue: true }`; else what it is. */
export type Written = string | number | boolean | readonly Written[] | { readonly [key: string]: Written };

export interface WrittenResource {
  readonly Type: string;
  readonly Properties?: { readonly [key: string]: Written };
  readonly Owner?: string;
  readonly IsOpen?: true;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Text is kept for each computed value: what is not known is compared as it is written. */
class Writer {
  private text = "";
  private readonly file: Mutable<SourceText>;
  private readonly ids: ReadonlySet<string>;
  constructor(file: Mutable<SourceText>, ids: ReadonlySet<string>) {
    this.file = file;
    this.ids = ids;
  }

  place(text = ""): Place {
    const start = this.text.length;
    this.text += `${text}\n`;
    this.file.text = this.text;
    return { file: this.file, start, end: start + text.length };
  }

  value(written: Written): Expression {
    if (typeof written !== "object") return { kind: "literal", value: written, place: this.place(String(written)) };
    if (Array.isArray(written))
      return { kind: "list", items: written.map((item: Written) => this.value(item)), isOpen: false, place: this.place() };
    return this.intrinsic(written as { readonly [key: string]: Written }) ?? this.map(written as { readonly [key: string]: Written });
  }

  map(written: { readonly [key: string]: Written }, isOpen = false): MapExpression {
    const place = this.place();
    const entries = Object.entries(written).map(([key, value]) => [key, { key: place, value: this.value(value) }] as const);
    return { kind: "map", entries: new Map(entries), isOpen, place };
  }

  private intrinsic(written: { readonly [key: string]: Written }): Expression | undefined {
    const [key = "", value = ""] = Object.entries(written)[0] ?? [];
    if (Object.keys(written).length !== 1) return undefined;
    if (key === "Ref") return this.ref(String(value), null);
    if (key === "Fn::GetAtt") return this.ref(...(value as [string, string]));
    if (key === "Fn::Sub") return this.sub(String(value));
    if (key === "Fn::If")
      return { kind: "choice", options: (value as Written[]).slice(1).map((option) => this.value(option)), place: this.place() };
    if (key === "Unknown") return { kind: "computed", mentions: [], place: this.place(String(value)) };
    if (key === "Mentions") return { kind: "computed", mentions: value as string[], place: this.place() };
    if (key === "Assumed") return { ...this.value(value), isAssumed: true };
    if (key === "NoValue") return { kind: "none", place: this.place() };
    return undefined;
  }

  private ref(id: string, attribute: string | null): Expression {
    return this.ids.has(id)
      ? { kind: "reference", id, attribute, place: this.place(id) }
      : { kind: "computed", mentions: [], place: this.place(id) };
  }

  private sub(text: string): Expression {
    const parts = text.split(/(\$\{[^}]+\})/).filter((part) => part !== "");
    return {
      kind: "joined",
      place: this.place(text),
      parts: parts.map((part) => {
        if (!part.startsWith("${")) return part;
        const [id = "", ...attribute] = part.slice(2, -1).split(".");
        return this.ref(id, attribute.join(".") || null);
      }),
    };
  }
}

export function stackOf(resources: { readonly [id: string]: WrittenResource }, about: Partial<Stack> = {}): Stack {
  const file: Mutable<SourceText> = { path: "/app/template.yaml", text: "" };
  const writer = new Writer(file, new Set(Object.keys(resources)));
  const template = Object.assign(file, {
    dialect: "cloudformation",
    syntax: "yaml",
    comments: [],
    broken: [],
    module: null,
  }) as unknown as Template;
  const found = new Map<string, Resource>();
  const stack: Stack = {
    dialect: "cloudformation",
    path: file.path,
    name: "app",
    root: "/app",
    templates: [template],
    resources: found,
    isComplete: true,
    plugins: [],
    inputs: [],
    ...about,
  };
  for (const [id, { Type, Properties = {}, Owner, IsOpen }] of Object.entries(resources)) {
    const place = writer.place(id);
    const properties = writer.map(Properties, IsOpen ?? false);
    const owner = Owner === undefined ? null : (found.get(Owner) ?? null);
    found.set(id, {
      id,
      name: id,
      type: Type,
      stack,
      template,
      place,
      head: place,
      properties,
      metadata: null,
      isConditional: false,
      owner,
      origin: null,
    });
  }
  return stack;
}

export function infrastructureOf(resources: { readonly [id: string]: WrittenResource }, about: Partial<Stack> = {}): Infrastructure {
  return analyzeInfrastructure([stackOf(resources, about)]);
}

/** The function `Fn` of a stack that consists of it and some more resources. */
export function functionAmong(
  resources: { readonly [id: string]: WrittenResource },
  properties: { readonly [key: string]: Written } = {},
): FunctionResource {
  const all = { Fn: { Type: "AWS::Lambda::Function", Properties: properties }, ...resources };
  const fn = infrastructureOf(all).functions.find((each) => each.name === "Fn");
  if (fn === undefined) throw new Error("the stack has no function Fn");
  return fn;
}

/** The resource with an id. */
export function resourceOf(infrastructure: Infrastructure, id: string): Resource {
  const resource = infrastructure.stacks[0]?.resources.get(id);
  if (resource === undefined) throw new Error(`the stack has no resource ${id}`);
  return resource;
}
