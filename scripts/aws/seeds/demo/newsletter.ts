/** examples/serverless/serverless.yml, the service `newsletter` in two stages: every deployment leaves a version behind. */
import type { World } from "../world.ts";
import { calm, megabyte, stackTags } from "./stack.ts";

const node = { Runtime: "nodejs18.x", MemorySize: 1024 } as const;

export async function newsletter(world: World): Promise<void> {
  await subscribe(world, "prod", 2.5, [1900, 1400, 900, 600, 310, 120, 46]);
  await subscribe(world, "dev", 0.03, [118]);
  await digest(world);
}

function tags(stage: string, logicalId: string): Record<string, string> {
  return { ...stackTags(`newsletter-${stage}`, logicalId), STAGE: stage };
}

async function subscribe(world: World, stage: string, peak: number, deployments: readonly number[]): Promise<void> {
  const FunctionName = `newsletter-${stage}-subscribe`;
  await world.deploy(
    { ...node, FunctionName, Handler: "src/subscribe.handler", Timeout: 60, Tags: tags(stage, "SubscribeLambdaFunction") },
    { LastModified: world.hoursAgo(deployments.at(-1) ?? 0), CodeSize: 4.2 * megabyte },
  );
  await world.publish(FunctionName, deployments);
  world.invoke(
    FunctionName,
    {
      ...calm,
      peak,
      duration: { median: 190, spread: 0.5 },
      memory: 1024,
      memoryUsed: { typical: 88, spread: 4 },
      timeout: 60,
      errorRate: 0.004,
      coldStarts: { rate: 0.05, init: 540 },
    },
    { retention: stage === "dev" ? 14 : null, complaint: "MailboxFull: 452 4.2.2" },
  );
}

/** Each minute, and each time for nothing much. */
async function digest(world: World): Promise<void> {
  const FunctionName = "newsletter-prod-digest";
  await world.deploy(
    { ...node, FunctionName, Handler: "src/digest.handler", Timeout: 6, Tags: tags("prod", "DigestLambdaFunction") },
    { LastModified: world.hoursAgo(46), CodeSize: 4.2 * megabyte },
  );
  await world.publish(FunctionName, [310, 46]);
  world.invoke(FunctionName, {
    ...calm,
    rhythm: "schedule",
    peak: 1,
    duration: { median: 75, spread: 0.25 },
    memory: 1024,
    memoryUsed: { typical: 79, spread: 2 },
    timeout: 6,
    errorRate: 0.002,
    coldStarts: { rate: 0.009, init: 510 },
  });
}
