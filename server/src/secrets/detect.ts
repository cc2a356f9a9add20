/** Is this literal a secret? One question, asked of its text, then of its name, then of the place it stands in. */
import type { StringFact } from "../model/code.ts";
import { dsnPassword, type EmbeddedSecret, headerCredential, queryKey, urlPassword } from "./connections.ts";
import { type EnvironmentDefault, environmentDefault, isLookupName } from "./lookups.ts";
import { canBeShown, environmentName, isDatabaseName, type NamedSecret, namedCollection, namedSecret, tokensOf } from "./names.ts";
import { type FoundProviderSecret, providerSecret } from "./providers.ts";
import { isForLocalServer, isNameOfSecret, mayBeGiven, type SinkProgram, sinkOf } from "./sinks.ts";
import { surroundingsOf } from "./surroundings.ts";
import { isLikelyPassword, isLikelyToken, isPlaceholder, isWorkingWord, looksRandom } from "./values.ts";

export interface Secret {
  /** With article: "a database password". Never anything of the secret. */
  readonly kind: string;
  /** The name a message may show, or null. */
  readonly variable: string | null;
  /** The environment variable to read it from. */
  readonly environment: string;
  /** The secret is only this part of the decoded text; what is around it stays useful without it. */
  readonly part: { readonly start: number; readonly end: number; readonly whole: boolean } | null;
  /** The literal is the default of this look-up. */
  readonly lookup: EnvironmentDefault | null;
}

const LONGEST = 20_000;
/** The runtime sets these itself, with the credentials of the function's role. */
const RESERVED = /^(?:AWS_(?:ACCESS_KEY|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SECRET_KEY|SESSION_TOKEN)|_.*)$/;

/** @returns undefined for what is no secret, or cannot be told. */
export function findSecret(fact: StringFact, program: SinkProgram): Secret | undefined {
  const { text } = fact;
  if (text.length < 4 || text.length > LONGEST) return undefined;
  const provider = providerSecret(text);
  if (provider !== undefined) return describeProvider(fact, provider);
  if (splitPrivateKey(fact)) return describe(fact, "a private key", "PRIVATE_KEY", null);
  const embedded = urlPassword(text) ?? dsnPassword(text) ?? queryKey(text) ?? headerCredential(text);
  if (embedded !== undefined) return describeEmbedded(fact, embedded);
  return text.includes("\u0000") ? undefined : bySurroundings(fact, program);
}

function bySurroundings(fact: StringFact, program: SinkProgram): Secret | undefined {
  const { text } = fact;
  const lookup = environmentDefault(fact);
  const name = lookup?.variable ?? (fact.role === "none" ? null : fact.name);
  const isCallee = lookup === undefined && fact.role === "argument";
  const isOther = name === null || (lookup === undefined && isLookupName(fact)) || (isCallee && !SETTER.test(name));
  const named = isOther ? undefined : (namedSecret(name) ?? keyOf(fact, name));
  if (named !== undefined && name !== null && holdsSecret(named, text) && !repeatsName(name, text) && !isNameOfSecret(fact)) {
    if (named.noun === "password" && isForLocalServer(fact)) return undefined;
    return describe(fact, named.kind, ownName(fact, name, named), lookup ?? null);
  }
  if (lookup !== undefined) return undefined;
  if (fact.role !== "compare" && mayBeGiven(fact) && isWorkingWord(text)) {
    const sink = sinkOf(fact, program);
    if (sink?.isCertain || (sink !== undefined && !WEAKEST.test(text) && !isPlaceholder(text.replace(/\bmy(?=[-_A-Z])/, ""))))
      return describe(fact, sink.kind, specificName(fact, sink.environment), null);
  }
  return inCollection(fact);
}

/** Functions that take over what they are given: `setApiKey("…")`. */
const SETTER = /^(?:set|with|use|add)/i;
/** A form of words rather than a password even where one is expected. */
const WEAKEST = /^(?:password|passwd|pass|user|guest|secret|username|utf-?8|sha\d+|hs\d+|rs\d+|base64|hex|latin1|ascii)$/i;

/** Does the text look like what the name promises? */
export function holdsSecret(named: NamedSecret, text: string): boolean {
  if (!named.isHead) return text.length >= 16 && isLikelyToken(text) && looksRandom(text.replace(/[-_.=+/~:]/g, ""), 16);
  switch (named.noun) {
    case "password":
      return isLikelyPassword(text);
    case "auth":
      return isLikelyToken(text) && looksRandom(text.replace(/[-_.=+/~:]/g, ""), 20);
    default:
      return isLikelyToken(text);
  }
}

/** `api: { key: "…" }`: the two names make one. */
function keyOf(fact: StringFact, name: string): NamedSecret | undefined {
  if (fact.role !== "property" || !/^key$/i.test(name) || !looksRandom(fact.text, 16)) return undefined;
  return namedSecret(`${surroundingsOf(fact.scope.module, fact.start).names.at(-2) ?? ""}_key`);
}

