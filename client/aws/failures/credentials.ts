/** Failures of the search for credentials. */
import { capitalized, commandFor, type FailureContext, type FailureText, profileInWords, type SdkError } from "./words.ts";

export function failureOfCredentials(error: SdkError, context: FailureContext): FailureText | undefined {
  const { message } = error;
  if (/UnauthorizedException|sso login|SSO session|SSO Token|sso-session/i.test(message)) return ssoLogin(context);
  if (/ForbiddenException/.test(message)) return roleNotAssigned(context);
  if (/aws login|login[/\\]cache|login_session/i.test(message)) return login(context);
  if (/multi-factor authentication/.test(message)) return mfaCancelled(context);
  if (/Detected a cycle|Unsupported credential source|invalid SSO credentials|Conflicting SSO/.test(message)) return badProfile(context);
  const isChain = /CredentialsProviderError|TokenProviderError|ProviderError/.test(error.name);
  return isChain || context.action === undefined ? noCredentials(context) : undefined;
}

export function unknownProfile(profile: string): FailureText {
  return {
    kind: "unknown-profile",
    message: `${capitalized(profileInWords(profile))} is in none of the AWS configuration files.`,
    remedy: "Choose another profile, or add this one with aws configure.",
  };
}

export function noRegion(profile: string): FailureText {
  return {
    kind: "no-region",
    message: `Neither the settings, the environment nor ${profileInWords(profile)} name a region.`,
    remedy: "Choose a region.",
  };
}

export function badEndpoint(): FailureText {
  return {
    kind: "bad-configuration",
    message: "The endpoint that is set is not an http or https address.",
    remedy: "Correct the endpoint in the settings, the environment or the profile.",
  };
}

/** The profile names a section that is not in the file. */
export function missingSection(profile: string, section: "services" | "sso-session"): FailureText {
  return {
    kind: "bad-configuration",
    message: `${capitalized(profileInWords(profile))} names a section "${section}" that is not in the AWS configuration file.`,
    remedy: "Correct the profile in the AWS configuration file.",
  };
}

/** Nobody typed the code of the MFA device. */
export function mfaCancelled({ profile }: Pick<FailureContext, "profile">): FailureText {
  return {
    kind: "mfa",
    message: `${capitalized(profileInWords(profile))} needs the code of an MFA device, and none was typed.`,
    remedy: "Refresh and type the code, or choose another profile.",
  };
}

function ssoLogin({ profile }: Pick<FailureContext, "profile">): FailureText {
  return {
    kind: "sso-login",
    message: `The login of ${profileInWords(profile)} has ended.`,
    remedy: "Log in again, then refresh.",
    command: commandFor("aws sso login", profile),
  };
}

function login({ profile }: FailureContext): FailureText {
  return { ...ssoLogin({ profile }), command: commandFor("aws login", profile) };
}

function roleNotAssigned({ profile }: FailureContext): FailureText {
  return {
    kind: "access-denied",
    message: `The account does not assign you the role of ${profileInWords(profile)}.`,
    remedy: "Ask those who manage the account to assign it, or choose another profile.",
    action: "sso:GetRoleCredentials",
  };
}

function badProfile({ profile }: FailureContext): FailureText {
  return {
    kind: "bad-configuration",
    message: `What the AWS configuration files say of ${profileInWords(profile)} leads to no credentials.`,
    remedy: "Correct the profile in the AWS configuration file.",
  };
}

function noCredentials(context: FailureContext): FailureText {
  const who = profileInWords(context.profile);
  const texts: Record<NonNullable<FailureContext["kind"]>, string> = {
    keys: `The keys of ${who} could not be read.`,
    sso: `${capitalized(who)} gives no credentials.`,
    login: `${capitalized(who)} gives no credentials.`,
    role: `${capitalized(who)} assumes a role, and what it starts from gives no credentials.`,
    process: `The credential_process of ${who} gave no credentials.`,
    other: `${capitalized(who)} says nothing about credentials.`,
  };
  return {
    kind: "no-credentials",
    message: context.kind === undefined ? "No AWS credentials were found." : texts[context.kind],
    remedy: "Choose another profile, or set one up with aws configure sso or aws login.",
  };
}
