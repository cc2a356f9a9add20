/** Chance that is the same each time: noise that only depends on what it is asked for. */

/** A number from 0 to under 1 for a seed and two numbers (splitmix-like mixing of 32 bits). */
export function noise(seed: number, a: number, b = 0): number {
  let mixed = (seed ^ Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}

/** A seed from a name (FNV-1a). */
export function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

/** Normally distributed around 0 with deviation 1, from two uniform numbers (Box-Muller). */
export function normal(first: number, second: number): number {
  return Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
}

/** How often something happened that happens `mean` times on average: Poisson's where it is seldom, near enough where it is often. */
export function poisson(mean: number, seed: number, at: number): number {
  if (mean <= 0) return 0;
  if (mean > 20) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(noise(seed, at, 1), noise(seed, at, 2))));
  const limit = Math.exp(-mean);
  let product = noise(seed, at, 3);
  let count = 0;
  while (product > limit) product *= noise(seed, at, 4 + count++);
  return count;
}
