/** How an operation is answered that moto lacks, or does not do as AWS does. */
import type { JsonObject } from "./check.ts";

export interface SupplyContext {
  /** The request was signed for. */
  readonly region: string;
  /** Asks moto the same. */
  readonly forward: () => Promise<JsonObject>;
  /** Asks moto for something else of Lambda: GET of a path in the same region. */
  readonly get: (path: string) => Promise<JsonObject>;
}

export type Supply = (input: JsonObject, context: SupplyContext) => Promise<JsonObject> | JsonObject;

/** By action: `lambda:ListFunctions`. */
export type Supplies = ReadonlyMap<string, Supply>;
