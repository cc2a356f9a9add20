import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { dataOrigin } from "../../server/src/extract/cloudformation/origin.ts";
import { looksLikeCloudFormation } from "../../server/src/extract/cloudformation.ts";
import { property } from "../../server/src/model/expressions.ts";
import { maybeStack, properties, readStack, resource, show, shown, types } from "./cloudformationSupport.ts";

/** A template whose only resource has the value as its property `P`. */
function valued(value: string, more = ""): unknown {
  const text = `${more}\nResources:\n  Queue:\n    Type: AWS::SQS::Queue\n  Fn:\n    Type: AWS::Lambda::Function\n    Properties:\n      P: ${value}\n`;
  return shown(readStack(text), "Fn", "P");
}

describe("what looks like a CloudFormation template", () => {
  const templates: Record<string, string> = {
    "a version alone": "AWSTemplateFormatVersion: '2010-09-09'\nDescription: half of one\n",
    "resources without a version": "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n",
    "custom resources": "Resources:\n  Q:\n    Type: Custom::Thing\n    Type: 'Custom::Thing'\n",
    "an indented root": "---\n  # indented\n  Resources:\n    Q:\n      Type: AWS::SQS::Queue\n",
    "comments and a byte order mark": "\uFEFF# mine\n\nResources:\n  Q:\n    Type: 'AWS::SQS::Queue'\n",
    JSON: '{"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}}',
    "JSON with a version": '{\n  "AWSTemplateFormatVersion": "2010-09-09"\n}',
  };
  const others: Record<string, string> = {
    Kubernetes: "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - resources:\n        limits: {cpu: 1}\n      Type: x\n",
    "a GitHub workflow": "on: push\njobs:\n  a:\n    steps:\n      - run: aws cloudformation deploy --type AWS::SQS::Queue\n",
    OpenAPI: "openapi: 3.0.1\npaths:\n  /x:\n    get:\n      x-amazon-apigateway-integration: {type: aws_proxy}\n",
    "a serverless service": "service: a\nresources:\n  Resources:\n    Q:\n      Type: AWS::SQS::Queue\n",
    "a buildspec": "version: 0.2\nphases:\n  build:\n    commands: [sam build]\n",
    "an AppSpec": "version: 0.0\nResources:\n  # one\n  - TargetService:\n      Type: AWS::ECS::Service\n",
    "a state machine": '{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true}}}',
    "a lock file": '{"name": "x", "lockfileVersion": 3, "packages": {"": {"Resources": 1}}}',
    "a template inside of something else": '{"snapshot": {"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}}}',
    "a template as text": '{"body": "{\\"Resources\\": {\\"Q\\": {\\"Type\\": \\"AWS::SQS::Queue\\"}}}"}',
    nothing: "",
  };
  for (const [name, text] of Object.entries(templates)) {
    it(`${name} does`, () => assert.equal(looksLikeCloudFormation(text), true));
    it(`${name} is read`, () => assert.ok(maybeStack(text, text.startsWith("{") ? "/app/t.json" : "/app/t.yaml")));
  }
  for (const [name, text] of Object.entries(others)) {
    it(`${name} does not`, () => assert.equal(looksLikeCloudFormation(text), false));
    it(`${name} is not read`, () => assert.equal(maybeStack(text, text.startsWith("{") ? "/app/t.json" : "/app/t.yaml"), undefined));
  }
});

