/** Methods of constructs: what they add to the construct or to the function they are given. */
import { literal, map } from "../stack.ts";
import { addAlarmActions, metricOf, setMetric } from "./alarms.ts";
import { addRoutes, onPath } from "./apis.ts";
import { addMade, addResource, addTo, applyProps, argument, options, type Reading, refer, setAt, type Written } from "./build.ts";
import { readInvokeConfig } from "./functions.ts";
import { addStatements, extendStatement, readGrant, roleOfConstruct } from "./roles.ts";
import { addEventSource, applySource } from "./sources.ts";
import { addNotification, addSubscription, addTarget, addTrigger } from "./targets.ts";
import { type Bound, type Built, type ConstructThing, placeOf, type Thing } from "./things.ts";
import { readUrl } from "./urls.ts";

type Method = (reading: Reading, owner: ConstructThing, written: Written, method: string) => Thing | undefined;

/** What a method of a construct does, whatever the construct; `of` limits it to some types. */
const METHODS: Readonly<Record<string, Method>> = {
  addEnvironment: (reading, fn, { call, frame }) => {
    const name = argument(call, frame, 0, "key");
    const value = argument(call, frame, 1, "value");
    const key = name && reading.expressions.text(name);
    if (key === undefined || name === undefined || value === undefined) return undefined;
    const variables = fn.resource.properties.entries.get("Environment")?.value;
    if (variables !== undefined && variables.kind !== "map") return undefined;
    setIn(fn.resource, key, reading.expressions.of(value, fn.home.stack), placeOf(frame, name.value));
    return fn;
  },
  addEventSource: (reading, fn, { call, frame }) => {
    for (const { value } of call.args) addEventSource(reading, fn, { value, frame });
    return undefined;
  },
  addEventSourceMapping: (reading, fn, written) => {
    const name = argument(written.call, written.frame, 0, "id");
    const own: Written = { ...written, construct: "lambda.EventSourceMapping", props: 1 };
    const mapping = addMade(
      fn.resource,
      fn.home,
      (name && reading.expressions.text(name)) ?? "Mapping",
      "AWS::Lambda::EventSourceMapping",
      own,
    );
    setAt(mapping.properties, "FunctionName", refer(fn.resource, mapping.place));
    applySource(reading, mapping, options(reading, written.call, written.frame, 1), own, fn);
    return undefined;
  },
  addFunctionUrl: (reading, fn, written) => {
    const own: Written = { ...written, construct: "lambda.FunctionUrl", props: 0 };
    const url = addMade(fn.resource, fn.home, "FunctionUrl", "AWS::Lambda::Url", own);
    setAt(url.properties, "TargetFunctionArn", refer(fn.resource, url.place, "Arn"));
    const struct = options(reading, written.call, written.frame, 0);
    applyProps(reading, url, struct, "lambda.FunctionUrl", fn.home);
    readUrl(reading, { resource: url, home: fn.home }, struct);
    if (!struct.isOpen && !struct.entries.has("authType")) setAt(url.properties, "AuthType", literal(url.head, "AWS_IAM"));
    return { kind: "construct", construct: "lambda.FunctionUrl", resource: url, home: fn.home, call: written.call, frame: written.frame };
  },
  addPermission: (reading, fn, written) => {
    const own: Written = { ...written, construct: "lambda.Permission", props: 1 };
    const permission = addMade(fn.resource, fn.home, "Permission", "AWS::Lambda::Permission", own);
    setAt(permission.properties, "FunctionName", refer(fn.resource, permission.place));
    setAt(permission.properties, "Action", literal(permission.head, "lambda:InvokeFunction"));
    applyProps(reading, permission, options(reading, written.call, written.frame, 1), "lambda.Permission", fn.home);
    return undefined;
  },
  addAlias: (reading, fn, written) => {
    const own: Written = { ...written, construct: "lambda.Function.addAlias", props: 1 };
    const name = argument(written.call, written.frame, 0, "aliasName", "alias_name");
    const alias = addMade(fn.resource, fn.home, `Alias${(name && reading.expressions.text(name)) ?? ""}`, "AWS::Lambda::Alias", own);
    setAt(alias.properties, "FunctionName", refer(fn.resource, alias.place));
    if (name !== undefined) setAt(alias.properties, "Name", reading.expressions.of(name, fn.home.stack));
    applyProps(reading, alias, options(reading, written.call, written.frame, 1), own.construct, fn.home);
    return { kind: "construct", construct: "lambda.Alias", resource: alias, home: fn.home, call: written.call, frame: written.frame };
  },
  configureAsyncInvoke: (reading, fn, written) => {
    const own: Written = { ...written, construct: "lambda.Function.invoke", props: 0 };
    readInvokeConfig(reading, fn.resource, options(reading, written.call, written.frame, 0), fn.home, own, "EventInvokeConfig");
    return undefined;
  },
  addLayers: (reading, fn, { call, frame }) => {
    for (const { value } of call.args) addTo(fn.resource.properties, "Layers", reading.expressions.of({ value, frame }, fn.home.stack));
    return undefined;
  },
  addManagedPolicy: (reading, owner, { call, frame }) => {
    const policy = argument(call, frame, 0, "policy");
    const role = roleOfConstruct(owner)?.role;
    if (policy !== undefined && role !== undefined)
      addTo(role.properties, "ManagedPolicyArns", reading.expressions.of(policy, owner.home.stack));
    return undefined;
  },
  attachInlinePolicy: (reading, owner, { call, frame }) => {
    const policy = argument(call, frame, 0, "policy");
    const thing = policy && reading.evaluator.ofBound(policy);
    const role = roleOfConstruct(owner)?.role;
    if (policy === undefined || role === undefined) return undefined;
    if (thing?.kind === "construct") addTo(thing.resource.properties, "Roles", refer(role, placeOf(frame, call)));
    // One from elsewhere: the role allows something that cannot be known.
    else addTo(role.properties, "ManagedPolicyArns", reading.expressions.of(policy, owner.home.stack));
    return undefined;
  },
  attachToRole: (reading, policy, { call, frame }) => {
    const role = argument(call, frame, 0, "role");
    if (role !== undefined) addTo(policy.resource.properties, "Roles", reading.expressions.of(role, policy.home.stack));
    return undefined;
  },
  addTarget: (reading, rule, { call, frame }) => {
    const target = argument(call, frame, 0, "target");
    if (rule.resource.type === "AWS::Events::Rule" && target !== undefined) addTarget(reading, rule, target);
    return undefined;
  },
  addTrigger: (reading, pool, written) => {
    addTrigger(reading, pool, written);
    return undefined;
  },
  addRoutes: (reading, api, written, method) => {
    addRoutes(reading, api, method, written);
    return undefined;
  },
  addRoute: (reading, api, written, method) => {
    if (api.resource.type === "AWS::ApiGatewayV2::Api") addRoutes(reading, api, method, written);
    return undefined;
  },
};

