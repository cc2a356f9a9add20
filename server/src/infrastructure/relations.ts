/** Which queues and topics take what failed, in any stack of the workspace. */
import { isAbsent, property } from "../model/expressions.ts";
import type { Expression, Resource } from "../model/infrastructure.ts";
import type { StackFacts } from "./facts.ts";
import { type Claim, claimOf, nameProperty, spelling } from "./names.ts";

/** Under these keys stands where failed events go, whichever resource they are of. */
const FAILURE_KEYS = /^(?:deadLetterTargetArn|DeadLetterConfig|DeadLetterQueue|OnFailure)$/i;
const SAYS_SO = /dlq|dead[-_ ]?letter/i;

export interface DeadLetters {
  has(resource: Resource): boolean;
}

export function deadLettersIn(stacks: readonly StackFacts[]): DeadLetters {
  const named = new Set<Resource>();
  const claims = new Map<string, Claim>();
  for (const facts of stacks) {
    for (const value of failureValues(facts)) {
      const found = facts.named(value);
      for (const resource of found) named.add(resource);
      const claim = found.length > 0 ? undefined : claimIn(value);
      if (claim !== undefined) claims.set(claim.name, claim);
    }
  }
  return {
    has: (resource) =>
      named.has(resource) ||
      !isAbsent(resource, "RedriveAllowPolicy") ||
      SAYS_SO.test(resource.id) ||
      SAYS_SO.test(spelling(nameProperty(resource)) ?? "") ||
      isClaimed(resource, claims),
  };
}

function* failureValues(facts: StackFacts): Generator<Expression> {
  for (const resource of facts.stack.resources.values()) yield* failuresOf(resource.properties);
}

function* failuresOf(value: Expression): Generator<Expression> {
  if (value.kind === "map") {
    for (const [key, entry] of value.entries) {
      if (FAILURE_KEYS.test(key)) yield entry.value;
      else yield* failuresOf(entry.value);
    }
  } else if (value.kind === "list") for (const item of value.items) yield* failuresOf(item);
  else if (value.kind === "choice") for (const option of value.options) yield* failuresOf(option);
}

/** The name of a queue of another stack. */
function claimIn(value: Expression): Claim | undefined {
  if (value.kind === "map") {
    const inner = ["TargetArn", "Arn", "Destination", "QueueLogicalId"]
      .map((key) => property(value, key))
      .find((part) => part !== undefined);
    return inner === undefined ? undefined : claimIn(inner);
  }
  const text = spelling(value);
  return text?.includes("arn:") ? claimOf(text) : undefined;
}

function isClaimed(resource: Resource, claims: ReadonlyMap<string, Claim>): boolean {
  const claim = claims.get(spelling(nameProperty(resource)) ?? "");
  return claim?.types?.includes(resource.type) ?? false;
}
