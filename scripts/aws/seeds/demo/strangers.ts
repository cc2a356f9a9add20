/** What others have deployed in the account: the workspace has no code of it. */
import type { World } from "../world.ts";
import { calm, megabyte, stackTags } from "./stack.ts";

export async function strangers(world: World): Promise<void> {
  const usual = {
    ...calm,
    duration: { median: 90, spread: 0.4 },
    memory: 128,
    memoryUsed: { typical: 70, spread: 3 },
    timeout: 3,
  } as const;
  await world.deploy(
    { FunctionName: "audit-trail", Handler: "main.handler", MemorySize: 128, Tags: stackTags("audit", "Trail") },
    { LastModified: world.hoursAgo(3300), CodeSize: 0.5 * megabyte },
  );
  world.invoke("audit-trail", { ...usual, rhythm: "steady", peak: 4 });
  await world.deploy(
    { FunctionName: "image-resizer-old", Runtime: "nodejs20.x", Handler: "index.handler", MemorySize: 128, Tags: { team: "media" } },
    { LastModified: world.hoursAgo(9100), CodeSize: 38 * megabyte },
  );
}
