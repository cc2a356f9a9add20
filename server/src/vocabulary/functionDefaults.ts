/** What a function gets where nobody says: Lambda's own defaults, and those the Serverless Framework writes into its templates. */
import { DEFAULT_MEMORY_MB, DEFAULT_TIMEOUT_SECONDS } from "./dialects/serverless.ts";

/** Seconds. Source: docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html */
export function timeoutByDefault(dialect: string): number {
  return dialect === "serverless" ? DEFAULT_TIMEOUT_SECONDS : 3;
}

/** MB. Source: docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
export function memoryByDefault(dialect: string): number {
  return dialect === "serverless" ? DEFAULT_MEMORY_MB : 128;
}
