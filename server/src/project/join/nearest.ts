/** The one of several names that was probably meant. */

const MAX_DISTANCE = 2;

/** The only one there is, or the only one that differs by case, separators or a slip or two; undefined where several may be meant. */
export function nearest(written: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 1) return candidates[0];
  const same = candidates.filter((each) => plain(each) === plain(written));
  if (same.length === 1) return same[0];
  const near = candidates.filter((each) => distance(plain(each), plain(written)) <= MAX_DISTANCE);
  if (near.length > 0) return near.length === 1 ? near[0] : undefined;
  const handlers = candidates.filter((each) => /handler/i.test(each));
  return handlers.length === 1 ? handlers[0] : undefined;
}

function plain(name: string): string {
  return name.replaceAll(/[_-]/g, "").toLowerCase();
}

/** Letters to put in, take out or change. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
