/** The stacks of a program: one for each class that extends `Stack`, and for constructs that stand in none one of their own. */
import type { Program } from "../../flow/program.ts";
import type { Call, ClassFact, Module } from "../../model/code.ts";
import type { Stack } from "../../model/infrastructure.ts";
import { cdkName } from "../../vocabulary/dialects/cdk.ts";
import type { Surroundings } from "../stack.ts";
import { computed } from "../stack.ts";
import { setAt } from "./build.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Expressions } from "./expressions.ts";
import { directoryOf, runDirectory } from "./paths.ts";
import {
  type Built,
  type ConstructThing,
  type Frame,
  type Home,
  type Instance,
  type StackBuilder,
  type Struct,
  templateOf,
} from "./things.ts";

export type ClassKind = "stack" | "nested" | "construct" | "other";

export class Stacks {
  readonly around: Surroundings;
  readonly builders: StackBuilder[] = [];
  readonly machines: { readonly machine: ConstructThing; readonly struct: Struct }[] = [];
  private readonly ofModule = new Map<Module, Home>();
  private readonly instances = new Map<ClassFact, Instance>();
  private readonly kinds = new Map<ClassFact, ClassKind>();
  private readonly program: Program;
  private counts: Map<ClassFact, number> | undefined;

  constructor(program: Program, around: Surroundings) {
    this.program = program;
    this.around = around;
  }

  private start(module: Module, name: string): StackBuilder {
    const inputs: string[] = [];
    const root = runDirectory(
      module.path,
      (path) => this.around.kind(path),
      (path) => inputs.push(path),
    );
    const templates = [templateOf(module)];
    const resources = new Map<string, Built>();
    const stack: Stack = { dialect: "cdk", path: module.path, name, root, templates, resources, isComplete: true, plugins: [], inputs };
    const builder: StackBuilder = { stack, resources, templates, inputs, tasks: [] };
    this.builders.push(builder);
    return builder;
  }

  /** Where constructs go that stand in no stack that can be followed. */
  forModule(module: Module): Home {
    let home = this.ofModule.get(module);
    if (home === undefined) {
      const name = module.path.slice(directoryOf(module.path).length + 1).replace(/\.\w+$/, "");
      this.ofModule.set(module, (home = { stack: this.start(module, name), prefix: "" }));
    }
    return home;
  }

  /** `new cdk.Stack(app, "Name")`. */
  named(name: string, frame: Frame): Home {
    return { stack: this.start(frame.scope.module, name), prefix: "" };
  }

  /**
   * The object of a class that extends `Stack`: it is read once. What is given to it counts as assumed where it is deployed
   * more than once, each time with something else.
   */
  instance(owner: ClassFact, call: Call | null, frame: Frame, evaluator: Evaluator): Instance {
    const known = this.instances.get(owner);
    if (known !== undefined) return known;
    const home: Home = { stack: this.start(owner.module, owner.name ?? "Stack"), prefix: "" };
    const instance: Instance = { class: owner, fields: new Map(), home };
    this.instances.set(owner, instance);
    const isAssumed = this.count(owner) > 1;
    evaluator.build(owner, call, { ...frame, home, isConditional: false }, instance, isAssumed);
    return instance;
  }

  has(owner: ClassFact): boolean {
    return this.instances.has(owner);
  }

  /** How often the program makes an object of the class. */
  private count(owner: ClassFact): number {
    if (this.counts === undefined) {
      this.counts = new Map();
      for (const call of this.program.modules.flatMap((module) => module.scopes.flatMap((scope) => scope.calls))) {
        for (const referent of this.program.referents(call.callee)) {
          if (referent.kind === "class") this.counts.set(referent.class, (this.counts.get(referent.class) ?? 0) + 1);
        }
      }
    }
    return this.counts.get(owner) ?? 0;
  }

  kindOf(owner: ClassFact, evaluator: Evaluator, depth = 0): ClassKind {
    const known = this.kinds.get(owner);
    if (known !== undefined) return known;
    if (depth > 8) return "other";
    let kind: ClassKind = "other";
    for (const base of owner.bases) {
      const qualified = this.program.qualifiedName(base);
      if (qualified !== undefined) kind = kindOfExternal(qualified);
    }
    for (const base of evaluator.bases(owner)) if (kind === "other") kind = this.kindOf(base, evaluator, depth + 1);
    this.kinds.set(owner, kind);
    return kind;
  }

  /** What the state machines run: the functions of their tasks. */
  finish(expressions: Expressions): void {
    for (const { machine, struct } of this.machines) {
      const { stack } = machine.home;
      const isOnly = this.machines.filter((one) => one.machine.frame === machine.frame).length === 1;
      const given = ["definition", "definitionBody"].map((name) => struct.entries.get(name)).find((one) => one !== undefined);
      const named = given === undefined ? [] : expressions.mentions(given.bound, stack);
      const tasks = stack.tasks.filter((task) => (isOnly && task.frame === machine.frame) || named.includes(task.resource.id));
      const inTasks = tasks.flatMap((task) => functionsIn(task, expressions));
      const mentions = [...new Set([...named.filter((id) => stack.resources.get(id)?.type === "AWS::Lambda::Function"), ...inTasks])];
      const place = given?.key ?? machine.resource.head;
      setAt(machine.resource.properties, "Definition", computed(place, mentions), place);
    }
  }

  /** Stacks in which there is something. */
  result(): readonly Stack[] {
    return this.builders.filter((one) => one.resources.size > 0).map((one) => one.stack);
  }
}

function functionsIn(task: ConstructThing, expressions: Expressions): string[] {
  const { call, frame, home } = task;
  const given = call.args.slice(1).flatMap((one) => expressions.mentions({ value: one.value, frame }, home.stack));
  return given.filter((id) => home.stack.resources.get(id)?.type === "AWS::Lambda::Function");
}

function kindOfExternal(qualified: string): ClassKind {
  const name = cdkName(qualified);
  if (name === "core.Stack") return "stack";
  if (name === "core.NestedStack") return "nested";
  if (/[/.]\w*NestedStack$/.test(qualified)) return "nested";
  if (/[/.]\w*Stack$/.test(qualified)) return "stack";
  return name !== undefined || /(?:Construct|Stage|Chart)$/.test(qualified) ? "construct" : "other";
}
