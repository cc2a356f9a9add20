/** What AWS would not do, kept by function: the row says why a figure is old or missing, and the same question is not asked at once again. */
import type { AwsFailure, FailureKind } from "../../aws/contract.ts";

/** How long an unanswered question is left alone, in milliseconds; a refresh asks at once. */
const rest = 30_000;

/** Kinds that are of the connection and not of one function: everything else would fail as well. */
const ofConnection: readonly FailureKind[] = [
  "expired-token",
  "no-credentials",
  "sso-login",
  "mfa",
  "no-network",
  "clock-skew",
  "wrong-region",
  "no-region",
  "unknown-profile",
  "bad-configuration",
];

export function isOfConnection({ kind }: AwsFailure): boolean {
  return ofConnection.includes(kind);
}

interface Noted {
  readonly failure: AwsFailure;
  /** Milliseconds of the epoch. */
  readonly at: number;
}

export class Failures {
  readonly #now: () => number;
  readonly #byName = new Map<string, Map<string, Noted>>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The latest of a function. */
  of(name: string): AwsFailure | undefined {
    return [...(this.#byName.get(name)?.values() ?? [])].at(-1)?.failure;
  }

  /** A question failed only just now. */
  rests(name: string, question: string): boolean {
    const noted = this.#byName.get(name)?.get(question);
    return noted !== undefined && this.#now() - noted.at < rest;
  }

  note(name: string, question: string, failure: AwsFailure): void {
    const noted = this.#byName.get(name) ?? new Map<string, Noted>();
    // Anew, so that it is the last one.
    noted.delete(question);
    this.#byName.set(name, noted.set(question, { failure, at: this.#now() }));
  }

  /** The question was answered. */
  clear(name: string, question: string): void {
    this.#byName.get(name)?.delete(question);
  }

  forget(): void {
    this.#byName.clear();
  }
}

/** An error of the AWS bundle as the failure it is. Of any other error nothing is told: it could hold what nobody shall read. */
export function asFailure(error: unknown): AwsFailure {
  if (error instanceof Error && error.name === "AwsFailure") return error as AwsFailure;
  const remedy = "Refresh; where that does not help, run Developer: Reload Window.";
  return Object.assign(new Error("Something went wrong while AWS was asked."), {
    name: "AwsFailure" as const,
    kind: "service" as const,
    remedy,
    command: undefined,
    action: undefined,
  });
}
