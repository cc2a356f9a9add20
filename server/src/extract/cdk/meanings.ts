/** What the names of the CDK mean while a program is evaluated: which calls make constructs, and what these are. */
import type { Call, ClassFact } from "../../model/code.ts";
import { CONSTRUCTS, camelCase, firstLevelType, pascalCase } from "../../vocabulary/dialects/cdk.ts";
import type { Surroundings } from "../stack.ts";
import { metricThing, readAlarm, readDeploymentGroup } from "./alarms.ts";
import { readHttpApi, readRestApi } from "./apis.ts";
import { addResource, applyProps, argument, options, type Reading, setAt, type Written } from "./build.ts";
import type { Evaluator } from "./evaluator.ts";
import { Expressions } from "./expressions.ts";
import { readFunction, readInvokeConfig, readLayer } from "./functions.ts";
import { readLogGroup } from "./logs.ts";
import { onThing } from "./methods.ts";
import { pascalExpression } from "./objects.ts";
import { addToDocument, documentThing, statementThing } from "./roles.ts";
import { isSolution, solutionFunction } from "./solutions.ts";
import { applySource } from "./sources.ts";
import type { Stacks } from "./stacks.ts";
import { readAlias, readQueue, readRule, readSchedule, readUserPool } from "./targets.ts";
import { type Bound, type ConstructThing, type Frame, type Home, type Instance, placeOf, type Struct, type Thing } from "./things.ts";
import { readUrl } from "./urls.ts";
import type { Meanings } from "./values.ts";

type Reader = (reading: Reading, thing: ConstructThing, struct: Struct, written: Written) => void;

/** What the props of a construct say beyond those that go one to one. */
const READERS: Readonly<Record<string, Reader>> = {
  "AWS::Lambda::Function": readFunction,
  "AWS::Lambda::LayerVersion": readLayer,
  "AWS::Lambda::Alias": (reading, thing, struct, written) => {
    readAlias(reading, thing, struct);
    const fn = thing.resource.properties.entries.get("FunctionName")?.value;
    const target = fn?.kind === "reference" ? thing.home.stack.resources.get(fn.id) : undefined;
    if (target !== undefined)
      readInvokeConfig(reading, target, struct, thing.home, { ...written, construct: "lambda.Function.invoke" }, "EventInvokeConfig");
  },
  "AWS::Lambda::EventSourceMapping": (reading, thing, struct, written) => applySource(reading, thing.resource, struct, written, thing),
  "AWS::Lambda::Url": readUrl,
  "AWS::Logs::LogGroup": readLogGroup,
  "AWS::SQS::Queue": readQueue,
  "AWS::Events::Rule": readRule,
  "AWS::Scheduler::Schedule": readSchedule,
  "AWS::ApiGateway::RestApi": readRestApi,
  "AWS::ApiGatewayV2::Api": readHttpApi,
  "AWS::CloudWatch::Alarm": readAlarm,
  "AWS::CodeDeploy::DeploymentGroup": readDeploymentGroup,
  "AWS::Cognito::UserPool": readUserPool,
  "AWS::IAM::Policy": readPolicy,
  "AWS::IAM::ManagedPolicy": readPolicy,
  "AWS::IAM::Role": readRole,
};

function readPolicy(reading: Reading, thing: ConstructThing, struct: Struct): void {
  const given = struct.entries.get("statements");
  const value = given && reading.expressions.of(given.bound, thing.home.stack);
  if (value?.kind === "list") for (const item of value.items) addToDocument(thing.resource, item);
  else if (value !== undefined && given !== undefined) setAt(thing.resource.properties, "PolicyDocument", value, given.key);
}

/** `inlinePolicies: { name: document }`. */
function readRole(reading: Reading, thing: ConstructThing, struct: Struct): void {
  const given = struct.entries.get("inlinePolicies");
  const value = given && reading.expressions.of(given.bound, thing.home.stack);
  if (given === undefined || value === undefined) return;
  if (value.kind !== "map") {
    setAt(thing.resource.properties, "Policies", value, given.key);
    return;
  }
  const { place } = value;
  const items = [...value.entries].map(([name, { key, value: document }]) => {
    const entries = new Map([
      ["PolicyName", { key, value: { kind: "literal", value: name, place: key } as const }],
      ["PolicyDocument", { key, value: document }],
    ]);
    return { kind: "map", entries, isOpen: false, place } as const;
  });
  setAt(thing.resource.properties, "Policies", { kind: "list", items, isOpen: value.isOpen, place }, given.key);
}

