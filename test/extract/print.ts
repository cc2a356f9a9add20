/** Facts as short lines, so that tests of extractors read like the code they are about. */
import type {
  Arm,
  Binding,
  Branch,
  Call,
  Module,
  Range,
  Region,
  Scope,
  StringFact,
  Target,
  Value,
  Write,
} from "../../server/src/model/code.ts";

/** `a.b[0]`, `f(x)`, `(a | b)` for one of several, `?(x)` for something unknown with x in it, `?` for nothing known. */
export function printValue(value: Value | null): string {
  if (value === null) return "-";
  const list = (values: readonly Value[]): string => values.map(printValue).join(", ");
  switch (value.kind) {
    case "literal":
      return value.regex ? String(value.value) : JSON.stringify(value.value);
    case "name":
      return value.name;
    case "member":
      return value.subscript ? `${printValue(value.object)}["${value.property}"]` : `${printValue(value.object)}.${value.property}`;
    case "element":
      return `${printValue(value.object)}[${value.key === null ? "*" : printValue(value.key)}]`;
    case "call":
      return printCall(value.call);
    case "template":
      return `template(${list(value.parts)})`;
    case "list":
      return `${value.isSet ? "set" : ""}[${list(value.items)}]`;
    case "map":
      return `{${value.entries.map((e) => (e.isSpread ? `...${printValue(e.value)}` : `${e.key ?? `[${printValue(e.keyValue)}]`}: ${printValue(e.value)}`)).join(", ")}}`;
    case "choice":
      return `(${value.options.map(printValue).join(" | ")})`;
    case "operation":
      return value.operands.length === 1
        ? `${value.operator} ${list(value.operands)}`
        : value.operands.map(printValue).join(` ${value.operator} `);
    case "function":
      return `fn ${value.scope.name ?? "?"}`;
    case "class":
      return `class ${value.class.name ?? "?"}`;
    case "module":
      return `module(${value.level === 0 ? "" : `${value.level}, `}${value.specifier})`;
    case "self":
      return `${value.isSuper ? "super" : "this"}${value.owner === null ? "" : `<${value.owner.name ?? "?"}>`}`;
    case "parameter":
      return `#${value.index}`;
    case "unknown":
      return value.parts.length === 0 ? "?" : `?(${list(value.parts)})`;
  }
}

export function printCall(call: Call): string {
  const args = call.args.map((a) => `${a.isSpread ? "..." : ""}${a.name === null ? "" : `${a.name}=`}${printValue(a.value)}`);
  return `${call.isAwaited ? "await " : ""}${call.isNew ? "new " : ""}${printValue(call.callee)}(${args.join(", ")})`;
}

/** The conditions around a fact, outermost first: ` @then(a) loop(xs)`; nothing where there are none. */
export function printRegion(region: Region): string {
  const names: string[] = [];
  for (let at: Region | null = region; at !== null; at = at.parent) {
    if (at.kind === "body") continue;
    names.unshift(at.test === null ? at.kind : `${at.kind}(${at.negated ? "not " : ""}${printValue(at.test)})`);
  }
  return names.length === 0 ? "" : ` @${names.join(" ")}`;
}

export function printTarget(target: Target): string {
  if (target.kind === "binding") return target.binding.name;
  if (target.kind === "member") return `${printValue(target.object)}.${target.property}`;
  return `${printValue(target.object)}[${printValue(target.key)}]`;
}

function inScope(scope: Scope): string {
  return scope.kind === "module" ? "" : `${scope.name ?? scope.kind}: `;
}

export function printWrite(write: Write): string {
  return `${inScope(write.scope)}${printTarget(write.target)} ${write.operator} ${printValue(write.value)}${printRegion(write.region)}`;
}

export function printBinding(binding: Binding): string {
  const type = binding.type === null ? "" : `: ${binding.type}`;
  return `${inScope(binding.scope)}${binding.kind} ${binding.name}${type}`;
}

