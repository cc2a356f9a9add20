/** What Python programs of the CDK deploy. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { properties, readStack, readStacks, resource } from "./cdkStacks.ts";

/** A stack whose initializer does this. */
function stack(body: string, imports = ""): ReturnType<typeof readStack> {
  const lines = body.trim().split("\n");
  return readStack(
    `import os
from pathlib import Path
from aws_cdk import Stack, Duration, aws_lambda as _lambda, aws_sqs as sqs, aws_dynamodb as dynamodb
from aws_cdk.aws_lambda_event_sources import SqsEventSource
${imports}
class ShopStack(Stack):
    def __init__(self, scope, construct_id, **kwargs):
        super().__init__(scope, construct_id, **kwargs)
${lines.map((line) => `        ${line.trim()}`).join("\n")}
`,
    "shop/stack.py",
  );
}

test("a function with keyword arguments", () => {
  const found = stack(`
    fn = _lambda.Function(self, "Handler", runtime=_lambda.Runtime.PYTHON_3_12, handler="app.handler", timeout=Duration.seconds(10),
      code=_lambda.Code.from_asset(os.path.join(os.path.dirname(__file__), "..", "src")), environment={"A": "1"}, tracing=_lambda.Tracing.ACTIVE)
    fn.add_environment("B", "2")`);
  assert.equal(
    properties(found, "Handler"),
    '{Runtime: "python3.12", Handler: "app.handler", Timeout: 10, Environment: {Variables: {A: "1", B: "2"}}, TracingConfig: {Mode: "Active"}, ' +
      'Role: @Handler/Role.Arn, CodePath: "../src", CodeBase: "/project/shop"}',
  );
  const { head, template, place } = resource(found, "Handler");
  assert.equal(template.text.slice(head.start, head.end), "_lambda.Function");
  assert.equal(template.text.slice(place.start, place.start + 17), "_lambda.Function(");
});

test("structs, durations and grants", () => {
  const found = stack(`
    dead = sqs.Queue(self, "Dead")
    self.queue = sqs.Queue(self, "Queue", visibility_timeout=Duration.minutes(1), dead_letter_queue=sqs.DeadLetterQueue(queue=dead, max_receive_count=3))
    fn = _lambda.Function(self, "F", code=_lambda.Code.from_asset("x"))
    fn.add_event_source(SqsEventSource(self.queue, batch_size=5, report_batch_item_failures=True))
    dynamodb.Table(self, "Table").grant_read_data(fn)`);
  assert.equal(properties(found, "Queue"), "{VisibilityTimeout: 60, RedrivePolicy: {deadLetterTargetArn: @Dead.Arn, maxReceiveCount: 3}}");
  assert.equal(
    properties(found, "F/QueueEventSource"),
    '{FunctionName: @F, EventSourceArn: @Queue.Arn, BatchSize: 5, FunctionResponseTypes: ["ReportBatchItemFailures"]}',
  );
  assert.match(properties(found, "F/Role"), /"dynamodb:Query".*Resource: \[@Table.Arn\]/);
});

test("paths of pathlib, and PythonFunction", () => {
  const found = stack(
    `root = Path(__file__).parent.parent
    PythonFunction(self, "P", entry=str(root / "fn"), index="my/app.py", runtime=_lambda.Runtime.PYTHON_3_11)
    _lambda.Function(self, "A", handler="a.b", code=_lambda.Code.from_asset(str(Path(__file__).resolve().parents[1] / "a")))`,
    "from aws_cdk.aws_lambda_python_alpha import PythonFunction",
  );
  assert.match(properties(found, "P"), /CodePath: "..\/fn", CodeBase: "\/project\/shop", Handler: "my.app.handler"/);
  assert.match(properties(found, "A"), /CodePath: "..\/a", CodeBase: "\/project\/shop"/);
});

test("version 1, with what is handed from stack to construct", () => {
  const stacks = readStacks({
    "app.py": "from aws_cdk import core\nfrom shop.stack import Shop\napp = core.App()\nShop(app, 'shop', size=256)\napp.synth()\n",
    "shop/stack.py": `from aws_cdk import core, aws_lambda
from shop.worker import Worker
class Shop(core.Stack):
    def __init__(self, scope, id, *, size, **kwargs):
        super().__init__(scope, id, **kwargs)
        Worker(self, "Worker", size=size, name="n")
`,
    "shop/worker.py": `from aws_cdk import core, aws_lambda
class Worker(core.Construct):
    def __init__(self, scope, id, size, **kwargs):
        super().__init__(scope, id)
        self.fn = self.make("Fn", size)
    def make(self, name, size):
        if size:
            return aws_lambda.Function(self, name, memory_size=size, timeout=core.Duration.seconds(5))
`,
  });
  assert.deepEqual(
    stacks.map(({ name }) => name),
    ["Shop"],
  );
  const [shop] = stacks;
  assert.ok(shop);
  assert.match(properties(shop, "Worker/Fn"), /MemorySize: 256, Timeout: 5/);
  assert.equal(resource(shop, "Worker/Fn").isConditional, true);
});

test("dictionaries that are changed before their use are open", () => {
  const found = stack(`
    config = {"timeout": Duration.seconds(3), "memory_size": 256}
    config["timeout"] = other()
    config.pop("memory_size")
    _lambda.Function(self, "F", handler="a.b", **config)`);
  assert.equal(properties(found, "F"), '{Handler: "a.b", …}');
});
