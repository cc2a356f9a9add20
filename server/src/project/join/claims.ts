/** Where several functions seem to run the same export: who has a claim to it. */
import { posix } from "node:path";
import { presumedText, property } from "../../model/expressions.ts";
import type { FunctionResource } from "../../model/infrastructure.ts";
import type { Located } from "./locate.ts";

export interface Claim {
  readonly fn: FunctionResource;
  readonly found: Located | undefined;
}

/**
 * What is only presumed of build output gives way: to a function whose template names the very file, and, of functions that are built
 * into different archives, to the one whose archive is called like the source's directory.
 */
export function settleClaims(claims: readonly Claim[]): Claim[] {
  const rivals = new Map<string, Claim[]>();
  for (const claim of claims) {
    if (!claim.found) continue;
    const key = keyOf(claim.fn, claim.found);
    const known = rivals.get(key);
    if (known) known.push(claim);
    else rivals.set(key, [claim]);
  }
  return claims.map((claim) => {
    const { fn, found } = claim;
    if (!found?.isPresumed) return claim;
    const others = rivals.get(keyOf(fn, found)) ?? [];
    const isContested = others.some((other) => other !== claim && (archiveOf(other.fn) ?? other) !== (archiveOf(fn) ?? claim));
    return isContested && !isCalledLike(fn, found.file) ? { fn, found: undefined } : claim;
  });
}

/** Templates that stand beside one another (of stages, of what a CDK app was made into) may well deploy the same code. */
function keyOf({ stack }: FunctionResource, { file, name }: Located): string {
  return [stack.path, file, name].join("\n");
}

/** What the code is packed into, where that is known. */
function archiveOf({ code, resource }: FunctionResource): string | undefined {
  return "path" in code ? code.path : presumedText(property(resource, "Code.S3Key"));
}

function isCalledLike(fn: FunctionResource, file: string): boolean {
  const name = posix.basename(archiveOf(fn) ?? "").replace(/\.\w+$/, "");
  return name !== "" && file.split("/").some((part) => part.replace(/\.\w+$/, "") === name);
}
