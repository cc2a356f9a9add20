/** Every kind of failure from what the SDK throws: the shapes it has were taken from the SDK's own errors. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { FailureKind } from "../../client/aws/contract.ts";
import { type Failure, type FailureContext, failureOf } from "../../client/aws/failure.ts";

const aws: FailureContext = { profile: "dev", kind: "keys", region: "eu-west-1", endpoint: undefined, action: "lambda:ListAliases" };
const user = "arn:aws:iam::123456789012:user/somebody";

interface Shape {
  readonly name: string;
  readonly message?: string;
  readonly code?: string;
  readonly status?: number;
}

function thrown({ name, message = "", code, status }: Shape): Error {
  const error = new Error(message);
  error.name = name;
  return Object.assign(error, code && { code }, status && { $metadata: { httpStatusCode: status } });
}

function said(shape: Shape, context: Partial<FailureContext> = {}): Failure {
  const failure = failureOf(thrown(shape), { ...aws, ...context });
  for (const sentence of [failure.message, failure.remedy]) assert.match(sentence, /^[A-Z\d][^.]*(?:\.\d[^.]*)*\.$/, sentence);
  assert.doesNotMatch(JSON.stringify(failure) + failure.message + failure.stack, /\d{12}|arn:|AKIA/);
  return failure;
}

const kinds: readonly (readonly [FailureKind, Shape, Partial<FailureContext>?])[] = [
  ["expired-token", { name: "ExpiredTokenException", status: 403 }],
  ["expired-token", { name: "ExpiredToken", status: 400 }],
  [
    "no-credentials",
    { name: "UnrecognizedClientException", message: "The security token included in the request is invalid.", status: 403 },
  ],
  ["no-credentials", { name: "InvalidClientTokenId", status: 403 }],
  ["no-credentials", { name: "InvalidSignatureException", message: "The request signature we calculated does not match", status: 403 }],
  ["wrong-region", { name: "UnrecognizedClientException", status: 403 }, { region: "me-south-1" }],
  ["wrong-region", { name: "InvalidClientTokenId", status: 403 }, { region: "cn-north-1" }],
  ["wrong-region", { name: "OptInRequired", status: 403 }],
  ["wrong-region", { name: "Error", code: "ENOTFOUND" }, { region: "eu-wets-1" }],
  [
    "wrong-region",
    { name: "Error", message: 'Region not accepted: region="eu west" is not a valid hostname component.' },
    { region: "eu west" },
  ],
  ["clock-skew", { name: "InvalidSignatureException", message: "Signature expired: 20261123T233000Z is now earlier than …", status: 403 }],
  ["clock-skew", { name: "InvalidSignatureException", message: "Signature not yet current: 20261123T233000Z", status: 403 }],
  ["clock-skew", { name: "RequestTimeTooSkewed", status: 403 }],
  ["access-denied", { name: "AccessDeniedException", status: 403 }],
  ["access-denied", { name: "AccessDenied", status: 403 }],
  ["access-denied", { name: "SomethingElse", status: 403 }],
  ["throttled", { name: "ThrottlingException", status: 400 }],
  ["throttled", { name: "Throttling", status: 400 }],
  ["throttled", { name: "TooManyRequestsException", status: 429 }],
  ["no-network", { name: "Error", code: "ENOTFOUND" }],
  ["no-network", { name: "Error", code: "EAI_AGAIN" }, { region: "eu-wets-1" }],
  ["no-network", { name: "Error", code: "ECONNREFUSED" }],
  ["no-network", { name: "TimeoutError", code: "ECONNRESET" }],
  ["no-network", { name: "Error", code: "ENETUNREACH" }],
  ["no-network", { name: "Error", message: "self-signed certificate in certificate chain", code: "SELF_SIGNED_CERT_IN_CHAIN" }],
  ["no-network", { name: "SyntaxError", message: "Unexpected token '<'", status: 200 }],
  ["bad-configuration", { name: "SyntaxError", status: 200 }, { endpoint: "localhost:4566" }],
  ["timeout", { name: "TimeoutError", message: "a request has exceeded the configured 15000 ms requestTimeout", code: "ETIMEDOUT" }],
  ["timeout", { name: "TimeoutError", message: "the request socket timed out" }],
  ["function-gone", { name: "ResourceNotFoundException", message: `Function not found: ${user}`, status: 404 }],
  ["service", { name: "ServiceException", status: 500 }],
  ["service", { name: "InvalidParameterValueException", message: user, status: 400 }],
  ["service", { name: "TypeError", message: "x is not a function" }],
  ["mfa", { name: "AccessDenied", message: "MultiFactorAuthentication failed with invalid MFA one time pass code.", status: 403 }],
  ["mfa", { name: "ValidationError", message: "Value '12' at 'tokenCode' failed to satisfy constraint", status: 400 }],
];

test("every kind from what the SDK throws", () => {
  for (const [kind, shape, context] of kinds) assert.equal(said(shape, context).kind, kind, JSON.stringify(shape));
});

const chain = (message: string): Shape => ({ name: "CredentialsProviderError", message });
const searching = { action: undefined };

test("every kind from what the chain of credentials throws", () => {
  const sso = "Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.";
  const cases: readonly (readonly [FailureKind, string, string | undefined])[] = [
    ["sso-login", sso, "aws sso login --profile dev"],
    [
      "sso-login",
      "The SSO session associated with this profile is invalid. To refresh this SSO session run aws sso login …",
      "aws sso login --profile dev",
    ],
    ["sso-login", "UnauthorizedException: Session token not found or invalid", "aws sso login --profile dev"],
    ["sso-login", "Failed to load a token for session arn, please re-authenticate using aws login", "aws login --profile dev"],
    ["sso-login", "Failed to load token from /home/x/.aws/login/cache/1.json: Error: ENOENT", "aws login --profile dev"],
    ["access-denied", "ForbiddenException: No access", undefined],
    ["mfa", "Profile dev requires multi-factor authentication, but no MFA code callback was provided.", undefined],
    ["bad-configuration", "Detected a cycle attempting to resolve credentials for profile dev. Profiles visited: a, b", undefined],
    ["bad-configuration", "Profile is configured with invalid SSO credentials. Required parameters …", undefined],
    ["no-credentials", "Could not load credentials from any providers", undefined],
  ];
  for (const [kind, message, command] of cases) {
    const failure = said(chain(message), searching);
    assert.deepEqual([failure.kind, failure.command], [kind, command], message);
  }
});

test("an expired token of a profile that logs in: the exact command", () => {
  const expired = { name: "ExpiredTokenException", status: 403 };
  assert.equal(said(expired, { kind: "sso" }).command, "aws sso login --profile dev");
  assert.equal(said(expired, { kind: "login" }).command, "aws login --profile dev");
  assert.equal(said(expired).command, undefined);
});

test("a profile's name that a shell would take apart is in no command", () => {
  assert.equal(said({ name: "ExpiredTokenException", status: 403 }, { kind: "sso", profile: "dev;rm" }).command, undefined);
});

test("the action that is missing: AWS's word goes before what was asked", () => {
  const message = `User: ${user} is not authorized to perform: kms:Decrypt on resource: ${user} with an explicit deny in a service control policy`;
  const failure = said({ name: "AccessDeniedException", message, status: 403 });
  assert.equal(failure.action, "kms:Decrypt");
  assert.equal(failure.remedy, "A policy denies it explicitly: ask those who manage the account.");
  assert.equal(said({ name: "AccessDenied", status: 403 }).action, "lambda:ListAliases");
});
