/** Figures of deployed functions in the words of the charts, in English. */
import type { AwsFailure } from "../../aws/contract.ts";
import { type Format, formatOf } from "../deployed/format.ts";

export const format: Format = formatOf("en", "no data (CloudWatch has none, which is not zero)", "UTC");

/** In the place of `vscode.l10n.t`. */
export function untranslated(message: string, ...args: (string | number)[]): string {
  return message.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)]));
}

/** `3 minutes ago`; both in milliseconds of the epoch. */
export function ageText(at: number, now: number): string {
  return format.age(at, now);
}

/** What happened and what a person can do about it. */
export function failureText(failure: AwsFailure | undefined): string | undefined {
  if (!failure) return undefined;
  return [failure.message, failure.remedy, failure.command && `The command is: ${failure.command}`].filter(Boolean).join(" ");
}
