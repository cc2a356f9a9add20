/** Where several functions seem to run the same export: who has a claim to it. */
import { posix } from "node:path";
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
    const key = `${claim.found.file}\n${claim.found.name}`;
    const known = rivals.get(key);
    if (known) known.push(claim);
    else rivals.set(key, [claim]);
  }
  return claims.map((claim) => {
    const { fn, found } = claim;
    if (!found?.isPresumed) return claim;
    const others = rivals.get(`${found.file}\n${found.name}`) ?? [];
    const isContested = others.some((other) => pathOf(other.fn) !== pathOf(fn));
    return isContested && !isCalledLike(fn, found.file) ? { fn, found: undefined } : claim;
  });
}

function pathOf({ code }: FunctionResource): string {
  return "path" in code ? code.path : "";
}

function isCalledLike(fn: FunctionResource, file: string): boolean {
  const name = posix.basename(pathOf(fn)).replace(/\.\w+$/, "");
  return file.split("/").some((part) => part.replace(/\.\w+$/, "") === name);
}
