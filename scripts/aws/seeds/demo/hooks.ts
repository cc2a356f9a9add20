/** examples/cloudformation/template.yaml, the stack `hooks`: open to everybody, and somebody scans it at night. */
import { CreateFunctionUrlConfigCommand } from "@aws-sdk/client-lambda";
import type { World } from "../world.ts";
import { calm, kilobyte, stackTags } from "./stack.ts";

export async function hooks(world: World): Promise<void> {
  const FunctionName = "hooks-Webhook-5LZQ9XCB3MTW";
  await world.deploy(
    { FunctionName, Handler: "index.handler", Timeout: 10, MemorySize: 128, Tags: stackTags("hooks", "Webhook") },
    { LastModified: world.hoursAgo(1030), CodeSize: 0.4 * kilobyte },
  );
  await world.lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: "NONE" }));
  world.invoke(
    FunctionName,
    {
      ...calm,
      peak: 0.8,
      duration: { median: 130, spread: 0.4 },
      memory: 128,
      memoryUsed: { typical: 84, spread: 2 },
      timeout: 10,
      coldStarts: { rate: 0.11, init: 380 },
      episodes: [{ from: 32, until: 31.5, load: 60, errorRate: 0.9 }],
    },
    { complaint: "KeyError: 'body'" },
  );
}
