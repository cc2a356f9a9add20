/** What a function costs, by hand from AWS's list prices. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { costOf } from "../../client/aws/metrics/cost.ts";
import { PRICES_OF, pricesIn } from "../../client/aws/metrics/prices.ts";
import { configuration } from "./metricsAnswers.ts";

const million = { window: "30d", invocations: 1_000_000, duration: 1_000_000_000 } as const;

function close(actual: number | undefined, expected: number): void {
  assert.ok(actual !== undefined && Math.abs(actual - expected) < 1e-6, `${actual} is not ${expected}`);
}

test("a million invocations of a second with 1 GB on x86 in Virginia", () => {
  const cost = costOf(million, configuration({ memory: 1024 }), "us-east-1");
  close(cost?.requests, 0.2);
  close(cost?.duration, 16.6667);
  close(cost?.total, 16.8667);
  assert.deepEqual([cost?.gigabyteSeconds, cost?.window, cost?.pricesOf], [1_000_000, "30d", PRICES_OF]);
});

test("arm64 costs a fifth less, and what AWS does not name is x86", () => {
  close(costOf(million, configuration({ memory: 512, architecture: "arm64" }), "us-east-1")?.duration, 6.6667);
  close(costOf(million, configuration({ memory: 512, architecture: "x86_64" }), "us-east-1")?.duration, 8.33335);
});

test("ephemeral storage costs above the 512 MB that come with each function", () => {
  const of = (ephemeralStorage: number) => costOf(million, configuration({ memory: 128, ephemeralStorage }), "us-east-1")?.duration ?? 0;
  close(of(512), 0.125 * 1_000_000 * 0.0000166667);
  close(of(10_240) - of(512), 9.5 * 1_000_000 * 0.0000000309);
});

test("regions that are dearer, those that are not named, and those of another currency", () => {
  const total = (region: string) => costOf(million, configuration(), region)?.total;
  close(total("eu-south-1"), 0.23 + 19.5172);
  close(total("ap-east-1"), 0.28 + 22.92);
  close(total("eu-west-1"), 16.8667);
  close(total("xx-nowhere-9"), 16.8667);
  assert.equal(total("cn-north-1"), undefined);
  assert.deepEqual([pricesIn("eu-central-1")?.storage, pricesIn("eu-central-1")?.insights], [0.0000000367, 0.0063]);
  assert.deepEqual([pricesIn("xx-nowhere-9")?.storage, pricesIn("xx-nowhere-9")?.insights], [0.0000000309, 0.0076]);
});

test("nothing is told of what is not known, and nothing costs nothing", () => {
  assert.equal(costOf({ ...million, invocations: null }, configuration(), "us-east-1"), null);
  assert.equal(costOf({ ...million, duration: null }, configuration(), "us-east-1"), null);
  assert.equal(costOf({ ...million, invocations: 0, duration: 0 }, configuration(), "us-east-1")?.total, 0);
});

test("the price table has a date", () => {
  assert.match(PRICES_OF, /^\d{4}-\d{2}-\d{2}$/);
});
