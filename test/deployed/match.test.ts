/** Which deployed functions are taken for those of the workspace, and how sure that is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { matchDeployed, type WorkspaceFunction } from "../../server/src/deployed/match.ts";
import type { DeployedIdentity } from "../../server/src/protocol.ts";
import type { Texts } from "../memoryProject.ts";
import { functionsIn, sam } from "./functions.ts";

interface Options {
  readonly byHand?: Readonly<Record<string, string>>;
  readonly stackNames?: readonly string[];
}

async function workspace(texts: Texts, { byHand = {}, stackNames }: Options = {}): Promise<WorkspaceFunction[]> {
  return (await functionsIn(texts)).map((resource) => ({
    id: `${resource.resource.place.file.path.slice("/project/".length)}#${resource.name}`,
    resource,
    byHand: byHand[resource.name],
    ...(stackNames && { stackNames }),
  }));
}

/** `id = deployed (by)`, with `?` where it is not certain. */
function matches(functions: readonly WorkspaceFunction[], deployed: readonly (DeployedIdentity | string)[]): string[] {
  const identities = deployed.map((each) => (typeof each === "string" ? { name: each } : each));
  const found = matchDeployed(functions, identities);
  return found.map(({ id, deployed: name, by, isCertain }) => `${id} = ${name} (${by}${isCertain ? "" : "?"})`).sort();
}

const tagged = (name: string, stack: string, logicalId: string): DeployedIdentity => ({ name, stack, logicalId });

const serverless = (name: string, functions: string): string =>
  `service: ${name}\nprovider:\n  name: aws\n  runtime: nodejs22.x\nfunctions:\n${functions}`;

test("what a person says is believed, and nothing else is looked for", async () => {
  const texts = { "template.yaml": sam("FunctionName: orders") };
  const functions = await workspace(texts, { byHand: { Orders: "legacy-orders" } });
  assert.deepEqual(matches(functions, ["orders", "legacy-orders"]), ["template.yaml#Orders = legacy-orders (hand)"]);
  assert.deepEqual(matches(functions, ["orders"]), []);
});

test("a function that a person gave away is no other's", async () => {
  const texts = { "a/template.yaml": sam("FunctionName: orders"), "b/template.yaml": sam("", "", "Billing") };
  const functions = await workspace(texts, { byHand: { Billing: "orders" } });
  assert.deepEqual(matches(functions, ["orders"]), ["b/template.yaml#Billing = orders (hand)"]);
});

test("a name that the template writes is that name, and no other", async () => {
  const functions = await workspace({ "template.yaml": sam("FunctionName: orders") });
  assert.deepEqual(matches(functions, ["orders", "orders-dev", "my-orders"]), ["template.yaml#Orders = orders (name)"]);
  assert.deepEqual(matches(functions, [tagged("orders", "shop", "Orders")]), ["template.yaml#Orders = orders (tags)"]);
  assert.deepEqual(matches(functions, [tagged("orders", "shop", "Payments"), tagged("shop-Orders-1AbC2dEf3GhI", "shop", "Orders")]), []);
});

test("around what only a deployment knows a name is a pattern; its stages are certain", async () => {
  const name = 'FunctionName: !Sub "${Stage}-orders-api"';
  const functions = await workspace({ "template.yaml": sam(name) });
  assert.deepEqual(matches(functions, ["dev-orders-api", "prod-orders-api", "orders-api"]), [
    "template.yaml#Orders = dev-orders-api (name)",
    "template.yaml#Orders = prod-orders-api (name)",
  ]);
  // Of two systems either may be meant.
  assert.deepEqual(matches(functions, ["shop-orders-api", "mill-orders-api"]), [
    "template.yaml#Orders = mill-orders-api (name?)",
    "template.yaml#Orders = shop-orders-api (name?)",
  ]);
});

test("a pattern that fits everything fits nothing", async () => {
  const functions = await workspace({ "template.yaml": sam('FunctionName: !Sub "${AWS::StackName}-fn"') });
  assert.deepEqual(matches(functions, ["shop-fn"]), []);
});

test("of two patterns that fit, the one with more of its own counts", async () => {
  const texts = {
    "a/template.yaml": sam('FunctionName: !Sub "${Stage}-orders"'),
    "b/template.yaml": sam('FunctionName: !Sub "${Stage}-archived-orders"', "", "Archive"),
  };
  assert.deepEqual(matches(await workspace(texts), ["dev-archived-orders", "dev-orders"]), [
    "a/template.yaml#Orders = dev-orders (name)",
    "b/template.yaml#Archive = dev-archived-orders (name)",
  ]);
});

