/** Makes facts where the walk stands, and collects the names in them; what those are bound to is settled by bind.ts. */
import type {
  Binding,
  Branch,
  Call,
  Import,
  Module,
  NameValue,
  Range,
  Region,
  Return,
  Scope,
  StringFact,
  Target,
  Throw,
  UnknownValue,
  Value,
  Write,
} from "../../model/code.ts";

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Where names are looked up: a scope, or a comprehension, whose variables are hidden from the rest of its scope. */
export interface Frame {
  readonly kind: "module" | "function" | "class" | "comprehension";
  readonly scope: Mutable<Scope>;
  readonly parent: Frame | null;
  readonly names: Map<string, Mutable<Binding>>;
  globals: Set<string> | null;
  nonlocals: Set<string> | null;
}

/** Stands in until bind.ts has settled the name. */
const UNBOUND = { name: "", kind: "builtin" } as unknown as Binding;

export type BindingTarget = Mutable<Extract<Target, { kind: "binding" }>>;
/** A write whose value is filled in once the right side was walked. */
export type OpenWrite = Mutable<Write>;

/** The place the walk has come to, and what it has found so far. */
export class Recorder {
  readonly text: string;
  readonly module: Module;
  readonly rootFrame: Frame;
  frame: Frame;
  region: Region;
  /** The statement that is being walked. */
  statement: Range;
  /** Under `if TYPE_CHECKING`. */
  typeOnly = false;
  /** Every name read and bound, in source order, with the frame it stands in. */
  readonly reads: Mutable<NameValue>[] = [];
  readonly readFrames: Frame[] = [];
  readonly boundWrites: OpenWrite[] = [];
  readonly writeFrames: Frame[] = [];
  readonly boundNames: string[] = [];
  /** The variables of comprehensions; they come after the other bindings of their scope, which may have the same names. */
  readonly hidden: Binding[] = [];
  /** Lists and tuples that are written out item by item, without spreads. */
  readonly displays = new Set<Value>();

  constructor(module: Module, rootFrame: Frame) {
    this.text = module.text;
    this.module = module;
    this.rootFrame = rootFrame;
    this.frame = rootFrame;
    this.region = rootFrame.scope.body;
    this.statement = { start: 0, end: module.text.length };
  }

  slice(node: Range): string {
    return this.text.slice(node.start, node.end);
  }

  read(name: string, start: number, end: number): NameValue {
    const { scope } = this.frame;
    const value: Mutable<NameValue> = { kind: "name", start, end, name, binding: UNBOUND, scope, region: this.region };
    scope.reads.push(value);
    this.reads.push(value);
    this.readFrames.push(this.frame);
    return value;
  }

  /** A write of a name in `frame`. */
  bind(name: string, at: Range, frame: Frame, operator: Write["operator"], range: Range): OpenWrite {
    this.declare(frame, name, operator === "import" ? "import" : operator === "catch" ? "catch" : "variable", at);
    const target: BindingTarget = { kind: "binding", binding: UNBOUND, start: at.start, end: at.end };
    const write = this.write(target, operator, range);
    this.boundWrites.push(write);
    this.writeFrames.push(frame);
    this.boundNames.push(name);
    return write;
  }

  write(target: Target, operator: Write["operator"], range: Range): OpenWrite {
    const { scope } = this.frame;
    const write: OpenWrite = {
      target,
      value: unknown(target, []),
      operator,
      scope,
      region: this.region,
      isDeclaration: false,
      statement: this.statement,
      start: range.start,
      end: range.end,
    };
    scope.writes.push(write);
    return write;
  }

  call(node: Range): Mutable<Call> & { args: Call["args"] } {
    const { scope } = this.frame;
    const call: Mutable<Call> = {
      callee: NOTHING,
      args: [],
      scope,
      region: this.region,
      isNew: false,
      isAwaited: false,
      statement: this.statement,
      start: node.start,
      end: node.end,
    };
    scope.calls.push(call);
    return call;
  }

  result(node: Range): Mutable<Return> {
    const { scope } = this.frame;
    const result: Mutable<Return> = { value: null, scope, region: this.region, start: node.start, end: node.end };
    scope.returns.push(result);
    return result;
  }

  raise(node: Range): Mutable<Throw> {
    const { scope } = this.frame;
    const thrown: Mutable<Throw> = { value: null, scope, region: this.region, start: node.start, end: node.end };
    scope.throws.push(thrown);
    return thrown;
  }

  import(specifier: string, level: number, kind: Import["kind"], star: boolean): void {
    const { start, end } = this.statement;
    this.module.imports.push({
      specifier,
      level,
      kind,
      scope: this.frame.scope,
      region: this.region,
      typeOnly: this.typeOnly,
      star,
      start,
      end,
    });
  }

  string(text: string, value: Value, isTemplate: boolean): Mutable<StringFact> {
    const fact: Mutable<StringFact> = {
      text,
      scope: this.frame.scope,
      name: null,
      role: "none",
      isTemplate,
      value,
      start: value.start,
      end: value.end,
    };
    this.module.strings.push(fact);
    return fact;
  }

  /** A region below the present one. */
  open(kind: Region["kind"], at: Range, branch: Branch | null, parent: Region = this.region): Mutable<Region> {
    return { kind, scope: this.frame.scope, parent, test: null, negated: false, branch, exits: false, start: at.start, end: at.end };
  }

  branch(kind: Branch["kind"], node: Range): Mutable<Branch> {
    const branch: Mutable<Branch> = {
      kind,
      region: this.region,
      scope: this.frame.scope,
      subject: null,
      arms: [],
      start: node.start,
      end: node.end,
    };
    this.module.branches.push(branch);
    return branch;
  }

  /** Makes `name` a binding of the frame (or of the module, where it was declared `global`). */
  declare(frame: Frame, name: string, kind: Binding["kind"], at: Range): Mutable<Binding> {
    if (frame !== this.rootFrame && frame.globals?.has(name)) return this.declare(this.rootFrame, name, kind, at);
    if (frame.nonlocals?.has(name) && frame.parent !== null) return this.declare(frame.parent, name, kind, at);
    const known = frame.names.get(name);
    if (known !== undefined) {
      if (outranks(kind, known.kind)) known.kind = kind;
      return known;
    }
    const binding: Mutable<Binding> = {
      name,
      scope: frame.scope,
      kind,
      declaration: { start: at.start, end: at.end },
      type: null,
      writes: [],
      reads: [],
      function: null,
      class: null,
      parameter: null,
    };
    frame.names.set(name, binding);
    if (frame.kind === "comprehension") this.hidden.push(binding);
    else frame.scope.bindings.push(binding);
    return binding;
  }
}

export function unknown(at: Range, parts: Value[]): UnknownValue {
  return { kind: "unknown", start: at.start, end: at.end, parts };
}

const NOTHING: UnknownValue = unknown({ start: 0, end: 0 }, []);

/** An import with a fallback stays an import; a definition says more than an assignment. */
function outranks(kind: Binding["kind"], known: Binding["kind"]): boolean {
  if (known === "parameter" || known === "import") return false;
  return kind === "import" || kind === "function" || kind === "class";
}
