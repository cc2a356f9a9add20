/**
 * What a name says of the literal it is given: `DB_PASSWORD` holds a secret, `PASSWORD_FIELD` and `tokenUrl` do not.
 *
 * A name is a noun phrase and its last noun is what the value is, so only the head counts; what stands after the secret's
 * noun (`_FIELD`, `_ARN`, `Type`) makes it a name of something else.
 */

import { DATABASE, KEY_QUALIFIERS, NEUTRAL_TAIL, NOT_SECRET, OTHER_TAIL, OTHER_TOKENS } from "./words.ts";

export type SecretNoun = "password" | "secret" | "token" | "key" | "auth";

export interface NamedSecret {
  readonly noun: SecretNoun;
  /** The name ends in the noun; else something follows that says nothing against it (`API_KEY_OPENWEATHER`). */
  readonly isHead: boolean;
  /** With article, as messages say it: "a database password". */
  readonly kind: string;
}

const NOUNS: Readonly<Record<string, SecretNoun>> = {
  password: "password",
  passwd: "password",
  passphrase: "password",
  pwd: "password",
  pass: "password",
  passcode: "password",
  psw: "password",
  pword: "password",
  pw: "password",
  passwrd: "password",
  senha: "password",
  contrasena: "password",
  kennwort: "password",
  secret: "secret",
  token: "token",
  jwt: "token",
  bearer: "token",
  auth: "auth",
  authorization: "auth",
  credential: "auth",
  credentials: "auth",
  creds: "auth",
};

const GLUED_PARTS: Readonly<Record<string, readonly string[]>> = {
  apikey: ["api", "key"],
  apitoken: ["api", "token"],
  authtoken: ["auth", "token"],
  accesstoken: ["access", "token"],
  bottoken: ["bot", "token"],
  clientsecret: ["client", "secret"],
  appsecret: ["app", "secret"],
  apisecret: ["api", "secret"],
  accesskey: ["access", "key"],
  secretkey: ["secret", "key"],
  privatekey: ["private", "key"],
  authkey: ["auth", "key"],
  appkey: ["app", "key"],
  masterkey: ["master", "key"],
  encryptionkey: ["encryption", "key"],
  signingkey: ["signing", "key"],
};

/** Written as one word; longest first where one ends like another. */
const GLUED = new RegExp(
  `^(.*?)(${["password", "passwd", "passphrase", ...Object.keys(GLUED_PARTS), "secret", "pwd", "token"].join("|")})$`,
);

/** `dbPassword`, `DB_PASSWORD`, `db-password` and `dbpassword` all become db, password. */
export function tokensOf(name: string): string[] {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word.length > 0)
    .map((word) => word.toLowerCase());
  return words.flatMap(unglue);
}

function unglue(word: string): string[] {
  const bare = word.replace(/^([a-z]{3,})\d+$/, "$1");
  const glued = GLUED.exec(bare);
  if (glued === null) return [DATABASE.has(word) ? word : bare];
  const [, before = "", tail = ""] = glued;
  if (before === "" || before.length >= 2) return [...(before === "" ? [] : [before]), ...(GLUED_PARTS[tail] ?? [tail])];
  return [bare];
}

const known = new Map<string, NamedSecret | undefined>();

/** @returns undefined for a name that promises no secret. */
export function namedSecret(name: string): NamedSecret | undefined {
  if (known.has(name)) return known.get(name);
  if (known.size > 5000) known.clear();
  const result = readName(name);
  known.set(name, result);
  return result;
}

function readName(name: string): NamedSecret | undefined {
  const tokens = tokensOf(name);
  if (tokens.length === 0 || tokens.length > 8 || tokens.some((token) => NOT_SECRET.has(token))) return undefined;
  for (let at = tokens.length - 1; at >= 0; at--) {
    const noun = nounAt(tokens, at);
    if (noun === undefined) continue;
    const tail = tokens.slice(at + 1).filter((token) => !NEUTRAL_TAIL.has(token) && !/^\d+$/.test(token));
    if (tail.some((token) => OTHER_TAIL.has(token))) return undefined;
    return { noun, isHead: tail.length === 0, kind: kindOf(tokens, at, noun) };
  }
  return undefined;
}

function nounAt(tokens: readonly string[], at: number): SecretNoun | undefined {
  const token = tokens[at] ?? "";
  const before = tokens[at - 1] ?? "";
  if (token === "key") return KEY_QUALIFIERS.has(before) ? "key" : undefined;
  if (token === "token" && OTHER_TOKENS.has(before)) return undefined;
  return Object.hasOwn(NOUNS, token) ? NOUNS[token] : undefined;
}

function kindOf(tokens: readonly string[], at: number, noun: SecretNoun): string {
  const before = tokens[at - 1] ?? "";
  const isDatabase = tokens.some((token) => DATABASE.has(token));
  switch (noun) {
    case "password":
      return isDatabase ? "a database password" : "a password";
    case "secret":
      return before === "client" ? "a client secret" : before === "jwt" ? "a signing secret" : "a secret";
    case "token":
      if (before === "api") return "an API token";
      return before === "access" || before === "auth" ? `an ${before} token` : "a token";
    case "auth":
      return "a credential";
    case "key":
      return before === "access" && tokens[at - 2] === "secret" ? "an AWS secret key" : keyKind(before);
  }
}

function keyKind(qualifier: string): string {
  if (qualifier === "access" || qualifier === "api" || qualifier === "encryption" || qualifier === "account") {
    return qualifier === "api" ? "an API key" : `an ${qualifier} key`;
  }
  if (qualifier === "secret" || qualifier === "private" || qualifier === "signing" || qualifier === "master") return `a ${qualifier} key`;
  return "a key";
}

/** `API_KEYS`, `passwords`: a collection whose items are secrets. */
export function namedCollection(name: string): NamedSecret | undefined {
  if (name === "KEYS") return { noun: "key", isHead: true, kind: "a key" };
  if (!/s$|(?:map|dict|list|table|lookup|by_?[a-z]+)$/i.test(name)) return undefined;
  const singular = name
    .replace(/s$/i, "")
    .replace(/_?(?:map|dict|list|table|lookup|by_?[a-z]+)$/i, "")
    .replace(/s$/i, "");
  return singular === "" ? undefined : namedSecret(singular);
}

/** The name is one a message may show: an identifier, and nothing that could itself be the secret. */
export function canBeShown(name: string): boolean {
  return /^[A-Za-z_$][\w$.-]{0,59}$/.test(name) && !/\d{6,}/.test(name) && !/[A-Za-z0-9]{32,}/.test(name);
}

export function isDatabaseName(name: string): boolean {
  return tokensOf(name).some((token) => DATABASE.has(token));
}

/** `dbPassword` to `DB_PASSWORD`. */
export function environmentName(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toUpperCase();
}

/** The variable that holds a secret's name or ARN in Secrets Manager: `DB_PASSWORD_SECRET_ID`, `JWT_SECRET_ID`. */
export function secretIdName(environment: string): string {
  return environment.endsWith("_SECRET") ? `${environment}_ID` : `${environment}_SECRET_ID`;
}
