/** Credentials by the SDK's chain, built anew for each connection: one that is kept never reads a new login. */
import { fromNodeProviderChain } from "@aws-sdk/credential-providers";
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@smithy/types";
import type { ConnectionOptions } from "./contract.ts";
import type { Target } from "./environment.ts";
import { Failure } from "./failure.ts";
import { mfaCancelled } from "./failures/credentials.ts";

/** The SDK warns on the console otherwise. */
export const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/**
 * Where credentials come from: the keys in the environment, unless a profile is named; else the profile, a web identity, a container's or
 * an instance's role.
 *
 * Variables and files are looked up in `options.environment`, but for what the SDK reads of `process.env` alone: where tokens of
 * `aws sso login` and `aws login` are kept (below the home folder), containers' and instances' addresses, endpoints of STS and SSO, and
 * what a `credential_process` or a `credential_source` sees.
 */
export function credentialProvider(options: ConnectionOptions, target: Target): AwsCredentialIdentityProvider {
  const keys = target.isNamed ? undefined : keysOf(options.environment);
  if (keys) return async () => keys;
  const { environment } = options;
  return fromNodeProviderChain({
    ...target.files,
    // Named even where nothing names it: keys of `process.env` are not to be found by the chain itself.
    profile: target.profile,
    logger: silent,
    clientConfig: { logger: silent },
    mfaCodeProvider: async (serial) => {
      const code = await options.mfaCode(serial);
      if (!code) throw new Failure(mfaCancelled(target));
      return code;
    },
    ...whereSet({
      webIdentityTokenFile: environment.AWS_WEB_IDENTITY_TOKEN_FILE,
      roleArn: environment.AWS_ROLE_ARN,
      roleSessionName: environment.AWS_ROLE_SESSION_NAME,
    }),
  });
}

function keysOf(environment: NodeJS.ProcessEnv): AwsCredentialIdentity | undefined {
  const accessKeyId = environment.AWS_ACCESS_KEY_ID;
  const secretAccessKey = environment.AWS_SECRET_ACCESS_KEY;
  if (!accessKeyId || !secretAccessKey) return undefined;
  return { accessKeyId, secretAccessKey, ...whereSet({ sessionToken: environment.AWS_SESSION_TOKEN }) };
}

function whereSet<Key extends string>(values: Record<Key, string | undefined>): Partial<Record<Key, string>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as Partial<Record<Key, string>>;
}
