import assert from "node:assert/strict";
import { test } from "node:test";
import { isUnscoped } from "../../server/src/vocabulary/iamActions.ts";
import { iamUseOf } from "../../server/src/vocabulary/iamCalls.ts";
import type { CallDetails } from "../../server/src/vocabulary/sdkOperations.ts";

test("actions that no resource can be named for", () => {
  for (const action of [
    "xray:PutTraceSegments",
    "cloudwatch:PutMetricData",
    "ec2:CreateNetworkInterface",
    "secretsmanager:GetRandomPassword",
    "s3:ListAllMyBuckets",
    "xray:Put*",
    "tag:*",
    "comprehend:DetectSentiment",
  ]) {
    assert.equal(isUnscoped(action), true, action);
  }
});

test("actions that can be limited to a resource", () => {
  for (const action of [
    "dynamodb:PutItem",
    "S3:getobject",
    "s3:*",
    "s3:Get*",
    "sqs:SendMessage",
    "kms:Decrypt",
    "lambda:InvokeFunction",
    "logs:*",
    "rds-data:ExecuteStatement",
  ]) {
    assert.equal(isUnscoped(action), false, action);
  }
});

test("some of the actions meant, or an unknown service", () => {
  for (const action of ["ec2:Describe*", "xray:*", "ec2:*NetworkInterface*", "nosuch:Do", "*", ""])
    assert.equal(isUnscoped(action), undefined, action);
});

const needs: [string, CallDetails, string[] | undefined][] = [
  ["npm:@aws-sdk/client-dynamodb.PutItemCommand", {}, ["dynamodb:PutItem"]],
  ["npm:@aws-sdk/lib-dynamodb.PutCommand", {}, ["dynamodb:PutItem"]],
  ["npm:@aws-sdk/lib-dynamodb.paginateScan", {}, ["dynamodb:Scan"]],
  ["npm:@aws-sdk/lib-dynamodb.DynamoDBDocument.from().batchGet", {}, ["dynamodb:BatchGetItem"]],
  ["npm:@aws-sdk/lib-storage.Upload", {}, ["s3:PutObject"]],
  ["npm:@aws-sdk/client-s3.ListObjectsV2Command", {}, ["s3:ListBucket"]],
  ["npm:@aws-sdk/client-s3.S3().headObject", {}, ["s3:GetObject"]],
  ["npm:@aws-sdk/client-s3.CopyObjectCommand", {}, ["s3:GetObject", "s3:PutObject"]],
  ["npm:@aws-sdk/client-s3.GetBucketLifecycleConfigurationCommand", {}, ["s3:GetLifecycleConfiguration"]],
  ["npm:@aws-sdk/client-sfn.StartExecutionCommand", {}, ["states:StartExecution"]],
  ["npm:@aws-sdk/client-cognito-identity-provider.AdminGetUserCommand", {}, ["cognito-idp:AdminGetUser"]],
  ["npm:@aws-sdk/client-cognito-identity-provider.SignUpCommand", {}, []],
  ["npm:@aws-sdk/client-apigatewaymanagementapi.PostToConnectionCommand", {}, ["execute-api:ManageConnections"]],
  ["npm:@aws-sdk/client-sts.GetCallerIdentityCommand", {}, []],
  ["npm:@aws-sdk/client-dynamodb.DynamoDBClient", {}, undefined],
  ["npm:@aws-sdk/client-dynamodb.DynamoDBClient().send", {}, undefined],
  ["npm:aws-sdk.DynamoDB.DocumentClient().put", {}, ["dynamodb:PutItem"]],
  ["npm:aws-sdk/clients/sqs().sendMessageBatch", {}, ["sqs:SendMessage"]],
  ["npm:aws-sdk.Lambda().invoke", {}, ["lambda:InvokeFunction"]],
  ["npm:aws-sdk.S3().getSignedUrlPromise", { operation: "getObject" }, ["s3:GetObject"]],
  ["pypi:boto3.client().put_object", { service: "s3" }, ["s3:PutObject"]],
  ["pypi:boto3.Session().client().invoke", { service: "lambda" }, ["lambda:InvokeFunction"]],
  ["pypi:boto3.client().get_paginator", { service: "s3", operation: "list_objects_v2" }, ["s3:ListBucket"]],
  ["pypi:boto3.client().upload_file", { service: "s3" }, ["s3:PutObject"]],
  ["pypi:boto3.resource().Table().put_item", { service: "dynamodb" }, ["dynamodb:PutItem"]],
  ["pypi:boto3.resource().Table().batch_writer", { service: "dynamodb" }, ["dynamodb:BatchWriteItem"]],
  ["pypi:boto3.resource().Bucket().objects.filter", { service: "s3" }, ["s3:ListBucket"]],
  ["pypi:boto3.client().get_rest_api", { service: "apigateway" }, undefined],
  ["pypi:boto3.client().put_object", {}, undefined],
  ["pypi:requests.get", {}, undefined],
];

for (const [name, details, expected] of needs) {
  test(`what ${name} ${details.service ?? ""} needs`, () => assert.deepEqual(iamUseOf(name, details)?.needs, expected));
}

test("what depends on the content is only what may be used", () => {
  const use = iamUseOf("npm:@aws-sdk/client-dynamodb.TransactWriteItemsCommand");
  assert.deepEqual(use?.needs, []);
  assert.ok(use?.mayUse.includes("dynamodb:UpdateItem"));
});
