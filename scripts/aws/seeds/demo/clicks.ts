/** examples/cdk/stack.ts, the stack `ClicksStack`, with the ids that the CDK makes of paths: one bad record has stopped the stream for five hours. */
import { CreateEventSourceMappingCommand } from "@aws-sdk/client-lambda";
import type { World } from "../world.ts";
import { calm, kilobyte, stackTags } from "./stack.ts";

const stuckSince = 5;

export async function clicks(world: World): Promise<void> {
  const FunctionName = "ClicksStack-CountF2B59359-hQ3vXw8TzKpL";
  await world.deploy(
    {
      FunctionName,
      Handler: "count.lambda_handler",
      MemorySize: 256,
      Timeout: 3,
      Tags: stackTags("ClicksStack", "CountF2B59359"),
    },
    { LastModified: world.hoursAgo(54), CodeSize: 1.2 * kilobyte },
  );
  const EventSourceArn = await world.stream("ClicksStack-Clicks81B5095A-bT7nRk2YcMdV");
  await world.lambda.send(
    new CreateEventSourceMappingCommand({ FunctionName, EventSourceArn, StartingPosition: "LATEST", BatchSize: 100 }),
  );
  world.invoke(
    FunctionName,
    {
      ...calm,
      peak: 6,
      duration: { median: 160, spread: 0.4 },
      memory: 256,
      memoryUsed: { typical: 71, spread: 2 },
      timeout: 3,
      // The same batch, again and again.
      episodes: [{ from: stuckSince, until: 0, errorRate: 1, load: 0.5 }],
    },
    { complaint: "json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)" },
  );
  const age = { namespace: "AWS/Lambda", name: "IteratorAge", dimensions: { FunctionName } };
  world.measure(age, "Milliseconds", (hours) => (hours < stuckSince ? (stuckSince - hours) * 3_600_000 : 240 + 180 * Math.sin(hours) ** 2));
}
