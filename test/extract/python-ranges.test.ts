import assert from "node:assert/strict";
import { test } from "node:test";
import type { Call, Module, Range, Scope, Value, Write } from "../../server/src/model/code.ts";
import { extract } from "./pythonCases.ts";
import { regionsOf } from "./pythonFacts.ts";
import { SAMPLES } from "./pythonSamples.ts";

function within(inner: Range, outer: Range, what: string): void {
  assert.ok(
    outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end,
    `${what}: ${show(inner)} within ${show(outer)}`,
  );
}

function show({ start, end }: Range): string {
  return `${start}-${end}`;
}

function inOrder(facts: readonly Range[], what: string): void {
  facts.forEach((fact, index) => {
    const before = facts[index - 1];
    if (before !== undefined) assert.ok(before.start <= fact.start, `${what} in source order: ${show(before)} before ${show(fact)}`);
  });
}

/** The values a value is made of, with the range each has to lie in. */
function partsOf(value: Value): [Value, Range][] {
  const inside = (parts: readonly Value[]) => parts.map((part): [Value, Range] => [part, value]);
  switch (value.kind) {
    case "member":
      return inside([value.object]);
    case "element":
      return inside(value.key === null ? [value.object] : [value.object, value.key]);
    case "template":
    case "unknown":
      return inside(value.parts);
    case "list":
      return inside(value.items);
    case "choice":
      return inside(value.options);
    case "operation":
      return inside(value.operands);
    case "map":
      return value.entries.map((entry) => [entry.value, entry]);
    default:
      return [];
  }
}

/** Values of the source lie within each other; those made by unpacking have the range of what they are taken from. */
function checkValue(module: Module, value: Value, outer: Range): void {
  within(value, outer, value.kind);
  for (const [part, range] of partsOf(value)) checkValue(module, part, range);
  if (value.kind === "call") within(value.call, value, "call");
  if (value.kind === "map") for (const entry of value.entries) within(entry, value, "entry");
  if (value.kind !== "name") return;
  assert.equal(module.text.slice(value.start, value.end), value.name);
  assert.equal(value.binding.name, value.name);
  assert.ok(value.binding.reads.includes(value), `${value.name} is a read of its binding`);
}

function checkCall(module: Module, call: Call): void {
  within(call, call.statement, "call in its statement");
  checkValue(module, call.callee, call);
  inOrder(call.args, "arguments");
  for (const argument of call.args) {
    within(argument, call, "argument");
    checkValue(module, argument.value, argument);
  }
}

function checkWrite(module: Module, write: Write): void {
  within(write, write.statement, "write in its statement");
  within(write.target, write, "target");
  if (write.operator !== "import") checkValue(module, write.value, write.statement);
  if (write.target.kind === "binding") {
    assert.equal(module.text.slice(write.target.start, write.target.end), write.target.binding.name);
    assert.ok(write.target.binding.writes.includes(write), "a write of its binding");
  } else checkValue(module, write.target.object, write.target);
}

function checkScope(module: Module, scope: Scope): void {
  if (scope.parent !== null) within(scope, scope.parent, "scope");
  within(scope.body, scope, "body");
  if (scope.nameRange !== null && scope.name !== null) {
    assert.equal(module.text.slice(scope.nameRange.start, scope.nameRange.end), scope.name);
  }
  for (const parameter of scope.params) {
    within(parameter, scope, "parameter");
    if (parameter.default !== null) checkValue(module, parameter.default, parameter);
  }
  for (const list of [scope.calls, scope.writes, scope.returns, scope.throws, scope.reads]) {
    for (const fact of list) {
      within(fact, scope, "fact in its scope");
      assert.equal(fact.scope, scope);
      assert.equal(fact.region.scope, scope, "a region of the same scope");
    }
  }
  for (const list of [scope.calls, scope.writes, scope.returns, scope.throws, scope.reads]) inOrder(list, "facts");
  for (const call of scope.calls) checkCall(module, call);
  for (const write of scope.writes) checkWrite(module, write);
  for (const result of [...scope.returns, ...scope.throws]) if (result.value !== null) checkValue(module, result.value, result);
  for (const binding of scope.bindings) {
    assert.equal(binding.scope, scope);
    const { declaration } = binding;
    if (declaration !== null) assert.equal(module.text.slice(declaration.start, declaration.end), binding.name);
    inOrder(binding.reads, "reads");
    inOrder(binding.writes, "writes");
  }
}

function checkModule(module: Module): void {
  const whole = { start: 0, end: module.text.length };
  for (const scope of module.scopes) {
    within(scope, whole, "scope");
    checkScope(module, scope);
  }
  for (const region of regionsOf(module)) {
    within(region, region.scope, "region");
    if (region.parent !== null) within(region, region.parent, "region");
  }
  for (const branch of module.branches) for (const arm of branch.arms) within(arm.region, branch, "arm");
  for (const fact of module.strings) checkValue(module, fact.value, whole);
  for (const list of [module.scopes, module.strings, module.imports, module.branches, module.comments, module.classes]) {
    inOrder(list, "facts of the module");
    for (const fact of list) within(fact, whole, "fact");
  }
}

test("every range lies within the text and within what is around it", () => {
  for (const sample of SAMPLES) {
    const module = extract(sample);
    assert.deepEqual(module.broken, []);
    checkModule(module);
  }
});

test("every prefix of a file is taken, as it is while being typed", () => {
  for (const sample of SAMPLES.slice(0, 3)) {
    for (let length = 0; length < sample.length; length++) {
      const module = extract(sample.slice(0, length));
      for (const scope of module.scopes) within(scope, module.root, "scope");
      for (const fact of module.strings) within(fact, module.root, "string");
    }
  }
});

test("a file with a piece missing anywhere is taken", () => {
  for (const sample of SAMPLES.slice(0, 3)) {
    for (let start = 0; start < sample.length; start += 11) extract(sample.slice(0, start) + sample.slice(start + 7));
  }
});