const STATEMENTS = /^(?:addToRolePolicy|addToPolicy|addToPrincipalPolicy|addStatements)$/;
const NOTIFICATIONS: Readonly<Record<string, string>> = {
  addObjectCreatedNotification: "s3:ObjectCreated:*",
  addObjectRemovedNotification: "s3:ObjectRemoved:*",
};

/** A method of something that is no object of the program. */
export function onThing(reading: Reading, thing: Thing, method: string, written: Written): Thing | undefined {
  const { call, frame } = written;
  if (call.callee.kind !== "member") return undefined;
  const at: Bound = { value: call.callee.object, frame };
  if (thing.kind === "path") return onPath(reading, thing, method, written);
  if (thing.kind === "open") {
    extendStatement(reading, thing, method, written);
    return undefined;
  }
  if (thing.kind === "metric" && method === "createAlarm") return createAlarm(reading, thing, at, written);
  if (/^grant/.test(method)) {
    readGrant(reading, thing, method, written);
    return undefined;
  }
  if (thing.kind !== "construct" && thing.kind !== "imported" && thing.kind !== "member")
    return { kind: "object", name: `.${method}`, call, frame };
  if (method === "addSubscription") {
    addSubscription(reading, thing, at, argument(call, frame, 0, "subscription", "topicSubscription"));
    return undefined;
  }
  if (method === "addEventNotification") {
    addNotification(reading, thing, at, argument(call, frame, 0, "event"), 1, written);
    return undefined;
  }
  if (Object.hasOwn(NOTIFICATIONS, method)) {
    addNotification(reading, thing, at, NOTIFICATIONS[method], 0, written);
    return undefined;
  }
  const owner = thing.kind === "member" ? thing.of : thing;
  return owner.kind === "construct" ? onConstruct(reading, owner, method, written) : undefined;
}

function onConstruct(reading: Reading, owner: ConstructThing, method: string, written: Written): Thing | undefined {
  if (/^metric/.test(method)) return metricOf(reading, owner, method, written);
  if (STATEMENTS.test(method)) {
    addStatements(reading, owner, written);
    return undefined;
  }
  if (/^add\w+Action$/.test(method)) addAlarmActions(reading, owner, method, written);
  const known = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
  if (known !== undefined) return known(reading, owner, written, method);
  if (/^add/.test(method) && /RestApi$/.test(owner.construct)) return undefined;
  return { kind: "object", name: `${owner.construct}.${method}`, call: written.call, frame: written.frame };
}

/** `metric.createAlarm(this, "Errors", { threshold: 1 })`. */
function createAlarm(reading: Reading, metric: Extract<Thing, { kind: "metric" }>, at: Bound, written: Written): Thing {
  const { call, frame } = written;
  const own: Written = { ...written, construct: "cloudwatch.Alarm", props: 2 };
  const scope = argument(call, frame, 0, "scope");
  const thing = scope && reading.evaluator.ofBound(scope);
  const home = thing?.kind === "instance" ? thing.instance.home : frame.home;
  const id = argument(call, frame, 1, "id");
  const resource = addResource(home, (id && reading.expressions.text(id)) ?? "Alarm", "AWS::CloudWatch::Alarm", own);
  applyProps(reading, resource, options(reading, call, frame, 2), own.construct, home);
  const alarm: ConstructThing = { kind: "construct", construct: own.construct, resource, home, call, frame };
  setMetric(reading, alarm, metric, at);
  return alarm;
}

/** A key of the user may hold dots. */
function setIn(fn: Built, key: string, value: Parameters<typeof setAt>[2], at: Parameters<typeof setAt>[3] & object): void {
  const environment = fn.properties.entries.get("Environment")?.value;
  const known = environment?.kind === "map" ? environment.entries.get("Variables")?.value : undefined;
  if (known !== undefined && known.kind !== "map") return;
  const entries = new Map(known?.entries ?? []);
  entries.set(key, { key: at, value });
  setAt(fn.properties, "Environment.Variables", known === undefined ? map(at, entries) : { ...known, entries }, at);
}