test("a logical id is in many stacks: it is certain where the stack is known", async () => {
  const stacks = ["orders-dev", "orders-prod", "blue-platform"].map((stack) => tagged(`${stack}-Api-1AbC2dEf3GhI`, stack, "Api"));
  const both = ["Api = orders-dev-Api-1AbC2dEf3GhI (tags)", "Api = orders-prod-Api-1AbC2dEf3GhI (tags)"];
  const byFolder = await workspace({ "orders/template.yaml": sam("", "", "Api") });
  assert.deepEqual(
    matches(byFolder, stacks),
    both.map((each) => `orders/template.yaml#${each}`),
  );
  const byFile = await workspace({ "template.yaml": sam("", "", "Api") }, { stackNames: ["orders-dev"] });
  assert.deepEqual(
    matches(byFile, stacks),
    both.map((each) => `template.yaml#${each}`),
  );
});

test("where nothing but the logical id agrees, even one system is a question, and many are none", async () => {
  const functions = await workspace({ "template.yaml": sam("", "", "Api") });
  const stack = (name: string) => tagged(`${name}-Api-1AbC2dEf3GhI`, name, "Api");
  assert.deepEqual(matches(functions, [stack("sam-app")]), ["template.yaml#Api = sam-app-Api-1AbC2dEf3GhI (tags?)"]);
  assert.deepEqual(matches(functions, [stack("blue"), stack("green")]), [
    "template.yaml#Api = blue-Api-1AbC2dEf3GhI (tags?)",
    "template.yaml#Api = green-Api-1AbC2dEf3GhI (tags?)",
  ]);
  assert.deepEqual(matches(functions, ["blue", "green", "red", "black"].map(stack)), []);
});

test("two templates with one logical id: the folder tells, else neither is certain", async () => {
  const texts = { "orders/template.yaml": sam("", "", "Api"), "orders-archive/template.yaml": sam("", "", "Api") };
  const functions = await workspace(texts);
  const stack = (name: string) => tagged(`${name}-Api-1AbC2dEf3GhI`, name, "Api");
  assert.deepEqual(matches(functions, [stack("orders-archive-prod"), stack("orders-prod")]), [
    "orders-archive/template.yaml#Api = orders-archive-prod-Api-1AbC2dEf3GhI (tags)",
    "orders/template.yaml#Api = orders-prod-Api-1AbC2dEf3GhI (tags)",
  ]);
  assert.deepEqual(matches(functions, [stack("platform")]), [
    "orders-archive/template.yaml#Api = platform-Api-1AbC2dEf3GhI (tags?)",
    "orders/template.yaml#Api = platform-Api-1AbC2dEf3GhI (tags?)",
  ]);
});

test("a deployed stack with the same functions is the template's, whatever it is called", async () => {
  const others = ["Orders", "Billing", "Mail"].map(
    (name) => `  ${name}s:\n    Type: AWS::Serverless::Function\n    Properties: {Handler: a.b, Runtime: python3.13, CodeUri: x}\n`,
  );
  const functions = await workspace({ "template.yaml": sam("", others.join(""), "Api") });
  const stack = (name: string, ids: readonly string[]) => ids.map((id) => tagged(`${name}-${id}-1AbC2dEf3GhI`, name, id));
  const account = [...stack("x1", ["Api", "Orderss", "Billings", "Mails"]), ...stack("y2", ["Api", "Users", "Roles", "Teams"])];
  assert.deepEqual(
    matches(functions, account).filter((each) => each.includes("#Api ")),
    ["template.yaml#Api = x1-Api-1AbC2dEf3GhI (tags)"],
  );
});

test("without tags the name that CloudFormation made tells stack and logical id, also where it is cut", async () => {
  const long = "HandlerOfEverythingThatComesFromTheWarehouse";
  const functions = await workspace({ "warehouse/template.yaml": sam("", "", long) });
  assert.deepEqual(
    matches(functions, [`warehouse-dev-${long}-1AbC2dEf3GhI`, "warehouse-prod-HandlerOfEverythingThatComesFromTheWa-1AbC2dEf3Ghx"]),
    [
      `warehouse/template.yaml#${long} = warehouse-dev-${long}-1AbC2dEf3GhI (convention)`,
      `warehouse/template.yaml#${long} = warehouse-prod-HandlerOfEverythingThatComesFromTheWa-1AbC2dEf3Ghx (convention)`,
    ],
  );
  assert.deepEqual(matches(functions, ["warehouse-Handler-1AbC2dEf3GhI", `warehouse-${long}`, `warehouse-${long}-development`]), []);
});

