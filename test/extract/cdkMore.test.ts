import assert from "node:assert/strict";
import { test } from "node:test";
import { properties, readStack, resource } from "./cdkStacks.ts";

const HEAD = `import * as fs from "fs";
import * as path from "path";
import { App, Stack } from "aws-cdk-lib";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as logs from "aws-cdk-lib/aws-logs";
import { LambdaToDynamoDB } from "@aws-solutions-constructs/aws-lambda-dynamodb";
export class S extends Stack {
  constructor(scope: App, id: string) {
    super(scope, id);
`;

const stackOf = (body: string) => readStack(`${HEAD}${body}\n  }\n}\nnew S(new App(), "S");\n`);

test("log groups are kept for two years unless they say something else", () => {
  const stack = stackOf(`new logs.LogGroup(this, "A");
    new logs.LogGroup(this, "B", { retention: logs.RetentionDays.INFINITE });
    new logs.LogGroup(this, "C", { retention: logs.RetentionDays.ONE_WEEK });
    new logs.LogGroup(this, "D", props);`);
  assert.deepEqual(
    ["A", "B", "C"].map((id) => properties(stack, id)),
    ["{RetentionInDays: ^731}", "{}", "{RetentionInDays: 7}"],
  );
  assert.equal(resource(stack, "D").properties.entries.has("RetentionInDays"), false);
});

test("inline code that is read from a file is that file", () => {
  const stack = stackOf(`const text = fs.readFileSync(path.join(__dirname, "../src/a.py")).toString();
    new lambda.Function(this, "A", { handler: "index.handler", code: lambda.Code.fromInline(text) });
    new lambda.Function(this, "B", { handler: "index.handler", code: new lambda.InlineCode(fs.readFileSync("b.py", "utf8")) });`);
  assert.match(properties(stack, "A"), /CodeEntry: "..\/src\/a.py", CodeBase: "\/project\/lib"/);
  assert.match(properties(stack, "B"), /CodeEntry: "b.py"/);
});

test("inline code of Python that is read from a file", () => {
  const stack = readStack(
    `from aws_cdk import App, Stack, aws_lambda as lambda_
class S(Stack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        with open("src/a.py", encoding="utf8") as file:
            text = file.read()
        lambda_.Function(self, "A", handler="index.handler", code=lambda_.InlineCode(text))
        lambda_.Function(self, "B", handler="index.handler", code=lambda_.InlineCode(open("src/b.py").read()))
S(App(), "S")
`,
    "app.py",
  );
  assert.match(properties(stack, "A"), /CodeEntry: "src\/a.py"/);
  assert.match(properties(stack, "B"), /CodeEntry: "src\/b.py"/);
});

test("a layer from elsewhere is its ARN; who may call a URL is said in CloudFormation's words", () => {
  const stack = stackOf(`const layer = lambda.LayerVersion.fromLayerVersionArn(this, "L", "arn:aws:lambda:eu-west-1:1:layer:x:1");
    const fn = new lambda.Function(this, "F", { layers: [layer] });
    fn.addFunctionUrl({ cors: { allowedOrigins: ["*"], allowedMethods: [lambda.HttpMethod.ALL] } });`);
  assert.match(properties(stack, "F"), /Layers: \["arn:aws:lambda:eu-west-1:1:layer:x:1"\]/);
  assert.match(properties(stack, "F/FunctionUrl"), /Cors: \{AllowOrigins: \["\*"\], AllowMethods: \["\*"\]\}/);
});

test("patterns of AWS Solutions Constructs make the function they are told of", () => {
  const stack = stackOf(`const one = new LambdaToDynamoDB(this, "One", {
      lambdaFunctionProps: { handler: "index.handler", code: lambda.Code.fromAsset("lambda"), memorySize: 256 },
    });
    one.lambdaFunction.addEnvironment("A", "1");`);
  const fn = resource(stack, "One");
  assert.deepEqual([fn.type, fn.name, fn.properties.isOpen, stack.isComplete], ["AWS::Lambda::Function", "One", true, false]);
  assert.match(properties(stack, "One"), /MemorySize: 256, CodePath: "lambda", Environment: \{Variables: \{A: "1"\}\}/);
});

test("the command of an image names its handler", () => {
  const stack = stackOf(`new lambda.DockerImageFunction(this, "F", {
      code: lambda.DockerImageCode.fromImageAsset("backend", { cmd: ["app.main.handler"] }),
    });`);
  assert.match(properties(stack, "F"), /PackageType: "Image", ImageConfig: \{Command: \["app.main.handler"\]\}, CodePath: "backend"/);
});