/** The knowledge of the CDK, for an evaluator. */
export class CdkMeanings implements Meanings, Reading {
  readonly evaluator: Evaluator;
  readonly expressions: Expressions;
  readonly around: Surroundings;
  private readonly stacks: Stacks;

  constructor(evaluator: Evaluator, stacks: Stacks) {
    this.evaluator = evaluator;
    this.expressions = new Expressions(evaluator);
    this.around = stacks.around;
    this.stacks = stacks;
  }

  external(name: string, call: Call, frame: Frame): Thing | undefined {
    const written: Written = { call, frame, construct: name, props: 2 };
    const imported = this.imported(name, call, frame);
    if (imported !== undefined) return imported;
    if (name === "core.App" || name === "core.Stage") return { kind: "home", home: null };
    if (name === "core.Stack") return { kind: "home", home: this.stacks.named(this.idOf(call, frame) ?? "Stack", frame) };
    if (name === "core.NestedStack") return { kind: "home", home: this.homeFor(call, frame) };
    if (name === "iam.PolicyStatement") return statementThing(this, options(this, call, frame, 0), written);
    if (name === "iam.PolicyDocument") return documentThing(this, options(this, call, frame, 0), written);
    if (/^iam\.Policy(?:Statement|Document)\.fromJson$/.test(name)) return this.fromJson(name, call, frame);
    if (name === "cloudwatch.Metric") return metricThing(this, written);
    const type = CONSTRUCTS.get(name)?.type;
    if (type) return this.secondLevel(type, written);
    const first = name === "core.CfnResource" ? "" : firstLevelType(name);
    if (first !== undefined) return this.firstLevel(first, written);
    if (this.isConstruct(name, call, frame)) return this.unknownConstruct(written);
    return { kind: "object", name, call, frame };
  }

  /** `Queue.fromQueueArn(this, "Queue", arn)`. */
  private imported(name: string, call: Call, frame: Frame): Thing | undefined {
    const [, owner, method] = /^(\w+\.[A-Z]\w*)\.(from\w+)$/.exec(name) ?? [];
    const construct = owner && CONSTRUCTS.get(owner)?.type ? owner : undefined;
    if (construct === undefined || method === undefined || /Asset|Inline|^fromAws/.test(method)) return undefined;
    const at: Bound = { value: { kind: "call", call, start: call.start, end: call.end }, frame };
    const third = /(?:Arn|Name)$/.test(method) ? call.args[2] : undefined;
    return {
      kind: "imported",
      construct,
      name: third === undefined ? null : { value: third.value, frame },
      isArn: /Arn$/.test(method),
      at,
    };
  }

  private fromJson(name: string, call: Call, frame: Frame): Thing {
    const at: Bound = { value: { kind: "call", call, start: call.start, end: call.end }, frame };
    const given = argument(call, frame, 0, "obj");
    const value = given && this.expressions.of(given, frame.home.stack);
    if (value?.kind !== "map") return { kind: "object", name, call, frame };
    return {
      kind: "open",
      name,
      map: { ...value, entries: new Map(value.entries), isOpen: value.isOpen, place: placeOf(frame, at.value) },
    };
  }

  private idOf(call: Call, frame: Frame): string | undefined {
    const id = argument(call, frame, 1, "id", "construct_id", "construct_id_");
    return id && (this.expressions.text(id) ?? this.pattern(id));
  }

  /** The fixed parts of an id that is put together. */
  private pattern({ value, frame }: Bound): string | undefined {
    if (value.kind !== "template") return undefined;
    const text = value.parts.map((part) => this.expressions.text({ value: part, frame }) ?? "*").join("");
    return /^\**$/.test(text) ? undefined : text;
  }

  private homeFor(call: Call, frame: Frame): Home {
    const scope = argument(call, frame, 0, "scope");
    const thing = scope && this.evaluator.ofBound(scope);
    if (thing?.kind === "instance") return thing.instance.home;
    if (thing?.kind === "home") return thing.home ?? frame.home;
    return thing?.kind === "construct" ? { stack: thing.home.stack, prefix: `${thing.resource.id}/` } : frame.home;
  }

  private secondLevel(type: string, written: Written): ConstructThing {
    const thing = this.make(type, written);
    const struct = options(this, written.call, written.frame, 2);
    applyProps(this, thing.resource, struct, written.construct, thing.home);
    READERS[type]?.(this, thing, struct, written);
    if (type === "AWS::StepFunctions::StateMachine") this.stacks.machines.push({ machine: thing, struct });
    return thing;
  }

  private make(type: string, written: Written): ConstructThing {
    const { call, frame, construct } = written;
    const home = this.homeFor(call, frame);
    const name = this.idOf(call, frame) ?? construct.slice(construct.lastIndexOf(".") + 1);
    const resource = addResource(home, name, type, written);
    return { kind: "construct", construct, resource, home, call, frame };
  }

