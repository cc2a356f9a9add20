import assert from "node:assert/strict";
import { test } from "node:test";
import { textOf } from "../../server/src/model/expressions.ts";
import type { Permissions } from "../../server/src/model/infrastructure.ts";
import { functionAmong, infrastructureOf, resourceOf, type Written, type WrittenResource } from "./stacks.ts";

const role: Written = { "Fn::GetAtt": ["Role", "Arn"] };
const put = { Effect: "Allow", Action: "dynamodb:PutItem", Resource: "*" };

function permissionsWith(resources: { readonly [id: string]: WrittenResource }): Permissions {
  return functionAmong(resources, { Role: role }).permissions;
}

function actions(permissions: Permissions): (string | undefined)[] {
  return permissions.statements.flatMap((statement) => statement.actions.map(textOf));
}

test("inline policies, statements as list and as map, actions in lower case", () => {
  const permissions = permissionsWith({
    Role: {
      Type: "AWS::IAM::Role",
      Properties: {
        Policies: [
          { PolicyName: "a", PolicyDocument: { Statement: [put, { Effect: "Deny", Action: ["s3:*"], Resource: "*" }] } },
          {
            PolicyName: "b",
            PolicyDocument: { Statement: { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: ["a", "b"], Condition: { Bool: {} } } },
          },
        ],
        ManagedPolicyArns: [{ "Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole" }],
      },
    },
  });
  assert.deepEqual(actions(permissions), ["dynamodb:putitem", "s3:*", "sqs:sendmessage"]);
  assert.deepEqual(
    permissions.statements.map((statement) => [statement.effect, statement.resources.length, statement.hasCondition]),
    [
      ["Allow", 1, false],
      ["Deny", 1, false],
      ["Allow", 2, true],
    ],
  );
  assert.equal(permissions.role?.id, "Role");
  assert.equal(permissions.isComplete, true);
});

test("policies that are attached from elsewhere in the stack", () => {
  const permissions = permissionsWith({
    Role: { Type: "AWS::IAM::Role", Properties: { ManagedPolicyArns: [{ Ref: "Own" }] } },
    Own: { Type: "AWS::IAM::ManagedPolicy", Properties: { PolicyDocument: { Statement: [put] } } },
    Attached: {
      Type: "AWS::IAM::Policy",
      Properties: { Roles: [{ Ref: "Role" }], PolicyDocument: { Statement: [{ Effect: "Allow", Action: "sns:Publish", Resource: "*" }] } },
    },
    Others: {
      Type: "AWS::IAM::Policy",
      Properties: { Roles: ["somebody"], PolicyDocument: { Statement: [{ Effect: "Allow", Action: "iam:*", Resource: "*" }] } },
    },
  });
  assert.deepEqual(actions(permissions).toSorted(), ["dynamodb:putitem", "sns:publish"]);
  assert.equal(permissions.isComplete, true);
});

const incomplete: { name: string; resources: { readonly [id: string]: WrittenResource } }[] = [
  { name: "a role of another stack", resources: {} },
  {
    name: "an action that is not known",
    resources: {
      Role: {
        Type: "AWS::IAM::Role",
        Properties: { Policies: [{ PolicyDocument: { Statement: [{ ...put, Action: { Unknown: "A" } }] } }] },
      },
    },
  },
  { name: "policies that are not known", resources: { Role: { Type: "AWS::IAM::Role", Properties: { Policies: { Unknown: "P" } } } } },
  {
    name: "a document that is text",
    resources: { Role: { Type: "AWS::IAM::Role", Properties: { Policies: [{ PolicyDocument: "{}" }] } } },
  },
  {
    name: "a managed policy of one's own elsewhere",
    resources: { Role: { Type: "AWS::IAM::Role", Properties: { ManagedPolicyArns: ["arn:aws:iam::123456789012:policy/mine"] } } },
  },
  {
    name: "a statement that may be there",
    resources: {
      Role: {
        Type: "AWS::IAM::Role",
        Properties: { Policies: [{ PolicyDocument: { Statement: [{ "Fn::If": ["C", put, { NoValue: true }] }] } }] },
      },
    },
  },
  {
    name: "a policy for a role that is not known",
    resources: {
      Role: { Type: "AWS::IAM::Role" },
      P: { Type: "AWS::IAM::Policy", Properties: { Roles: [{ Unknown: "R" }], PolicyDocument: { Statement: [put] } } },
    },
  },
];

for (const { name, resources } of incomplete) {
  test(`permissions are incomplete: ${name}`, () => assert.equal(permissionsWith(resources).isComplete, false));
}

test("every statement of a stack, whoever it is given to", () => {
  const infrastructure = infrastructureOf({
    Role: { Type: "AWS::IAM::Role", Properties: { Policies: [{ PolicyDocument: { Statement: [put] } }] } },
    Group: { Type: "AWS::IAM::Group", Properties: { Policies: [{ PolicyDocument: { Statement: [put] } }] } },
    Queue: { Type: "AWS::SQS::QueuePolicy", Properties: { PolicyDocument: { Statement: [put] } } },
  });
  const [stack] = infrastructure.stacks;
  assert.ok(stack);
  assert.deepEqual(
    infrastructure.statements(stack).map((statement) => statement.resource),
    [resourceOf(infrastructure, "Role"), resourceOf(infrastructure, "Group")],
  );
});
