/** Where credentials come from, and what is said when there are none. STS is a small server here: it only has to give answers. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import path from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import type { Aws, ConnectionOptions } from "../../client/aws/contract.ts";
import { connectIn, keys, type Listening, listen, sharedFiles } from "./connected.ts";

const signal = new AbortController().signal;
const saved = { ...process.env };
/** Key ids that requests to Lambda were signed with, and bodies that STS got. */
const signers: (string | undefined)[] = [];
const assumed: URLSearchParams[] = [];
let sts = (response: ServerResponse): void => assumeRole(response);
let lambda: Listening;
let tokens: Listening;

before(async () => {
  lambda = await listen((request, response) => {
    signers.push(/Credential=([^/]+)/.exec(request.headers.authorization ?? "")?.[1]);
    response.setHeader("content-type", "application/json").end('{"Functions":[]}');
  });
  tokens = await listen((_request, response, body) => {
    assumed.push(new URLSearchParams(body));
    sts(response);
  });
});
after(async () => {
  await lambda.close();
  await tokens.close();
});
beforeEach(() => {
  // What the SDK reads of the process alone: the home folder and the address of STS.
  Object.assign(process.env, { HOME: "/nonexistent", AWS_EC2_METADATA_DISABLED: "true", AWS_ENDPOINT_URL_STS: tokens.url });
  sts = assumeRole;
});
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in saved)) delete process.env[name];
  Object.assign(process.env, saved);
  signers.length = 0;
  assumed.length = 0;
});

function assumeRole(response: ServerResponse): void {
  const credentials = `<AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>
    <Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration>`;
  answer(
    response,
    200,
    `<AssumeRoleResponse><AssumeRoleResult><Credentials>${credentials}</Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  );
}

function refuse(code: string, message: string): (response: ServerResponse) => void {
  return (response) =>
    answer(
      response,
      403,
      `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
    );
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "text/xml" }).end(body);
}

/** Whose key signed a request of a connection. */
async function signer(environment: NodeJS.ProcessEnv, options: Partial<ConnectionOptions> = {}): Promise<string | undefined> {
  const aws = await connectIn({ AWS_REGION: "eu-west-1", ...environment }, { endpoint: lambda.url, ...options });
  await drain(aws);
  aws.close();
  return signers.at(-1);
}

async function drain(aws: Aws): Promise<void> {
  for await (const _ of aws.functions(signal));
}

/** Fails as told, and says nothing of accounts and keys. */
async function fails(connecting: Promise<unknown>, expected: { kind: string; [property: string]: string | undefined }): Promise<void> {
  const failure = await connecting.then(
    () => assert.fail("It connects."),
    (error: unknown) => error as Error & { kind: string },
  );
  for (const [property, value] of Object.entries(expected))
    assert.equal((failure as never as Record<string, unknown>)[property], value, property);
  assert.doesNotMatch(JSON.stringify(failure) + failure.message + failure.stack, /\d{12}|arn:|AKIA|ASIA|secret/);
}

const environmentKeys = { AWS_ACCESS_KEY_ID: "AKIAENV", AWS_SECRET_ACCESS_KEY: "secret" };

test("keys of the environment, unless a profile is named", async () => {
  const files = sharedFiles("", `[default]\n${keys}[other]\n${keys}`);
  assert.equal(await signer({ ...files, ...environmentKeys }), "AKIAENV");
  assert.equal(await signer({ ...files, ...environmentKeys, AWS_PROFILE: "other" }), "AKIAIOSFODNN7EXAMPLE");
  assert.equal(await signer({ ...files, ...environmentKeys }, { profile: "default" }), "AKIAIOSFODNN7EXAMPLE");
  assert.equal(await signer(files), "AKIAIOSFODNN7EXAMPLE");
});

test("keys of the process are none of the environment that was given", async () => {
  Object.assign(process.env, environmentKeys, { AWS_PROFILE: "elsewhere" });
  await fails(signer({}), { kind: "no-credentials", message: "No AWS credentials were found." });
});

test("a new login is seen by the next connection", async () => {
  const files = sharedFiles("", `[default]\n${keys}`);
  assert.equal(await signer(files), "AKIAIOSFODNN7EXAMPLE");
  writeFileSync(files.AWS_SHARED_CREDENTIALS_FILE ?? "", "[default]\naws_access_key_id = AKIANEW\naws_secret_access_key = secret\n");
  assert.equal(await signer(files), "AKIANEW");
});

