/** Chance that is the same in every run. */

export interface Dice {
  /** A whole number below `bound`. */
  roll(bound: number): number;
  pick<T>(choices: readonly T[]): T;
  chance(share: number): boolean;
}

export function dice(seed: number): Dice {
  let state = Math.imul(seed + 1, 2654435761) >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const roll = (bound: number): number => Math.floor(next() * bound);
  return {
    roll,
    pick: <T>(choices: readonly T[]): T => choices[roll(choices.length)] as T,
    chance: (share) => next() < share,
  };
}

/** What the generated services are about. */
export const NOUNS = [
  ...["order", "invoice", "customer", "shipment", "payment", "receipt", "session", "report", "ticket", "device"],
  ...["booking", "message", "upload", "account", "coupon", "reminder", "profile", "search", "price", "review"],
];
export const VERBS = ["load", "save", "send", "check", "merge", "archive", "rank", "notify", "resolve", "export"];

export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
