/** Repairs of CloudFormation templates: what is asked for in CloudFormation's words, and what is written. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Change, reference } from "../../server/src/rewrite/template.ts";
import { changed, type Find, lines } from "./cloudFormationCase.ts";

const template = lines(
  'AWSTemplateFormatVersion: "2010-09-09"',
  "Parameters:",
  "  Stage: {Type: String}",
  "",
  "Resources:",
  "  # Makes the thumbnails",
  "  Thumbnails:",
  "    Type: AWS::Lambda::Function",
  "    Properties:",
  "      Handler: index.handler",
  "      Timeout: 3 # seconds",
  "      Role: !GetAtt Role.Arn",
  "      Environment: {Variables: {STAGE: !Ref Stage}}",
  "",
  "  Role:",
  "    Type: AWS::IAM::Role",
  "    Properties:",
  "      Policies:",
  "      - PolicyName: main",
  "        PolicyDocument:",
  "          Statement:",
  "          - Effect: Allow",
  "            Action: s3:*",
  '            Resource: "*"',
  "",
  "  Tick:",
  "    Type: AWS::Events::Rule",
  "    Properties:",
  "      ScheduleExpression: rate(1 hour)",
  "      Targets:",
  "      - Arn: !GetAtt Thumbnails.Arn",
  "        Id: thumbnails",
);

/** The template with some of its lines written otherwise. */
function expected(...replacements: readonly (readonly [before: string, after: string])[]): string {
  return replacements.reduce((text, [before, after]) => {
    assert.equal(text.split(before).length, 2, `once: ${before}`);
    return text.replace(before, () => after);
  }, template);
}

describe("properties of resources", () => {
  test("set: replaced, added, and made with what leads to it", () => {
    const after = changed(template, (find) => [
      { kind: "set", resource: find("Thumbnails"), path: ["Timeout"], value: 30 },
      { kind: "set", resource: find("Thumbnails"), path: ["TracingConfig", "Mode"], value: "Active" },
      { kind: "set", resource: find("Thumbnails"), path: ["Environment", "Variables", "LIMIT"], value: "10" },
      { kind: "set", resource: find("Tick"), path: ["Targets", "0", "RetryPolicy", "MaximumRetryAttempts"], value: 2 },
    ]);
    assert.equal(
      after,
      expected(
        ["Timeout: 3 #", "Timeout: 30 #"],
        ["!Ref Stage}}\n", '!Ref Stage, LIMIT: "10"}}\n      TracingConfig:\n        Mode: Active\n'],
        ["Id: thumbnails\n", "Id: thumbnails\n        RetryPolicy:\n          MaximumRetryAttempts: 2\n"],
      ),
    );
  });

  test("remove: with what is empty without it, but never the resource", () => {
    const after = changed(template, (find) => [
      { kind: "remove", resource: find("Thumbnails"), path: ["Environment", "Variables", "STAGE"] },
      { kind: "remove", resource: find("Role"), path: ["Policies", "0", "PolicyDocument", "Statement", "0", "Resource"] },
      { kind: "remove", resource: find("Tick"), path: ["Targets"] },
      { kind: "remove", resource: find("Tick"), path: ["ScheduleExpression"] },
    ]);
    assert.equal(
      after,
      expected(
        ["      Environment: {Variables: {STAGE: !Ref Stage}}\n", ""],
        ['            Resource: "*"\n', ""],
        [template.slice(template.indexOf("    Properties:\n      ScheduleExpression")), ""],
      ),
    );
  });

  test("remove: positions are those of before", () => {
    const list = lines(
      "Resources:",
      "  Role:",
      "    Type: AWS::IAM::Role",
      "    Properties:",
      "      L: [a, b, c]",
      "      M: [{N: [x, y]}, {N: [z]}]",
    );
    const remove =
      (...path: string[]) =>
      (find: Find): Change => ({ kind: "remove", resource: find("Role"), path });
    const after = changed(list, (find) => [
      ...[remove("L", "0"), remove("L", "2"), remove("M", "0")].map((one) => one(find)),
      { kind: "append", resource: find("Role"), path: ["M", "1", "N"], items: ["w"] },
    ]);
    assert.equal(after, list.replace("[a, b, c]", "[b]").replace("[{N: [x, y]}, {N: [z]}]", "[{N: [z, w]}]"));
    assert.equal(
      changed(list, (find) => [remove("L", "0")(find), remove("L", "0")(find)]),
      undefined,
    );
    assert.equal(
      changed(list, (find) => ["0", "1", "2"].map((position) => remove("L", position)(find))),
      list.replace("      L: [a, b, c]\n", ""),
    );
  });

  test("append: to lists, to what is not there, and to a single value", () => {
    const statement = { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: "*" };
    const after = changed(template, (find) => [
      { kind: "append", resource: find("Role"), path: ["Policies", "0", "PolicyDocument", "Statement", "0", "Action"], items: ["sqs:*"] },
      { kind: "append", resource: find("Role"), path: ["Policies", "0", "PolicyDocument", "Statement"], items: [statement] },
      { kind: "append", resource: find("Role"), path: ["ManagedPolicyArns"], items: ["arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"] },
    ]);
    const added = [
      "            Action:",
      "            - s3:*",
      "            - sqs:*",
      '            Resource: "*"',
      "          - Effect: Allow",
      "            Action:",
      "            - sqs:SendMessage",
      '            Resource: "*"',
      "      ManagedPolicyArns:",
      "      - arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess",
    ];
    assert.equal(after, expected(['            Action: s3:*\n            Resource: "*"\n', lines(...added)]));
  });

  test("replace: the value at a place", () => {
    const start = template.indexOf('"*"');
    const change = (find: Find): Change => ({
      kind: "replace",
      resource: find("Role"),
      start,
      end: start + 3,
      value: reference("Thumbnails", "Arn"),
    });
    assert.equal(
      changed(template, (find) => [change(find)]),
      expected(['Resource: "*"', "Resource: !GetAtt Thumbnails.Arn"]),
    );
    assert.equal(
      changed(template, (find) => [{ ...change(find), end: start + 2 } as Change]),
      undefined,
    );
  });
});