test("Serverless Framework: service, stage, function; a longer service's name is not a stage", async () => {
  const functions = await workspace({ "serverless.yml": serverless("orders", "  get:\n    handler: src/get.handler\n") });
  assert.deepEqual(matches(functions, ["orders-dev-get", "orders-prod-get", "orders-archive-dev-get", "orders-dev-get-all"]), [
    "serverless.yml#get = orders-dev-get (convention)",
    "serverless.yml#get = orders-prod-get (convention)",
  ]);
  assert.deepEqual(matches(functions, ["orders-archive-dev-get"]), ["serverless.yml#get = orders-archive-dev-get (convention?)"]);
  const account = [tagged("orders-dev-get", "orders-dev", "GetLambdaFunction"), tagged("users-dev-get", "users-dev", "GetLambdaFunction")];
  assert.deepEqual(matches(functions, account), ["serverless.yml#get = orders-dev-get (tags)"]);
});

test("Serverless Framework: dashes and underscores have words in the logical id", async () => {
  const functions = await workspace({ "serverless.yml": serverless("orders", "  get-all_now:\n    handler: src/get.handler\n") });
  assert.deepEqual(matches(functions, [tagged("orders-qa-get-all_now", "orders-qa", "GetDashallUnderscorenowLambdaFunction")]), [
    "serverless.yml#get-all_now = orders-qa-get-all_now (tags)",
  ]);
});

test("Terraform: the name is always written, with variables in it", async () => {
  const lambda = (label: string, name: string) =>
    `resource "aws_lambda_function" "${label}" {\n  function_name = "${name}"\n  role = "arn:aws:iam::123456789012:role/x"\n  handler = "a.b"\n  runtime = "python3.13"\n  filename = "a.zip"\n}\n`;
  const variable = 'variable "stage" {\n  default = "dev"\n}\nvariable "team" {}\n';
  const texts = { "main.tf": variable + lambda("orders", "shop-orders-${var.stage}") + lambda("mail", "${var.team}-mailer") };
  const functions = await workspace(texts);
  assert.deepEqual(matches(functions, ["shop-orders-dev", "shop-orders-prod", "crew-mailer", "shop-orders"]), [
    "main.tf#mail = crew-mailer (name?)",
    "main.tf#orders = shop-orders-dev (name)",
    "main.tf#orders = shop-orders-prod (name)",
  ]);
  // A name alone is nobody's; of several with the same prefix more than a name agrees.
  const named = lambda("get", "${var.team}-processor") + lambda("put", "${var.team}-authorizer");
  const several = await workspace({ "main.tf": variable + named });
  assert.deepEqual(matches(several, ["crew-processor"]), ["main.tf#get = crew-processor (name?)"]);
  assert.deepEqual(matches(several, ["crew-processor", "crew-authorizer"]), [
    "main.tf#get = crew-processor (name)",
    "main.tf#put = crew-authorizer (name)",
  ]);
  // What CloudFormation deployed was not deployed by Terraform.
  assert.deepEqual(matches(functions, [tagged("shop-orders-dev", "shop", "Orders")]), []);
});

test("CDK: the logical id is computed from the construct's path, with its hash", async () => {
  const code = `import * as cdk from "aws-cdk-lib";
import * as lambda from "aws-cdk-lib/aws-lambda";
export class OrdersStack extends cdk.Stack {
  constructor(scope: cdk.App, id: string) {
    super(scope, id);
    new lambda.Function(this, "DynamoLambdaHandler", {
      runtime: lambda.Runtime.NODEJS_22_X, handler: "app.handler", code: lambda.Code.fromAsset("src"),
    });
  }
}
`;
  const functions = await workspace({ "cdk.json": "{}", "lib/stack.ts": code });
  const made = "OrdersStack-DynamoLambdaHandlerFB6EB814-7ktrXnLn5cGv";
  assert.deepEqual(matches(functions, [made, "OrdersStack-DynamoLambdaHandlerFB6EB815-7ktrXnLn5cGv"]), [
    `lib/stack.ts#DynamoLambdaHandler = ${made} (convention)`,
  ]);
  assert.deepEqual(matches(functions, [tagged(made, "OrdersStack", "DynamoLambdaHandlerFB6EB814")]), [
    `lib/stack.ts#DynamoLambdaHandler = ${made} (tags)`,
  ]);
});

test("a thousand deployed functions and two hundred of the workspace are matched at once", async () => {
  const names = Array.from({ length: 200 }, (_, index) => `  f${index}:\n    handler: src/f${index}.handler\n`);
  const functions = await workspace({ "serverless.yml": serverless("shop", names.join("")) });
  const account = Array.from(
    { length: 1000 },
    (_, index) => `shop-${["dev", "qa", "stg", "prod", "pr-1"][index % 5]}-f${Math.floor(index / 5)}`,
  );
  const found = matchDeployed(
    functions,
    account.map((name) => ({ name })),
  );
  assert.equal(found.length, 1000);
  assert.ok(found.every(({ id, deployed, isCertain }) => isCertain && id.endsWith(`#${deployed.slice(deployed.lastIndexOf("f"))}`)));
});
