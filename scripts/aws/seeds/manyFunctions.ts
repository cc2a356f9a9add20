/** Many functions of a few kinds, for pages and for load. */
import { noise, seedOf } from "../traffic/noise.ts";
import type { Seed } from "./seed.ts";
import type { World } from "./world.ts";

const runtimes = ["python3.13", "nodejs22.x", "python3.12", "nodejs20.x"] as const;
const words = ["orders", "billing", "search", "mail", "images", "reports"] as const;
/** moto computes while the next requests are on their way. */
const atOnce = 2;

/** `orders-000`, `billing-001`, … with metrics, in stacks of ten; every tenth is never invoked. */
export function manyFunctions(count: number): Seed {
  return async (world) => {
    const left = Array.from({ length: count }, (_, index) => index);
    const sow = async () => {
      for (let index = left.shift(); index !== undefined; index = left.shift()) await one(world, index);
    };
    await Promise.all(Array.from({ length: atOnce }, sow));
  };
}

async function one(world: World, index: number): Promise<void> {
  const name = `${words[index % words.length]}-${String(index).padStart(3, "0")}`;
  const chance = (which: number) => noise(seedOf(name), which);
  const memory = [128, 256, 512, 1024][index % 4] ?? 128;
  const timeout = [3, 10, 30, 60][Math.floor(index / 4) % 4] ?? 3;
  await world.deploy({
    FunctionName: name,
    Runtime: runtimes[index % runtimes.length] ?? "python3.13",
    MemorySize: memory,
    Timeout: timeout,
    Tags: {
      "aws:cloudformation:stack-name": `stack-${Math.floor(index / 10)}`,
      "aws:cloudformation:logical-id": `Function${index}`,
      team: index % 2 === 0 ? "blue" : "green",
    },
  });
  if (index % 10 === 9) return;
  world.invoke(name, {
    peak: 0.2 + 3 * chance(1),
    rhythm: index % 3 === 0 ? "office" : "day",
    duration: { median: timeout * (20 + 150 * chance(2)), spread: 0.3 + 0.3 * chance(3) },
    memory,
    memoryUsed: { typical: memory * (0.3 + 0.5 * chance(4)), spread: memory * 0.03 },
    timeout,
    errorRate: 0.02 * chance(5),
    coldStarts: { rate: 0.02, init: 300 },
  });
}