describe("new resources", () => {
  const queue = (find: Find, id: string): Change => ({
    kind: "add",
    after: find("Thumbnails"),
    id,
    type: "AWS::SQS::Queue",
    properties: { MessageRetentionPeriod: 1_209_600 },
  });

  test("they follow the one they belong to, in order, under ids that are free", () => {
    const after = changed(template, (find) => [
      { kind: "set", resource: find("Thumbnails"), path: ["DeadLetterConfig", "TargetArn"], value: reference("stage-Failures", "Arn") },
      queue(find, "stage-Failures"),
      { kind: "add", after: find("Thumbnails"), id: "Stage", type: "AWS::SNS::Topic", properties: {} },
      { kind: "set", resource: find("Thumbnails"), path: ["Environment", "Variables", "TOPIC"], value: reference("Stage") },
    ]);
    const added = [
      "      Environment: {Variables: {STAGE: !Ref Stage, TOPIC: !Ref Stage2}}",
      "      DeadLetterConfig:",
      "        TargetArn: !GetAtt stageFailures.Arn",
      "",
      "  stageFailures:",
      "    Type: AWS::SQS::Queue",
      "    Properties:",
      "      MessageRetentionPeriod: 1209600",
      "",
      "  Stage2:",
      "    Type: AWS::SNS::Topic",
    ];
    assert.equal(after, expected(["      Environment: {Variables: {STAGE: !Ref Stage}}\n", lines(...added)]));
  });

  test("all of the changes or none", () => {
    const dangling = (find: Find): Change => ({ kind: "set", resource: find("Role"), path: ["Path"], value: reference("Nobody") });
    assert.equal(
      changed(template, (find) => [queue(find, "Failures"), dangling(find)]),
      undefined,
    );
    assert.equal(
      changed(template, (find) => [queue(find, "Failures"), queue(find, "Failures")]),
      undefined,
    );
    const own: Change["kind"] = "add";
    assert.equal(
      changed(template, (find) => [{ kind: own, after: find("Role"), id: "X", type: "AWS::S3::BucketNotification", properties: {} }]),
      undefined,
    );
  });
});

