/** Passwords inside of longer texts: connection URLs, `key=value` DSNs, request URLs, authorization headers. */
import { isLikelyPassword, isLikelyToken, isPlaceholder, isWordy, isWorkingWord, looksRandom } from "./values.ts";

export interface EmbeddedSecret {
  readonly kind: string;
  /** Where the secret part stands in the text. */
  readonly start: number;
  readonly end: number;
  /** The variable such a text usually is read from, whole. */
  readonly environment: string;
}

const URL_WITH_PASSWORD = /([a-z][a-z0-9+.-]{1,30}):\/\/([^\s:/?#@"'<>`]*):([^\s/"'`@]{1,200}|[^\s"'`]{1,200})@([^\s/?#"'`,]*)/i;
const WEAK_PASSWORDS = new Set([
  "password",
  "passwd",
  "pass",
  "pwd",
  "secret",
  "username",
  "user",
  "pw",
  "p4ssw0rd",
  "mypassword",
  "userpassword",
]);
const SERVERS: readonly [RegExp, string, string][] = [
  [/^postgres|^cockroach|^redshift/, "a database password", "DATABASE_URL"],
  [/^mysql|^mariadb|^mssql|^sqlserver|^oracle|^snowflake|^clickhouse|^jdbc/, "a database password", "DATABASE_URL"],
  [/^mongodb/, "a database password", "MONGODB_URI"],
  [/^rediss?/, "a Redis password", "REDIS_URL"],
  [/^amqps?/, "a broker password", "AMQP_URL"],
  [/^neo4j|^bolt/, "a database password", "NEO4J_URL"],
  [/^smtps?/, "a mail password", "SMTP_URL"],
  [/^s?ftps?/, "an FTP password", "FTP_URL"],
];

/** A host that is someone's server, not this machine, a container beside it or an example. */
export function isRemoteHost(host: string): boolean {
  const name = host.toLowerCase().replace(/:\d*$/, "");
  if (name.includes("\u0000")) return true;
  if (!name.includes(".") || isPlaceholder(name)) return false;
  return !/^(?:127\.|0\.0\.0\.0|host\.docker\.internal|localhost)|\.local$|\.localhost$|^(?:www\.)?(?:foo|bar|domain|test|mysite|mydomain|server|host)\.\w+$|(?:^|\.)example\./.test(
    name,
  );
}

/** `postgresql://user:password@host`, whatever the scheme. */
export function urlPassword(text: string): EmbeddedSecret | undefined {
  if (!text.includes("://")) return undefined;
  const match = URL_WITH_PASSWORD.exec(text);
  if (match === null) return undefined;
  const [, scheme = "", user = "", password = "", host = ""] = match;
  const start = match.index + scheme.length + 3 + user.length + 1;
  if (!isUrlPassword(user, decode(password), host)) return undefined;
  const server = SERVERS.find(([pattern]) => pattern.test(scheme.toLowerCase()));
  return { kind: server?.[1] ?? "a password in a URL", start, end: start + password.length, environment: server?.[2] ?? "SERVICE_URL" };
}

function isUrlPassword(user: string, password: string, host: string): boolean {
  if (/[\u0000{}<>]|^%s|\$[({A-Za-z_]/.test(password) || /[<>{}]/.test(host) || /^(?:https?|\/\/)/.test(password)) return false;
  if (password.length < 3 || WEAK_PASSWORDS.has(password.toLowerCase()) || isPlaceholder(password)) return false;
  if (/^\d{1,5}$/.test(password)) return false;
  if (/^(?:user(?:name)?|your.*|<.*)$/i.test(user) && isWordy(password)) return false;
  return isRemoteHost(host) || (isLikelyPassword(password) && !isNobodysHost(host));
}

/** This machine, or the name of an example. */
function isNobodysHost(host: string): boolean {
  return /example|your|^(?:host|server|hostname|localhost)\b|^127\.|^0\.0\.0\.0|^\[?::1|^host\.docker/i.test(host);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const DSN_PASSWORD = /(?:^|[\s;,"'])(?:password|passwd|pwd)\s*=\s*(?:'([^'\u0000]*)'|([^\s;'"&,]*))/i;
const DSN_COMPANION =
  /(?:^|[\s;,"'])(?:host|hostname|server|data source|addr|address|dbname|database|initial catalog|user|user id|uid|username|driver|dsn|port)\s*=\s*[^\s;]/i;
const DSN_HOST = /(?:^|[\s;,"'])(?:host|hostname|server|data source|addr|address)\s*=\s*(?:tcp:)?'?([^\s;,']*)/i;
const URL_PARAMETER_PASSWORD = /[?&](?:password|passwd|pwd)=([^&\s"'\u0000#]+)/i;

/** libpq's `host=… password=…`, ODBC's `PWD=…;`, JDBC's `?user=…&password=…`. */
export function dsnPassword(text: string): EmbeddedSecret | undefined {
  if (!/(?:password|passwd|pwd)\s*=/i.test(text)) return undefined;
  const isJdbc = /^jdbc:|^(?:postgres|mysql|sqlserver)\w*:\/\//i.test(text);
  const match = (isJdbc ? URL_PARAMETER_PASSWORD.exec(text) : null) ?? (DSN_COMPANION.test(text) ? DSN_PASSWORD.exec(text) : null);
  const password = match?.[1] ?? match?.[2];
  if (match === null || password === undefined || /[\u0000{}<>]|^%|^\$/.test(password)) return undefined;
  const host = DSN_HOST.exec(text)?.[1];
  const isRemote = host !== undefined && isRemoteHost(host);
  if (isPlaceholder(password) || WEAK_PASSWORDS.has(password.toLowerCase())) return undefined;
  if (host !== undefined && isNobodysHost(host)) return undefined;
  if (!(isLikelyPassword(password) || (isRemote && password.length >= 4))) return undefined;
  const end = match.index + match[0].length - (match[1] !== undefined && !isJdbc ? 1 : 0);
  return { kind: "a database password", start: end - password.length, end, environment: "DATABASE_DSN" };
}

const QUERY_SECRET =
  /[?&](api[_-]?key|apikey|access[_-]?token|auth[_-]?token|token|appid|client[_-]?secret|secret|subscription-key|key|password|sig)=([^&\s"'#\u0000]+)/gi;

/** `https://…?appid=…`: a key in the URL of a request. */
export function queryKey(text: string): EmbeddedSecret | undefined {
  if (!text.includes("=") || !/[?&]/.test(text)) return undefined;
  for (const match of text.matchAll(QUERY_SECRET)) {
    const [whole, name = "", value = ""] = match;
    const least = /^(?:key|token|sig)$/i.test(name) ? 20 : 16;
    const plain = decode(value);
    if (/[?&]alt=media\b/.test(text)) continue; // Firebase storage: whoever has the link may read the file
    if (isPlaceholder(plain) || /[{}<>]/.test(plain) || !looksRandom(plain.replace(/[-_.=+/~:]/g, ""), least)) continue;
    const start = match.index + whole.length - value.length;
    const environment = name.toLowerCase() === "password" ? "PASSWORD" : /token/i.test(name) ? "API_TOKEN" : "API_KEY";
    return { kind: environment === "API_KEY" ? "an API key" : "a token", start, end: start + value.length, environment };
  }
  return undefined;
}

const HEADER = /^(Basic|Bearer|Token|token|Key|ApiKey|Bot|Splunk|GenieKey|SSWS|AWS) +(?:token=)?"?([A-Za-z0-9+/=._~:-]{8,})"?$/;

/** `Basic dXNlcjpwYXNz`, `Bearer …` as the whole value of a header. */
export function headerCredential(text: string): EmbeddedSecret | undefined {
  const match = HEADER.exec(text);
  if (match === null) return undefined;
  const [, scheme = "", value = ""] = match;
  const start = text.indexOf(value, scheme.length);
  const range = { start, end: start + value.length, environment: scheme === "Basic" ? "BASIC_AUTH" : "API_TOKEN" };
  if (scheme === "Basic") {
    const credentials = Buffer.from(value, "base64").toString("latin1");
    const colon = credentials.indexOf(":");
    if (colon < 1 || !/^[\x20-\x7e]+$/.test(credentials)) return undefined;
    const password = credentials.slice(colon + 1);
    if (!isWorkingWord(password) || WEAK_PASSWORDS.has(password.toLowerCase())) return undefined;
    return { kind: "a user name with its password", ...range };
  }
  return isLikelyToken(value) ? { kind: "a token", ...range } : undefined;
}