function printScope(scope: Scope): string {
  const params = scope.params.map(
    (p) =>
      `${p.kind === "positional" ? "" : `${p.kind} `}${p.name ?? "{}"}${p.type === null ? "" : `: ${p.type}`}${p.default === null ? "" : ` = ${printValue(p.default)}`}`,
  );
  const flags = [
    scope.isAsync ? "async" : "",
    scope.isGenerator ? "generator" : "",
    scope.isStatic ? "static" : "",
    scope.isArrow ? "arrow" : "",
    scope.owner === null ? "" : `of ${scope.owner.name ?? "?"}`,
    scope.decorators.length === 0 ? "" : `@${scope.decorators.map(printValue).join(" @")}`,
  ].filter((flag) => flag !== "");
  return [scope.kind, `${scope.name ?? "?"}${scope.kind === "function" ? `(${params.join(", ")})` : ""}`, ...flags].join(" ");
}

function printArm(arm: Arm, branch: Branch): string {
  const label =
    branch.subject !== null
      ? arm.labels.length === 0
        ? "default"
        : arm.labels.map(printValue).join(", ")
      : arm.test === null
        ? "else"
        : printValue(arm.test);
  return arm.region.exits ? `${label} exits` : label;
}

function printString(fact: StringFact): string {
  return `${JSON.stringify(fact.text)}${fact.isTemplate ? " template" : ""} ${fact.role}${fact.name === null ? "" : ` ${fact.name}`}`;
}

/** All facts of a file, by kind; only what a test names is compared. */
export function printFacts(module: Module): Record<string, string[]> {
  const all = <T>(pick: (scope: Scope) => readonly T[]): T[] => module.scopes.flatMap((scope) => [...pick(scope)]);
  const text = ({ start, end }: Range): string => module.text.slice(start, end);
  return {
    scopes: module.scopes.filter((scope) => scope.kind !== "module").map(printScope),
    bindings: all((scope) => scope.bindings).map(printBinding),
    writes: all((scope) => scope.writes).map(printWrite),
    calls: all((scope) => scope.calls).map((call) => `${inScope(call.scope)}${printCall(call)}${printRegion(call.region)}`),
    statements: all((scope) => scope.calls).map((call) => text(call.statement)),
    reads: all((scope) => scope.reads).map(
      (read) =>
        `${inScope(read.scope)}${read.name} -> ${inScope(read.binding.scope)}${read.binding.kind}${read.binding.declaration === null ? "" : ` ${read.binding.declaration.start}`}`,
    ),
    returns: all((scope) => scope.returns).map((fact) => `${inScope(fact.scope)}${printValue(fact.value)}${printRegion(fact.region)}`),
    throws: all((scope) => scope.throws).map((fact) => `${inScope(fact.scope)}${printValue(fact.value)}${printRegion(fact.region)}`),
    branches: module.branches.map(
      (b) => `${b.kind}${b.subject === null ? "" : ` ${printValue(b.subject)}`}: ${b.arms.map((arm) => printArm(arm, b)).join("; ")}`,
    ),
    classes: module.classes.map(
      (c) =>
        `${c.name ?? "?"}(${c.bases.map(printValue).join(", ")}) ${c.methods.map((m) => m.name ?? "?").join(" ")}${c.decorators.map((d) => ` @${printValue(d)}`).join("")}`,
    ),
    imports: module.imports.map(
      (i) => `${i.kind} ${".".repeat(i.level)}${i.specifier}${i.star ? " star" : ""}${i.typeOnly ? " type" : ""}${printRegion(i.region)}`,
    ),
    exports: [
      ...[...module.exports.named].map(([name, value]) => `${name}: ${printValue(value)}`),
      ...(module.exports.whole === null ? [] : [`whole: ${printValue(module.exports.whole)}`]),
      ...module.exports.stars.map((star) => `star: ${printValue(star)}`),
    ],
    strings: module.strings.map(printString),
    comments: module.comments.map(text),
    broken: module.broken.map(text),
  };
}