describe("values of templates", () => {
  it("reads constants as CloudFormation takes them", () => {
    assert.deepEqual(valued("[1, 1.10, 012345678901, '1', yes, Off, ~, 2012-10-17, '{{resolve:ssm:/a:1}}']"), [
      1,
      "1.10",
      "012345678901",
      "1",
      true,
      false,
      null,
      "2012-10-17",
      "{{resolve:ssm:/a:1}}",
    ]);
  });

  it("refers to resources, in short, long, dotted and list form", () => {
    assert.equal(valued("!Ref Queue"), "→Queue");
    assert.equal(valued("{Ref: Queue}"), "→Queue");
    assert.equal(valued("!GetAtt Queue.Arn"), "→Queue.Arn");
    assert.equal(valued("!GetAtt [Queue, Arn]"), "→Queue.Arn");
    assert.equal(valued("{'Fn::GetAtt': [Queue, Outputs.Some.Thing]}"), "→Queue.Outputs.Some.Thing");
    assert.equal(valued("!GetAtt [Queue, !Ref Attribute]"), "??Queue");
    assert.equal(valued("!Ref Elsewhere"), "??");
    assert.equal(valued("!Ref AWS::Region"), "??");
    assert.equal(valued("!Ref AWS::NoValue"), undefined);
  });

  it("takes defaults of parameters for what they are", () => {
    const parameters = `Parameters:
  Name: {Type: String, Default: n}
  Count: {Type: Number, Default: 5}
  Open: {Type: String}
  Ids: {Type: CommaDelimitedList, Default: 'a, b'}
  Ssm: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /path}`;
    assert.equal(valued("!Ref Name", parameters), "?n");
    assert.equal(valued("!Ref Count", parameters), "?5");
    assert.equal(valued("!Ref Open", parameters), "??");
    assert.deepEqual(valued("!Ref Ids", parameters), ["?a", "?b"]);
    assert.equal(valued("!Select [1, !Ref Ids]", parameters), "?b");
    assert.equal(valued("!Ref Ssm", parameters), "??");
    assert.equal(valued("!Sub 'x-${Name}'", parameters), "x-<?n>");
  });

  it("puts text together", () => {
    assert.equal(valued("!Sub 'a-${Queue.Arn}-${AWS::Region}-${!Literal}'"), "a-<→Queue.Arn>-<??>-${Literal}");
    assert.equal(valued("!Sub '${Queue}'"), "→Queue");
    assert.equal(valued("!Sub ['${A}/${B}', {A: x, B: !GetAtt Queue.Arn}]"), "x/<→Queue.Arn>");
    assert.equal(valued("!Sub plain"), "plain");
    assert.equal(valued("!Join [':', [a, !Ref Queue, b, c]]"), "a:<→Queue>:b:c");
    assert.equal(valued("!Join ['', [a, b]]"), "ab");
    assert.equal(valued("!Join [',', !Ref List]"), "??");
    assert.equal(valued("!Select [1, !Split ['-', a-b-c]]"), "b");
    assert.equal(valued("!Select [5, !Split [':', !GetAtt Queue.Arn]]"), "??Queue");
    assert.equal(valued("!Base64 {'Fn::Sub': '${Queue}'}"), "??Queue");
    assert.equal(valued("!ImportValue x"), "??");
    assert.equal(valued("!Unheard [!Ref Queue]"), "??Queue");
  });

  it("offers several where conditions and mappings decide", () => {
    const tables = `Parameters: {Stage: {Type: String, Default: dev}}
Mappings:
  M:
    dev: {T: 3, S: '012'}
    prod: {T: 30}
  Loop:
    a: {b: !FindInMap [Loop, a, b]}`;
    assert.equal(valued("!FindInMap [M, prod, T]", tables), 30);
    assert.equal(valued("!FindInMap [M, !Ref Stage, T]", tables), "?3");
    assert.deepEqual(valued("!FindInMap [M, !Ref AWS::Region, T]", tables), { choice: [3, 30] });
    assert.deepEqual(valued("!FindInMap [M, dev, !Ref AWS::Region]", tables), { choice: [3, "012"] });
    assert.deepEqual(valued("!FindInMap [M, prod, T, {DefaultValue: 9}]", tables), { choice: [30, 9] });
    assert.equal(valued("!FindInMap [M, nowhere, T]", tables), "??");
    assert.equal(valued("!FindInMap [Loop, a, b]", tables), "??");
    assert.deepEqual(valued("!If [C, 1, !If [D, 2, !Ref AWS::NoValue]]"), { choice: [1, 2, "none"] });
    assert.deepEqual(valued("[1, !Ref AWS::NoValue]"), [1]);
  });

  it("leaves open what others add to", () => {
    assert.deepEqual(valued("{a: 1, 'Fn::Transform': {Name: 'AWS::Include'}}"), { a: 1, "…": true });
    assert.equal(valued("{'Fn::Transform': {Name: 'AWS::Include', Parameters: {Location: s3://x}}}"), "??");
    assert.deepEqual(valued("{Condition: {StringEquals: {a: b}}}"), { Condition: { StringEquals: { a: "b" } } });
  });
});

