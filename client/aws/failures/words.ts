/** What the texts of failures are made of. */
import type { FailureKind, Profile } from "../contract.ts";

/** What was being done when something failed. */
export interface FailureContext {
  readonly profile: string;
  /** How the profile gets credentials; undefined where it is written nowhere. */
  readonly kind: Profile["kind"] | undefined;
  readonly region: string;
  /** Host of the emulator that answers instead of AWS. */
  readonly endpoint: string | undefined;
  /** `lambda:ListFunctions`; undefined while credentials are looked for. */
  readonly action: string | undefined;
}

/** What a failure says; `command` and `action` only where there is one. */
export interface FailureText {
  readonly kind: FailureKind;
  readonly message: string;
  readonly remedy: string;
  readonly command?: string | undefined;
  readonly action?: string | undefined;
}

/** An error of the SDK, with what it may hold. */
export interface SdkError {
  readonly name: string;
  readonly message: string;
  /** Node's code of an error of the network: `ENOTFOUND`. */
  readonly code: string;
  /** Status of AWS's answer; undefined where there was none. */
  readonly status: number | undefined;
}

/** `profile "dev"`; a name with an account id in it is not repeated. */
export function profileInWords(profile: string): string {
  return /\d{12}/.test(profile) ? "the profile" : `profile "${profile}"`;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A command of the AWS CLI for a profile; undefined for names a shell would take for something else. */
export function commandFor(command: string, profile: string): string | undefined {
  return /^[\w.@+=,:/-]+$/.test(profile) ? `${command} --profile ${profile}` : undefined;
}
