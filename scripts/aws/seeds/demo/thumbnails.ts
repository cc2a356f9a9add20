/** examples/terraform/main.tf: two at a time are not enough for what comes on weekday afternoons. */
import { CreateEventSourceMappingCommand, PutFunctionConcurrencyCommand } from "@aws-sdk/client-lambda";
import type { World } from "../world.ts";
import { calm, megabyte } from "./stack.ts";

export async function thumbnails(world: World): Promise<void> {
  const FunctionName = "thumbnails";
  await world.deploy(
    { FunctionName, Runtime: "python3.9", Handler: "app.lambda_handler", MemorySize: 512, Timeout: 3 },
    { LastModified: world.hoursAgo(700), CodeSize: 21.7 * megabyte },
  );
  await world.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 2 }));
  const EventSourceArn = await world.queue("uploads");
  await world.lambda.send(new CreateEventSourceMappingCommand({ FunctionName, EventSourceArn }));
  world.invoke(
    FunctionName,
    {
      ...calm,
      peak: 22,
      duration: { median: 1150, spread: 0.3 },
      memory: 512,
      memoryUsed: { typical: 402, spread: 24 },
      timeout: 3,
      errorRate: 0.003,
      episodes: [4, 28, 52, 76, 124, 148].map((from) => ({ from, until: from - 2.5, load: 2.2, throttleRate: 0.19 })),
    },
    { complaint: "OSError: cannot identify image file" },
  );
}
