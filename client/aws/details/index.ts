/** All that is known of one function beyond ListFunctions. */
import type { DeployedAlias, DeployedConfiguration, DeployedFunction } from "../../../server/src/protocol.ts";
import type { Clients } from "../clients.ts";
import { whereKnown } from "../configuration.ts";
import type { FunctionDetails } from "../contract.ts";
import { type Failure, isDenied } from "../failure.ts";
import { kept, type Limit, limit } from "../sharing.ts";
import { type Alarms, alarmsOn, readAlarms } from "./alarms.ts";
import { readEventSources } from "./eventSources.ts";
import {
  readAccount,
  readAsyncInvocation,
  readLogRetention,
  readProvisionedConcurrency,
  readReservedConcurrency,
  readUrlAuthType,
} from "./settings.ts";
import { readAliases, readVersions } from "./versions.ts";

/** Requests for details that are under way at once, of all functions together: Lambda answers 15 a second of an account's. */
const AT_ONCE = 4;
/** Milliseconds: alarms and limits seldom change, and are the same for all functions. */
const KEPT = 5 * 60_000;

/** What was read, or that it may not be. */
type Told<Value> = { readonly value: Value } | { readonly denial: Failure };

/** What the details of all functions of a connection share. */
export interface Shared {
  readonly limit: Limit;
  readonly now: () => number;
  readonly account: (signal: AbortSignal) => Promise<Told<DeployedFunction["account"] | undefined>>;
  readonly alarms: (signal: AbortSignal) => Promise<Told<Alarms>>;
}

export function shareDetails(clients: Clients, now: () => number): Shared {
  // Several may wait for it: who no longer wants it does not end it for the others. Closing the connection does.
  const unending = new AbortController().signal;
  return {
    limit: limit(AT_ONCE),
    now,
    // A denial is kept too: it holds for all functions.
    account: kept(() => told(readAccount(clients, unending)), KEPT, now),
    alarms: kept(() => told(readAlarms(clients, unending)), KEPT, now),
  };
}

/**
 * See `Aws.details`.
 * @param listed Its configuration as it was listed: holds where versions may not be listed.
 */
export async function readDetails(
  clients: Clients,
  shared: Shared,
  name: string,
  listed: DeployedConfiguration | undefined,
  signal: AbortSignal,
): Promise<FunctionDetails> {
  const giveUp = new AbortController();
  try {
    return await detailsOf({ clients, shared, name, listed, signal: AbortSignal.any([signal, giveUp.signal]) });
  } catch (error) {
    // Nobody wants the other answers, once one is missing.
    giveUp.abort(error);
    throw error;
  }
}

interface Wanted {
  readonly clients: Clients;
  readonly shared: Shared;
  readonly name: string;
  readonly listed: DeployedConfiguration | undefined;
  readonly signal: AbortSignal;
}

async function detailsOf({ clients, shared, name, listed, signal }: Wanted): Promise<FunctionDetails> {
  const denials: Denials = new Map();
  const ask = <Value>(read: () => Promise<Value>) => allowed(told(shared.limit(read)), denials);
  const readAt = new Date(shared.now()).toISOString();
  const versions = ask(() => readVersions(clients, name, signal));
  const configuration = versions.then((known) => known?.configuration ?? listed);
  const aliases = ask(() => readAliases(clients, name, signal));
  const facts = await settled({
    reservedConcurrency: ask(() => readReservedConcurrency(clients, name, signal)),
    account: allowed(shared.account(signal), denials),
    provisionedConcurrency: ask(() => readProvisionedConcurrency(clients, name, signal)),
    aliases,
    versions: versions.then((known) => known?.published),
    eventSources: aliases.then((known = []) => ask(() => readEventSources(clients, name, namesOf(known), signal))),
    asyncInvocation: ask(() => readAsyncInvocation(clients, name, signal)),
    urlAuthType: ask(() => readUrlAuthType(clients, name, signal)),
    logRetention: configuration.then((known) => ask(() => readLogRetention(clients, logGroupOf(name, known), signal))),
    all: allowed(shared.alarms(signal), denials),
  });
  const current = await configuration;
  if (!current) throw denials.get("lambda:ListVersionsByFunction");
  const { all, ...known } = facts;
  return {
    name,
    region: clients.region,
    readAt,
    configuration: current,
    ...whereKnown({ ...known, alarms: all && alarmsOn(all, name, queuesOf(current, known)) }),
    denied: [...denials.keys()].sort(),
    deployments: (await versions)?.deployments ?? [],
  };
}

/** By action. */
type Denials = Map<string, Failure>;

async function told<Value>(answer: Promise<Value>): Promise<Told<Value>> {
  try {
    return { value: await answer };
  } catch (error) {
    if (isDenied(error)) return { denial: error };
    throw error;
  }
}

/** What was told; undefined, and among the denials, where it was denied. */
async function allowed<Value>(answer: Promise<Told<Value>>, denials: Denials): Promise<Value | undefined> {
  const told = await answer;
  if ("value" in told) return told.value;
  denials.set(told.denial.action ?? "", told.denial);
  return undefined;
}

/** All answers by their names. */
async function settled<Answers extends object>(answers: Answers): Promise<{ [Key in keyof Answers]: Awaited<Answers[Key]> }> {
  const entries = Object.entries(answers).map(async ([key, answer]) => [key, await answer] as const);
  return Object.fromEntries(await Promise.all(entries)) as { [Key in keyof Answers]: Awaited<Answers[Key]> };
}

function namesOf(aliases: readonly DeployedAlias[]): string[] {
  return aliases.map((alias) => alias.name);
}

function logGroupOf(name: string, configuration: DeployedConfiguration | undefined): string {
  return configuration?.logGroup ?? `/aws/lambda/${name}`;
}

/** Where events go that could not be processed, as ARNs: the dead-letter queue and the failure destinations. */
function queuesOf(
  { deadLetterTarget }: DeployedConfiguration,
  { asyncInvocation, eventSources }: { readonly [Key in "asyncInvocation" | "eventSources"]: DeployedFunction[Key] | undefined },
): string[] {
  const all = [deadLetterTarget, asyncInvocation?.onFailure, ...(eventSources ?? []).map((each) => each.onFailure)];
  return all.filter((arn) => typeof arn === "string");
}
