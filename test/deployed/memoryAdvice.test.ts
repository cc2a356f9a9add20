/** What memory is suggested, and when nothing is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryAdvice } from "../../server/src/deployed/memoryAdvice.ts";
import type { DeployedReports } from "../../server/src/model/deployed.ts";
import type { MemoryAdvice } from "../../server/src/protocol.ts";
import { deployedFunction } from "./deployedFunction.ts";

function advice(memory: number, used: number, more: Partial<DeployedReports> = {}, timeout = 30): MemoryAdvice | null {
  const reports = { memorySize: memory, memoryUsedMaximum: used, ...more };
  return memoryAdvice(deployedFunction({ configuration: { memory, timeout }, reports }));
}

test("nothing is advised where nothing, too little, or another size was measured", () => {
  assert.equal(memoryAdvice(deployedFunction({})), null);
  assert.equal(advice(1024, 100, { invocations: 49 }), null);
  assert.equal(advice(1024, 100, { memorySize: 512 }), null);
});

test("less has a third of headroom, steps of 64 MB, and never fewer than 128", () => {
  assert.equal(advice(1024, 180)?.suggested, 256);
  assert.equal(advice(1024, 60)?.suggested, 128);
  assert.equal(advice(3008, 900)?.suggested, 1216);
  assert.equal(advice(128, 40)?.suggested, null);
});

test("what would save little is left as it is", () => {
  assert.deepEqual(advice(512, 330), {
    configured: 512,
    suggested: null,
    reason: "At most 330 MB of 512 MB (64 %) were used in 1,000 invocations in the last 24 hours. That fits.",
  });
});

test("less memory is less CPU: the advice says up to which duration it pays", () => {
  const reason =
    "At most 180 MB of 1024 MB (18 %) were used in a sample of 1,240 invocations in the last 7 days. Less memory is also less CPU. Try 256 MB and measure, best with AWS Lambda Power Tuning. It costs less while the duration, 120 ms on average now, grows less than 4.0 times.";
  const parts = { invocations: 1240, isSample: true, window: "7d" } as const;
  assert.deepEqual(advice(1024, 180, parts), { configured: 1024, suggested: 256, reason });
  const slow = advice(1024, 180, { ...parts, durationMaximum: 9000 });
  assert.equal(slow?.reason, `${reason} The slowest invocation took 9000 ms and may then reach the timeout of 30 s.`);
});

test("more where it is nearly used up, and what was all used may have needed more", () => {
  const nearly = advice(512, 490);
  assert.equal(nearly?.suggested, 640);
  assert.match(nearly?.reason ?? "", /a little more is ended: give it 640 MB/);
  const all = advice(512, 512);
  assert.equal(all?.suggested, 704);
  assert.match(all?.reason ?? "", /All of it was used, so what it needs may be more than could be seen/);
  assert.equal(advice(10_240, 10_000)?.suggested, null);
});