const role = "arn:aws:iam::123456789012:role/admin";
const withRole = sharedFiles(
  `[profile admin]\nrole_arn = ${role}\nsource_profile = keys\nmfa_serial = arn:aws:iam::123456789012:mfa/phone\n`,
  `[keys]\n${keys}`,
);

test("a role with MFA: the code is asked once, and all clients sign with what STS gave", async () => {
  const asked: string[] = [];
  const mfaCode = async (serial: string) => {
    asked.push(serial);
    return "123456";
  };
  assert.equal(await signer(withRole, { profile: "admin", mfaCode }), "ASIAROLE");
  assert.deepEqual(asked, ["arn:aws:iam::123456789012:mfa/phone"]);
  assert.equal(assumed.length, 1);
  assert.equal(assumed[0]?.get("TokenCode"), "123456");
  assert.equal(assumed[0]?.get("RoleArn"), role);
});

test("no code was typed: STS is not asked", async () => {
  await fails(signer(withRole, { profile: "admin" }), {
    kind: "mfa",
    message: 'Profile "admin" needs the code of an MFA device, and none was typed.',
  });
  assert.equal(assumed.length, 0);
});

test("a wrong code, and a role that may not be assumed", async () => {
  const typed = { profile: "admin", mfaCode: async () => "000000" };
  sts = refuse("AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code.");
  await fails(signer(withRole, typed), { kind: "mfa", message: "AWS did not accept the code of the MFA device." });
  sts = refuse("AccessDenied", `User: arn:aws:iam::123456789012:user/x is not authorized to perform: sts:AssumeRole on resource: ${role}`);
  await fails(signer(withRole, typed), { kind: "access-denied", action: "sts:AssumeRole" });
  sts = refuse("ExpiredToken", "The security token included in the request is expired");
  await fails(signer(withRole, typed), { kind: "expired-token" });
});

test("a role whose source gives nothing", async () => {
  const files = sharedFiles(`[profile admin]\nrole_arn = ${role}\nsource_profile = gone\n`);
  await fails(signer(files, { profile: "admin" }), { kind: "no-credentials" });
});

const sso = `[profile dev]\nsso_session = company\nsso_account_id = 123456789012\nsso_role_name = Developer
[sso-session company]\nsso_start_url = https://company.awsapps.com/start\nsso_region = eu-west-1
[profile old]\nsso_start_url = https://company.awsapps.com/start\nsso_region = eu-west-1\nsso_account_id = 123456789012\nsso_role_name = Developer
[profile console]\nlogin_session = arn:aws:iam::123456789012:user/somebody\n`;

test("a login that has ended: the exact command", async () => {
  const files = sharedFiles(sso);
  process.env.AWS_CONFIG_FILE = files.AWS_CONFIG_FILE;
  process.env.HOME = files.HOME;
  await fails(signer(files, { profile: "dev" }), { kind: "sso-login", command: "aws sso login --profile dev" });
  await fails(signer(files, { profile: "old" }), { kind: "sso-login", command: "aws sso login --profile old" });
  await fails(signer(files, { profile: "console" }), { kind: "sso-login", command: "aws login --profile console" });
});

test("a profile that is named like an account is not repeated in a sentence", async () => {
  const files = sharedFiles(sso.replace("dev", "123456789012_Developer"));
  process.env.AWS_CONFIG_FILE = files.AWS_CONFIG_FILE;
  const failure = await signer(files, { profile: "123456789012_Developer" }).catch((error: Error) => error);
  assert.equal((failure as Error).message, "The login of the profile has ended.");
});

test("credential_process: what it prints counts, and when it fails that is said", async () => {
  const script = path.join(sharedFiles("").HOME ?? "", "credentials.cjs");
  writeFileSync(script, 'console.log(JSON.stringify({ Version: 1, AccessKeyId: "AKIATOOL", SecretAccessKey: "secret" }))');
  const files = sharedFiles(`[profile tool]\ncredential_process = "${process.execPath}" "${script}"
[profile broken]\ncredential_process = "${process.execPath}" /nonexistent.js\n`);
  assert.equal(await signer(files, { profile: "tool" }), "AKIATOOL");
  await fails(signer(files, { profile: "broken" }), {
    kind: "no-credentials",
    message: 'The credential_process of profile "broken" gave no credentials.',
  });
});

test("a profile that says nothing of credentials", async () => {
  await fails(signer(sharedFiles("[profile empty]\nregion = eu-west-1\n"), { profile: "empty" }), {
    kind: "no-credentials",
    message: 'Profile "empty" says nothing about credentials.',
  });
});
