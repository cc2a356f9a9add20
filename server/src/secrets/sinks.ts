/**
 * Places that use what they are given as a password or key: there even `postgres` is a secret, and a literal without a
 * telling name is one as well.
 */
import type { Program } from "../flow/program.ts";
import type { Call, Module, StringFact, Value } from "../model/code.ts";
import { isRemoteHost } from "./connections.ts";
import { tokensOf } from "./names.ts";
import { bindingOf, type Surroundings, surroundingsOf, usesOf } from "./surroundings.ts";

export interface Sink {
  readonly kind: string;
  readonly environment: string;
  /** The other side is named and is somebody's server: whatever word is given there opens it. */
  readonly isCertain?: boolean;
}

export type SinkProgram = Pick<Program, "qualifiedName" | "entry">;

const DATABASE: Sink = { kind: "a database password", environment: "DB_PASSWORD" };
const CERTAIN_DATABASE: Sink = { ...DATABASE, isCertain: true };
const MAIL: Sink = { kind: "a password", environment: "SMTP_PASSWORD" };
const BASIC: Sink = { kind: "a password", environment: "BASIC_AUTH_PASSWORD" };
const JWT: Sink = { kind: "a signing secret", environment: "JWT_SECRET" };
const HMAC: Sink = { kind: "a signing secret", environment: "SIGNING_SECRET" };

const HOST = /^(?:host|hostname|server|endpoint|address|dsn|account)$/i;

/** Functions and classes with a password or key among their arguments, by a part of their name. */
const CALLEE = /connect|sequelize|pool|client|engine|driver|login|auth|^sign$|^verify$|^encode$|^decode$|hmac/i;

