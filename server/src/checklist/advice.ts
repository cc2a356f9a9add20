/** What to do next about an item, and what comes first: what loses data or lets somebody in before what costs money before comfort. */
import type { ChecklistItem, Severity } from "../rules/rule.ts";
import type { AssessedItem } from "./assessment.ts";
import type { Item } from "./item.ts";

interface Advice {
  /** Where evidence speaks against the item. */
  readonly repair: string;
  /** Where nothing decides it. */
  readonly settle: string;
}

/** By item, the most dangerous first; each is one sentence. */
const ADVICE: Readonly<Record<ChecklistItem, Advice>> = {
  "secrets-managed": {
    repair: "Move the secret to Secrets Manager or Parameter Store, and replace the one that was written down.",
    settle: "Check where its passwords, keys and tokens come from.",
  },
  "least-privilege": {
    repair: "Name the actions and resources that the code uses, and allow nothing else.",
    settle: "Compare what its role allows with what its code calls.",
  },
  idempotent: {
    repair:
      "Let the same event arrive twice without harm: use an idempotency key or a write with a condition, and keep nothing of a request.",
    settle: "Check what happens when the same event arrives twice.",
  },
  "failure-destination": {
    repair: "Give failed events a place to go: a dead-letter queue or a failure destination.",
    settle: "Check where an event goes that fails every time.",
  },
  "retries-understood": {
    repair: "Let what is temporary be tried again, and let what can never succeed end at once.",
    settle: "Check which errors are tried again, how often, and what happens then.",
  },
  "concurrency-limited": {
    repair: "Limit how many copies of the function run at once, so that what it calls is not overrun.",
    settle: "Check how many calls at once the systems behind it can take.",
  },
  "connections-managed": {
    repair: "Reuse database connections, or share them through RDS Proxy.",
    settle: "Check how many database connections all of its copies open together.",
  },
  "timeout-chosen": {
    repair: "Set a timeout that fits the work and what waits for it.",
    settle: "Check that its timeout fits the work and what waits for it.",
  },
  "event-source-fits": {
    repair: "Change the trigger, or how it is set up, to fit the work.",
    settle: "Check that what invokes it fits the work: how it retries, batches and scales.",
  },
  "metrics-and-alarms": {
    repair: "Add alarms for errors, throttles, duration and what is left in the dead-letter queue.",
    settle: "Check who is told, and how, when it fails.",
  },
  "rollback-known": {
    repair: "Prepare the way back: an alias to move, or a deployment that goes back by itself.",
    settle: "Write down how to go back to the version before, and try it once.",
  },
  "safe-rollout": {
    repair: "Deploy versions behind an alias, and shift traffic step by step.",
    settle: "Check how a new version takes over, and what stops a bad one.",
  },
  "tests-cover": {
    repair: "Test the handler and what it decides, and its talk with AWS in an integration test.",
    settle: "Check that tests cover what must not break.",
  },
  "structured-logs": {
    repair: "Log JSON with the request's id, and no more of the event than is needed.",
    settle: "Check that its logs can be searched by field, and tell why something failed.",
  },
  "tracing-or-correlation": {
    repair: "Turn on tracing, or pass a correlation id along.",
    settle: "Check that one request can be followed through all systems it crosses.",
  },
  "single-responsibility": {
    repair: "Give each kind of work a function of its own.",
    settle: "Check that it does one job that can be said in one sentence.",
  },
  "cost-watched": {
    repair: "Stop what costs money for nothing, and watch the rest with a budget or an alarm.",
    settle: "Check that somebody is told when it costs more than usual.",
  },
  "memory-measured": {
    repair: "Measure it with realistic payloads, and set the memory size by what you see.",
    settle: "Measure it with realistic payloads, for example with AWS Lambda Power Tuning.",
  },
  "sdk-clients-reused": {
    repair: "Create SDK clients outside the handler, once for each environment.",
    settle: "Check that its SDK clients are created outside the handler.",
  },
};

const WEIGHT: ReadonlyMap<string, number> = new Map(Object.keys(ADVICE).map((id, index) => [id, index]));
const SEVERITIES: readonly Severity[] = ["error", "warning", "info", "hint"];

/**
 * What to do next about an item, in one sentence.
 * @returns null where nothing is to be done: it is met, answered, or does not apply
 */
export function adviceFor(assessed: AssessedItem, item: Pick<Item, "id" | "manual">): string | null {
  const { repair, settle } = ADVICE[item.id];
  if (assessed.status === "failing")
    return assessed.isContradicted ? `Somebody answered "met", and evidence says otherwise. ${repair}` : repair;
  if (assessed.isContradicted) return 'Look again: somebody answered "not needed", and evidence says that it is.';
  if (assessed.status !== "not seen" || !assessed.applies) return null;
  return item.manual === undefined ? settle : `${settle.slice(0, -1)}; only a person can answer this.`;
}

/** Of an item's findings the worst; null without any. */
export function worstSeverity({ evidence }: AssessedItem): Severity | null {
  return SEVERITIES.find((severity) => evidence.some((each) => each.says === "finding" && each.severity === severity)) ?? null;
}

/**
 * The items of a function, what is most urgent first: what fails, by its worst finding; answers that evidence contradicts; what nothing
 * decides; what is answered, met, or does not apply. Within these by what is at stake.
 */
export function byRisk<T extends AssessedItem>(items: readonly T[]): T[] {
  const rank = (item: T): number => {
    const severity = SEVERITIES.indexOf(worstSeverity(item) ?? "hint");
    return (urgency(item) * SEVERITIES.length + severity) * WEIGHT.size + (WEIGHT.get(item.id) ?? 0);
  };
  return [...items].sort((a, b) => rank(a) - rank(b));
}

function urgency({ status, applies, isContradicted }: AssessedItem): number {
  if (status === "failing") return 0;
  if (isContradicted) return 1;
  if (status === "not seen") return applies ? 2 : 5;
  return status === "yours" ? 3 : 4;
}
