/** How a function comes by its secrets, and whether it needs any. */
import type { Program } from "../../flow/program.ts";
import type { Fn } from "../../infrastructure/infrastructure.ts";
import type { Call, Module, Place, Scope, Value } from "../../model/code.ts";
import { environmentUse, readsComputedName } from "../../model/environmentReads.ts";
import { textOf } from "../../model/expressions.ts";
import type { Expression, FunctionResource } from "../../model/infrastructure.ts";
import { placeOf } from "../../rules/rule.ts";
import { namedSecret } from "../../secrets/names.ts";
import { connectionsOf } from "./databases.ts";
import type { KnownCode } from "./knownCode.ts";

/** Functions and middleware that fetch a secret, whatever else they are given. */
const FETCHES =
  /(?:^pypi:aws_lambda_powertools\.utilities\.parameters(?:\.\w+)*\.get_secret|^pypi:aws_lambda_powertools\.utilities\.parameters(?:\.\w+)*\.SecretsProvider\(\)\.get|^npm:@aws-lambda-powertools\/parameters\/secrets\.(?:getSecret|SecretsProvider\(\)\.get)|^npm:@middy\/secrets-manager(?:\.default)?|^pypi:aws_secretsmanager_caching\.SecretCache\(\)\.get_secret_\w+)$/;
/** Those that fetch one where they are told to decrypt. */
const MAY_FETCH =
  /(?:^pypi:aws_lambda_powertools\.utilities\.parameters(?:\.\w+)*\.get_parameters?|^npm:@aws-lambda-powertools\/parameters\/ssm\.getParameters?)$/;
/** Keys by which AWS is told to decrypt a parameter. */
const DECRYPTS = /^(?:WithDecryption|decrypt)$/;
/** The extension answers at this port, and the code asks for a secret or a decrypted parameter. */
const EXTENSION = /localhost:2773\/(?:secretsmanager|systemsmanager\/parameters\/get\?[^"'`\s]*withDecryption=true)/i;

/** Where the code fetches a secret from Secrets Manager or a decrypted parameter of Parameter Store. */
export function fetchOfSecret({ handler, program }: NonNullable<Fn["code"]>): Place | undefined {
  const modules = program.loadedBy(handler);
  const scopes = [...program.reachedBy(handler), ...[...modules].map(({ root }) => root)];
  const uses = new Map(program.sdkUses(handler).map((use) => [use.call, use]));
  for (const call of scopes.flatMap(({ calls }: Scope) => calls)) {
    const use = uses.get(call);
    const name = program.qualifiedName(call.callee) ?? "";
    const isSecret = use?.service === "secretsmanager" && /^(?:Batch)?GetSecretValue$/.test(use.operation);
    const isParameter = (use?.service === "ssm" && /^GetParameters?(?:ByPath)?$/.test(use.operation)) || MAY_FETCH.test(name);
    if (isSecret || FETCHES.test(name) || (isParameter && decrypts(call))) return placeOf(call);
  }
  for (const { strings } of modules) {
    const asked = strings.find(({ text }) => EXTENSION.test(text));
    if (asked) return placeOf(asked);
  }
  return undefined;
}

function decrypts({ args }: Call): boolean {
  return args.some(({ name, value }) => {
    if (name !== null && DECRYPTS.test(name)) return isTrue(value);
    return value.kind === "map" && value.entries.some((entry) => entry.key !== null && DECRYPTS.test(entry.key) && isTrue(entry.value));
  });
}

function isTrue(value: Value): boolean {
  return value.kind === "literal" && value.value === true;
}

const STORED = /\{\{resolve:(?:secretsmanager|ssm-secure):/;

/** Variables of the environment that are named like secrets, by what they are given. */
export function secretVariables({ environment }: FunctionResource): {
  /** Taken from Secrets Manager or Parameter Store when the stack is deployed. */
  readonly stored: readonly Place[];
  /** Of these it cannot be told, or somebody found fault with them. */
  readonly others: readonly string[];
} {
  const entries = environment.kind === "set" ? [...environment.value.entries] : [];
  const stored = entries.flatMap(([, { value }]) => (isStored(value) ? [value.place] : []));
  const others = entries.flatMap(([name, { value }]) => (namedSecret(name) && !isStored(value) && !namesASecret(value) ? [name] : []));
  return { stored, others };
}

function isStored(value: Expression): boolean {
  if (value.kind === "joined") return value.parts.some((part) => (typeof part === "string" ? STORED.test(part) : isStored(part)));
  return STORED.test(textOf(value) ?? "");
}

/** The ARN, name or path of a secret is none; nor is the id of something of the stack. What a custom resource answers may be the secret itself. */
function namesASecret(value: Expression): boolean {
  const text = textOf(value);
  if (text !== undefined) return /^(?:arn:|\/[\w-]+\/)/.test(text);
  return value.kind === "reference" && (value.attribute === null || IDENTIFIES.test(value.attribute));
}

/** Attributes that say which resource it is. */
const IDENTIFIES = /(?:Arn|Id|Name)$/i;

/** What needs a key or password of its own: tokens, signatures, encryption. */
const SIGNS =
  /(?:^|\/)(?:jsonwebtoken|jose|jwt|python-jose|PyJWT|passlib|bcrypt(?:js)?|nacl|cryptography|hmac|crypto-js)(?:$|\.)|^(?:node:)?crypto$/;
const NEEDS_KEY = /createHmac|createCipher|createDecipher|createSign\b|\bsign\(/;

/** Is it certain that nothing in the function needs a secret: AWS knows it by its role, and it speaks to nobody else? */
export function needsNoSecret(code: KnownCode, resource: FunctionResource | undefined): boolean {
  const { program, handler, modules, usesHttp } = code;
  if (usesHttp || connectionsOf(handler, program, modules).length > 0 || modules.some((module) => readsSecret(module, program)))
    return false;
  if (modules.some(signsSomething)) return false;
  if (!resource) return true;
  const { environment } = resource;
  if (environment.kind === "computed" || (environment.kind === "set" && environment.value.isOpen)) return false;
  return environment.kind === "absent" || ![...environment.value.entries.keys()].some((name) => namedSecret(name) !== undefined);
}

function readsSecret(module: Module, program: Program): boolean {
  if (readsComputedName(module)) return true;
  const { reads } = environmentUse(module, (value) => program.qualifiedName(value));
  return (
    reads.some(({ name }) => namedSecret(name) !== undefined) ||
    /secretsmanager|SecretString|WithDecryption|password|api[_-]?key|secret_?access_?key|secret_?key/i.test(module.text)
  );
}

function signsSomething({ imports, text, language }: Module): boolean {
  return imports.some(({ specifier }) => SIGNS.test(specifier)) && (language === "python" || NEEDS_KEY.test(text));
}
