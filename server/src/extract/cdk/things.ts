/** What the evaluation of a CDK program is about: frames of running code, and the things its expressions turn out to be. */
import type { Binding, Call, ClassFact, Module, Place, Range, Scope, Value } from "../../model/code.ts";
import type { Expression, MapEntry, MapExpression, Resource, Stack, Template } from "../../model/infrastructure.ts";

/** An expression of the source, and the run of the code in which it stands. */
export interface Bound {
  readonly value: Value;
  readonly frame: Frame;
  /** It came out of an object that is shared or spread. */
  readonly isInherited?: true;
  /** One of several values the code may be run with. */
  readonly isAssumed?: true;
}

/** One run of a function, a constructor or a module: what its parameters are, and what its calls yielded. */
export interface Frame {
  readonly scope: Scope;
  /** The run of the function around it. */
  readonly parent: Frame | null;
  readonly instance: Instance | null;
  readonly args: ReadonlyMap<Binding, Bound>;
  /** By index; for parameters that are taken apart. */
  readonly positions: readonly (Bound | undefined)[];
  readonly isConditional: boolean;
  readonly home: Home;
  readonly results: Map<Call, Thing | undefined>;
  readonly depth: number;
}

/** Where new constructs go. */
export interface Home {
  readonly stack: StackBuilder;
  /** Ids of the constructs around, each followed by `/`. */
  readonly prefix: string;
}

/** An object of a class of the program. */
export interface Instance {
  readonly class: ClassFact;
  readonly fields: Map<string, Bound[]>;
  readonly home: Home;
}

/** Properties that are still being collected. */
export interface OpenMap extends MapExpression {
  readonly entries: Map<string, MapEntry>;
  isOpen: boolean;
}

export interface Built extends Resource {
  readonly properties: OpenMap;
}

export interface StackBuilder {
  readonly stack: Stack & { isComplete: boolean };
  readonly resources: Map<string, Built>;
  readonly templates: Template[];
  readonly inputs: string[];
  /** The tasks of state machines, which name the functions they run. */
  readonly tasks: ConstructThing[];
}

export interface ConstructThing {
  readonly kind: "construct";
  /** `lambda.Function`. */
  readonly construct: string;
  readonly resource: Built;
  readonly home: Home;
  readonly call: Call;
  readonly frame: Frame;
}

/** A metric, made by `fn.metricErrors()` or `new Metric()`. */
export interface MetricThing {
  readonly kind: "metric";
  readonly entries: ReadonlyMap<string, Expression>;
}

export type Thing =
  | ConstructThing
  | MetricThing
  /** `Queue.fromQueueArn(…)`: made elsewhere. */
  | { readonly kind: "imported"; readonly construct: string; readonly name: Bound | null; readonly isArn: boolean; readonly at: Bound }
  | { readonly kind: "instance"; readonly instance: Instance }
  /** `new cdk.App()`, `new cdk.Stack(app, "x")`: nothing but a place for constructs. */
  | { readonly kind: "home"; readonly home: Home | null }
  /** What the CDK makes that is no construct: `Duration.seconds(3)`, `new LambdaIntegration(fn)`. */
  | { readonly kind: "object"; readonly name: string; readonly call: Call; readonly frame: Frame }
  /** A map that later calls add to: a policy statement or document. */
  | { readonly kind: "open"; readonly map: OpenMap; readonly name: string }
  /** A path of a REST API. */
  | { readonly kind: "path"; readonly api: ConstructThing; readonly path: string }
  | { readonly kind: "member"; readonly of: ConstructThing; readonly property: string; readonly at: Bound }
  | { readonly kind: "value"; readonly bound: Bound };

/** The properties of a struct: props of a construct, options of a method. Names are camel case. */
export interface Struct {
  readonly entries: ReadonlyMap<string, { readonly key: Place; readonly bound: Bound }>;
  readonly isOpen: boolean;
  readonly place: Place;
}

const templates = new WeakMap<Module, Template>();

export function templateOf(module: Module): Template {
  const known = templates.get(module);
  if (known !== undefined) return known;
  const { path, text, language, comments, broken } = module;
  const template: Template = { path, text, dialect: "cdk", syntax: language, comments, broken, module };
  templates.set(module, template);
  return template;
}

/** The place of something in the code of a frame. */
export function placeOf(frame: Frame, { start, end }: Range): Place {
  return { file: templateOf(frame.scope.module), start, end };
}

export function openMap(place: Place): OpenMap {
  return { kind: "map", entries: new Map(), isOpen: false, place };
}
