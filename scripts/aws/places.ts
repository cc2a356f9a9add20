/** Tokens that say where a list goes on: opaque for clients, as AWS's are. */
import { AwsError } from "./error.ts";

export function tokenOf(place: number): string {
  return Buffer.from(`place ${place}`).toString("base64");
}

/** @throws AwsError with `code` where the token is none of ours; a left out or empty one is the begin. */
export function placeOf(token: unknown, code: string): number {
  if (token === undefined || token === null || token === "") return 0;
  const place = /^place (\d+)$/.exec(Buffer.from(String(token), "base64").toString())?.[1];
  if (place === undefined) throw new AwsError(code, "The specified token is not valid.");
  return Number(place);
}
