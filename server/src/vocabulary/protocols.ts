/**
 * Fields and values by which AWS and others tell a function what kind of call this is. One function has to answer all of
 * them, so branching on them is no sign of unrelated work.
 */

/** Steps of an event path that make the branch one of a protocol. */
const PROTOCOL_STEPS = new Set([
  "RequestType",
  "requestContext",
  "routeKey",
  "httpMethod",
  "method",
  "path",
  "rawPath",
  "resourcePath",
  "pathParameters",
  "headers",
  "multiValueHeaders",
  "intent",
  "currentIntent",
  "sessionState",
  "interpretations",
  "invocationSource",
  "inputTranscript",
  "slots",
  "fieldName",
  "parentTypeName",
  "typeName",
  "triggerSource",
  "eventSource",
  "EventSource",
  "source",
  "Source",
  "awslogs",
  "eventName",
  "Step",
  "ResourceType",
  "lifecycleEvent",
  "LifecycleTransition",
  "NotificationType",
  "notificationType",
  "eventType",
  "actionGroup",
  "apiPath",
  "directive",
  "header",
  "namespace",
  "CodePipeline.job",
  "configRuleInvokingEvent",
]);

/** Values that are words of a protocol: Alexa, Lex, CloudFormation, DynamoDB streams, WebSocket, Slack, LINE, Discord, Connect. */
const PROTOCOL_LABEL =
  /^(Create|Update|Delete|INSERT|MODIFY|REMOVE|CONNECT|DISCONNECT|MESSAGE|\$(connect|disconnect|default)|AMAZON\..+|.+Intent|(Launch|Intent|SessionEnded|CanFulfillIntent)Request|Alexa\..+|(Dialog|Fulfillment)CodeHook|GET|POST|PUT|PATCH|DELETE|OPTIONS|HEAD|url_verification|event_callback|block_actions|view_submission|view_closed|block_suggestion|message_action|shortcut|slash_command|app_mention|app_home_opened|message|postback|follow|unfollow|join|leave|createSecret|setSecret|testSecret|finishSecret|aws:\w+|ObjectCreated.*|ObjectRemoved.*|s3:.*|(Pre|Post|Custom|Define|Create|Verify)[A-Z]\w+_\w+|SubscriptionConfirmation|UnsubscribeConfirmation|Notification|Bounce|Complaint|Delivery|Send|Open|Click|Reject|Rendering Failure|(charge|customer|invoice|payment_intent|payment_method|checkout|account|payout|price|product|subscription|setup_intent|source)\..+|request:\w+|response:\w+|NEW_INBOUND_CALL|RINGING|CALL_ANSWERED|HANGUP|ACTION_SUCCESSFUL|ACTION_FAILED|EC2 .+|AWS .+|ECS .+|CONTROL_MESSAGE|DATA_MESSAGE|OK|ALARM|INSUFFICIENT_DATA|SUCCEEDED|FAILED|STOPPED|RUNNING|PENDING)$/;

/** @param path the way from the event to what is compared @param labels what it is compared with */
export function isProtocol(path: readonly string[], labels: readonly string[]): boolean {
  if (path.some((step) => PROTOCOL_STEPS.has(step))) return true;
  if (labels.some((label) => label.startsWith("/"))) return true;
  const known = labels.filter((label) => PROTOCOL_LABEL.test(label)).length;
  return known >= 2 || known * 2 >= labels.length;
}

/** Last words of field names that say what kind of work is meant. */
const KIND_WORDS = new Set([
  "type",
  "action",
  "actions",
  "command",
  "cmd",
  "operation",
  "op",
  "task",
  "job",
  "kind",
  "resource",
  "workflow",
  "topic",
  "event",
  "function",
  "func",
  "fn",
  "service",
  "process",
  "procedure",
  "trigger",
  "message",
  "handler",
  "module",
  "category",
  "request",
  "mode",
]);

/** Steps that only wrap a value: message attributes of SQS and SNS, DynamoDB's attribute values. */
const WRAPPERS = /^(stringValue|StringValue|Value|value|S)$/;

/** The name of the field a path leads to: `["event", …, "messageType", "stringValue"]` is `messageType`. */
export function fieldOf(path: readonly string[]): string | undefined {
  return path.findLast((step) => !WRAPPERS.test(step));
}

/** Does the field say what kind of work is meant: `type`, `eventType`, `action`, `detail-type`, `command`? */
export function isKindField(name: string): boolean {
  const words = wordsOf(name);
  const last = words[words.length - 1];
  return (
    last !== undefined && (KIND_WORDS.has(last) || (last === "name" && words.length > 1 && KIND_WORDS.has(words[words.length - 2] ?? "")))
  );
}

/** `createUserProfile`, `create_user_profile`, `create-user-profile` → create, user, profile. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}