/** Tells most literals from those that are worth a look around. */
export function mayBeGiven(fact: StringFact): boolean {
  switch (fact.role) {
    case "none":
      return /auth\s*=\s*[([][^()[\]]*$/.test(fact.scope.module.text.slice(Math.max(0, fact.start - 80), fact.start));
    case "argument":
      return CALLEE.test(fact.name ?? "");
    case "variable":
      return /pass|pwd|pw$|secret|key|token|cred/i.test(fact.name ?? "");
    default:
      return fact.name !== null && isPasswordKey(fact.name);
  }
}

/** What the literal is used as, directly or through the variable it is given to; asked only where it `mayBeGiven`. */
export function sinkOf(fact: StringFact, program: SinkProgram): Sink | undefined {
  const module = fact.scope.module;
  const direct = sinkAround(surroundingsOf(module, fact.start), fact.name, program, module);
  if (direct !== undefined) return direct;
  if (fact.role !== "variable") return undefined;
  const binding = bindingOf(module, fact.start);
  if (binding === undefined) return undefined;
  for (const use of usesOf(module, binding)) {
    const sink = sinkAround(use, use.names.at(-1) ?? null, program, module);
    if (sink !== undefined) return sink;
  }
  return undefined;
}

/** The literal is handed to something that looks a secret up by this name. */
export function isNameOfSecret(fact: StringFact): boolean {
  if (fact.role !== "variable") return false;
  const module = fact.scope.module;
  const binding = bindingOf(module, fact.start);
  if (binding === undefined) return false;
  return usesOf(module, binding).some((use) => {
    const key = use.names.at(-1) ?? "";
    if (/^(?:secret_?(?:id|name|arn)|name|names|parameter_?name|key_?id)$/i.test(key)) return true;
    const callee = use.call === null ? "" : lastName(use.call.call.callee);
    return (
      use.map === null &&
      /(?:get|fetch|read|load|retrieve|find|describe)\w*(?:secret|param|ssm|credential|config|env)|^getenv$|^getSecret/i.test(callee)
    );
  });
}

function sinkAround(around: Surroundings, name: string | null, program: SinkProgram, module: Module): Sink | undefined {
  const isPassword = name !== null && isPasswordKey(name);
  if (around.map !== null) {
    const hosts = around.map.entries.filter((entry) => entry.key !== null).map((entry) => [entry.key ?? "", entry.value] as const);
    if (isPassword && /^auth$/i.test(around.names.at(-2) ?? "") && hosts.some(([key]) => /^user(?:name)?$/i.test(key))) return BASIC;
    const isConnection = hosts.some(([key]) => /^(?:user|username|uid|database|db|dbname|host|hostname)$/i.test(key));
    return isPassword && isConnection ? databaseAt(hosts) : undefined;
  }
  if (around.call === null) return undefined;
  const { call, argument, index } = around.call;
  if (around.list !== null)
    return argument.name === "auth" && around.list.index === 1 && around.list.value.items.length === 2 ? BASIC : undefined;
  const isHere = argument.name === null ? index : -1;
  return databaseSink(call, isHere, isPassword, program) ?? otherSink(call, isHere, program, module);
}

function isPasswordKey(name: string): boolean {
  return /^(?:password|passwd|pwd|pass)$/.test(tokensOf(name).at(-1) ?? "");
}

/** Python's drivers take host, user, password; Sequelize database, user, password. */
function databaseSink(call: Call, index: number, isPassword: boolean, program: SinkProgram): Sink | undefined {
  const named = call.args.filter((one) => one.name !== null).map((one) => [one.name ?? "", one.value] as const);
  const isPositional = index === 2;
  if (!isPassword && !isPositional) return undefined;
  const entry = program.entry(call);
  const isConnection =
    entry?.role === "database-connection" ||
    /^(?:connect|createConnection|createPool|create_engine|create_pool)$/.test(lastName(call.callee));
  if (!isConnection) return undefined;
  if (isPositional && entry?.role !== "database-connection") return undefined;
  const options = call.args.find((one) => one.value.kind === "map")?.value;
  if (options?.kind === "map") for (const one of options.entries) named.push([one.key ?? "", one.value]);
  const first = call.args[0];
  if (first !== undefined && first.name === null && (index < 0 || call.args.length > 2) && first.value.kind !== "map") {
    if (!/Sequelize/.test(lastName(call.callee))) named.push(["host", first.value]);
  }
  return databaseAt(named);
}

/** A host that is computed is somebody's server; a constant one tells. Without a host it is this machine. */
function databaseAt(named: readonly (readonly [string, Value])[]): Sink | undefined {
  const host = named.find(([key]) => HOST.test(key))?.[1];
  if (host === undefined) return undefined;
  const constant = constantsOf(host, 0);
  if (constant.length === 0) return DATABASE;
  if (!constant.every(isRemoteHost)) return undefined;
  return host.kind === "choice" ? DATABASE : CERTAIN_DATABASE;
}

/** The literal is given to a server on this machine (or in an example), by the map or call it stands in. */
export function isForLocalServer(fact: StringFact): boolean {
  const { map, call } = surroundingsOf(fact.scope.module, fact.start);
  const host =
    map !== null
      ? map.entries.find((entry) => HOST.test(entry.key ?? ""))?.value
      : call?.call.args.find((one) => HOST.test(one.name ?? ""))?.value;
  const constant = host === undefined ? [] : constantsOf(host, 0);
  return constant.length > 0 && !constant.some(isRemoteHost);
}

/** The strings a value may be, as far as they are written in the file. */
function constantsOf(value: Value, depth: number): string[] {
  if (depth > 4) return [];
  if (value.kind === "literal") return typeof value.value === "string" ? [value.value] : [];
  if (value.kind === "choice") return value.options.flatMap((option) => constantsOf(option, depth + 1));
  const only = value.kind === "name" && value.binding.writes.length === 1 ? value.binding.writes[0] : undefined;
  return only === undefined ? [] : constantsOf(only.value, depth + 1);
}

function otherSink(call: Call, index: number, program: SinkProgram, module: Module): Sink | undefined {
  const name = lastName(call.callee);
  if (index === 1 && name === "login" && module.language === "python") return MAIL;
  if (index === 1 && /^HTTP(?:Basic|Digest|Proxy)Auth$/.test(name)) return BASIC;
  if (
    index === 1 &&
    /^(?:sign|verify|encode|decode)$/.test(name) &&
    /:(?:jsonwebtoken|jwt|jose|jwt-simple|pyjwt)\b/.test(program.qualifiedName(call.callee) ?? "")
  ) {
    return JWT;
  }
  return index === 1 && name === "createHmac" ? HMAC : undefined;
}

export function lastName(value: Value): string {
  if (value.kind === "name") return value.name;
  return value.kind === "member" ? value.property : "";
}