/** `{ apiKey: "api-key-2" }`: an enumeration or a map of names. */
export function repeatsName(name: string, text: string): boolean {
  if (!/^[\w.-]+$/.test(text)) return false;
  const flat = (one: string): string => one.toLowerCase().replace(/[^a-z0-9]/g, "");
  return flat(text).replace(/\d+$/, "") === flat(name).replace(/\d+$/, "");
}

/** Items of `API_KEYS = { … }`, `TOKENS = [ … ]`. */
function inCollection(fact: StringFact): Secret | undefined {
  const { text } = fact;
  if (text.length < 8 || fact.role === "argument" || fact.role === "compare") return undefined;
  const isRandom = looksRandom(text.replace(/[-_.=+/~:]/g, ""), 16) && isLikelyToken(text);
  if (!isRandom && !isLikelyPassword(text)) return undefined;
  const { names } = surroundingsOf(fact.scope.module, fact.start);
  for (const container of names.slice(0, fact.role === "none" ? undefined : -1).reverse()) {
    const named = namedCollection(container);
    if (named === undefined || (!isRandom && named.noun !== "password")) continue;
    const key =
      fact.name !== null && fact.role === "property" && canBeShown(fact.name) ? `${fact.name}_${container.replace(/s$/i, "")}` : container;
    return { ...describe(fact, named.kind, environmentName(key), null), variable: canBeShown(container) ? container : null };
  }
  return undefined;
}

/** A key written as several literals put together with `+`: the header alone tells nothing, the line after it does. */
function splitPrivateKey(fact: StringFact): boolean {
  if (!/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s*$/.test(fact.text)) return false;
  const after = fact.scope.module.text.slice(fact.end, fact.end + 200);
  return /^\s*[+,]\s*[brf]?["'`](?:\\n)?[A-Za-z0-9+/=]{40,}/.test(after);
}

function describeProvider(fact: StringFact, provider: FoundProviderSecret): Secret {
  const secret = describe(fact, provider.kind, specificName(fact, provider.environment), environmentDefault(fact) ?? null);
  const isWhole = fact.text.trim().length === provider.end - provider.start || /_URL$|^PRIVATE_KEY$/.test(provider.environment);
  return isWhole
    ? secret
    : { ...secret, environment: provider.environment, part: { start: provider.start, end: provider.end, whole: false } };
}

function describeEmbedded(fact: StringFact, embedded: EmbeddedSecret): Secret {
  const lookup = environmentDefault(fact) ?? null;
  const whole = /_(?:URL|URI|DSN)$/.test(embedded.environment) && !fact.text.includes("\u0000");
  const environment = lookup?.variable ?? (whole ? specificName(fact, embedded.environment) : embeddedName(embedded));
  return { ...describe(fact, embedded.kind, environment, lookup), part: { start: embedded.start, end: embedded.end, whole } };
}

function embeddedName(embedded: EmbeddedSecret): string {
  if (!/_(?:URL|URI|DSN)$/.test(embedded.environment)) return embedded.environment;
  return embedded.kind.includes("database") ? "DB_PASSWORD" : embedded.environment.replace(/_(?:URL|URI|DSN)$/, "_PASSWORD");
}

function describe(fact: StringFact, kind: string, environment: string, lookup: EnvironmentDefault | null): Secret {
  const shown = lookup?.variable ?? (fact.role === "none" ? null : fact.name);
  const safe = environment === "" || /^\d/.test(environment) ? "APP_SECRET" : environment;
  return {
    kind: kind === "a password" && ((shown !== null && isDatabaseName(shown)) || isDatabaseCall(fact)) ? "a database password" : kind,
    variable: shown !== null && canBeShown(shown) ? shown : null,
    environment: RESERVED.test(safe) ? `APP_${safe}` : safe,
    part: null,
    lookup,
  };
}

/** A name of two words or more says enough to be the variable's; `key`, `url` or a callee's name does not. */
function specificName(fact: StringFact, fallback: string): string {
  const lookup = environmentDefault(fact);
  if (lookup !== undefined) return lookup.variable;
  const { name } = fact;
  if (name === null || !canBeShown(name) || !/^(?:variable|property|keyword|default)$/.test(fact.role)) return fallback;
  const isTelling = tokensOf(name).length >= 2 && (namedSecret(name) !== undefined || /ur[il]$|dsn$|string$|webhook$|key_?id$/i.test(name));
  return isTelling ? environmentName(name) : fallback;
}

function ownName(fact: StringFact, name: string, named: NamedSecret): string {
  if (fact.role === "argument") return environmentName(name.replace(SETTER, ""));
  if (tokensOf(name).length === 1 && named.noun === "password" && isDatabaseCall(fact)) return "DB_PASSWORD";
  return environmentName(name).replace(/^X_(?=API)/, "");
}

/** The options beside it are those of a connection. */
function isDatabaseCall(fact: StringFact): boolean {
  const { map, call } = surroundingsOf(fact.scope.module, fact.start);
  const keys = map !== null ? map.entries.map((entry) => entry.key ?? "") : (call?.call.args.map((one) => one.name ?? "") ?? []);
  return (
    keys.some((key) => /^(?:database|dbname|db)$/i.test(key)) ||
    (keys.some((key) => /^(?:host|hostname|server)$/i.test(key)) && keys.some((key) => /^user(?:name)?$/i.test(key)))
  );
}
