/** The list of functions, their tags, and what of them leaves the bundle. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { deployedConfiguration, listedFunction } from "../../client/aws/configuration.ts";
import type { ListedFunction } from "../../client/aws/contract.ts";
import { readTags } from "../../client/aws/listing.ts";
import { withoutAccount } from "../../client/aws/redact.ts";
import { manyFunctions } from "../../scripts/aws/seeds/manyFunctions.ts";
import { answering } from "./answers.ts";
import { connectIn, listen } from "./connected.ts";
import { withEmulator } from "./withEmulator.ts";

const emulator = withEmulator({ seeds: [manyFunctions(120)] });
const signal = new AbortController().signal;

test("120 functions come in three pages, each once", async () => {
  const aws = await connectIn(emulator().environment);
  emulator().requests.length = 0;
  const pages: (readonly ListedFunction[])[] = [];
  for await (const page of aws.functions(signal)) pages.push(page);
  assert.deepEqual(
    pages.map((page) => page.length),
    [50, 50, 20],
  );
  const names = pages.flat().map(({ name }) => name);
  assert.equal(new Set(names).size, 120);
  assert.ok(names.includes("orders-000") && names.includes("reports-119"));
  assert.deepEqual({ ...aws.usage }, { requests: 3, metrics: 0 });
  assert.deepEqual(
    emulator().requests.map(({ action }) => action),
    Array(3).fill("lambda:ListFunctions"),
  );
  aws.close();
});

test("who has seen enough asks for no further page", async () => {
  const aws = await connectIn(emulator().environment);
  for await (const page of aws.functions(signal)) if (page.length > 0) break;
  assert.equal(aws.usage.requests, 1);
  aws.close();
});

test("tags by name; null where they may not be read", async () => {
  const aws = await connectIn(emulator().environment);
  const tags = await aws.tags(signal);
  assert.equal(tags?.size, 120);
  assert.deepEqual(tags?.get("billing-001"), {
    "aws:cloudformation:stack-name": "stack-0",
    "aws:cloudformation:logical-id": "Function1",
    team: "green",
  });
  const fault = emulator().faults.set("tag:GetResources", "denied");
  assert.equal(await aws.tags(signal), null);
  fault.end();
  aws.close();
});

test("an endpoint is shown, AWS itself is not", async () => {
  const { environment, endpoint, region } = emulator();
  const aws = await connectIn(environment);
  assert.deepEqual([aws.endpoint, aws.region, aws.profile], [new URL(endpoint).host, region, "default"]);
  aws.close();
  const real = await connectIn({ ...environment, AWS_ENDPOINT_URL: "" });
  assert.equal(real.endpoint, undefined);
  real.close();
});

test("no value of an environment variable and no account leaves the bundle", async () => {
  const function_ = {
    FunctionName: "orders",
    FunctionArn: "arn:aws:lambda:eu-west-1:123456789012:function:orders",
    Role: "arn:aws:iam::123456789012:role/orders",
    Description: "Reads arn:aws:sqs:eu-west-1:123456789012:orders",
    Environment: { Variables: { TABLE: "orders-table", API_KEY: "sk_live_value" } },
    Layers: [{ Arn: "arn:aws:lambda:eu-west-1:017000801446:layer:AWSLambdaPowertoolsPythonV3:7" }],
    DeadLetterConfig: { TargetArn: "arn:aws:sqs:eu-west-1:123456789012:dead" },
    LastModified: "2026-11-23T21:33:00.000+0000",
  };
  const body = JSON.stringify({ Functions: [function_] });
  const server = await listen((_request, response) => void response.setHeader("content-type", "application/json").end(body));
  const aws = await connectIn({ ...emulator().environment, AWS_ENDPOINT_URL: server.url });
  for await (const page of aws.functions(signal)) {
    assert.doesNotMatch(JSON.stringify(page), /\d{12}|orders-table|sk_live/);
    assert.deepEqual(page[0]?.configuration.environmentKeys, ["API_KEY", "TABLE"]);
    assert.deepEqual(page[0]?.configuration.layers, ["arn:aws:lambda:eu-west-1:*:layer:AWSLambdaPowertoolsPythonV3:7"]);
    assert.equal(page[0]?.configuration.deadLetterTarget, "arn:aws:sqs:eu-west-1:*:dead");
    assert.equal(page[0]?.description, "Reads arn:aws:sqs:eu-west-1:*:orders");
    assert.equal(page[0]?.configuration.lastModified, "2026-11-23T21:33:00.000Z");
  }
  aws.close();
  await server.close();
});

test("accounts in ARNs and addresses of every kind", () => {
  const arns = [
    ["arn:aws:sns:eu-west-1:123456789012:topic", "arn:aws:sns:eu-west-1:*:topic"],
    ["arn:aws-us-gov:kinesis:us-gov-west-1:123456789012:stream/s", "arn:aws-us-gov:kinesis:us-gov-west-1:*:stream/s"],
    ["arn:aws-cn:iam::123456789012:role/r", "arn:aws-cn:iam::*:role/r"],
    ["arn:aws:s3:::bucket-123456789012", "arn:aws:s3:::bucket-*"],
    ["https://sqs.eu-west-1.amazonaws.com/123456789012/queue", "https://sqs.eu-west-1.amazonaws.com/*/queue"],
    ["from arn:aws:sqs:a:123456789012:x to arn:aws:sqs:a:210987654321:y", "from arn:aws:sqs:a:*:x to arn:aws:sqs:a:*:y"],
  ] as const;
  for (const [arn, expected] of arns) assert.equal(withoutAccount(arn), expected);
});

test("in what people write an account is cut out wherever it stands", async () => {
  const { description } = listedFunction({ Description: "Of account 123456789012, see 123456789012.dkr.ecr; 1234567890123 is none" });
  assert.equal(description, "Of account *, see *.dkr.ecr; 1234567890123 is none");
  const tagged = {
    ResourceARN: "arn:aws:lambda:eu-west-1:123456789012:function:orders",
    Tags: [{ Key: "of-123456789012", Value: "123456789012" }],
  };
  const tags = await readTags(
    answering({ GetResources: () => ({ ResourceTagMappingList: [tagged] }) }).clients,
    new AbortController().signal,
  );
  assert.deepEqual(tags?.get("orders"), { "of-*": "*" });
});

test("what AWS leaves out is left out, and Lambda's defaults hold", () => {
  assert.deepEqual(deployedConfiguration({}), {
    packageType: "Zip",
    codeSize: 0,
    timeout: 3,
    memory: 128,
    environmentKeys: [],
    layers: [],
    deadLetterTarget: null,
    subnets: 0,
    lastModified: "",
  });
  const image = listedFunction({ FunctionName: "image", PackageType: "Image", SnapStart: { ApplyOn: "PublishedVersions" } });
  assert.deepEqual([image.configuration.packageType, image.configuration.snapStart], ["Image", "On"]);
  assert.equal("runtime" in image.configuration, false);
});
