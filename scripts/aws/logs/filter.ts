/** FilterLogEvents and DescribeLogGroups. */
import type { Json, JsonObject } from "../check.ts";
import { AwsError } from "../error.ts";
import { placeOf, tokenOf } from "../places.ts";
import { eventsOf, type LogGroup, type LogStore } from "./store.ts";

/** "This operation can return empty results while there are more log events available through the token"; a page is 1 MB or 10,000 events. */
const bytesOfPage = 1_048_576;
const eventsOfPage = 10_000;

export function groupOf(store: LogStore, region: string, input: JsonObject): LogGroup {
  const name = String(input.logGroupName ?? input.logGroupIdentifier ?? "").replace(/^arn:.*:log-group:([^:]+).*$/, "$1");
  const group = store.find(region, name);
  if (!group) throw new AwsError("ResourceNotFoundException", "The specified log group does not exist.");
  return group;
}

export function filterLogEvents(store: LogStore, region: string, input: JsonObject, now: number): JsonObject {
  const group = groupOf(store, region, input);
  const matches = matcher(String(input.filterPattern ?? ""));
  const skipped = placeOf(input.nextToken, "InvalidParameterException");
  const limit = Number(input.limit ?? eventsOfPage);
  const prefix = String(input.logStreamNamePrefix ?? "");
  const from = Number(input.startTime ?? 0);
  const to = Math.min(Number(input.endTime ?? now) + 1, now);
  const events: Json[] = [];
  let place = 0;
  let bytes = 0;
  for (const { timestamp, message, stream } of eventsOf(group, from, to, input.startFromHead === false)) {
    if (!matches(message) || !stream.startsWith(prefix) || place++ < skipped) continue;
    bytes += message.length;
    if (events.length === limit || bytes > bytesOfPage) return { events, searchedLogStreams: [], nextToken: tokenOf(place - 1) };
    events.push({ timestamp, message, logStreamName: stream, ingestionTime: timestamp + 500, eventId: `${timestamp}${place}` });
  }
  return { events, searchedLogStreams: [] };
}

/** Terms of a filter pattern: all plain ones, any of those with `?`, none of those with `-`. */
function matcher(pattern: string): (message: string) => boolean {
  if (/^\s*[{[]/.test(pattern))
    throw new AwsError("InvalidParameterException", `Patterns for JSON and columns are not emulated: ${pattern}`);
  const terms = [...pattern.matchAll(/([?-]?)(?:"([^"]*)"|(\S+))/g)].map(([, sign = "", quoted, plain]) => ({
    sign,
    text: quoted ?? plain ?? "",
  }));
  const of = (sign: string) => terms.filter((term) => term.sign === sign).map(({ text }) => text);
  const [all, any, none] = [of(""), of("?"), of("-")];
  return (message) =>
    all.every((text) => message.includes(text)) &&
    (any.length === 0 || any.some((text) => message.includes(text))) &&
    !none.some((text) => message.includes(text));
}

export function describeLogGroups(store: LogStore, region: string, input: JsonObject): JsonObject {
  const { logGroupNamePrefix, logGroupNamePattern, logGroupIdentifiers } = input;
  if (logGroupNamePrefix !== undefined && logGroupNamePattern !== undefined) {
    throw new AwsError("InvalidParameterException", "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
  }
  const named = Array.isArray(logGroupIdentifiers)
    ? logGroupIdentifiers.map((one) => String(one).replace(/^arn:.*:log-group:/, ""))
    : undefined;
  const found = store
    .groups(region)
    .filter(({ name }) => name.startsWith(String(logGroupNamePrefix ?? "")) && name.includes(String(logGroupNamePattern ?? "")))
    .filter(({ name }) => named === undefined || named.includes(name));
  const begin = placeOf(input.nextToken, "InvalidParameterException");
  const end = begin + Number(input.limit ?? 50);
  return { logGroups: found.slice(begin, end).map(described), ...(end < found.length && { nextToken: tokenOf(end) }) };
}

function described({ name, region, retention, created, storedBytes }: LogGroup): JsonObject {
  const arn = `arn:aws:logs:${region}:123456789012:log-group:${name}`;
  return {
    logGroupName: name,
    creationTime: created,
    metricFilterCount: 0,
    arn: `${arn}:*`,
    logGroupArn: arn,
    storedBytes,
    logGroupClass: "STANDARD",
    ...(retention !== null && { retentionInDays: retention }),
  };
}
