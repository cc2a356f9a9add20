/** From CloudFormation's properties to the framework's keys, by the tables of the vocabulary. */
import type { Word } from "../../vocabulary/dialects/serverless.ts";
import { destinationType, isNewList, isNewMap, tagMap } from "../cloudformation/values.ts";
import { isReference } from "../data/values.ts";
import type { NewValue } from "../template.ts";
import type { Session } from "./session.ts";

/** Something to write, in the framework's words. */
export interface Wording {
  /** From the map of the function or event; items of lists by number. */
  readonly path: readonly string[];
  readonly value: NewValue;
}

/** The wordings of a property; undefined where the framework has no word for all of it. */
export function worded(session: Session, words: readonly Word[], path: readonly string[], value: NewValue): readonly Wording[] | undefined {
  const written = path.join(".");
  if (written === "Tags") {
    const tags = tagMap(value);
    return tags && Object.entries(tags).map(([name, one]) => ({ path: ["tags", name], value: one }));
  }
  const exact = words.find(({ property }) => property === written);
  if (exact !== undefined) {
    const one = suited(session, exact, value);
    return one === undefined ? undefined : [{ path: exact.key.split("."), value: one }];
  }
  const outer = words.find(({ property, form }) => form === "same" && written.startsWith(`${property}.`));
  if (outer !== undefined) return [{ path: [...outer.key.split("."), ...path.slice(outer.property.split(".").length)], value }];
  return inside(session, words, path, value);
}

/** A map or list of properties, part by part. */
function inside(session: Session, words: readonly Word[], path: readonly string[], value: NewValue): readonly Wording[] | undefined {
  const parts = isNewList(value) ? value.entries() : isNewMap(value) ? Object.entries(value) : undefined;
  if (parts === undefined || !words.some(({ property }) => property.startsWith(`${path.join(".")}.`))) return undefined;
  const found: Wording[] = [];
  for (const [name, one] of parts) {
    const inner = worded(session, words, [...path, String(name)], one);
    if (inner === undefined) return undefined;
    found.push(...inner);
  }
  return found;
}

/** Where a property would stand, whatever its value is. */
export function wordedPath(words: readonly Word[], path: readonly string[]): readonly string[] | undefined {
  const written = path.join(".");
  if (written === "Tags" || written.startsWith("Tags.")) return undefined;
  const word = words.find(({ property, form }) => property === written || (form === "same" && written.startsWith(`${property}.`)));
  return word && [...word.key.split("."), ...path.slice(word.property.split(".").length)];
}

function suited(session: Session, { form }: Word, value: NewValue): NewValue | undefined {
  switch (form) {
    case "same":
    case "mode":
      return value;
    case "one-item":
      return isNewList(value) ? (value.length === 1 ? value[0] : undefined) : value;
    case "patterns":
      return patterns(value);
    case "apply-on":
      return value === "PublishedVersions" ? true : value === "None" ? false : undefined;
    case "enabled":
      return value === "ENABLED" ? true : value === "DISABLED" ? false : undefined;
    case "iam-only":
      return value === "AWS_IAM" ? "aws_iam" : undefined;
    case "redrive":
      return isReferenceTo(session, value, "AWS::SQS::Queue") ? logicalIdIn(session, value) : undefined;
    case "topic":
      return isReferenceTo(session, value, "AWS::SNS::Topic") || (typeof value === "string" && /^arn:[\w-]+:sns:/.test(value))
        ? value
        : undefined;
    case "destination":
      return destination(session, value);
  }
}

/** `{Filters: [{Pattern}]}`; patterns may be given as JSON's text. */
function patterns(value: NewValue): NewValue | undefined {
  const filters = isNewMap(value) ? value.Filters : undefined;
  if (!isNewList(filters)) return undefined;
  const found = filters.map((filter) => (isNewMap(filter) ? parsed(filter.Pattern) : undefined));
  return found.every((pattern) => pattern !== undefined) ? found : undefined;
}

function parsed(pattern: NewValue | undefined): NewValue | undefined {
  if (typeof pattern !== "string") return pattern;
  try {
    return JSON.parse(pattern) as NewValue;
  } catch {
    return undefined;
  }
}

function isReferenceTo(session: Session, value: NewValue, type: string): boolean {
  return typeof value === "object" && isReference(value) && session.typeOf(value) === type;
}

function logicalIdIn(session: Session, value: NewValue): string | undefined {
  return typeof value === "object" && isReference(value) ? session.logicalIdOf(value) : undefined;
}

const DESTINATIONS: Readonly<Record<string, string>> = { SQS: "sqs", SNS: "sns", Lambda: "function", EventBridge: "eventBus" };

/** An ARN that is text, the key of a function, or `{type, arn}`. */
function destination(session: Session, value: NewValue): NewValue | undefined {
  if (typeof value === "string") return value.startsWith("arn:") ? value : undefined;
  if (typeof value !== "object" || !isReference(value)) return undefined;
  const type = DESTINATIONS[destinationType(value, session.typeOf) ?? ""];
  if (type === "function") return session.functionOf(value);
  if (type === undefined) return undefined;
  // What `Ref` gives of a topic is its ARN, of a queue its address.
  const isArn = value.$attribute !== null || type === "sns";
  return isArn ? { type, arn: value } : undefined;
}
