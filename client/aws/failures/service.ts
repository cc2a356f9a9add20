/** Failures that AWS names in its answer. */

import { OPT_IN_REGIONS } from "../regions.ts";
import { capitalized, commandFor, type FailureContext, type FailureText, profileInWords, type SdkError } from "./words.ts";

const expired = new Set(["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "RequestExpired"]);
const unknownKey = new Set([
  "UnrecognizedClientException",
  "InvalidClientTokenId",
  "InvalidAccessKeyId",
  "AuthFailure",
  "MissingAuthenticationToken",
  "MissingAuthenticationTokenException",
  "NotAuthorized",
]);
const signature = new Set([
  "InvalidSignatureException",
  "SignatureDoesNotMatch",
  "InvalidSignature",
  "IncompleteSignature",
  "IncompleteSignatureException",
]);
const skewed = new Set(["RequestTimeTooSkewed", "RequestInTheFuture"]);
const throttled = new Set([
  "Throttling",
  "ThrottlingException",
  "ThrottledException",
  "TooManyRequestsException",
  "RequestLimitExceeded",
  "LimitExceededException",
  "RequestThrottled",
  "RequestThrottledException",
  "SlowDown",
]);
const gone = new Set(["ResourceNotFoundException", "ResourceNotFound"]);

export function failureOfService(error: SdkError, context: FailureContext): FailureText | undefined {
  const { name, message } = error;
  if (/MultiFactorAuthentication|tokenCode/.test(message)) return wrongCode();
  if (skewed.has(name) || /Signature (?:expired|not yet current)/i.test(message)) return clockSkew();
  if (expired.has(name)) return expiredToken(context);
  if (name === "OptInRequired") return regionOff(context);
  if (unknownKey.has(name)) return OPT_IN_REGIONS.has(context.region) ? regionOff(context) : rejectedKey(context);
  if (signature.has(name)) return rejectedKey(context);
  if (/^AccessDenied|^UnauthorizedOperation$|^ForbiddenException$/.test(name)) return denied(message, context);
  if (throttled.has(name) || error.status === 429) return throttling(context);
  if (gone.has(name))
    return { kind: "function-gone", message: "The function is not there any more.", remedy: "Refresh the list of functions." };
  if (error.status === 403) return denied(message, context);
  return error.status !== undefined && error.status >= 500 ? disturbed(error.status, context) : undefined;
}

export function wrongCode(): FailureText {
  return {
    kind: "mfa",
    message: "AWS did not accept the code of the MFA device.",
    remedy: "Refresh, and type the code the device shows then.",
  };
}

function clockSkew(): FailureText {
  return {
    kind: "clock-skew",
    message: "AWS refuses the request because the clock of this machine is wrong.",
    remedy: "Set the clock of this machine, then refresh.",
  };
}

function expiredToken({ profile, kind }: FailureContext): FailureText {
  const who = profileInWords(profile);
  const login = kind === "sso" ? "aws sso login" : kind === "login" ? "aws login" : undefined;
  return {
    kind: "expired-token",
    message: `The credentials of ${who} have expired.`,
    remedy: login ? "Log in again, then refresh." : "Get new credentials, then refresh.",
    command: login && commandFor(login, profile),
  };
}

function regionOff({ region }: FailureContext): FailureText {
  return {
    kind: "wrong-region",
    message: `AWS does not accept the credentials in ${region}, a region that has to be turned on for an account.`,
    remedy: "Choose another region, or turn this one on in the account's settings.",
  };
}

function rejectedKey({ profile }: FailureContext): FailureText {
  return {
    kind: "no-credentials",
    message: `AWS does not accept the access key of ${profileInWords(profile)}.`,
    remedy: "Check the key, or choose another profile.",
  };
}

function denied(message: string, context: FailureContext): FailureText {
  const action = /not authorized to perform:? ([a-z][a-z0-9-]*:[A-Za-z]+)/.exec(message)?.[1] ?? context.action;
  const who = profileInWords(context.profile);
  return {
    kind: "access-denied",
    message: action === undefined ? `${capitalized(who)} may not get credentials.` : `${capitalized(who)} is not allowed ${action}.`,
    remedy: remedyOfDenial(action, /explicit deny/.test(message)),
    action,
  };
}

function remedyOfDenial(action: string | undefined, isExplicit: boolean): string {
  if (isExplicit) return "A policy denies it explicitly: ask those who manage the account.";
  if (action === "sts:AssumeRole") return "Let the role trust the identity of the source profile, and allow that one sts:AssumeRole.";
  if (action === undefined) return "Ask those who manage the account to assign you the role, or choose another profile.";
  return `Add ${action} to the policy of the role or user.`;
}

function throttling({ action }: FailureContext): FailureText {
  return {
    kind: "throttled",
    message: `AWS answers too many requests just now${action === undefined ? "" : `, and refused ${action}`}.`,
    remedy: "Wait a minute, then refresh.",
  };
}

function disturbed(status: number, { endpoint, action }: FailureContext): FailureText {
  return {
    kind: "service",
    message: `${endpoint ?? "AWS"} answered with an error of its own (${status})${action === undefined ? "" : ` when asked for ${action}`}.`,
    remedy:
      endpoint === undefined ? "Try again in a moment; the AWS Health Dashboard tells of disturbances." : "Look at what the emulator logs.",
  };
}
