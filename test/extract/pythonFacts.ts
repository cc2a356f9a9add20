/** Prints facts as lines that read well in tests: `f: write db = connect() in then(not db)`. */
import type {
  Binding,
  Call,
  MapEntry,
  Module,
  NameValue,
  Range,
  Region,
  Return,
  Scope,
  Target,
  Throw,
  Value,
  Write,
} from "../../server/src/model/code.ts";

export type Kind =
  | "writes"
  | "calls"
  | "returns"
  | "throws"
  | "reads"
  | "strings"
  | "imports"
  | "branches"
  | "exits"
  | "scopes"
  | "bindings"
  | "statements";

type Line = readonly [number, string];

/** The facts of the given kinds, in source order (of those at one place in the order of the kinds). */
export function printFacts(module: Module, kinds: readonly Kind[]): string[] {
  const lines: Line[] = kinds.flatMap((kind) => PRINTERS[kind](module));
  return lines.sort((a, b) => a[0] - b[0]).map(([, line]) => line);
}

const PRINTERS: Record<Kind, (module: Module) => Line[]> = {
  writes: (module) => inScopes(module, (scope) => scope.writes, write),
  calls: (module) =>
    inScopes(
      module,
      (scope) => scope.calls,
      (call) => `call ${printCall(call)}${call.isAwaited ? " awaited" : ""}`,
    ),
  returns: (module) =>
    inScopes(
      module,
      (scope) => scope.returns,
      (fact) => `return ${valueOrNothing(fact)}`,
    ),
  throws: (module) =>
    inScopes(
      module,
      (scope) => scope.throws,
      (fact) => `throw ${valueOrNothing(fact)}`,
    ),
  reads: (module) =>
    inScopes(
      module,
      (scope) => scope.reads,
      (read) => `read ${whose(read.binding, read)}`,
    ),
  statements: (module) =>
    inScopes(
      module,
      (scope) => scope.calls,
      (call) => `${module.text.slice(call.start, call.end)} of ${oneLine(module, call.statement)}`,
    ),
  strings: (module) =>
    module.strings.map(
      (fact): Line => [
        fact.start,
        `${fact.isTemplate ? "template" : "string"} ${JSON.stringify(fact.text.replaceAll("\u0000", "◦"))}` +
          (fact.role === "none" ? "" : ` as ${fact.role} ${fact.name}`),
      ],
    ),
  imports: (module) =>
    module.imports.map(
      (fact): Line => [
        fact.start,
        `${owner(fact.scope)}${fact.kind} ${".".repeat(fact.level)}${fact.specifier}${fact.star ? " *" : ""}` +
          `${fact.typeOnly ? " for types" : ""}${chain(fact.region)}`,
      ],
    ),
  branches: (module) =>
    module.branches.map(
      (branch): Line => [
        branch.start,
        `${branch.kind}${branch.subject === null ? "" : ` ${printValue(branch.subject)}`}: ` +
          branch.arms
            .map((arm) => `${arm.region.kind}(${arm.test === null ? arm.labels.map(printValue).join(", ") : printValue(arm.test)})`)
            .join(" ") +
          chain(branch.region),
      ],
    ),
  exits: (module) =>
    [...regionsOf(module)].filter((region) => region.exits).map((region): Line => [region.start, `exits ${printRegion(region)}`]),
  scopes: (module) => module.scopes.slice(1).map((scope): Line => [scope.start, printScope(scope)]),
  bindings: (module) =>
    module.scopes.flatMap((scope) =>
      scope.bindings.map(
        (binding): Line => [
          scope.start,
          `${owner(scope)}${binding.kind} ${binding.name}${binding.type === null ? "" : `: ${binding.type}`}` +
            ` (${binding.writes.length} writes, ${binding.reads.length} reads)`,
        ],
      ),
    ),
};

type ScopeFact = Range & { readonly scope: Scope; readonly region: Region };

function inScopes<T extends ScopeFact>(module: Module, list: (scope: Scope) => readonly T[], print: (fact: T) => string): Line[] {
  return module.scopes.flatMap((scope) =>
    list(scope).map((fact): Line => [fact.start, `${owner(fact.scope)}${print(fact)}${chain(fact.region)}`]),
  );
}

function owner(scope: Scope): string {
  if (scope.kind === "module") return "";
  return `${scope.name ?? "lambda"}: `;
}

function oneLine(module: Module, range: Range): string {
  return module.text.slice(range.start, range.end).replace(/\s*\n\s*/g, " ⏎ ");
}

function valueOrNothing(fact: Return | Throw): string {
  return fact.value === null ? "nothing" : printValue(fact.value);
}

function write(fact: Write): string {
  if (fact.operator === "delete" || fact.operator === "declare") return `${fact.operator} ${printTarget(fact.target, fact)}`;
  const operator = fact.operator === "=" || fact.operator.endsWith("=") ? fact.operator : `(${fact.operator})`;
  return `write ${printTarget(fact.target, fact)} ${operator} ${printValue(fact.value)}`;
}

