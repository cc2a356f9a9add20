/** Profile, region and endpoints, as the AWS CLI resolves them. */
import assert from "node:assert/strict";
import { appendFileSync } from "node:fs";
import { test } from "node:test";
import type { ConnectionOptions } from "../../client/aws/contract.ts";
import { resolveTarget, type Target } from "../../client/aws/environment.ts";
import * as aws from "../../client/aws/main.ts";
import { keys, sharedFiles, silent } from "./connected.ts";

const config = `
[default]
region = eu-west-1

[profile dev]
region = eu-central-1
services = local
endpoint_url = http://127.0.0.1:4500
# Comments and what follows them are none.
[services local]
lambda =
  endpoint_url = http://127.0.0.1:4501
cloudwatch_logs =
  endpoint_url = http://127.0.0.1:4502

[profile ours]
sso_session = company
sso_account_id = 123456789012
sso_role_name = Developer
[sso-session company]
sso_start_url = https://company.awsapps.com/start
sso_region = eu-west-1

[profile admin]
role_arn = arn:aws:iam::123456789012:role/admin
source_profile = keys
[profile tool]
credential_process = /usr/bin/tool
[profile console]
login_session = arn:aws:iam::123456789012:user/somebody
[profile empty]
region = us-east-1
[profile gov]
region = us-gov-west-1
use_fips_endpoint = true
`;
const files = sharedFiles(config, `[keys]\n${keys}`);

function resolve(environment: NodeJS.ProcessEnv, options: Partial<ConnectionOptions> = {}): Promise<Target> {
  return resolveTarget({ ...silent, environment: { ...files, ...environment }, ...options });
}

test("the bundle's entry is what the contract promises", () => {
  const module: import("../../client/aws/contract.ts").AwsModule = aws;
  assert.deepEqual(Object.keys(module).sort(), ["connect", "profiles", "regions"]);
  assert.equal(new Set(module.regions).size, module.regions.length);
  assert.ok(module.regions.includes("eu-west-1") && module.regions.includes("us-gov-west-1"));
});

test("profiles are listed in the order they are written, with how they get credentials", async () => {
  const listed = await aws.profiles(files);
  assert.deepEqual(
    listed.map(({ name, kind }) => `${name}: ${kind}`),
    [
      "default: other",
      "dev: other",
      "ours: sso",
      "admin: role",
      "tool: process",
      "console: login",
      "empty: other",
      "gov: other",
      "keys: keys",
    ],
  );
  assert.equal(listed.find(({ name }) => name === "dev")?.region, "eu-central-1");
  assert.equal(listed.find(({ name }) => name === "ours")?.region, undefined);
});

test("no files, no profiles", async () => {
  assert.deepEqual(await aws.profiles({ HOME: "/nonexistent" }), []);
});

test("what is written is read anew each time", async () => {
  const changing = sharedFiles("[profile one]\nregion = eu-west-1\n");
  assert.equal((await aws.profiles(changing)).length, 1);
  const { AWS_CONFIG_FILE: file = "" } = changing;
  appendFileSync(file, "[profile two]\nregion = eu-west-1\n");
  assert.equal((await aws.profiles(changing)).length, 2);
});

test("5,000 profiles are found, and the last one is used", async () => {
  const many = Array.from(
    { length: 5000 },
    (_, index) => `[profile number-${index}]\nregion = eu-west-1\nsso_start_url = https://x/start\n`,
  );
  const environment = sharedFiles(many.join(""));
  assert.equal((await aws.profiles(environment)).length, 5000);
  const target = await resolveTarget({ ...silent, environment, profile: "number-4999" });
  assert.equal(target.kind, "sso");
});

test("the profile: option, then AWS_PROFILE, then default", async () => {
  assert.equal((await resolve({ AWS_PROFILE: "dev" }, { profile: "empty" })).profile, "empty");
  assert.equal((await resolve({ AWS_PROFILE: "dev" })).profile, "dev");
  assert.equal((await resolve({})).profile, "default");
});

