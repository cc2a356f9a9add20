import assert from "node:assert/strict";
import { test } from "node:test";
import { isDeprecated, runtimeOf, runtimes } from "../../server/src/vocabulary/runtimes.ts";

test("each runtime has dates in order, and a successor that is current", () => {
  for (const runtime of runtimes()) {
    const dates = [runtime.deprecated, runtime.createBlocked, runtime.updateBlocked];
    for (const date of dates) assert.match(date ?? "2000-01-01", /^20\d\d-\d\d-\d\d$/, runtime.name);
    assert.ok((runtime.createBlocked ?? "") <= (runtime.updateBlocked ?? ""), runtime.name);
    const successor = runtime.successor === null ? runtime : runtimeOf(runtime.successor);
    assert.equal(successor?.language, runtime.language);
    assert.equal(successor?.successor, null);
  }
});

test("what is deprecated on a day in November 2026", () => {
  const deprecated = runtimes()
    .filter((runtime) => isDeprecated(runtime, "2026-11-23"))
    .map((runtime) => runtime.name);
  for (const name of ["nodejs20.x", "python3.10", "ruby3.2", "provided.al2", "dotnet8", "dotnet9", "go1.x"])
    assert.ok(deprecated.includes(name), name);
  for (const name of ["nodejs22.x", "python3.11", "ruby3.3", "provided.al2023", "java11", "dotnet10"])
    assert.ok(!deprecated.includes(name), name);
  assert.equal(runtimeOf("nodejs22.x")?.deprecated, "2027-04-30");
});

test("what a runtime is followed by, and SnapStart", () => {
  assert.equal(runtimeOf("go1.x")?.successor, "provided.al2023");
  assert.equal(runtimeOf("dotnetcore3.1")?.successor, "dotnet10");
  assert.equal(runtimeOf("nodejs99.x"), undefined);
  const supported = runtimes()
    .filter((runtime) => runtime.supportsSnapStart)
    .map((runtime) => runtime.name);
  assert.deepEqual(supported, ["python3.12", "python3.13", "python3.14", "java11", "java17", "java21", "java25", "dotnet8", "dotnet10"]);
});