  /** Constructs of the first level have CloudFormation's own words, in camel case. */
  private firstLevel(type: string, written: Written): ConstructThing {
    const struct = options(this, written.call, written.frame, 2);
    const given = struct.entries.get("type")?.bound;
    const named = type === "" ? ((given && this.expressions.text(given)) ?? "AWS::CloudFormation::CustomResource") : type;
    const thing = this.make(named, written);
    const { properties } = thing.resource;
    const raw = type === "" ? struct.entries.get("properties")?.bound : undefined;
    const value = raw && this.expressions.of(raw, thing.home.stack);
    if (value?.kind === "map") for (const [name, entry] of value.entries) properties.entries.set(name, entry);
    for (const [name, { key, bound }] of type === "" ? [] : struct.entries) {
      properties.entries.set(pascalCase(name), { key, value: pascalExpression(this.expressions, bound, thing.home.stack) });
    }
    properties.isOpen = struct.isOpen || (type === "" && value?.kind !== "map");
    return thing;
  }

  /** Does a call of the CDK that the vocabulary does not know make a construct: is it given a scope and an id? */
  private isConstruct(name: string, call: Call, frame: Frame): boolean {
    if (!/\.[A-Z]\w*$/.test(name) || /\.Cfn\w+\.\w+$/.test(name)) return false;
    const scope = argument(call, frame, 0, "scope");
    const thing = scope && this.evaluator.ofBound(scope);
    const isScope = thing?.kind === "instance" || thing?.kind === "home";
    return isScope && argument(call, frame, 1, "id") !== undefined && !/^core\./.test(name);
  }

  private unknownConstruct(written: Written): ConstructThing {
    const thing = this.make(`cdk:${written.construct}`, written);
    const struct = options(this, written.call, written.frame, 2);
    for (const [name, { key, bound }] of struct.entries) {
      setAt(thing.resource.properties, pascalCase(name), this.expressions.of(bound, thing.home.stack), key);
    }
    thing.resource.properties.isOpen = struct.isOpen;
    if (/^stepfunctions(?:_tasks)?\./.test(written.construct)) thing.home.stack.tasks.push(thing);
    return thing;
  }

  unknown(call: Call, frame: Frame): Thing | undefined {
    const scope = call.args[0]?.value;
    const thing = scope && this.evaluator.thing(scope, frame);
    const id = call.args[1]?.value.kind;
    if ((thing?.kind === "instance" || thing?.kind === "home") && (id === "literal" || id === "template") && this.isType(call)) {
      frame.home.stack.stack.isComplete = false;
    }
    return isSolution(this, call)
      ? solutionFunction(this, call, frame, this.homeFor(call, frame), this.idOf(call, frame) ?? "Pattern")
      : undefined;
  }

  private isType(call: Call): boolean {
    const { callee } = call;
    const name = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
    return call.isNew || /^[A-Z]/.test(name);
  }

  method(thing: Thing, method: string, call: Call, frame: Frame): Thing | undefined {
    return onThing(this, thing, camelCase(method), { call, frame, construct: "", props: 0 });
  }

  member(thing: Thing, property: string, at: Bound): Thing | undefined {
    const name = camelCase(property);
    if (thing.kind === "imported") return { ...thing, isArn: thing.isArn };
    if (thing.kind === "open" && name === "map") return thing;
    if (thing.kind !== "construct") return undefined;
    // The one thing that patterns are known by.
    if (name === "lambdaFunction" && isSolution(this, thing.call)) return thing;
    if (name === "root" && /RestApi$/.test(thing.construct)) return { kind: "path", api: thing, path: "/" };
    return { kind: "member", of: thing, property: name, at };
  }

  // --- classes of the program --------------------------------------------------------------------------------------

  instantiate(owner: ClassFact, call: Call, frame: Frame): Thing | undefined {
    const kind = this.stacks.kindOf(owner, this.evaluator);
    if (kind === "stack") return { kind: "instance", instance: this.stacks.instance(owner, call, frame, this.evaluator) };
    const isConstruct = kind !== "other";
    const scope = isConstruct ? this.homeFor(call, frame) : frame.home;
    const id = isConstruct ? (this.idOf(call, frame) ?? owner.name ?? "Construct") : undefined;
    const home: Home = id === undefined ? scope : { stack: scope.stack, prefix: `${scope.prefix}${id}/` };
    const instance: Instance = { class: owner, fields: new Map(), home };
    this.evaluator.build(owner, call, { ...frame, home }, instance);
    return { kind: "instance", instance };
  }
}