test("an unknown profile is told at once, and nothing else is asked", async () => {
  await assert.rejects(resolve({ AWS_REGION: "eu-west-1" }, { profile: "dve" }), {
    name: "AwsFailure",
    kind: "unknown-profile",
    message: 'Profile "dve" is in none of the AWS configuration files.',
  });
  await assert.rejects(resolve({}, { profile: "__proto__" }), { kind: "unknown-profile" });
  await assert.rejects(resolve({}, { profile: "services.local" }), { kind: "unknown-profile" });
});

test("the region: option, AWS_REGION, AWS_DEFAULT_REGION, the profile's", async () => {
  const both = { AWS_REGION: "us-east-1", AWS_DEFAULT_REGION: "us-east-2" };
  assert.equal((await resolve(both, { region: "us-west-1" })).region, "us-west-1");
  assert.equal((await resolve(both)).region, "us-east-1");
  assert.equal((await resolve({ AWS_DEFAULT_REGION: "us-east-2" })).region, "us-east-2");
  assert.equal((await resolve({}, { profile: "dev" })).region, "eu-central-1");
  await assert.rejects(resolve({}, { profile: "tool" }), { kind: "no-region", remedy: "Choose a region." });
});

/** Ports, or nothing for AWS itself. */
function ports({ endpoints }: Target): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(endpoints).map(([service, url]) => [service, url?.port]));
}

test("endpoints: option, the service's variable, the common variable, the profile's services, the profile's own", async () => {
  const nowhere = { lambda: undefined, cloudwatch: undefined, logs: undefined, tagging: undefined };
  assert.deepEqual(ports(await resolve({})), nowhere);
  const profile = { profile: "dev" };
  const ofProfile = { lambda: "4501", cloudwatch: "4500", logs: "4502", tagging: "4500" };
  assert.deepEqual(ports(await resolve({}, profile)), ofProfile);
  const common = { AWS_ENDPOINT_URL: "http://127.0.0.1:4600", AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: "http://127.0.0.1:4601" };
  assert.deepEqual(ports(await resolve(common, profile)), { lambda: "4600", cloudwatch: "4600", logs: "4601", tagging: "4600" });
  const tagging = { AWS_ENDPOINT_URL_RESOURCE_GROUPS_TAGGING_API: "http://127.0.0.1:4602" };
  assert.deepEqual(ports(await resolve(tagging, profile)), { ...ofProfile, tagging: "4602" });
  const option = { ...profile, endpoint: "http://localhost:4566" };
  assert.deepEqual(ports(await resolve(common, option)), { lambda: "4566", cloudwatch: "4566", logs: "4566", tagging: "4566" });
  assert.deepEqual(ports(await resolve({ ...common, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" }, profile)), nowhere);
});

test("an endpoint that is none, and sections that are missing, are told", async () => {
  for (const endpoint of ["localhost:4566", "ftp://localhost", "not an address"]) {
    await assert.rejects(resolve({}, { endpoint }), { kind: "bad-configuration" });
  }
  const broken = sharedFiles("[profile a]\nregion = eu-west-1\nservices = gone\n[profile b]\nregion = eu-west-1\nsso_session = gone\n");
  for (const [profile, section] of [
    ["a", "services"],
    ["b", "sso-session"],
  ] as const) {
    await assert.rejects(resolveTarget({ ...silent, environment: broken, profile }), {
      kind: "bad-configuration",
      message: `Profile "${profile}" names a section "${section}" that is not in the AWS configuration file.`,
    });
  }
});

test("endpoints of the government are FIPS's where the profile or the environment says so", async () => {
  assert.equal((await resolve({}, { profile: "gov" })).useFips, true);
  assert.equal((await resolve({ AWS_USE_FIPS_ENDPOINT: "false" }, { profile: "gov" })).useFips, false);
  assert.equal((await resolve({})).useFips, false);
});