describe("ways of writing", () => {
  const json = lines(
    "{",
    '    "Resources": {',
    '        "Fn": {',
    '            "Type": "AWS::Lambda::Function",',
    '            "Properties": {',
    '                "Handler": "index.handler",',
    '                "Layers": ["arn:aws:lambda:us-east-1:1:layer:a:1"]',
    "            }",
    "        }",
    "    }",
    "}",
  );
  const changes = (find: Find): Change[] => [
    { kind: "set", resource: find("Fn"), path: ["Timeout"], value: 30 },
    { kind: "append", resource: find("Fn"), path: ["Layers"], items: ["arn:aws:lambda:us-east-1:1:layer:b:1"] },
    { kind: "add", after: find("Fn"), id: "Failures", type: "AWS::SQS::Queue", properties: { SqsManagedSseEnabled: true } },
    { kind: "set", resource: find("Fn"), path: ["DeadLetterConfig"], value: { TargetArn: reference("Failures", "Arn") } },
  ];
  const after = lines(
    "{",
    '    "Resources": {',
    '        "Fn": {',
    '            "Type": "AWS::Lambda::Function",',
    '            "Properties": {',
    '                "Handler": "index.handler",',
    '                "Layers": ["arn:aws:lambda:us-east-1:1:layer:a:1", "arn:aws:lambda:us-east-1:1:layer:b:1"],',
    '                "Timeout": 30,',
    '                "DeadLetterConfig": {',
    '                    "TargetArn": { "Fn::GetAtt": ["Failures", "Arn"] }',
    "                }",
    "            }",
    "        },",
    '        "Failures": {',
    '            "Type": "AWS::SQS::Queue",',
    '            "Properties": {',
    '                "SqsManagedSseEnabled": true',
    "            }",
    "        }",
    "    }",
    "}",
  );

  test("JSON", () => {
    assert.equal(changed(json, changes, "template.json"), after);
    assert.equal(changed(json.trimEnd(), changes, "template.json"), after.trimEnd());
  });

  test("line ends and byte order mark", () => {
    const windows = (text: string) => `\uFEFF${text.replaceAll("\n", "\r\n")}`;
    assert.equal(changed(windows(json), changes, "template.json"), windows(after));
    const timeout = (find: Find): Change[] => [{ kind: "set", resource: find("Thumbnails"), path: ["MemorySize"], value: 512 }];
    const yaml = changed(template, timeout);
    assert.ok(yaml);
    assert.match(yaml, /\n {6}MemorySize: 512\n/);
    assert.equal(changed(windows(template), timeout), windows(yaml));
  });

  test("long forms of functions where the file has them", () => {
    const long = template.replaceAll(/!GetAtt (\w+)\.Arn/g, "{Fn::GetAtt: [$1, Arn]}").replace("!Ref Stage", "{Ref: Stage}");
    const set = (find: Find): Change[] => [{ kind: "set", resource: find("Tick"), path: ["RoleArn"], value: reference("Role", "Arn") }];
    assert.ok(changed(long, set)?.endsWith("      RoleArn:\n        Fn::GetAtt:\n        - Role\n        - Arn\n"));
  });

  test("left alone: values of functions, and text that others share", () => {
    const conditional = template.replace("{Variables: {STAGE: !Ref Stage}}", "!If [Big, {Variables: {A: b}}, !Ref AWS::NoValue]");
    const variable = (find: Find): Change[] => [
      { kind: "set", resource: find("Thumbnails"), path: ["Environment", "Variables", "A"], value: "c" },
    ];
    assert.equal(changed(conditional, variable), undefined);
    const shared = lines("Resources:", "  A: &fn", "    Type: AWS::Lambda::Function", "    Properties: {Timeout: 3}", "  B: *fn");
    for (const id of ["A", "B"]) {
      assert.equal(
        changed(shared, (find) => [{ kind: "set", resource: find(id), path: ["Timeout"], value: 9 }]),
        undefined,
      );
    }
  });
});