function printTarget(target: Target, fact: Write): string {
  if (target.kind === "binding") return whose(target.binding, fact, true);
  const object = printValue(target.object);
  return target.kind === "member" ? `${object}.${target.property}` : `${object}[${printValue(target.key)}]`;
}

/** `x`, or where it belongs to another scope `x of f`; builtins `x of builtins`. */
function whose(binding: Binding, fact: Write | NameValue, quietKind = false): string {
  const kind = quietKind ? "" : `${binding.kind} `;
  if (binding.kind === "builtin") return `builtin ${binding.name}`;
  if (binding.scope === fact.scope) return `${kind}${binding.name}`;
  return `${kind}${binding.name} of ${binding.scope.name ?? binding.scope.kind}`;
}

function chain(region: Region): string {
  const printed: string[] = [];
  for (let at: Region | null = region; at !== null && at.kind !== "body"; at = at.parent) printed.push(printRegion(at));
  return printed.length === 0 ? "" : ` in ${printed.join(" in ")}`;
}

function printRegion(region: Region): string {
  const test = region.test === null ? "" : `(${printValue(region.test)})`;
  return region.kind === "operand" ? `operand-${region.negated ? "or" : "and"}${test}` : `${region.kind}${test}`;
}

function printScope(scope: Scope): string {
  const words = [
    scope.isAsync ? "async" : "",
    scope.isGenerator ? "generator" : "",
    scope.isStatic ? "static" : "",
    scope.kind === "function" && scope.owner !== null ? `method of ${scope.owner.name}` : "",
  ].filter((word) => word !== "");
  const params = scope.params.map((parameter) => {
    const kind = parameter.kind === "positional" ? "" : `${parameter.kind} `;
    const type = parameter.type === null ? "" : `: ${parameter.type}`;
    return `${kind}${parameter.name}${type}${parameter.default === null ? "" : ` = ${printValue(parameter.default)}`}`;
  });
  const bases = scope.kind === "class" ? (scope.owner?.bases ?? []).map(printValue) : params;
  const decorators = scope.decorators.map((decorator) => `@${printValue(decorator)} `).join("");
  return `${decorators}${scope.kind} ${scope.name}(${bases.join(", ")})${words.length === 0 ? "" : ` ${words.join(" ")}`}`;
}

export function printCall(call: Call): string {
  const args = call.args.map((argument) => {
    const name = argument.name === null ? "" : `${argument.name}=`;
    return `${name}${argument.isSpread ? "*" : ""}${printValue(argument.value)}`;
  });
  return `${printValue(call.callee)}(${args.join(", ")})`;
}

function printEntry(entry: MapEntry): string {
  if (entry.isSpread) return `**${printValue(entry.value)}`;
  const key = entry.key ?? (entry.keyValue === null ? "?" : `[${printValue(entry.keyValue)}]`);
  return `${key}: ${printValue(entry.value)}`;
}

/** A value in one line. */
export function printValue(value: Value): string {
  switch (value.kind) {
    case "literal":
      return JSON.stringify(value.value);
    case "name":
      return value.name;
    case "member":
      return `${printValue(value.object)}${value.subscript ? `["${value.property}"]` : `.${value.property}`}`;
    case "element":
      return `${printValue(value.object)}[${value.key === null ? "*" : printValue(value.key)}]`;
    case "call":
      return printCall(value.call);
    case "template":
      return `text(${value.parts.map(printValue).join(", ")})`;
    case "list":
      return `${value.isSet ? "set" : ""}[${value.items.map(printValue).join(", ")}]`;
    case "map":
      return `{${value.entries.map(printEntry).join(", ")}}`;
    case "choice":
      return `<${value.options.map(printValue).join(" | ")}>`;
    case "operation":
      return value.operands.length === 1
        ? `${value.operator} ${value.operands.map(printValue).join("")}`
        : value.operands.map(printValue).join(` ${value.operator} `);
    case "function":
      return `function ${value.scope.name ?? "lambda"}`;
    case "class":
      return `class ${value.class.name}`;
    case "module":
      return `module(${".".repeat(value.level)}${value.specifier})`;
    case "self":
      return `${value.isSuper ? "super" : "self"}(${value.owner?.name ?? ""})`;
    case "parameter":
      return `parameter ${value.index}`;
    case "unknown":
      return `?(${value.parts.map(printValue).join(", ")})`;
  }
}

/** Every region that some fact or arm stands in, and those around it. */
export function regionsOf(module: Module): Set<Region> {
  const regions = new Set<Region>();
  const add = (region: Region | null): void => {
    for (let at = region; at !== null && !regions.has(at); at = at.parent) regions.add(at);
  };
  for (const branch of module.branches) for (const arm of branch.arms) add(arm.region);
  for (const scope of module.scopes) {
    add(scope.body);
    for (const list of [scope.calls, scope.writes, scope.returns, scope.throws, scope.reads]) for (const fact of list) add(fact.region);
  }
  return regions;
}
