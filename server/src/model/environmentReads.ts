/**
 * Which environment variables a file reads, and which of them it cannot do without.
 *
 * `needed`: nothing sensible happens without it (`os.environ["X"]`, `process.env.X.split(",")`, a table's name, part of a URL).
 * `optional`: the code knows that it may be missing: a default, a comparison, a condition. `read`: neither can be said.
 */
import type { Argument, Call, Module, Region, Scope } from "./code.ts";
import type { MapEntry, NameValue, Value } from "./values.ts";

export interface EnvironmentRead {
  readonly name: string;
  readonly use: "needed" | "optional" | "read";
  readonly value: Value;
  readonly scope: Scope;
  readonly region: Region;
}

export interface EnvironmentUse {
  readonly reads: readonly EnvironmentRead[];
  /** Variables that the code sets itself. */
  readonly sets: ReadonlySet<string>;
}

type Use = EnvironmentRead["use"];
type QualifiedName = (value: Value) => string | undefined;

const ENVIRONMENT = /^(global:process\.env|npm:(node:)?process\.env|pypi:os\.environ)$/;
const GETTER = /^pypi:os\.(getenv|environ\.get|environ\.pop)$/;
const SETTER = /^pypi:os\.(putenv|environ\.setdefault)$/;

/** Parameters of AWS that name what is worked on: without a value the call is refused. */
const NAMES_A_RESOURCE =
  /^(TableName|QueueUrl|TopicArn|TargetArn|Bucket|FunctionName|StreamName|DeliveryStreamName|SecretId|[sS]tateMachineArn|UserPoolId|EventBusName|KeyId)$/;

/** What only writes or asks whether there is a value. */
const TELLS_OR_ASKS = /^(global:(console\.\w+|Boolean|Number\.isNaN|isNaN)|builtins:(print|bool)|npm:(node:)?assert.*|pypi:logging\..*)$/;

/** @param qualifiedName as `Program.qualifiedName` */
export function environmentUse(module: Module, qualifiedName: QualifiedName): EnvironmentUse {
  const reader = new Reader(module, qualifiedName);
  for (const scope of module.scopes) reader.scope(scope);
  for (const branch of module.branches) {
    const at = { scope: branch.scope, region: branch.region };
    reader.visit(branch.subject, "optional", at);
    for (const arm of branch.arms) reader.visit(arm.test, "optional", at);
  }
  return reader;
}

interface At {
  readonly scope: Scope;
  readonly region: Region;
}

class Reader implements EnvironmentUse {
  readonly reads: EnvironmentRead[] = [];
  readonly sets = new Set<string>();
  readonly #module: Module;
  readonly #qualifiedName: QualifiedName;

  constructor(module: Module, qualifiedName: QualifiedName) {
    this.#module = module;
    this.#qualifiedName = qualifiedName;
  }

  scope(scope: Scope): void {
    for (const call of scope.calls) this.#call(call);
    for (const write of scope.writes) {
      this.visit(write.value, "read", write);
      const { target } = write;
      if (target.kind === "member" && this.#isEnvironment(target.object)) this.sets.add(target.property);
    }
    for (const { value, region } of [...scope.returns, ...scope.throws]) this.visit(value, "read", { scope, region });
  }

  visit(value: Value | null, use: Use, at: At, depth = 0): void {
    if (value === null || depth > 40) return;
    switch (value.kind) {
      case "member":
        if (this.#isEnvironment(value.object)) {
          if (value.subscript || this.#module.language !== "python") this.#add(value.property, this.#useOf(use), value, at);
        } else this.visit(value.object, this.#module.language === "python" ? use : "needed", at, depth + 1);
        return;
      case "name":
        this.#name(value, use, at);
        return;
      case "choice":
        for (const option of value.options) this.visit(option, "optional", at, depth + 1);
        return;
      case "operation":
        for (const operand of value.operands) this.visit(operand, "optional", at, depth + 1);
        this.#membership(value, at);
        return;
      case "template":
        for (const part of value.parts) this.visit(part, use === "read" ? "needed" : use, at, depth + 1);
        return;
      case "map":
        for (const entry of value.entries) this.visit(entry.value, this.#useAt(entry, use), at, depth + 1);
        return;
      case "list":
        for (const item of value.items) this.visit(item, use, at, depth + 1);
        return;
      case "element":
        this.visit(value.object, use, at, depth + 1);
        this.visit(value.key, use, at, depth + 1);
        return;
      case "unknown":
        for (const part of value.parts) this.visit(part, "optional", at, depth + 1);
    }
  }

  #call(call: Call): void {
    const name = this.#qualifiedName(call.callee);
    const [first] = call.args;
    const variable = first?.value.kind === "literal" && typeof first.value.value === "string" ? first.value.value : undefined;
    if (variable !== undefined && name !== undefined && SETTER.test(name)) this.sets.add(variable);
    if (variable !== undefined && name !== undefined && GETTER.test(name))
      this.#add(variable, call.args.length > 1 ? "optional" : "read", first?.value as Value, call);
    this.visit(call.callee, "read", call);
    const use = name !== undefined && TELLS_OR_ASKS.test(name) ? "optional" : "read";
    for (const argument of call.args) this.visit(argument.value, this.#useAt(argument, use), call);
  }

  #useAt(given: MapEntry | Argument, use: Use): Use {
    const name = "key" in given ? given.key : given.name;
    return use === "read" && name !== null && NAMES_A_RESOURCE.test(name) ? "needed" : use;
  }

  /** Python raises where there is none. */
  #useOf(use: Use): Use {
    return this.#module.language === "python" ? "needed" : use;
  }

  /** `"X" in os.environ`. */
  #membership(value: Extract<Value, { kind: "operation" }>, at: At): void {
    const [left, right] = value.operands;
    if (!/^(not )?in$/.test(value.operator) || left?.kind !== "literal" || !right || !this.#isEnvironment(right)) return;
    this.#add(String(left.value), "optional", left, at);
  }

  /** A constant that holds a variable: how it is used is how the variable is. */
  #name(value: NameValue, use: Use, at: At): void {
    const [write, second] = value.binding.writes;
    if (write === undefined || second !== undefined || write.value === value || this.#module.language === "python") return;
    const { value: held } = write;
    if (held.kind === "member" && this.#isEnvironment(held.object)) this.#add(held.property, use, value, at);
  }

  #add(name: string, use: Use, value: Value, { scope, region }: At): void {
    this.reads.push({ name, use, value, scope, region });
  }

  #isEnvironment(value: Value): boolean {
    if (value.kind !== "member" && value.kind !== "name") return false;
    return ENVIRONMENT.test(this.#qualifiedName(value) ?? "");
  }
}

/** Is the name written anywhere at all, be it in a longer one or in a comment? */
export function mentions({ text }: Module, name: string): boolean {
  return text.toLowerCase().includes(name.toLowerCase());
}

const COMPUTED_NAME =
  /\bprocess\.env\s*(?:\[\s*(?:[^"'\s]|$)|[,;)}\]]|$)|\bos\.environ\s*(?:\[\s*[^"'\s]|[,)\n]|\.(?:items|keys|values|copy)\b)|\b(?:getenv|environ\.get)\(\s*[^"'\s]/m;

/** `process.env[name]`, `dict(os.environ)`, `getenv(name)`: any variable may be meant. */
export function readsComputedName({ text }: Module): boolean {
  return COMPUTED_NAME.test(text);
}
