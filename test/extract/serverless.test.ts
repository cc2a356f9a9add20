/** Services of the Serverless Framework to resources in CloudFormation's words. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Stack } from "../../server/src/model/infrastructure.ts";
import { covered, read, resource, shown, tryRead, typesOf } from "./serverlessStack.ts";

const SERVICE = "service: shop\nprovider:\n  name: aws\n";

function service(rest: string, more: Readonly<Record<string, string>> = {}): Stack {
  return read({ "serverless.yml": `${SERVICE}${rest}`, ...more });
}

function functionsOf(stack: Stack): string[] {
  return [...stack.resources.values()].filter((one) => one.type === "AWS::Lambda::Function").map((one) => one.id);
}

test("a function has its keys, what the provider gives, and what the framework makes of it", () => {
  const stack = service(`  runtime: nodejs20.x
  memorySize: 512
  architecture: arm64
  tracing: {lambda: true}
  environment: {STAGE: prod, TABLE: a}
  vpc: {securityGroupIds: [sg], subnetIds: [one, two]}
  logRetentionInDays: 14
functions:
  hello-world:
    handler: src/hello.main
    memorySize: 256
    environment: {TABLE: orders}
    reservedConcurrency: 5
`);
  assert.deepEqual(typesOf(stack), [
    "hello-world: AWS::Lambda::Function",
    "hello-world/LogGroup: AWS::Logs::LogGroup",
    "hello-world/Version: AWS::Lambda::Version",
    "IamRoleLambdaExecution: AWS::IAM::Role",
  ]);
  assert.deepEqual(shown(stack, "hello-world"), {
    Runtime: "^nodejs20.x",
    MemorySize: 256,
    Architectures: ["^arm64"],
    TracingConfig: { Mode: "^Active" },
    Handler: "src/hello.main",
    ReservedConcurrentExecutions: 5,
    Environment: { Variables: { STAGE: "^prod", TABLE: "orders" } },
    FunctionName: "?^shop-dev-hello-world",
    VpcConfig: { SecurityGroupIds: ["^sg"], SubnetIds: ["^one", "^two"] },
    CodePath: ".",
    Role: "^→ IamRoleLambdaExecution.Arn",
  });
  assert.deepEqual(shown(stack, "hello-world/LogGroup", "RetentionInDays"), { RetentionInDays: "^14" });
  const { head, place } = resource(stack, "hello-world");
  assert.equal(head.file.text.slice(head.start, head.end), "hello-world");
  assert.match(covered({ place }), /^hello-world:\n[\s\S]*reservedConcurrency: 5$/);
});

test("tracing that a plugin turns on for all functions, but for those that say no", () => {
  const functions = "functions:\n  a: {handler: a.b}\n  b: {handler: a.b, tracing: false}\n";
  const traced = service(`  tracing: true\nplugins: [serverless-plugin-tracing]\n${functions}`);
  assert.deepEqual(shown(traced, "a", "TracingConfig"), { TracingConfig: { Mode: "^Active" } });
  assert.deepEqual(shown(traced, "b", "TracingConfig"), { TracingConfig: { Mode: "none" } });
  assert.deepEqual(shown(service(`  tracing: true\n${functions}`), "a", "TracingConfig"), {}, "the framework knows a map only");
});

test("functions are a map, a list, a file, or some of each", () => {
  const stack = service(
    "functions:\n  - one: {handler: a.b}\n  - ${file(functions/more.yml)}\n  - two: ${file(functions/two.yml):entry}\n",
    {
      "functions/more.yml": "# comment\nthree:\n  handler: c.d\n",
      "functions/two.yml": "entry:\n  handler: e.f\n",
    },
  );
  assert.deepEqual(functionsOf(stack), ["one", "three", "two"]);
  const [three, two] = [resource(stack, "three"), resource(stack, "two")];
  assert.equal(three.template.path, "/service/functions/more.yml");
  assert.equal(covered(three), "three:\n  handler: c.d");
  assert.equal(two.template.path, "/service/functions/two.yml");
  assert.equal(covered(two), "entry:\n  handler: e.f");
  assert.equal(two.name, "two");
  assert.deepEqual(
    stack.templates.map(({ path }) => path),
    ["/service/serverless.yml", "/service/functions/more.yml", "/service/functions/two.yml"],
  );
});

test("variables are followed; what a deployment decides is assumed or not known", () => {
  const stack = service(
    `  stage: \${opt:stage, 'test'}
params:
  default: {size: 3}
custom:
  names: \${file(config.\${sls:stage}.json):names}
  timeouts: {test: 7}
functions:
  hello:
    handler: \${self:custom.names.file}.main
    timeout: \${self:custom.timeouts.\${self:provider.stage}}
    memorySize: \${param:size}
    environment:
      FALLBACK: \${self:custom.nothing, 'x'}
      NONE: \${self:custom.nothing}
      ENV: \${env:SECRET}
      SSM: \${ssm:/a/b}-\${self:service}
      KEPT: \${AWS::Region}
`,
    { "config.test.json": '{"names": {"file": "src/a"}}' },
  );
  assert.deepEqual(shown(stack, "hello", "Handler", "Timeout", "MemorySize", "Environment"), {
    Handler: "?src/a.main",
    Timeout: "?7",
    MemorySize: "?3",
    Environment: { Variables: { FALLBACK: "x", NONE: "computed", ENV: "computed", SSM: "{computed}-shop", KEPT: "${AWS::Region}" } },
  });
  assert.ok(stack.inputs.includes("/service/config.test.json"));
});

test("a value has the place where it is written", () => {
  const stack = service("custom: {seconds: 12}\nfunctions:\n  hello: {handler: a.b, timeout: '${self:custom.seconds}'}\n");
  const timeout = resource(stack, "hello").properties.entries.get("Timeout")?.value;
  assert.ok(timeout);
  assert.equal(covered(timeout), "12");
});

test("functions share a role unless they have one of their own", () => {
  const stack = service(`  iam: {role: {statements: [{Effect: Allow, Action: 's3:*', Resource: '*'}]}}
plugins: [serverless-iam-roles-per-function]
functions:
  shared: {handler: a.b}
  given: {handler: a.b, role: 'arn:aws:iam::1:role/r'}
  own: {handler: a.b, iamRoleStatements: [{Effect: Allow, Action: 'sqs:*', Resource: '*'}]}
`);
  const roleOf = (id: string) => shown(stack, id, "Role").Role;
  assert.deepEqual(["shared", "given", "own"].map(roleOf), ["^→ IamRoleLambdaExecution.Arn", "arn:aws:iam::1:role/r", "→ own/Role.Arn"]);
  const actions = (id: string) => JSON.stringify(shown(stack, id, "Policies")).match(/"Action":("[^"]*"|\[[^\]]*\])/g);
  const logs = '"Action":["^logs:CreateLogStream","^logs:CreateLogGroup","^logs:PutLogEvents"]';
  assert.deepEqual(actions("IamRoleLambdaExecution"), ['"Action":"s3:*"', logs]);
  assert.deepEqual(actions("own/Role"), ['"Action":"sqs:*"', logs]);
});

test("resources are CloudFormation's, and name functions as the framework does", () => {
  const stack = service(
    `functions:
  say-hello: {handler: a.b}
resources:
  - Resources:
      Allow:
        Type: AWS::Lambda::Permission
        Properties: {FunctionName: !GetAtt SayDashhelloLambdaFunction.Arn}
  - \${file(more.yml)}
`,
    {
      "more.yml":
        "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: !Sub '${self:service}-${AWS::StackName}'\n",
    },
  );
  assert.deepEqual(shown(stack, "Allow"), { FunctionName: "→ say-hello.Arn" });
  assert.deepEqual(shown(stack, "Queue"), { QueueName: "shop-{computed}" });
  assert.equal(resource(stack, "Queue").template.path, "/service/more.yml");
});

test("archives and images", () => {
  const stack = service(
    `functions:
  zip: {handler: a.b, package: {artifact: build/a.zip}}
  image: {image: {name: app, command: [a.b]}}
  pushed: {image: 1.dkr.ecr.eu-west-1.amazonaws.com/a}
`.replace("functions:", "  ecr: {images: {app: {path: ./docker}}}\nfunctions:"),
  );
  assert.deepEqual(shown(stack, "zip", "CodePath"), { CodePath: "build/a.zip" });
  assert.deepEqual(shown(stack, "image", "CodePath", "PackageType", "ImageConfig"), {
    PackageType: "Image",
    CodePath: "./docker",
    ImageConfig: { Command: ["a.b"] },
  });
  assert.deepEqual(shown(stack, "pushed", "Code"), { Code: { ImageUri: "1.dkr.ecr.eu-west-1.amazonaws.com/a" } });
});

test("state machines and constructs of plugins", () => {
  const stack = service(`plugins: [serverless-step-functions, serverless-lift]
functions:
  step: {handler: a.b}
stepFunctions:
  stateMachines:
    flow:
      definition: {StartAt: A, States: {A: {Type: Task, Resource: !GetAtt step.Arn, End: true}}}
constructs:
  jobs:
    type: queue
    worker: {handler: w.main}
`);
  assert.deepEqual(shown(stack, "flow", "Definition"), {
    Definition: { StartAt: "A", States: { A: { Type: "Task", Resource: "→ step.Arn", End: true } } },
  });
  assert.deepEqual(functionsOf(stack), ["step", "jobsWorker"]);
  assert.deepEqual(shown(stack, "jobsWorker/sqs", "EventSourceArn"), { EventSourceArn: "→ jobsWorker/Queue.Arn" });
  assert.equal(stack.isComplete, false, "Lift makes more than is read");
});

test("what is no service of AWS is none", () => {
  assert.equal(tryRead({ "serverless.yml": "service: a\nprovider: {name: google}\n" }), undefined);
  assert.equal(tryRead({ "serverless.yml": "service: a\nprovider: azure\n" }), undefined);
  assert.equal(tryRead({ "serverless.yml": "Resources: {}\nservice: a\n" }), undefined);
  assert.equal(tryRead({ "serverless.yml": "- a\n- b\n" }), undefined);
  assert.equal(tryRead({ "serverless-compose.yml": "services: {a: {path: a}}\nservice: x\n" }), undefined);
});

test("old services without a provider's name are read", () => {
  const stack = read({ "serverless.yml": "service: {name: old}\nfunctions: {a: {handler: b.c}}\n" });
  assert.equal(stack.name, "old");
  assert.deepEqual(functionsOf(stack), ["a"]);
});

test("no input is too odd", () => {
  const bomb = Array.from({ length: 40 }, (_, index) => `  l${index + 1}: ['\${self:custom.l${index}}', '\${self:custom.l${index}}']`).join(
    "\n",
  );
  const chain = Array.from({ length: 300 }, (_, index) => `  c${index}: '\${self:custom.c${index + 1}}'`).join("\n");
  const odd = [
    "custom: {a: '${self:custom.b}', b: '${self:custom.a}'}\nfunctions: {f: {handler: '${self:custom.a}'}}\n",
    "custom: '${self:}'\nfunctions: '${self:custom}'\n",
    `custom:\n  l0: x\n${bomb}\nfunctions: {f: {handler: a.b, layers: '\${self:custom.l40}'}}\n`,
    `custom:\n${chain}\nfunctions: {f: {handler: '\${self:custom.c0}'}}\n`,
    "functions: '${file(serverless.yml):functions}'\n",
    "functions: {f: {handler: '${', events: [null, 3, [], {sqs: null}, {http: [1]}, {schedule: {rate: {}}}]}}\n",
    "functions: {__proto__: {handler: a.b}, constructor: {handler: c.d}, f: null}\n",
    "resources: 3\nplugins: x\nfunctions: [[[{a: {handler: b.c}}]], 4]\n",
    "layers: 1\nstepFunctions: {stateMachines: [1]}\nconstructs: {a: 1, b: {type: queue}}\nfunctions: {a: {vpc: 1, tags: [], environment: 3, image: {}}}\n",
  ];
  for (const rest of odd) assert.ok(tryRead({ "serverless.yml": SERVICE + rest }), rest.slice(0, 80));
  assert.deepEqual(functionsOf(service("functions: {__proto__: {handler: a.b}}\n")), ["__proto__"]);
});