describe("stacks", () => {
  it("has exact places of resources, names, keys and values", () => {
    const text =
      "Resources:\n  Fn:\n    Type: AWS::Lambda::Function\n    Condition: C\n    Properties:\n      Timeout: 3 # s\n\n      Role: !Sub 'a${Fn.Arn}b'\n\nOutputs: {}\n";
    const stack = readStack(text);
    const fn = resource(stack, "Fn");
    assert.equal(text.slice(fn.head.start, fn.head.end), "Fn");
    assert.ok(text.slice(fn.place.start, fn.place.end).endsWith("!Sub 'a${Fn.Arn}b'"));
    const timeout = fn.properties.entries.get("Timeout");
    assert.equal(timeout && text.slice(timeout.key.start, timeout.key.end), "Timeout");
    assert.equal(timeout && text.slice(timeout.value.place.start, timeout.value.place.end), "3");
    const role = property(fn, "Role");
    assert.ok(role?.kind === "joined" && typeof role.parts[1] === "object");
    assert.equal(text.slice(role.parts[1].place.start, role.parts[1].place.end), "${Fn.Arn}");
    assert.equal(fn.isConditional, true);
    assert.deepEqual([stack.name, stack.root, stack.dialect, stack.isComplete], ["app", "/app", "cloudformation", true]);
  });

  it("reads JSON alike", () => {
    const text =
      '{"Resources": {"Q": {"Type": "AWS::SQS::Queue"}, "F": {"Type": "AWS::Lambda::Function", "Properties": {"A": {"Fn::GetAtt": ["Q", "Arn"]}}}}}';
    const stack = readStack(text, "/app/stack.template");
    assert.deepEqual(properties(stack, "F"), { A: "→Q.Arn" });
    assert.equal(stack.templates[0]?.syntax, "json");
  });

  it("takes a local path for code", () => {
    const stack = readStack("Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      Code: ./src\n");
    assert.deepEqual(properties(stack, "F"), { CodePath: "./src" });
    assert.deepEqual([...(dataOrigin(resource(stack, "F"))?.words ?? [])], [["CodePath", "Code"]]);
  });

  it("keeps metadata", () => {
    const stack = readStack(
      "Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Metadata: {BuildMethod: esbuild, BuildProperties: {EntryPoints: [a.ts]}}\n",
    );
    assert.deepEqual(show(resource(stack, "F").metadata ?? undefined), {
      BuildMethod: "esbuild",
      BuildProperties: { EntryPoints: ["a.ts"] },
    });
    assert.equal(resource(stack, "F").properties.entries.size, 0);
  });

  const queue = "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n";
  const open: Record<string, string> = {
    macros: `Transform: [MyMacro]\n${queue}`,
    "an included part": `Transform: {Name: 'AWS::Include', Parameters: {Location: s3://b/k}}\n${queue}`,
    loops: `Transform: AWS::LanguageExtensions\n${queue}  Fn::ForEach::Loop: [X, [a], {'Q$\{X}': {Type: 'AWS::SQS::Queue'}}]\n`,
    modules: `${queue}  M:\n    Type: My::Test::Thing::MODULE\n`,
    "included resources": `${queue}  Fn::Transform: {Name: 'AWS::Include'}\n`,
  };
  for (const [name, text] of Object.entries(open)) {
    it(`is not complete with ${name}`, () => {
      const stack = readStack(text);
      assert.equal(stack.isComplete, false);
      assert.equal(types(stack).Q, "SQS::Queue");
    });
  }

  it("knows what an OpenAPI definition calls", () => {
    const stack = readStack(`Resources:
  Fn:
    Type: AWS::Lambda::Function
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        securityDefinitions: {k: {type: apiKey}}
        paths:
          /users:
            get:
              security: [{k: []}]
              x-amazon-apigateway-integration:
                type: aws_proxy
                uri: !Sub 'arn:aws:apigateway:x:lambda:path/2015-03-31/functions/\${Fn.Arn}/invocations'
            options: {responses: {}}
`);
    assert.deepEqual(properties(stack, "Api/GET /users"), {
      HttpMethod: "GET",
      Path: "/users",
      RestApiId: "→Api",
      Integration: { Type: "aws_proxy", Uri: "arn:aws:apigateway:x:lambda:path/2015-03-31/functions/<→Fn.Arn>/invocations" },
      ApiKeyRequired: true,
    });
    assert.equal(stack.resources.size, 3);
  });

  const nasty: Record<string, string> = {
    "resources that are no maps":
      "Resources:\n  A: x\n  B: [1]\n  C:\n  D: {Type: [AWS::X::Y]}\n  E: {Type: AWS::SQS::Queue, Properties: [1]}\n",
    "functions without arguments":
      "Resources:\n  A:\n    Type: AWS::X::Y\n    Properties: {a: !Ref , b: !GetAtt , c: !Sub , d: !Join , e: !If [x], f: !FindInMap [], g: !Select [x], h: !Split []}\n",
    "properties that are a function":
      "Resources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties: !If [C, {Handler: a.b}, {Handler: c.d}]\n",
    "names of prototypes":
      "Resources:\n  __proto__:\n    Type: AWS::SQS::Queue\n    Properties: {constructor: !Ref __proto__, toString: !GetAtt constructor.x}\n",
    "unclosed variables": "Resources:\n  A:\n    Type: AWS::X::Y\n    Properties: {a: !Sub '${${${', b: !Sub '${A', c: !Sub '}${}'}\n",
    "a chain of aliases":
      "x: &x {a: &y [1]}\nResources:\n  A: &a\n    Type: AWS::SQS::Queue\n    Properties: *x\n  B: *a\n  C:\n    <<: *a\n    Properties: {l: *y}\n",
    "half a resource":
      "Resources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handl\n  B:\n    Type: AWS::SQS::Queue\n",
    "functions nested in what is not known": `Resources:\n  A:\n    Type: AWS::X::Y\n    Properties: {a: ${"{'Fn::Select': [9, ".repeat(60)}y${"]}".repeat(60)}}\n`,
    "mappings nested in keys": `Mappings: {M: {a: {b: c}}}\nResources:\n  A:\n    Type: AWS::X::Y\n    Properties: {a: ${"{'Fn::FindInMap': [M, a, ".repeat(60)}y${"]}".repeat(60)}}\n`,
    "nested functions": `Resources:\n  A:\n    Type: AWS::X::Y\n    Properties: {a: ${"{'Fn::Join': ['', [x, ".repeat(60)}y${"]]}".repeat(60)}}\n`,
  };
  for (const [name, text] of Object.entries(nasty)) it(`survives ${name}`, () => assert.ok(readStack(text)));
});
