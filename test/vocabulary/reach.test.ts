/** What packages can get at, and which calls change nothing outside of a function. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { isHarmlessMethod, isHarmlessName, isRead } from "../../server/src/vocabulary/harmlessCalls.ts";
import { packageReach } from "../../server/src/vocabulary/reachOfPackages.ts";

test("packages that only compute, those of AWS, those that call others, and all the rest", () => {
  const python = [
    "json",
    "urllib.parse",
    "boto3",
    "botocore.exceptions",
    "requests",
    "urllib.request",
    "psycopg2",
    "subprocess",
    "sqlite3",
    "utils",
  ];
  const quiet = ["concurrent.futures", "asyncio", "mypy_boto3_sns.client", "typing_extensions", "tenacity"];
  assert.deepEqual(new Set(quiet.map((name) => packageReach(name, true))), new Set(["nothing"]));
  assert.deepEqual(
    python.map((name) => packageReach(name, true)),
    ["nothing", "nothing", "aws", "aws", "http", "http", undefined, undefined, undefined, undefined],
  );
  assert.deepEqual(
    ["slack_sdk.web", "@octokit/rest"].map((name) => packageReach(name, name.startsWith("slack"))),
    ["http", "http"],
  );
  const node = [
    "node:crypto",
    "lodash/get",
    "@aws-sdk/client-s3",
    "@aws-sdk/rds-signer",
    "axios",
    "node:https",
    "pg",
    "fs",
    "@middy/rds",
    "@/db",
  ];
  assert.deepEqual(
    node.map((name) => packageReach(name, false)),
    ["nothing", "nothing", "aws", undefined, "http", "http", undefined, undefined, undefined, undefined],
  );
});

test("names that are harmless", () => {
  for (const name of [
    "pypi:json.dumps",
    "builtins:print",
    "global:console.log",
    "pypi:boto3.client",
    "pypi:boto3.resource().Table",
    "pypi:boto3.client().get_paginator",
    "pypi:boto3.client().describe_stacks().get",
    "pypi:boto3.client().list_things",
    "npm:@aws-sdk/client-s3.S3Client",
    "npm:@aws-sdk/client-s3.S3Client().send",
    "npm:@aws-sdk/client-detective.ListGraphsCommand",
    "npm:@aws-sdk/client-s3.GetObjectCommand",
  ])
    assert.ok(isHarmlessName(name), name);
});

test("names that may change something", () => {
  for (const name of [
    "builtins:open",
    "global:fetch",
    "pypi:os.system",
    "pypi:boto3.client().start_execution",
    "pypi:boto3.resource().Table().put_item",
    "npm:@aws-sdk/client-s3.PutObjectCommand",
    "npm:@aws-sdk/client-detective.UpdateOrganizationConfigurationCommand",
    "npm:@aws-sdk/client-detective.Detective().updateOrganizationConfiguration",
    "npm:aws-sdk.S3().upload",
  ])
    assert.ok(!isHarmlessName(name), name);
});

test("operations that only read", () => {
  assert.ok(isRead({ service: "dynamodb", operation: "Query" }));
  assert.ok(!isRead({ service: "dynamodb", operation: "QueryAndDelete" }));
  assert.ok(!isRead({ service: "cognito-identity", operation: "GetId" }));
  assert.ok(!isRead({ service: "sqs", operation: "ReceiveMessage" }));
});

test("methods of data; those that a client may have as well are none", () => {
  assert.ok(isHarmlessMethod("toUpperCase", false));
  assert.ok(isHarmlessMethod("update", true));
  assert.ok(!isHarmlessMethod("update", false));
  assert.ok(!isHarmlessMethod("save", false));
});
