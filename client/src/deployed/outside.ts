/** What the store of deployed functions needs of the world: AWS, the server, the clock. */
import type {
  DeployedIdentity,
  DeployedMatch,
  DeployedParams,
  DeployedReport,
  DeployedReportParams,
} from "../../../server/src/protocol.ts";
import type { Aws } from "../../aws/contract.ts";

export interface Outside {
  readonly isTrusted: boolean;
  /** Loads the AWS bundle unless it is there, and connects as the settings say now. Rejects with an `AwsFailure`. */
  connect(): Promise<Aws>;
  /** Undefined: the server does not run. */
  matches(functions: readonly DeployedIdentity[]): Promise<readonly DeployedMatch[] | undefined>;
  report(params: DeployedReportParams): Promise<DeployedReport | undefined>;
  tell(params: DeployedParams): void;
  /** What went wrong between client and server. */
  onError(error: unknown): void;
  /** Milliseconds of the epoch. */
  now(): number;
  /** Calls back when all that is asked for in this moment was asked for. */
  soon(run: () => void): void;
}
