import assert from "node:assert/strict";
import { test } from "node:test";
import { isWellKnownLayer, layerParts } from "../../server/src/vocabulary/layerPublishers.ts";
import { awsPolicyName, coversAction, managedPolicyAllows } from "../../server/src/vocabulary/managedPolicies.ts";

test("patterns of actions, in any case", () => {
  assert.ok(coversAction("s3:Get*", "s3:GetObject"));
  assert.ok(coversAction("*", "iam:PassRole"));
  assert.ok(coversAction("DYNAMODB:getitem", "dynamodb:GetItem"));
  assert.ok(!coversAction("s3:Get*", "s3:PutObject"));
  assert.ok(!coversAction("s3:GetObject", "s3:GetObjectTagging"));
});

test("AWS's policies by ARN, by the end of one, and by name; nobody else's", () => {
  assert.equal(awsPolicyName("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"), "AWSLambdaBasicExecutionRole");
  assert.equal(awsPolicyName(":iam::aws:policy/AdministratorAccess"), "AdministratorAccess");
  assert.equal(awsPolicyName("AmazonS3FullAccess"), "AmazonS3FullAccess");
  assert.equal(awsPolicyName("arn:aws:iam::123456789012:policy/OrdersFullAccess"), undefined);
});

test("what a managed policy allows, and where that is not known", () => {
  assert.equal(managedPolicyAllows("AWSLambdaBasicExecutionRole", "logs:PutLogEvents"), true);
  assert.equal(managedPolicyAllows("AWSLambdaBasicExecutionRole", "ec2:CreateNetworkInterface"), false);
  assert.equal(managedPolicyAllows("AmazonDynamoDBFullAccess", "ec2:CreateNetworkInterface"), undefined);
  assert.equal(managedPolicyAllows("AmazonNobodyKnows", "logs:PutLogEvents"), undefined);
});

test("layers of AWS and of well-known makers", () => {
  const known = (arn: string) => isWellKnownLayer(layerParts(arn) ?? { account: "", name: "" });
  assert.ok(known("arn:aws:lambda:eu-west-1:017000801446:layer:AWSLambdaPowertoolsPythonV3-python313-x86_64:20"));
  assert.ok(known("arn:aws:lambda:eu-central-1:066940009817:layer:AWS-AppConfig-Extension-Arm64:101"));
  assert.ok(!known("arn:aws:lambda:eu-west-1:210987654321:layer:imaging:7"));
});
