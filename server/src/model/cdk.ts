/** How a construct is written: kept by the CDK's reader as `Resource.origin`, for its writer. */
import type { Call } from "./code.ts";

export interface CdkOrigin {
  readonly dialect: "cdk";
  /** `lambda.Function`, `lambda_event_sources.Source`: whose props the vocabulary knows. */
  readonly construct: string;
  /** The constructor or method call whose props say what the resource is like. */
  readonly call: Call;
  /** Which positional argument holds the props; in Python they are keyword arguments. */
  readonly props: number;
}

export function isCdkOrigin(origin: unknown): origin is CdkOrigin {
  return typeof origin === "object" && origin !== null && (origin as { dialect?: unknown }).dialect === "cdk";
}
