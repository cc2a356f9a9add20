import assert from "node:assert/strict";
import { test } from "node:test";
import { bringsWork, isOfSocket } from "../../server/src/model/triggers.ts";
import { functionAmong, type Written, type WrittenResource } from "../infrastructure/stacks.ts";

const arn: Written = { "Fn::GetAtt": ["Fn", "Arn"] };

function schedule(properties: { readonly [key: string]: Written }, target: { readonly [key: string]: Written } = {}): WrittenResource {
  return {
    Type: "AWS::Events::Rule",
    Properties: { ScheduleExpression: "rate(1 hour)", ...properties, Targets: [{ Arn: arn, ...target }] },
  };
}

function working(resources: { readonly [id: string]: WrittenResource }): boolean[] {
  return functionAmong(resources).triggers.map(bringsWork);
}

test("what is switched off brings no work", () => {
  assert.deepEqual(working({ Nightly: schedule({}) }), [true]);
  assert.deepEqual(working({ Nightly: schedule({ State: "DISABLED" }) }), [false]);
  assert.deepEqual(working({ Nightly: schedule({ State: { Unknown: "var.state" } }) }), [true]);
  const Type = "AWS::Lambda::EventSourceMapping";
  const EventSourceArn = "arn:aws:sqs:eu-west-1:123456789012:jobs";
  assert.deepEqual(working({ Mapping: { Type, Properties: { FunctionName: arn, EventSourceArn, Enabled: false } } }), [false]);
  assert.deepEqual(working({ Mapping: { Type, Properties: { FunctionName: arn, EventSourceArn } } }), [true]);
});

test("a schedule keeps warm when its name, description or input says so", () => {
  for (const id of ["KeepWarm", "WarmerSchedule", "OrdersWarmUp", "Owner/warmup"])
    assert.deepEqual(working({ [id]: schedule({}) }), [false], id);
  assert.deepEqual(working({ Every: schedule({ Description: "Keep-alive of the API" }) }), [false]);
  assert.deepEqual(working({ Every: schedule({}, { Input: '{"warmer": true}' }) }), [false]);
  for (const id of ["Warmchat", "SwarmReport", "warmth"]) assert.deepEqual(working({ [id]: schedule({}) }), [true], id);
});

test("routes of sockets are known by their API, else by their key", () => {
  const isSocket = (key: string, protocol?: string) => {
    const Api: WrittenResource = { Type: "AWS::ApiGatewayV2::Api", Properties: protocol === undefined ? {} : { ProtocolType: protocol } };
    const Route: WrittenResource = { Type: "AWS::ApiGatewayV2::Route", Properties: { ApiId: { Ref: "Api" }, RouteKey: key, Target: arn } };
    return functionAmong({ Api, Route }).triggers.map(isOfSocket);
  };
  assert.deepEqual(isSocket("$default", "WEBSOCKET"), [true]);
  assert.deepEqual(isSocket("$default", "HTTP"), [false]);
  assert.deepEqual(isSocket("$default"), [false]);
  assert.deepEqual(isSocket("$connect"), [true]);
  assert.deepEqual(isSocket("GET /orders"), [false]);
});
