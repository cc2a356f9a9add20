/**
 * Something AWS would not do, in plain words: what the SDK throws becomes one sentence on what happened and one on what to do. Raw
 * messages of the SDK name accounts, users and keys; nothing of them is passed on but the names of actions.
 */
import type { AwsFailure, FailureKind } from "./contract.ts";
import { failureOfCredentials } from "./failures/credentials.ts";
import { failureOfNetwork } from "./failures/network.ts";
import { failureOfService } from "./failures/service.ts";
import type { FailureContext, FailureText, SdkError } from "./failures/words.ts";

export type { FailureContext } from "./failures/words.ts";

/** See `AwsFailure`. */
export class Failure extends Error implements AwsFailure {
  override readonly name = "AwsFailure";
  readonly kind: FailureKind;
  readonly remedy: string;
  readonly command: string | undefined;
  readonly action: string | undefined;
  /** AWS's own name of the error: `ResourceNotFoundException`. Empty where AWS did not answer. */
  readonly code: string;

  constructor(text: FailureText, code = "") {
    super(text.message);
    this.kind = text.kind;
    this.remedy = text.remedy;
    this.command = text.command;
    this.action = text.action;
    this.code = code;
    // Where in the bundle it was made helps nobody, and paths of this machine belong in no log.
    this.stack = `AwsFailure: ${text.message}`;
  }
}

/** Turns whatever was thrown into a failure; a failure stays as it is. */
export function failureOf(error: unknown, context: FailureContext): Failure {
  if (error instanceof Failure) return error;
  const sdk = sdkError(error);
  const text =
    failureOfNetwork(sdk, context) ?? failureOfService(sdk, context) ?? failureOfCredentials(sdk, context) ?? unknown(sdk, context);
  return new Failure(text, sdk.status === undefined ? "" : sdk.name);
}

/** AWS does not have what was asked for: a function, or a setting of it, or a log group. */
export function isNotFound(error: unknown): boolean {
  return error instanceof Failure && (error.code === "ResourceNotFoundException" || error.code === "ResourceNotFound");
}

export function isDenied(error: unknown): error is Failure {
  return error instanceof Failure && error.kind === "access-denied";
}

function sdkError(error: unknown): SdkError {
  const { name, message, code, $metadata } = (error ?? {}) as {
    name?: unknown;
    message?: unknown;
    code?: unknown;
    $metadata?: { httpStatusCode?: number };
  };
  const text = (value: unknown): string => (typeof value === "string" ? value : "");
  return { name: text(name), message: text(message), code: text(code), status: $metadata?.httpStatusCode };
}

function unknown(error: SdkError, context: FailureContext): FailureText {
  const who = context.endpoint === undefined ? "AWS" : "The emulator";
  const what = error.status === undefined ? "could not be asked" : `answered with an error (${error.status})`;
  return {
    kind: "service",
    message: `${who} ${what}${context.action === undefined ? "" : ` when asked for ${context.action}`}.`,
    remedy: "Try again in a moment.",
  };
}
