/** Splits work between threads. */

/**
 * Items in shares of about the same weight, the heaviest given away first.
 * @param groups what has to stay together, with how much work it is
 */
export function sharesOf<T>(groups: readonly { readonly items: readonly T[]; readonly weight: number }[], count: number): T[][] {
  const shares = Array.from({ length: count }, () => ({ items: [] as T[], weight: 0 }));
  for (const { items, weight } of groups.toSorted((a, b) => b.weight - a.weight)) {
    const least = shares.reduce((a, b) => (b.weight < a.weight ? b : a));
    for (const item of items) least.items.push(item);
    least.weight += weight;
  }
  return shares.map(({ items }) => items);
}
