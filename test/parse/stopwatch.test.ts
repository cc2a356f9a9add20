/** When a parse is given up: by the time its own thread has run, where that is known. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { stopwatch } from "../../server/src/parse/stopwatch.ts";

/** Title, what the clock and the thread's time say at the question, the answer; both begin at 100 and 1,000 ms are allowed. */
const cases: readonly [string, number, number | undefined, boolean][] = [
  ["time left", 1000, 1000, false],
  ["the time is up", 1101, 1101, true],
  ["others had the processor", 9000, 300, false],
  ["the thread's time is not known", 1101, undefined, true],
];

for (const [title, clock, cpu, expected] of cases) {
  test(`stopwatch: ${title}`, () => {
    const clocks = [100, clock];
    const cpus = [cpu === undefined ? undefined : 100, cpu];
    const isOver = stopwatch(
      1000,
      () => clocks.shift() as number,
      () => cpus.shift(),
    );
    assert.equal(isOver(), expected);
  });
}
