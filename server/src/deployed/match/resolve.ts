/** From claims to matches: the best claim wins, and what remains undecided is not certain or no match at all. */
import type { DeployedMatch } from "../../protocol/deployed.ts";
import type { Claim } from "./claims.ts";
import { CONFIDENCE } from "./confidence.ts";
import { grouped } from "./grouped.ts";

/** Systems that a function may belong to; of more than these none is worth a guess. */
const MOST_GUESSES = 3;

/** @returns matches in the order of the claims */
export function resolve(claims: readonly Claim[]): DeployedMatch[] {
  const best = grouped(claims, ({ deployed }) => deployed).flatMap(bestOf);
  const shared = new Set(grouped(best, ({ deployed }) => deployed).flatMap((same) => (same.length > 1 ? [same[0]?.deployed] : [])));
  return grouped(best, ({ id }) => id).flatMap((own) => matchesOf(own, shared));
}

/** Of all claims on one deployed function the strongest. */
function bestOf(claims: readonly Claim[]): Claim[] {
  const strongest = Math.max(...claims.map(strength));
  return claims.filter((claim) => strength(claim) === strongest);
}

/** How sure, then how much of the names agrees. */
function strength({ confidence, letters }: Claim): number {
  return CONFIDENCE.indexOf(confidence) * 1000 + letters;
}

function matchesOf(claims: readonly Claim[], shared: ReadonlySet<string | undefined>): DeployedMatch[] {
  const isSure = ({ confidence }: Claim): boolean => confidence === "proven" || confidence === "likely";
  const sureFamilies = new Set(claims.filter(isSure).map(({ family }) => family));
  if (sureFamilies.size > 0) {
    // Where the system is known, what fits by its name alone is another one.
    const kept = claims.filter((claim) => isSure(claim) || (claim.confidence === "possible" && sureFamilies.has(claim.family)));
    return kept.map((claim) => matchOf(claim, !shared.has(claim.deployed)));
  }
  const possible = claims.filter(({ confidence }) => confidence === "possible");
  const left = possible.length > 0 ? possible : claims;
  const families = new Set(left.map(({ family }) => family));
  if (families.size > MOST_GUESSES) return [];
  // Also the only one that fits may be another's: of many systems few are in one account.
  return left.map((claim) => matchOf(claim, false));
}

function matchOf({ id, deployed, by }: Claim, isCertain: boolean): DeployedMatch {
  return { id, deployed, by, isCertain };
}
